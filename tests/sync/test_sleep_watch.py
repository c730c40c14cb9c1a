"""A computer that slept is noticed, whichever of its clocks went on meanwhile."""

import pytest

from desktop.sync.sleep_watch import SleepWatch
from tests.sync.fake_service import Clock


@pytest.mark.parametrize(
    ("steady", "wall", "slept"),
    [(59, 59, 0), (61, 61, 1), (0, 28_800, 1), (28_800, -60, 1), (15, -3600, 0)],
)
def test_a_long_gap_on_either_clock_was_a_sleep(steady: float, wall: float, slept: int) -> None:
    seconds, clock = [1000.0], Clock()
    watch = SleepWatch(lambda: seconds[0], clock)
    seconds[0] += steady
    clock.seconds += wall
    assert (watch.look(), watch.look()) == (slept, slept)
