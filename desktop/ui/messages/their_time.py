"""What time it is where the other person is: said only where there is no doubt (demand 24)."""

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale, QTimeZone

from desktop.sms.zones import zones_of
from desktop.wording import tr

_MOST_ZONES = 12
"""A number that can be in more zones than this is not worth comparing them."""


def their_time(number: str, now: datetime) -> str:
    """The time at a number (E.164), "14:05 their time", with the weekday on another day; "" in doubt.

    There is no doubt where every zone that the number can be in shows the same time now.
    """
    zones = zones_of(number)
    if not 0 < len(zones) <= _MOST_ZONES:
        return ""
    moment = QDateTime.fromSecsSinceEpoch(int(now.timestamp()), QTimeZone(b"UTC"))
    times = []
    for zone in map(QTimeZone, (name.encode() for name in zones)):
        if not zone.isValid():
            return ""
        times.append(moment.toTimeZone(zone))
    if len({time.offsetFromUtc() for time in times}) != 1:
        return ""
    there, here = times[0], now.astimezone()
    clock = QLocale().toString(there.time(), QLocale.FormatType.ShortFormat)
    if there.date().day() != here.day:
        day = QLocale().dayName(there.date().dayOfWeek(), QLocale.FormatType.ShortFormat)
        return tr("{day} {time} their time").format(day=day, time=clock)
    return tr("{time} their time").format(time=clock)


def until_next_minute(now: datetime) -> int:
    """Milliseconds until a clock shows another minute."""
    into = now.astimezone(UTC)
    return 60_000 - (into.second * 1000 + into.microsecond // 1000)
