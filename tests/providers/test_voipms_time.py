"""Eastern time without a list of zones agrees with the list, in every year that counts."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.providers.voipms_time import Autumn, day_of, instant, midnight, there_twice, wall_clock

EASTERN = ZoneInfo("America/New_York")
FIRST, LAST = datetime.fromisoformat("2007-04-01"), datetime.fromisoformat("2037-12-31")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


def wall(shown: str) -> datetime:
    """What a clock shows on the day of the change in 2026."""
    return datetime.fromisoformat(f"2026-11-01 {shown}")


@given(MOMENTS)
def test_what_a_clock_shows_is_what_the_list_of_zones_says(moment: datetime) -> None:
    assert wall_clock(moment) == moment.astimezone(EASTERN).replace(tzinfo=None)
    assert day_of(moment) == moment.astimezone(EASTERN).date()
    back = instant(wall_clock(moment))
    if not there_twice(wall_clock(moment)):
        assert back == moment


@pytest.mark.parametrize("year", range(2007, 2038))
def test_every_minute_around_both_changes_is_read_as_the_list_of_zones_does(year: int) -> None:
    for month in (3, 11):
        for minutes in range(0, 15 * 24 * 60, 30):
            aware = datetime(year, month, 1, tzinfo=EASTERN) + timedelta(minutes=minutes)
            shown = aware.replace(tzinfo=None)
            assert instant(shown) == aware.astimezone(UTC), shown
            fold = 1 if there_twice(shown) else 0
            assert instant(shown, second=True) == aware.replace(fold=fold).astimezone(UTC)


def test_days_have_23_24_or_25_hours() -> None:
    def hours(day: date) -> float:
        return (midnight(day + timedelta(days=1)) - midnight(day)) / timedelta(hours=1)

    assert [hours(date(2026, 3, 8)), hours(date(2026, 7, 1)), hours(date(2026, 11, 1))] == [23, 24, 25]


def test_ids_that_go_on_while_the_clock_goes_back_tell_the_second_pass() -> None:
    autumn = Autumn()
    walls = {7: wall("01:10"), 8: wall("01:50"), 9: wall("01:05"), 10: wall("01:55")}
    autumn.learn("sms", walls)
    assert autumn.marks == {"sms 2026": 9}
    told = [autumn.instant("sms", number, shown).hour for number, shown in walls.items()]
    assert told == [5, 5, 6, 6]
    assert autumn.instant("mms", 9, walls[9]).hour == 5


def test_a_minute_is_no_way_back_and_a_late_row_is_no_new_one() -> None:
    """Two texts of one moment may be filed the other way round, and a slow one after the next question."""
    autumn = Autumn()
    asked_at = datetime(2026, 11, 1, 5, 35, tzinfo=UTC)
    autumn.learn("sms", {7: wall("01:30:30"), 8: wall("01:30")}, 6, asked_at)
    assert autumn.marks == {}
    autumn.learn("sms", {9: wall("01:30")}, 6, asked_at + timedelta(hours=3))
    assert autumn.marks == {}
    autumn.learn("sms", {9: wall("01:30")}, 9, asked_at + timedelta(minutes=30))
    assert autumn.marks == {}
    autumn.learn("sms", {9: wall("01:30")}, 6, asked_at + timedelta(minutes=30))
    assert autumn.marks == {"sms 2026": 9}


def test_what_was_learned_once_stays() -> None:
    autumn = Autumn({"sms 2026": 9})
    autumn.learn("sms", {12: wall("01:30")})
    assert autumn.instant("sms", 12, wall("01:30")) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert autumn.instant("sms", 12, wall("03:30")) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
