"""What settings say of an account, as preflight takes it."""

from desktop.settings.accounts import Account
from desktop.settings.word_lists import WordLists
from desktop.sync.given import given, words_of


def test_an_account_tells_its_service_plan_and_countries() -> None:
    """A14, B9, B14"""
    account = Account(
        provider="voipms",
        name="Shop",
        url="https://a.example",
        key_place="session",
        plan="trial",
        trial_parts=7,
        allowed_countries=("US", "CA"),
        unjoined_countries=("BR",),
    )
    found = given(account, words_of(WordLists()))
    assert (found.service, found.trial, found.trial_parts) == ("voipms", True, 7)
    assert (found.allowed, found.unjoined) == (frozenset({"US", "CA"}), frozenset({"BR"}))


def test_without_an_account_only_the_words_are_known() -> None:
    found = given(None, words_of(WordLists(off=("gambling",))))
    assert (found.service, found.trial, found.allowed) == ("", False, None)
    assert not found.words.hits("casino")
