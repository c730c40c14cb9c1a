"""Any list becomes any other by steps that Qt believes, and a place in it stays with its row."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.ui.row_changes import TOO_MANY, bring_to

Row = tuple[int, str]


class Rows(QAbstractListModel):
    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = rows
        self.told: list[str] = []
        self.rowsInserted.connect(lambda *_: self.told.append("came"))
        self.rowsRemoved.connect(lambda *_: self.told.append("went"))
        self.rowsMoved.connect(lambda *_: self.told.append("moved"))
        self.modelReset.connect(lambda: self.told.append("reset"))

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self.rows[index.row()][1]

    def become(self, wanted: list[Row]) -> list[int] | None:
        return bring_to(self, self.rows, wanted, lambda row: row[0])


def watched(rows: list[Row]) -> tuple[Rows, QAbstractItemModelTester]:
    model = Rows(rows)
    return model, QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


lists = st.lists(st.integers(0, 30), unique=True).flatmap(
    lambda keys: st.tuples(*[st.tuples(st.just(key), st.sampled_from("abc")) for key in keys]).map(list)
)


@given(lists, lists)
def test_any_list_becomes_any_other(before: list[Row], after: list[Row]) -> None:
    model, _tester = watched(list(before))
    known = dict(before)
    marks = {row[0]: QPersistentModelIndex(model.index(place)) for place, row in enumerate(before)}

    changed = model.become(list(after))

    assert model.rows == after
    if changed is None:
        assert model.told in (["reset"], [])
        return
    assert changed == [
        place for place, (key, text) in enumerate(after) if key in known and known[key] != text
    ]
    for key, mark in marks.items():
        there = [place for place, row in enumerate(after) if row[0] == key]
        assert (mark.row() if mark.isValid() else None) == (there[0] if there else None)


@given(st.lists(st.integers(0, 30), unique=True, min_size=2), st.data())
def test_one_row_that_goes_elsewhere_is_one_move(keys: list[int], data: st.DataObject) -> None:
    """A conversation whose draft was emptied falls from the top to its old place: nothing else stirs."""
    old = data.draw(st.integers(0, len(keys) - 1))
    new = data.draw(st.integers(0, len(keys) - 1))
    model, _tester = watched([(key, "") for key in keys])
    wanted = list(model.rows)
    wanted.insert(new, wanted.pop(old))
    model.become(wanted)
    assert model.told == ([] if old == new else ["moved"])


def test_neighbours_come_and_go_in_one_step() -> None:
    model, _tester = watched([(1, ""), (2, "")])
    many = [(number, "") for number in range(1, 2 + 3 * TOO_MANY)]
    assert model.become(many) == []
    assert model.told == ["came"]
    model.become(many[-2:])
    assert model.told == ["came", "went"]


def test_a_list_that_is_quite_another_is_read_anew() -> None:
    model, _tester = watched([(number, "") for number in range(3 * TOO_MANY)])
    assert model.become([(number, "") for number in reversed(range(3 * TOO_MANY))]) is None
    assert model.told == ["reset"]


def test_a_list_that_stays_as_it_is_says_nothing() -> None:
    model, _tester = watched([(1, "a"), (2, "b")])
    assert model.become([(1, "a"), (2, "b")]) == []
    assert model.become([(1, "a"), (2, "c")]) == [1]
    assert model.told == []


def test_the_first_rows_of_an_empty_list_are_a_reset_and_no_rows_at_all_are_nothing() -> None:
    model, _tester = watched([])
    assert model.become([(1, "")]) is None
    assert model.told == ["reset"]
    nothing, _other = watched([])
    nothing.become([])
    assert nothing.told == []


@pytest.mark.parametrize("wanted", [[], [(9, "")]])
def test_all_may_go(wanted: list[Row]) -> None:
    model, _tester = watched([(1, ""), (2, "")])
    model.become(wanted)
    assert model.rows == wanted
    assert model.index(0, 0, QModelIndex()).isValid() is bool(wanted)
