from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.calls.hand_off_notice import HandOffNotice
from desktop.ui.theme import Choice, Theme
from tests.ui.account import unnamed


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(360, 200)
    return window


@pytest.fixture
def notice(window: QWidget, theme: Theme) -> Iterator[HandOffNotice]:
    column, page, navigation = QVBoxLayout(window), QWidget(), QWidget()
    column.addWidget(page, 1)
    column.addWidget(navigation)
    notice = HandOffNotice(window, theme, column, navigation)
    window.show()
    yield notice
    for box in window.findChildren(QMessageBox):
        box.close()


def shown(notice: HandOffNotice) -> QMessageBox:
    assert notice.box is not None
    return notice.box


def labels(box: QMessageBox) -> list[str]:
    return [button.text() for button in box.buttons()]


def test_the_notice_is_read_without_keeping_anybody_from_going_on(notice: HandOffNotice) -> None:
    notice.tell("Dial <b>112</b> on a telephone now.", "112")
    box = shown(notice)
    assert box.isVisible()
    assert not box.isModal()
    assert box.text() == "Dial <b>112</b> on a telephone now."
    assert sorted(labels(box)) == ["Close", "Copy number"]
    box.close()
    assert notice.box is None


def test_the_number_can_be_copied(notice: HandOffNotice) -> None:
    notice.tell("No program takes calls.", "+447700900123")
    next(button for button in shown(notice).buttons() if button.text() == "Copy number").click()
    assert QGuiApplication.clipboard().text() == "+447700900123"
    assert notice.box is None


def test_without_a_number_there_is_nothing_to_copy(notice: HandOffNotice) -> None:
    notice.tell("This number is too short.", "")
    assert labels(shown(notice)) == ["Close"]


def test_there_is_one_notice_at_a_time(notice: HandOffNotice, window: QWidget) -> None:
    notice.tell("No program takes calls.", "")
    notice.tell("Dial 112 on a telephone now.", "112")
    visible = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert [box.text() for box in visible] == ["Dial 112 on a telephone now."]
    notice.say("Handed 112 to your phone app.")
    assert notice.box is None
    notice.tell("No program takes calls.", "")
    assert not notice.line.isVisible()


def test_a_call_that_was_handed_over_is_seen_on_a_quiet_line_that_can_be_closed(
    notice: HandOffNotice, window: QWidget, theme: Theme
) -> None:
    before = window.focusWidget()
    notice.say("Handed <b>+44 7700 900123</b> to your phone app.")
    assert notice.line.isVisible()
    assert notice.line.words.text() == "Handed <b>+44 7700 900123</b> to your phone app."
    assert window.focusWidget() is before
    assert unnamed(notice.line) == []
    pictures = []
    for choice in (Choice.LIGHT, Choice.DARK):
        theme.choose(choice)
        pictures.append(notice.line.grab().toImage())
    assert pictures[0] != pictures[1]
    QTest.mouseClick(notice.line.close_button, Qt.MouseButton.LeftButton)
    assert not notice.line.isVisible()
