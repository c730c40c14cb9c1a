"""The sync point of Salesmsg's pulls: what it keeps and forgets, and when a conversation is due."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.providers.salesmsg_point import MOST, Point, Read, read_point

NOON = datetime(2026, 4, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_what_was_written_is_read_again() -> None:
    point = Point(NOON, NOON - MINUTE, {"501": Read("m", 9001, NOON, NOON - MINUTE, True)})
    assert read_point(point.written()) == point
    plain = Point(NOON, NOON, {"501": Read("m", 0, NOON)})
    assert read_point(plain.written()) == plain


@pytest.mark.parametrize(
    "since",
    [
        None,
        "",
        "[]",
        "{}",
        "x",
        '{"at": 1}',
        '{"at": "2026-04-03T12:00:00+00:00", "closed": "2026-04-03T12:00:00+00:00", "read": {"1": [1]}}',
        '{"newest": "2026-04-03T12:00:00+00:00"}',
    ],
)
def test_whatever_else_it_is_means_reading_everything(since: str | None) -> None:
    assert read_point(since) is None


def test_it_does_not_grow_for_ever_and_forgets_what_is_quiet() -> None:
    read = {str(number): Read("m", number, NOON - MINUTE * number) for number in range(MOST + 50)}
    read["old"] = Read("m", 1, NOON - timedelta(days=4))
    kept = read_point(Point(NOON, NOON, read).written())
    assert kept is not None and len(kept.read) == MOST
    assert "0" in kept.read and "old" not in kept.read and str(MOST + 40) not in kept.read


def test_a_text_under_way_is_looked_at_often_at_first_then_seldom_and_after_a_day_no_more() -> None:
    """C3, and 60 requests a minute for everything."""
    for age, passed, due in (
        (timedelta(seconds=20), timedelta(seconds=3), True),
        (10 * MINUTE, timedelta(seconds=30), False),
        (10 * MINUTE, MINUTE, True),
        (timedelta(hours=10), 30 * MINUTE, False),
        (timedelta(hours=10), 60 * MINUTE, True),
        (timedelta(hours=25), timedelta(hours=9), False),
    ):
        one = Read("m", 1, NOON, under_way=NOON + passed - age)
        assert one.due(NOON + passed, MINUTE) is due, age


def test_what_changed_is_read_once_more_since_something_may_be_listed_late() -> None:
    late = Read("m", 1, NOON, late=True)
    assert not late.due(NOON + MINUTE / 2, MINUTE) and late.due(NOON + MINUTE, MINUTE)
    assert not Read("m", 1, NOON).due(NOON + 60 * MINUTE, MINUTE)
