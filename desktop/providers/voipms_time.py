"""US Eastern wall-clock time, in which VoIP.ms dates everything without saying so, and back to UTC.

Start here to see what happens in the two odd hours of the year. The rule of the zone (in force since
2007, before the service had texts) is written out, because not every system knows the zones.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

SUMMER, WINTER = timedelta(hours=-4), timedelta(hours=-5)
HOUR = timedelta(hours=1)
LATE = timedelta(minutes=10)
"""How long after its time a text may be filed, at most (inference: the service does not say)."""


def instant(wall: datetime, *, second: bool = False) -> datetime:
    """UTC of an Eastern wall-clock time.

    The hour that there is twice in autumn is taken for the first one, unless ``second``. The hour that
    spring leaves out is read as if the clock had not been moved yet.
    """
    start, end = _summer(wall.year)
    summer = start + HOUR <= wall < (end - HOUR if second else end)
    return (wall - (SUMMER if summer else WINTER)).replace(tzinfo=UTC)


def wall_clock(moment: datetime) -> datetime:
    """What an Eastern clock shows at a moment, without a zone."""
    plain = moment.astimezone(UTC).replace(tzinfo=None)
    start, end = _summer((plain + WINTER).year)
    return plain + (SUMMER if start - WINTER <= plain < end - SUMMER else WINTER)


def day_of(moment: datetime) -> date:
    """The Eastern calendar day of a moment."""
    return wall_clock(moment).date()


def midnight(day: date) -> datetime:
    """When an Eastern calendar day begins, in UTC."""
    return instant(datetime.combine(day, time()))


def there_twice(wall: datetime) -> bool:
    """Whether clocks show this time twice."""
    end = _summer(wall.year)[1]
    return end - HOUR <= wall < end


class Autumn:
    """Which texts of the doubled hour belong to its second pass, told by their ids.

    Ids count up (inference), so one id is enough for a kind and a year: from it on, all are of the second.
    """

    def __init__(self, marks: Mapping[str, int] | None = None) -> None:
        self.marks = dict(marks or {})

    def learn(
        self, kind: str, walls: Mapping[int, datetime], known: int = 0, asked_at: datetime | None = None
    ) -> None:
        """Look at texts by id. Those above ``known`` were not listed yet at ``asked_at``, if that is told."""
        latest: dict[str, datetime] = {}
        for text_id in sorted(number for number, wall in walls.items() if there_twice(wall)):
            wall = walls[text_id]
            key = f"{kind} {wall.year}"
            went_back = wall < latest.get(key, wall) - timedelta(minutes=1)
            # With both passes over when the question was asked, the text was filed late and tells nothing.
            first = instant(wall)
            asked_between = asked_at is not None and first < asked_at - LATE <= first + HOUR
            if went_back or (asked_between and text_id > known):
                self.marks[key] = min(self.marks.get(key, text_id), text_id)
            latest[key] = max(wall, latest.get(key, wall))

    def instant(self, kind: str, text_id: int, wall: datetime) -> datetime:
        """UTC of a text's time."""
        mark = self.marks.get(f"{kind} {wall.year}")
        return instant(wall, second=mark is not None and text_id >= mark and there_twice(wall))


@cache
def _summer(year: int) -> tuple[datetime, datetime]:
    """From 2:00 on the second Sunday of March to 2:00 on the first of November, as clocks show it then."""
    return _sunday(year, 3, 8), _sunday(year, 11, 1)


def _sunday(year: int, month: int, earliest: int) -> datetime:
    first = datetime.combine(date(year, month, earliest), time(2))
    return first + timedelta(days=6 - first.weekday())
