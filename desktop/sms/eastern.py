"""US Eastern wall-clock time and back to UTC, for services that date everything in it without saying so.

Start here to see what happens in the two odd hours of the year. The rule of the zone (in force since 2007,
before these services had texts) is written out, because not every system knows the zones.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

SUMMER, WINTER = timedelta(hours=-4), timedelta(hours=-5)
HOUR = timedelta(hours=1)


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


@cache
def _summer(year: int) -> tuple[datetime, datetime]:
    """From 2:00 on the second Sunday of March to 2:00 on the first of November, as clocks show it then."""
    return _sunday(year, 3, 8), _sunday(year, 11, 1)


def _sunday(year: int, month: int, earliest: int) -> datetime:
    first = datetime.combine(date(year, month, earliest), time(2))
    return first + timedelta(days=6 - first.weekday())
