"""The service's clock: what its answers say, carried on by seconds that nobody sets."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.providers.service_clock import ServiceClock, since_boot

OURS = datetime(2026, 4, 3, 9, tzinfo=UTC)
TOLD = "Fri, 03 Apr 2026 12:00:00 GMT"


class Carrier:
    """Seconds that only go on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def noon(seconds: float) -> datetime:
    return datetime(2026, 4, 3, 12, tzinfo=UTC) + timedelta(seconds=seconds)


def test_before_an_answer_ours_has_to_do() -> None:
    clock = ServiceClock(Carrier())
    assert clock.told is None and clock.now(OURS) == OURS


def test_it_goes_on_from_what_an_answer_said_whatever_our_clock_does() -> None:
    carrier = Carrier()
    clock = ServiceClock(carrier)
    clock.hear({"Date": TOLD})
    carrier.seconds += 90.5
    assert clock.now(OURS) == clock.told == noon(90.5)


@pytest.mark.parametrize(("at", "expected"), [("12:00:09", 10), ("12:00:12", 10), ("15:00:10", 10_810)])
def test_a_later_answer_moves_it_only_if_the_service_set_its_clock(at: str, expected: float) -> None:
    """A Date has whole seconds and needs time to arrive: following each would make moments jump."""
    carrier = Carrier()
    clock = ServiceClock(carrier)
    clock.hear({"Date": TOLD})
    carrier.seconds += 10
    clock.hear({"Date": TOLD.replace("12:00:00", at)})
    assert clock.told == noon(expected)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Date": ""},
        {"Date": "yesterday"},
        {"Date": "Fri, 99 Apr 2026 12:00:00 GMT"},
        {"Date": "Fri, 31 Dec 9999 23:59:59 -2300"},
        {"Date": "Fri, 31 Dec 9999 23:59:59 GMT"},
        {"Date": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"Date": TOLD, "Age": "30"},
    ],
)
def test_what_says_no_time_or_comes_from_a_cache_is_ignored(headers: dict[str, str]) -> None:
    clock = ServiceClock(Carrier())
    clock.hear(headers)
    assert clock.told is None


def test_the_carrier_only_goes_on() -> None:
    assert since_boot() <= since_boot()
