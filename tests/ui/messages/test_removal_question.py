"""What was agreed to is not forgotten when another question comes; ``test_removal_model`` tells the rest."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.messages.removal_model import RemovalModel
from desktop.ui.messages.removal_question import RemovalQuestion


class Noted(QObject):
    """Notes what it is asked to delete."""

    told = Signal(str)
    gone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.removed: list[list[int]] = []

    def question(self, message_ids: Sequence[int]) -> str:
        """What a person agrees to."""
        return f"Delete {list(message_ids)}?"

    def remove(self, message_ids: Sequence[int]) -> None:
        """It is time."""
        self.removed.append(list(message_ids))


def test_a_second_question_ends_the_wait_of_the_first_and_enter_alone_deletes_nothing(qtbot: QtBot) -> None:
    """E15."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    noted: Any = Noted()
    question = RemovalQuestion(cast(RemovalModel, noted), window, lambda: timedelta(seconds=30))
    question.delete([])
    assert not question.box.shown
    question.delete([1])
    shown = question.box._box
    assert shown.isVisible() and shown.leave.text() == "Keep"
    next(one for one in shown.findChildren(QPushButton) if one.text() == "Delete").click()
    assert noted.removed == []
    question.delete([2])
    assert noted.removed == [[1]]
    question.box.close()
