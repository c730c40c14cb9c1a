import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.calls.hand_off_notice import show_notice
from desktop.ui.theme import Theme


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def labels(box: QMessageBox) -> list[str]:
    return [button.text() for button in box.buttons()]


def test_the_notice_is_read_without_keeping_anybody_from_going_on(window: QWidget) -> None:
    box = show_notice(window, "Dial <b>112</b> on a telephone now.", "112")
    assert box.isVisible()
    assert not box.isModal()
    assert box.text() == "Dial <b>112</b> on a telephone now."
    assert sorted(labels(box)) == ["Close", "Copy number"]
    box.close()


def test_the_number_can_be_copied(window: QWidget) -> None:
    box = show_notice(window, "No program takes calls.", "+447700900123")
    next(button for button in box.buttons() if button.text() == "Copy number").click()
    assert QGuiApplication.clipboard().text() == "+447700900123"
    assert not box.isVisible()


def test_without_a_number_there_is_nothing_to_copy(window: QWidget) -> None:
    box = show_notice(window, "This number is too short.", "")
    assert labels(box) == ["Close"]
    box.close()
