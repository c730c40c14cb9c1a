"""The sums behind a long thread: always those of a plain list, whatever came, went, moved or was measured."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.ui.messages.thread_geometry import BLOCK, Geometry

HEIGHTS = st.lists(st.integers(1, 400), max_size=2 * BLOCK)


def filled(heights: list[int]) -> Geometry:
    geometry = Geometry()
    geometry.fill(heights)
    return geometry


class Sums(RuleBasedStateMachine):
    """Any history of a thread, beside a list that adds everything up each time."""

    def __init__(self) -> None:
        super().__init__()
        self.geometry = Geometry()
        self.plain: list[int] = []

    @rule(heights=HEIGHTS, data=st.data())
    def rows_come(self, heights: list[int], data: Any) -> None:
        at = data.draw(st.integers(0, len(self.plain)))
        self.geometry.insert(at, heights)
        self.plain[at:at] = heights

    @precondition(lambda self: self.plain)
    @rule(data=st.data())
    def rows_go(self, data: Any) -> None:
        first = data.draw(st.integers(0, len(self.plain) - 1))
        last = data.draw(st.integers(first, len(self.plain) - 1))
        self.geometry.remove(first, last)
        del self.plain[first : last + 1]

    @precondition(lambda self: len(self.plain) > 1)
    @rule(data=st.data())
    def a_row_moves(self, data: Any) -> None:
        first = data.draw(st.integers(0, len(self.plain) - 1))
        before = data.draw(st.integers(0, len(self.plain)).filter(lambda to: to not in (first, first + 1)))
        self.geometry.move(first, first, before)
        self.plain.insert(before - 1 if before > first else before, self.plain.pop(first))

    @precondition(lambda self: self.plain)
    @rule(data=st.data(), height=st.integers(1, 400))
    def a_row_is_measured(self, data: Any, height: int) -> None:
        row = data.draw(st.integers(0, len(self.plain) - 1))
        assert self.geometry.measured(row, height) == height - self.plain[row]
        assert self.geometry.is_measured(row)
        self.plain[row] = height

    @invariant()
    def the_sums_are_those_of_a_plain_list(self) -> None:
        geometry, plain = self.geometry, self.plain
        assert (len(geometry), geometry.total) == (len(plain), sum(plain))
        for row in {0, len(plain) // 2, len(plain) - 1, len(plain)} - {-1}:
            assert geometry.top(row) == sum(plain[:row])


TestAnyHistoryOfAThread = Sums.TestCase
TestAnyHistoryOfAThread.settings = settings(max_examples=20, stateful_step_count=25)


@given(HEIGHTS.filter(bool), st.data())
def test_the_row_at_a_place_is_the_one_that_covers_it(heights: list[int], data: Any) -> None:
    geometry = filled(heights)
    y = data.draw(st.integers(0, sum(heights) - 1))
    row = geometry.row_at(y)
    assert geometry.top(row) <= y < geometry.top(row) + geometry.height(row)


def test_beyond_both_ends_are_the_first_and_the_last_row() -> None:
    geometry = filled([10, 20, 30])
    assert (geometry.row_at(-5), geometry.row_at(60), geometry.row_at(10_000)) == (0, 2, 2)
    assert Geometry().row_at(0) == -1
    assert Geometry().top(0) == 0


def test_what_was_measured_is_an_estimate_again_when_it_is_doubted() -> None:
    geometry = filled([10, 20])
    assert not geometry.is_measured(1)
    geometry.measured(1, 25)
    geometry.doubt(1)
    assert (geometry.is_measured(1), geometry.height(1), geometry.total) == (False, 25, 35)
