"""The day that it is: told once when another one begins, on days of 23 and 25 hours, too."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.messages.today import Today, until_midnight


@pytest.fixture
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer stands in a place whose clocks change."""
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    assert os.environ.get("TZ") != "Europe/London"


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 3, 29, 0, 0, tzinfo=UTC), 23),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), 25),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), 11),
    ],
)
def test_midnight_is_as_far_away_as_the_day_is_long(london: None, now: datetime, hours: int) -> None:
    assert until_midnight(now) == timedelta(hours=hours)


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def test_a_new_day_is_told_once(qtbot: QtBot) -> None:
    noon = datetime.now().astimezone().replace(hour=12)
    clock = Clock(noon.astimezone(UTC))
    today = Today(clock)
    told: list[object] = []
    today.changed.connect(lambda: told.append(today.day))
    today.look()
    assert told == []
    clock.now += timedelta(days=1)
    today.look()
    today.look()
    assert told == [(noon + timedelta(days=1)).date()]


def test_midnight_comes_by_itself(qtbot: QtBot) -> None:
    noon = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
    clock = Clock((noon + timedelta(hours=11, minutes=59, seconds=59, milliseconds=990)).astimezone(UTC))
    today = Today(clock)
    clock.now += timedelta(seconds=1)
    with qtbot.waitSignal(today.changed):
        pass
    assert today.day == (noon + timedelta(days=1)).date()
