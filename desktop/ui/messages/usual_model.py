"""How long delivery usually takes on a route, in words, beside how long it takes now (idea 7)."""

from datetime import datetime, timedelta

from desktop.store.usual_times import Usual
from desktop.wording import ntr, tr

UNUSUAL = 3
"""Times the usual longest (nine of ten were quicker) from which a wait is called unusual."""
_STEPS = ((1, 60), (10, 120), (60, 7200), (3600, 172_800))
"""Seconds of a step, and up to which wait: a figure that changes each second tells nobody more."""
_LEAST = timedelta(seconds=60)
"""Before that nothing is called unusual, however quick a route is."""


def when_unusual(usual: Usual | None, since: datetime) -> datetime | None:
    """From when on a text that left at ``since`` waits unusually long; ``None``: nobody knows."""
    return None if usual is None else since + max(UNUSUAL * usual.most, _LEAST)


def usual_sentence(usual: Usual | None, since: datetime, now: datetime) -> tuple[str, datetime | None]:
    """What is usual and what is now, and when that sentence is another one; "" where nobody knows."""
    if usual is None:
        return "", None
    waits, until = _steps(since, now)
    words = tr("Usually delivered to {country} within {usual}; now {waits}.").format(
        country=usual.country, usual=span(usual.most), waits=span(waits)
    )
    unusual_at = when_unusual(usual, since)
    if unusual_at is not None and now >= unusual_at:
        return tr("{words} That is unusual.").format(words=words), until
    return words, until if unusual_at is None else min(until, unusual_at)


def usual_alone(usual: Usual | None) -> str:
    """What is usual on this route; "" where nobody knows."""
    if usual is None:
        return ""
    return ntr(
        "Usually delivered to {country} within {usual} ({n} text watched).",
        "Usually delivered to {country} within {usual} ({n} texts watched).",
        usual.count,
        country=usual.country,
        usual=span(usual.most),
    )


def span(length: timedelta) -> str:
    """A length of time in one unit: seconds to two minutes, then minutes, hours and days."""
    seconds = max(length.total_seconds(), 0)
    if seconds < 9.95:
        figure = f"{seconds:.1f}".removesuffix(".0")
        return tr("{n} s").format(n=figure if seconds >= 0.05 else "0.1")
    for unit, size, most in (("s", 1, 120), ("min", 60, 120), ("h", 3600, 48)):
        if round(seconds / size) < most:
            return {"s": tr("{n} s"), "min": tr("{n} min"), "h": tr("{n} h")}[unit].format(
                n=round(seconds / size)
            )
    days = round(seconds / 86_400)
    return ntr("{n} day", "{n} days", days)


def _steps(since: datetime, now: datetime) -> tuple[timedelta, datetime]:
    """How long it has been, in steps that one can read, and when the next one begins."""
    seconds = max((now - since).total_seconds(), 0.0)
    step = next((size for size, most in _STEPS if seconds < most), 86_400)
    whole = int(seconds // step) * step
    return timedelta(seconds=whole), since + timedelta(seconds=whole + step)
