"""Enter alone never agrees to spend money: ``test_lookup_model`` tells the rest of the story."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.question_box import QuestionBox


def test_the_button_that_costs_nothing_is_the_default(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    box = QuestionBox(window)
    box.say("Ask?", offer="Ask, and pay for it", stay="Don't ask")
    shown = box.shown
    assert shown is not None
    assert shown.leave.isDefault() and shown.leave.text() == "Don't ask"
    box.close()
