"""Where the rows of a long list stand, as pure sums: a height for each row, added up by blocks of 256.

A height is an estimate until somebody has measured it. Finding the row at a place, or the place of a row,
takes a few hundred additions in a list of 100,000.
"""

from collections.abc import Sequence

BLOCK = 256
"""Rows of a block."""


class Geometry:
    """Heights in whole pixels, from the top."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._measured: list[bool] = []
        self._blocks: list[int] = []
        self._total = 0

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self._total

    def fill(self, estimates: Sequence[int]) -> None:
        """Begin anew with estimates for all rows."""
        self._heights = list(estimates)
        self._measured = [False] * len(self._heights)
        self._sum_from(0)

    def insert(self, at: int, estimates: Sequence[int]) -> None:
        """Rows with these estimated heights come in before the row ``at``."""
        self._heights[at:at] = estimates
        self._measured[at:at] = [False] * len(estimates)
        self._sum_from(at)

    def remove(self, first: int, last: int) -> None:
        """These rows go, both included."""
        del self._heights[first : last + 1]
        del self._measured[first : last + 1]
        self._sum_from(first)

    def move(self, first: int, last: int, before: int) -> None:
        """These rows go to stand before the row that is ``before`` now, as Qt's models move rows."""
        heights, measured = self._heights[first : last + 1], self._measured[first : last + 1]
        del self._heights[first : last + 1]
        del self._measured[first : last + 1]
        to = before if before <= first else before - len(heights)
        self._heights[to:to] = heights
        self._measured[to:to] = measured
        self._sum_from(min(first, to))

    def height(self, row: int) -> int:
        """The height of a row, measured or estimated."""
        return self._heights[row]

    def is_measured(self, row: int) -> bool:
        """Whether the height is exact."""
        return self._measured[row]

    def measured(self, row: int, height: int) -> int:
        """The exact height of a row is this; how much more that is than what was thought."""
        more = height - self._heights[row]
        self._measured[row] = True
        if more:
            self._heights[row] = height
            self._blocks[row // BLOCK] += more
            self._total += more
        return more

    def doubt(self, row: int) -> None:
        """What was measured of a row may no longer hold; until it is measured again, it does."""
        self._measured[row] = False

    def top(self, row: int) -> int:
        """Where a row begins; the number of rows is the end of all."""
        block = row // BLOCK
        return sum(self._blocks[:block]) + sum(self._heights[block * BLOCK : row])

    def row_at(self, y: int) -> int:
        """The row at a place; the first one above all, the last one below all, -1 where there are none."""
        if not self._heights:
            return -1
        if y >= self._total:
            return len(self._heights) - 1
        top = block = 0
        while top + self._blocks[block] <= y:
            top += self._blocks[block]
            block += 1
        row = block * BLOCK
        while top + self._heights[row] <= y:
            top += self._heights[row]
            row += 1
        return row

    def _sum_from(self, row: int) -> None:
        first = row // BLOCK
        del self._blocks[first:]
        for start in range(first * BLOCK, len(self._heights), BLOCK):
            self._blocks.append(sum(self._heights[start : start + BLOCK]))
        self._total = sum(self._blocks)
