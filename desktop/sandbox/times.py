"""The practice server's time: whole microseconds since 1970 (UTC), and how they are written in answers.

Everything that depends on time asks a ``Clock`` it was given, so that tests can turn it.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], int]
"""Answers the present moment in microseconds since 1970 (UTC)."""

SECOND = 1_000_000
MINUTE = 60 * SECOND

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def system_clock() -> int:
    """The computer's own clock."""
    return time.time_ns() // 1000


def written(moment: int) -> str:
    """``moment`` as the API writes it: ISO 8601, six decimals, ``Z`` (Cliqtel's ``created_at``)."""
    return (_EPOCH + timedelta(microseconds=moment)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
