"""What settings know of an account, in the form in which ``store.preflight_facts`` takes it.

Look here for how a plan, allowed countries and edited word lists reach preflight: the window and the command
line both ask here, so that both say the same.
"""

from desktop.settings.accounts import Account
from desktop.settings.word_lists import WordLists
from desktop.sms.emergency import home_region
from desktop.sms.restricted import Lexicon, lexicon
from desktop.store.preflight_facts import Given


def given(account: Account | None, words: Lexicon) -> Given:
    """For texts of this account; ``None``: of a line that no account has."""
    if account is None:
        return Given(words=words, home=home_region())
    allowed = account.allowed_countries
    return Given(
        service=account.provider,
        trial=account.plan == "trial",
        trial_parts=account.trial_parts,
        allowed=frozenset(allowed) if allowed is not None else None,
        unjoined=frozenset(account.unjoined_countries),
        words=words,
        home=home_region(),
    )


def words_of(lists: WordLists) -> Lexicon:
    """The lists of restricted words with a person's changes in them (B21)."""
    return lexicon(added=lists.added, removed=lists.removed, off=lists.off)
