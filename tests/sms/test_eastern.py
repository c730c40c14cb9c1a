"""Eastern time without a list of zones agrees with the list, in every year that counts."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.eastern import day_of, instant, midnight, there_twice, wall_clock

EASTERN = ZoneInfo("America/New_York")
FIRST, LAST = datetime.fromisoformat("2007-04-01"), datetime.fromisoformat("2037-12-31")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


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
