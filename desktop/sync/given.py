"""What settings know for preflight, as the store takes it: plan, countries, edited words (A14, B9, B14, B21).

The window and the command line ask here, so that both say the same of a text.
"""

from desktop.settings.accounts import Account
from desktop.settings.word_lists import WordLists
from desktop.sms.emergency import home_region
from desktop.sms.restricted import Lexicon, lexicon
from desktop.store.preflight_facts import Given


def given(account: Account | None, words: Lexicon) -> Given:
    """Of an account; without one, only what holds for every text."""
    if account is None:
        return Given(words=words, home=home_region())
    return Given(
        service=account.provider,
        trial=account.plan == "trial",
        trial_parts=account.trial_parts,
        allowed=frozenset(account.allowed_countries) if account.allowed_countries is not None else None,
        unjoined=frozenset(account.unjoined_countries),
        words=words,
        home=home_region(),
    )


def edited(lists: WordLists) -> Lexicon:
    """The default lists with a person's changes; takes some milliseconds, so keep it."""
    return lexicon(added=lists.added, removed=lists.removed, off=lists.off)
