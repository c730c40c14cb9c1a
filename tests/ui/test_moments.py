"""Times as people read them: short where there is little room, exact where somebody asks."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.ui import moments

NOW = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)
"""A Thursday."""


@pytest.fixture(autouse=True)
def own_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever zone a test puts the computer in, it is back afterwards."""
    yield
    monkeypatch.undo()
    time.tzset()


def at(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the computer in a zone."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()


@pytest.fixture(params=["UTC", "Asia/Kolkata", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The computer stands in this zone."""
    at(request.param, monkeypatch)
    return str(request.param)


def test_a_time_is_that_of_the_computer_s_zone(zone: str) -> None:
    wanted = {"UTC": "12:30", "Asia/Kolkata": "18:00", "America/New_York": "07:30"}
    assert moments.clock(NOW) in (wanted[zone], wanted[zone].lstrip("0"))


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "12:30"),
        (timedelta(hours=12, minutes=30), "00:00"),
        (timedelta(hours=12, minutes=31), "Wed"),
        (timedelta(days=6), "Fri"),
        (timedelta(days=7), "26 Feb"),
        (timedelta(days=63), "1 Jan"),
        (timedelta(days=64), "31 Dec 2025"),
        (-timedelta(hours=1), "13:30"),
        (-timedelta(days=1), "6 Mar"),
    ],
)
def test_a_list_shows_the_time_today_then_the_day_then_the_date(
    monkeypatch: pytest.MonkeyPatch, ago: timedelta, words: str
) -> None:
    at("UTC", monkeypatch)
    assert moments.short(NOW - ago, NOW) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "Today"),
        (timedelta(hours=12, minutes=31), "Yesterday"),
        (timedelta(hours=36, minutes=31), "3 March 2026"),
        (-timedelta(days=1), "6 March 2026"),
    ],
)
def test_a_separator_names_today_and_yesterday_and_dates_the_rest(
    monkeypatch: pytest.MonkeyPatch, ago: timedelta, words: str
) -> None:
    at("UTC", monkeypatch)
    assert moments.day(NOW - ago, NOW).endswith(words)


def test_a_day_of_twenty_three_hours_is_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clocks go forward on 8 March 2026 in New York."""
    at("America/New_York", monkeypatch)
    now = datetime(2026, 3, 9, 4, 30, tzinfo=UTC)  # half past midnight on the 9th
    assert moments.day(now - timedelta(minutes=31), now) == "Yesterday"
    assert moments.day(now - timedelta(hours=23, minutes=29), now) == "Yesterday"
    assert moments.day(now - timedelta(hours=23, minutes=31), now).endswith("7 March 2026")


def test_a_tooltip_is_exact_to_the_second_and_names_the_zone(zone: str) -> None:
    wanted = {"UTC": "12:30:00 UTC", "Asia/Kolkata": "18:00:00 IST", "America/New_York": "07:30:00 EST"}
    assert moments.exact(NOW) == f"2026-03-05 {wanted[zone]}"


def test_an_age_names_the_day_where_it_is_not_today(monkeypatch: pytest.MonkeyPatch) -> None:
    at("UTC", monkeypatch)
    assert moments.age(NOW - timedelta(minutes=2), NOW) == "at 12:28"
    assert moments.age(NOW - timedelta(days=1), NOW) == "yesterday at 12:30"
    assert moments.age(NOW - timedelta(days=2), NOW) == "on 3 March 2026 at 12:30"
    assert moments.since(NOW - timedelta(minutes=2), NOW) == "12:28"
    assert moments.since(NOW - timedelta(days=1), NOW) == "yesterday at 12:30"
    assert moments.since(NOW - timedelta(days=2), NOW) == "3 March 2026 at 12:30"
