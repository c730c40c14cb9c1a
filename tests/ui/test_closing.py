"""Closing the window while a draft can't be saved asks first; closing anyway is a person's decision."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton

from desktop.store import drafts
from desktop.ui.closing import Closing
from desktop.ui.question_dialog import QuestionDialog
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, SUPPORT, opened
from tests.ui.handled import ZOES, Desk, furnished, three_conversations
from tests.ui.messages.texts import ZOE, full_disk


@pytest.fixture
def writing(tmp_path: Path, theme: Theme) -> Iterator[Desk]:
    """A text to Zoë is begun; the window asks before it closes."""
    with opened(tmp_path) as account:
        three_conversations(account)
        with furnished(account, theme, tmp_path / "preferences.json") as desk:
            closing = Closing(desk.window, desk.tab.composer.unsaved, close=desk.window.quit)
            desk.window.may_close = closing.may_close
            desk.messages.open(ZOES)
            desk.messages.composer.edit.insertPlainText("Hello")
            desk.closing = closing  # type: ignore[attr-defined]
            yield desk


def box_of(desk: Desk) -> QuestionDialog | None:
    closing: Closing = desk.closing  # type: ignore[attr-defined]
    return closing.box.shown


def press(desk: Desk, words: str) -> None:
    box = box_of(desk)
    assert box is not None
    (button,) = [one for one in box.findChildren(QPushButton) if one.text() == words]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_with_room_on_the_disk_the_draft_is_saved_and_nobody_is_asked(writing: Desk) -> None:
    closed = QSignalSpy(writing.window.closed)
    writing.window.close()
    assert closed.count() == 1 and box_of(writing) is None
    assert drafts.get(writing.account.db, ACCOUNT, SUPPORT, ZOE).body == "Hello"


@pytest.mark.parametrize("way", ["close", "quit"])
def test_on_a_full_disk_it_asks_and_staying_changes_nothing(writing: Desk, way: str) -> None:
    """B16, demand 15."""
    closed = QSignalSpy(writing.window.closed)
    with full_disk(writing.account):
        getattr(writing.window, way)()
        box = box_of(writing)
        assert box is not None and closed.count() == 0
        assert box.text() == (
            "Your draft to Zoë Patel can't be saved (database or disk is full). Close anyway, and lose it?"
        )
        press(writing, "Stay")
        assert closed.count() == 0 and writing.window.isVisible()
    assert writing.messages.composer.edit.toPlainText() == "Hello"
    getattr(writing.window, way)()
    assert closed.count() == 1


def test_closing_anyway_is_asked_once(writing: Desk) -> None:
    closed = QSignalSpy(writing.window.closed)
    with full_disk(writing.account):
        writing.window.close()
        press(writing, "Close anyway")
    assert closed.count() == 1
