"""When a day begins at a service: what it counts by the day is counted by its own calendar (B27)."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.sms import eastern

EASTERN = "America/New_York"
"""The zone whose rule is written out in ``eastern``: not every system knows the zones."""


def began(zone: str, now: datetime) -> datetime:
    """When the day of ``now`` began in this zone (an IANA name; one that nobody knows is UTC), in UTC."""
    if zone == EASTERN:
        return eastern.midnight(eastern.day_of(now))
    return _midnight(zone, now)


def ends(zone: str, now: datetime) -> datetime:
    """When the next day begins there, in UTC."""
    # Noon of the next day is reached from any moment of this one, however long it is.
    return began(zone, began(zone, now) + timedelta(hours=36))


def _midnight(zone: str, now: datetime) -> datetime:
    try:
        there = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        there = now.astimezone(UTC)
    return datetime.combine(there.date(), time(), there.tzinfo).astimezone(UTC)
