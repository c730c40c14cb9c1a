"""Requests spread over time, with a clock that the test turns."""

import asyncio

from desktop.providers.pace import Pace


class Clock:
    """Seconds that pass only while somebody sleeps, or when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        await asyncio.sleep(0)


async def test_turns_come_evenly_and_no_more_than_allowed() -> None:
    """B28: every second has at most eight."""
    clock = Clock()
    pace = Pace(8, clock=clock, sleep=clock.sleep)
    async with asyncio.TaskGroup() as group:
        for _ in range(17):
            group.create_task(pace.turn())
    assert clock.slept == [round(number / 8, 6) for number in range(1, 17)]


async def test_turns_that_were_not_taken_are_not_saved_up() -> None:
    clock = Clock()
    pace = Pace(10, clock=clock, sleep=clock.sleep)
    clock.now += 60
    for _ in range(3):
        await pace.turn()
    assert clock.slept == [0.1, 0.2]


async def test_a_pause_that_the_service_asked_for_holds_for_everyone() -> None:
    """B28: Retry-After is honoured."""
    clock = Clock()
    pace = Pace(10, clock=clock, sleep=clock.sleep)
    assert pace.pause == 0
    pace.wait(30)
    pace.wait(5)
    assert pace.pause == 30
    await pace.turn()
    await pace.turn()
    assert clock.slept == [30, 30.1]
    clock.now += 31
    assert pace.pause == 0
    await pace.turn()
    assert len(clock.slept) == 2
