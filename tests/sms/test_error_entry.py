"""An entry of the error catalogue: what it allows follows from what it is, for each of them."""

from desktop.sms import errors
from desktop.sms.errors import Entry, ErrorClass, Retry, Step, When

ENTRIES = errors.entries()
N, K, G, C = ErrorClass.NUMBER, ErrorClass.CONSENT, ErrorClass.GATE, ErrorClass.CONTENT
M, U, X = ErrorClass.MONEY, ErrorClass.USER, ErrorClass.UNKNOWN


def test_an_entry_contradicts_itself_nowhere() -> None:
    """No wrong number, no missing consent, no wording and no money is mended by sending it again."""
    for entry in ENTRIES:
        fits_together(entry)


def fits_together(entry: Entry) -> None:
    if entry.group in (N, K, G, C, M, U, X) or entry.group is ErrorClass.AMBIGUOUS:
        assert entry.retry is not Retry.BACKOFF and not entry.repeats
    if entry.group is ErrorClass.AMBIGUOUS:
        assert (entry.retry, entry.step) == (Retry.RECONCILE, Step.LOOK)
    if entry.group is K:
        assert entry.retry is Retry.NEVER
    if entry.group is C:
        assert entry.retry is Retry.NEVER_UNCHANGED
    if entry.when is not When.AT_ONCE:
        assert not entry.repeats
    if entry.retry is Retry.HOLD:
        assert entry.group is M and entry.step is Step.TOP_UP
    assert entry.link == "" or entry.link == f"https://www.twilio.com/docs/errors/{entry.code}"
