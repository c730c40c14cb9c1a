"""What past texts tell of a number, and which failure codes teach it (idea 10, B13, B19).

``LESSONS`` is the one table of what an entry of the error catalogue means for later texts; what finds an
entry and what is *said* of it is in the catalogue. How the store finds the newest such text is in
``desktop.store.reach``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from desktop.sms import errors


class Reachability(StrEnum):
    """What is to be expected of a text to a number."""

    UNKNOWN = "unknown"
    DELIVERED = "delivered"
    """A text arrived, or they wrote themselves."""
    LANDLINE = "landline"
    DEAD = "dead"
    """The number is not in use."""
    UNREACHABLE = "unreachable"
    """Their phone was off or out of service lately."""
    WRONG_PAIR = "wrong_pair"
    """Not from this line (B19)."""
    OPTED_OUT = "opted_out"


class Lesson(StrEnum):
    """What the failure of one text teaches for the next."""

    LANDLINE = "landline"
    DEAD = "dead"
    UNREACHABLE = "unreachable"
    WRONG_PAIR = "wrong_pair"
    OPTED_OUT = "opted_out"
    COUNTRY_OFF = "country_off"
    SENDER = "sender"
    """This kind of sender is not allowed in that country."""
    REGION = "region"
    TOLL_FREE = "toll_free"


_BY_LESSON: dict[Lesson, dict[str, str]] = {
    Lesson.LANDLINE: {
        "twilio": "21614 21635 30006",
        "salesmsg": "landline",
        "close": "landline",
        "cliqtel": "landline",
    },
    Lesson.DEAD: {
        "twilio": "21211 21214 21217 21401 21421 30005",
        "salesmsg": "unknown_bad_number",
        "voipms": "invalid_dst invalid_contact invalid_to_number",
    },
    Lesson.UNREACHABLE: {"twilio": "30003", "cliqtel": "unreachable"},
    Lesson.WRONG_PAIR: {"twilio": "21612"},
    Lesson.OPTED_OUT: {"twilio": "21610", "cliqtel": "opted_out", "close": "outbound_sms_blocked"},
    Lesson.COUNTRY_OFF: {
        "twilio": "21408",
        "salesmsg": "international_off",
        "cloudtalk": "not_allowed_country",
    },
    Lesson.SENDER: {"twilio": "21657 21703"},
    Lesson.REGION: {"salesmsg": "region", "close": "unsupported_country"},
    Lesson.TOLL_FREE: {"twilio": "30032"},
}
LESSONS: dict[tuple[str, str], Lesson] = {
    (provider, code): lesson
    for lesson, services in _BY_LESSON.items()
    for provider, codes in services.items()
    for code in codes.split()
}
"""By the entry of the error catalogue: (its provider, its code)."""

LASTS: dict[Lesson, timedelta] = {
    Lesson.LANDLINE: timedelta(days=365),
    Lesson.DEAD: timedelta(days=90),
    Lesson.UNREACHABLE: timedelta(days=2),
    Lesson.WRONG_PAIR: timedelta(days=90),
    Lesson.COUNTRY_OFF: timedelta(days=90),
    Lesson.SENDER: timedelta(days=90),
    Lesson.REGION: timedelta(days=90),
    Lesson.TOLL_FREE: timedelta(days=90),
}
"""How long a lesson holds: numbers are given to others, settings are changed. A STOP holds for ever."""


def lesson_of(service: str, code: str | None, text: str = "") -> Lesson | None:
    """What a failure of this service teaches, by its code or by the service's own words (C7).

    ``service`` "" is one that nobody told. Quick for what was asked before: the same few failures come again
    and again.
    """
    return _lesson_of(service, code or "", text[: errors.LONGEST])


@lru_cache(maxsize=1024)
def _lesson_of(service: str, code: str, text: str) -> Lesson | None:
    entry = errors.find(service, code, text)
    return None if entry is None else taught_by(entry)


def taught_by(entry: errors.Entry) -> Lesson | None:
    """What a failure of this kind teaches for later texts."""
    return LESSONS.get((entry.provider, entry.code))


def holds(lesson: Lesson, learned: datetime, now: datetime) -> bool:
    """Whether what was learned then still counts. A moment in the future, by a clock that was wrong, does."""
    lasts = LASTS.get(lesson)
    return lasts is None or now - learned < lasts


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of a number; of one of our lines to it, where ``of`` a line was asked."""

    what: Reachability = Reachability.UNKNOWN
    since: datetime | None = None
    """When that was learned; of ``DELIVERED``, the last time."""
    line: str = ""
    """The line that text was sent from or came to."""
    marked: bool = False
    """A person said so; outcomes do not change it."""
    code: str = ""
    """The service's code of the failure that taught it."""
    delivered_at: datetime | None = None
    """The last proof that texts arrive at all, from whichever line."""
    delivered_by: str = ""
    """The line of that."""
    message_id: int | None = None
    """The text that taught it."""
    told_by: str = ""
    """The service that said so when a person asked it, by its name in ``providers.catalog``."""
    line_failed: bool = False
    """The last text from the line that was asked about failed because of that line (``sms.line_advice``)."""


NOTHING = Reach()
"""Of a number that was never texted."""
