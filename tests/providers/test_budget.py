"""Requests by the minute: a burst at first, then evenly; sends come first. The test turns the clock."""

from desktop.providers.budget import Budget


class Clock:
    """Seconds that pass only while somebody sleeps, or when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def budget(clock: Clock) -> Budget:
    """Forty a minute, twenty at once, eight of these for sends."""
    return Budget(40, 20, 8, clock=clock, sleep=clock.sleep)


async def test_there_are_never_more_than_sixty_within_a_minute() -> None:
    """Salesmsg 1: the service's limit, with all that was saved up."""
    clock = Clock()
    asked = budget(clock)
    clock.now += 3600
    began, count = clock.now, 0
    while clock.now - began < 60:
        await asked.turn(first=True)
        count += 1
    assert 55 <= count <= 61


async def test_reading_leaves_something_for_sends() -> None:
    """B28: whoever pressed Send does not wait for a history."""
    clock = Clock()
    asked = budget(clock)
    for _ in range(12):
        await asked.turn()
    assert clock.now == 100.0
    for _ in range(8):
        await asked.turn(first=True)
    assert clock.now == 100.0
    await asked.turn(first=True)
    assert clock.now > 101.0
    before = clock.now
    await asked.turn()
    assert clock.now - before > 12


async def test_what_can_wait_has_room_only_after_a_quiet_while() -> None:
    clock = Clock()
    asked = budget(clock)
    room = [asked.spare]
    for _ in range(12):
        await asked.turn()
    room.append(asked.spare)
    clock.now += 30
    assert [*room, asked.spare] == [True, False, True]


async def test_after_too_fast_nothing_is_saved_up() -> None:
    clock = Clock()
    asked = budget(clock)
    asked.spent()
    assert not asked.spare
    await asked.turn(first=True)
    assert clock.now >= 101.5
