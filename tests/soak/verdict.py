"""What a soak says at its end: what grew, what stalled, and whether the log can still be read.

Pure sums over samples, so that the rules can be tested without waiting half an hour.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.soak.stalls import STALL

MOST_MEGABYTES = 10.0
"""By so much the window's memory may be larger in the last quarter than after warming up."""
MOST_HANDLES = 6
MOST_TASKS = 6
MOST_REPETITIONS = 30
"""The same line of the log in one minute."""
WARM = 0.25
"""The share of a run after which everything that is loaded once is loaded."""


@dataclass(frozen=True)
class Sample:
    """One second of the window. ``megabytes`` is its own share of memory (PSS)."""

    second: float
    megabytes: float
    handles: int
    tasks: int


@dataclass(frozen=True)
class Growth:
    """The middle after warming up and at the end; ``slope`` is per minute."""

    name: str
    before: float
    after: float
    slope: float
    allowed: float

    @property
    def too_much(self) -> bool:
        """Whether that is growth and no noise."""
        return self.after - self.before > self.allowed


def growths(samples: Sequence[Sample]) -> list[Growth]:
    """How memory, file handles and tasks went on after warming up."""
    warm = [one for one in samples if one.second >= WARM * samples[-1].second]
    found = []
    for name, allowed in (("megabytes", MOST_MEGABYTES), ("handles", MOST_HANDLES), ("tasks", MOST_TASKS)):
        values = [float(getattr(one, name)) for one in warm]
        part = max(len(values) // 3, 1)
        slope = 60 * _slope([one.second for one in warm], values)
        before, after = median(values[:part]), median(values[-part:])
        found.append(Growth(name, before, after, round(slope, 3), allowed))
    return found


def repetitions(lines: Sequence[tuple[float, str]]) -> dict[str, int]:
    """Lines of the log (second, words) that came too often in one minute, numbers in them left out."""
    counts: Counter[tuple[int, str]] = Counter()
    for second, words in lines:
        counts[int(second // 60), re.sub(r"[0-9]+", "0", words)] += 1
    worst: dict[str, int] = {}
    for (_, words), count in counts.items():
        if count > MOST_REPETITIONS:
            worst[words] = max(worst.get(words, 0), count)
    return worst


def own_stalls(stalls: Sequence[dict[str, float | str]]) -> list[dict[str, float | str]]:
    """Those in which the window's own thread worked for that long, so that no busy machine explains them."""
    return [one for one in stalls if float(one["worked"]) > STALL]


def _slope(at: Sequence[float], values: Sequence[float]) -> float:
    middle, mean = sum(at) / len(at), sum(values) / len(values)
    spread = sum((one - middle) ** 2 for one in at)
    return sum((x - middle) * (y - mean) for x, y in zip(at, values, strict=True)) / spread if spread else 0.0
