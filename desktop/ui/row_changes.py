"""Turns "the rows are these now" into the smallest steps that Qt's views understand.

A view keeps its selection, its scroll position and a screen reader's place when rows are inserted, moved
and changed one by one; it loses all three when a model is reset.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QModelIndex

Row = TypeVar("Row")

TOO_MANY = 64
"""Steps beyond which a reset is cheaper and less confusing than a flood of moves. Neighbours that come or
go together are one step."""


class RowModel(Protocol):
    """What is used of ``QAbstractListModel``; a model calls this with itself."""

    def beginInsertRows(self, parent: QModelIndex, first: int, last: int) -> None: ...
    def endInsertRows(self) -> None: ...
    def beginRemoveRows(self, parent: QModelIndex, first: int, last: int) -> None: ...
    def endRemoveRows(self) -> None: ...
    def beginMoveRows(
        self, source: QModelIndex, first: int, last: int, destination: QModelIndex, before: int
    ) -> bool: ...
    def endMoveRows(self) -> None: ...
    def beginResetModel(self) -> None: ...
    def endResetModel(self) -> None: ...


def bring_to(
    model: RowModel, rows: list[Row], wanted: list[Row], key: Callable[[Row], Hashable]
) -> list[int] | None:
    """Change ``rows`` in place to ``wanted``, telling ``model``'s views each step; keys are unique.

    Returns the places whose row differs from before (for ``dataChanged``), or ``None`` after a reset.
    """
    before = {key(row): row for row in rows}
    aim = [key(row) for row in wanted]
    order = list(before)
    if order != aim:
        gone, moved, new = _steps(order, aim)
        if not rows or len(gone) + len(moved) + len(new) > TOO_MANY:
            model.beginResetModel()
            rows[:] = wanted
            model.endResetModel()
            return None
        _take_out(model, rows, order, gone)
        _put_in(model, rows, order, wanted, aim, moved | new)
    rows[:] = wanted
    kept = [before.get(key, row) for key, row in zip(aim, wanted, strict=True)]
    # Most are the very same objects, and those are not compared field by field.
    return [place for place, row in enumerate(wanted) if kept[place] is not row and kept[place] != row]


def _take_out(
    model: RowModel, rows: list[Row], order: list[Hashable], gone: Sequence[tuple[int, int]]
) -> None:
    for first, last in reversed(gone):
        model.beginRemoveRows(QModelIndex(), first, last)
        del rows[first : last + 1], order[first : last + 1]
        model.endRemoveRows()


def _put_in(
    model: RowModel,
    rows: list[Row],
    order: list[Hashable],
    wanted: list[Row],
    aim: list[Hashable],
    counts: dict[int, int],
) -> None:
    """Each goes right behind the one that it is to follow; those in between move away in their turn."""
    nowhere = QModelIndex()
    for first, count in sorted(counts.items()):
        place = order.index(aim[first - 1]) + 1 if first else 0
        if count:
            model.beginInsertRows(nowhere, place, place + count - 1)
            rows[place:place] = wanted[first : first + count]
            order[place:place] = aim[first : first + count]
            model.endInsertRows()
            continue
        old = order.index(aim[first])
        if old != place:
            model.beginMoveRows(nowhere, old, old, nowhere, place)
            to = place - 1 if old < place else place
            rows.insert(to, rows.pop(old))
            order.insert(to, order.pop(old))
            model.endMoveRows()


def _steps(
    before: list[Hashable], after: list[Hashable]
) -> tuple[list[tuple[int, int]], dict[int, int], dict[int, int]]:
    """The fewest steps: (first, last) of what goes, and the places in ``after`` of what moves (with a 0)
    and of what comes (with how many)."""
    places = {one: place for place, one in enumerate(after)}
    gone = _runs([place for place, one in enumerate(before) if one not in places])
    known = set(before)
    new = _runs([place for place, one in enumerate(after) if one not in known])
    kept = [places[one] for one in before if one in places]
    stays = _longest_rising(kept)
    return (
        gone,
        {place: 0 for place in kept if place not in stays},
        {first: last - first + 1 for first, last in new},
    )


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Rising numbers, gathered into (first, last) of neighbours."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _longest_rising(numbers: list[int]) -> set[int]:
    """The members of a longest rising subsequence: what need not move."""
    ends: list[int] = []
    """The least last member of a subsequence of each length."""
    previous: dict[int, int] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        if length:
            previous[number] = ends[length - 1]
        ends[length : length + 1] = [number]
    rising: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rising.add(last)
        last = previous.get(last)
    return rising
