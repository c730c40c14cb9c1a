"""A service's day: when it began and ends, whatever the clocks do that day (B27)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.service_day import EASTERN, began, ends

MOMENTS = st.datetimes(datetime(2007, 4, 1), datetime(2037, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.sampled_from([EASTERN, "Europe/Amsterdam", "Asia/Kathmandu", "UTC"]))
def test_a_day_holds_its_moments_and_ends_where_the_next_begins(now: datetime, zone: str) -> None:
    start, end = began(zone, now), ends(zone, now)
    assert start <= now < end and began(zone, end) == end
    assert timedelta(hours=23) <= end - start <= timedelta(hours=25)
    there = start.astimezone(ZoneInfo(zone))
    assert (there.hour, there.minute) == (0, 0)


@pytest.mark.parametrize("zone", ["", "Nowhere/At-all", "../etc"])
def test_a_zone_that_nobody_knows_is_utc(zone: str) -> None:
    now = datetime(2026, 7, 4, 13, 30, tzinfo=UTC)
    assert began(zone, now) == datetime(2026, 7, 4, tzinfo=UTC)


def test_the_days_of_both_changes_are_as_long_as_they_are() -> None:
    """B27: 23 hours in March, 25 in November."""
    for month, day, hours in ((3, 8, 23), (11, 1, 25)):
        noon = datetime(2026, month, day, 17, tzinfo=UTC)
        assert ends(EASTERN, noon) - began(EASTERN, noon) == timedelta(hours=hours)
