"""What settings know reaches preflight, the same for the window and the command line."""

from desktop.settings.accounts import Account
from desktop.settings.word_lists import WordLists
from desktop.sms.restricted import DEFAULT
from desktop.sync.given import edited, given

ACCOUNT = Account(provider="cliqtel", name="Work", url="https://cliqtel.com", key_place="keyring")


def test_an_account_without_a_plan_and_without_countries_restricts_nothing() -> None:
    found = given(ACCOUNT, DEFAULT)
    assert (found.service, found.trial, found.allowed, found.unjoined) == (
        "cliqtel",
        False,
        None,
        frozenset(),
    )
    assert given(None, DEFAULT).service == ""


def test_plan_countries_and_words_are_handed_on() -> None:
    """A14, B9, B14, B21."""
    account = ACCOUNT.model_copy(
        update={"plan": "trial", "trial_parts": 7, "allowed_countries": (), "unjoined_countries": ("FR",)}
    )
    words = edited(WordLists(added={"ours": ("widget",)}, off=("gambling",)))
    found = given(account, words)
    assert (found.trial, found.trial_parts, found.allowed, found.unjoined) == (
        True,
        7,
        frozenset(),
        frozenset({"FR"}),
    )
    assert [hit.category for hit in found.words.hits("a widget and a casino")] == ["ours"]
    assert edited(WordLists()) == DEFAULT
