"""How fast the machine is at this moment: a soak on a slow one stalls where another does not."""

import time

LOOP = 1_000_000
"""Additions of one look."""
LOOKS = 5


def loop_seconds() -> float:
    """The middle of some looks at a fixed loop, in seconds; only comparable with itself."""
    looks = []
    for _ in range(LOOKS):
        began, total = time.perf_counter(), 0
        for number in range(LOOP):
            total += number
        looks.append(time.perf_counter() - began)
    return round(sorted(looks)[LOOKS // 2], 3)
