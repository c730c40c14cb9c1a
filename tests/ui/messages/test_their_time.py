"""The other side's clock: shown where every zone that the number can be in agrees, and nowhere else."""

from datetime import UTC, datetime

import pytest

from desktop.ui.messages.their_time import their_time, until_next_minute

WINTER = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "now", "words"),
    [
        ("+442079460018", WINTER, "12:30"),
        ("+442079460018", SUMMER, "13:30"),
        ("+447700900123", SUMMER, "13:30"),
        ("+31201234567", SUMMER, "14:30"),
        ("+12125550142", WINTER, "07:30"),
    ],
)
def test_it_is_the_time_there_on_that_day_of_the_year(number: str, now: datetime, words: str) -> None:
    """Demand 24: the clock of the recipient, summer time included."""
    assert words in their_time(number, now)
    assert their_time(number, now).endswith("their time")


@pytest.mark.parametrize("number", ["+61491570156", "+18005550100", "12345", "", "Parcel"])
def test_where_it_is_not_certain_nothing_is_said(number: str) -> None:
    assert their_time(number, WINTER) == ""


def test_on_another_day_the_weekday_is_said() -> None:
    late = WINTER.astimezone().replace(hour=23, minute=30)
    east = their_time("+81312345678", late)
    assert any(their_time(one, late).split()[0].isalpha() for one in ("+81312345678", "+12125550142")), east


def test_a_clock_moves_on_when_the_minute_does() -> None:
    assert until_next_minute(WINTER) == 60_000
    assert until_next_minute(WINTER.replace(second=59, microsecond=500_000)) == 500
