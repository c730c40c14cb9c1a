"""What past texts tell of a number, and which failure codes teach it (idea 10, B13, B19).

``LESSONS`` is the one table of which service's code means what for later texts; what is *said* of a code
is in the error catalogue. How the store finds the newest such text is in ``desktop.store.reach``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


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


LESSONS: dict[str, Lesson] = {
    "21614": Lesson.LANDLINE,
    "21635": Lesson.LANDLINE,
    "30006": Lesson.LANDLINE,
    "landline": Lesson.LANDLINE,
    "30005": Lesson.DEAD,
    "21211": Lesson.DEAD,
    "21217": Lesson.DEAD,
    "Unknown_bad_number": Lesson.DEAD,
    "invalid_dst": Lesson.DEAD,
    "30003": Lesson.UNREACHABLE,
    "unreachable": Lesson.UNREACHABLE,
    "21612": Lesson.WRONG_PAIR,
    "21610": Lesson.OPTED_OUT,
    "opted_out": Lesson.OPTED_OUT,
    "21408": Lesson.COUNTRY_OFF,
    "Not allowed country.": Lesson.COUNTRY_OFF,
    "21657": Lesson.SENDER,
    "21703": Lesson.SENDER,
    "Unable to send message to this region": Lesson.REGION,
    "30032": Lesson.TOLL_FREE,
}
"""By the code of a failure, whichever service gave it: their codes do not collide."""

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


def codes_of(*lessons: Lesson) -> frozenset[str]:
    """All failure codes that teach one of these."""
    return frozenset(code for code, lesson in LESSONS.items() if lesson in lessons)


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


NOTHING = Reach()
"""Of a number that was never texted."""
