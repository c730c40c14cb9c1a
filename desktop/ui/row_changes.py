"""Turns "the rows are these now" into the smallest steps that Qt's views understand.

A view keeps its selection, its scroll position and a screen reader's place when rows are inserted, moved
and changed one by one; it loses all three when a model is reset.
"""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

from PySide6.QtCore import QModelIndex

Row = TypeVar("Row")

TOO_MANY = 64
"""Steps beyond which a reset is cheaper and less confusing than a flood of moves."""


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
    """Change ``rows`` in place to ``wanted``, telling ``model``'s views each step.

    Returns the places whose row differs from before (for ``dataChanged``), or ``None`` after a reset.
    """
    before = {key(row): row for row in rows}
    after = {key(row) for row in wanted}
    if not rows or _steps([key(row) for row in rows], [key(row) for row in wanted]) > TOO_MANY:
        if rows or wanted:
            model.beginResetModel()
            rows[:] = wanted
            model.endResetModel()
        return None
    nowhere = QModelIndex()
    for place in range(len(rows) - 1, -1, -1):
        if key(rows[place]) not in after:
            model.beginRemoveRows(nowhere, place, place)
            del rows[place]
            model.endRemoveRows()
    for place, row in enumerate(wanted):
        if place < len(rows) and key(rows[place]) == key(row):
            continue
        old = next((at for at in range(place + 1, len(rows)) if key(rows[at]) == key(row)), None)
        if old is None:
            model.beginInsertRows(nowhere, place, place)
            rows.insert(place, row)
            model.endInsertRows()
        else:
            model.beginMoveRows(nowhere, old, old, nowhere, place)
            rows.insert(place, rows.pop(old))
            model.endMoveRows()
    changed = []
    for place, row in enumerate(wanted):
        if key(row) in before and before[key(row)] != row:
            changed.append(place)
        rows[place] = row
    return changed


def _steps(before: list[Hashable], after: list[Hashable]) -> int:
    """About how many inserts, removals and moves lie between the two."""
    gone = len(set(before) - set(after))
    new = set(after) - set(before)
    kept = [one for one in after if one not in new]
    stayed = [one for one in before if one in set(after)]
    moved = sum(a != b for a, b in zip(kept, stayed, strict=True))
    return gone + len(new) + (1 if moved else 0)
