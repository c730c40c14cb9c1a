"""How the practice server writes moments."""

from desktop.sandbox.times import SECOND, system_clock, written


def test_a_moment_is_written_in_utc_with_six_decimals_as_in_the_guide() -> None:
    assert written(1_775_211_330 * SECOND) == "2026-04-03T10:15:30.000000Z"
    assert written(1_775_211_330 * SECOND + 42) == "2026-04-03T10:15:30.000042Z"


def test_the_systems_clock_counts_microseconds_of_this_century() -> None:
    assert "2020" < written(system_clock()) < "2100"
