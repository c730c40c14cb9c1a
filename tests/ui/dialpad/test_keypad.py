import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.sms.keypad import SIGNS
from desktop.ui.dialpad.keypad import Keypad
from desktop.ui.theme import Theme
from tests.ui.account import names, unnamed


@pytest.fixture
def keypad(theme: Theme, qtbot: QtBot) -> Keypad:
    keypad = Keypad(theme)
    qtbot.addWidget(keypad)
    keypad.resize(300, 300)
    keypad.show()
    keypad.activateWindow()
    qtbot.waitUntil(keypad.isActiveWindow)
    return keypad


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget is not None else ""


def test_twelve_keys_stand_as_on_every_telephone(keypad: Keypad) -> None:
    places = sorted(keypad.keys, key=lambda key: (key.y(), key.x()))
    assert "".join(key.sign for key in places) == SIGNS == "123456789*0#"
    assert len({key.size().toTuple() for key in keypad.keys}) <= 4


def test_each_key_types_its_sign(keypad: Keypad) -> None:
    typed: list[str] = []
    keypad.typed.connect(typed.append)
    for key in keypad.keys:
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert "".join(typed) == SIGNS


def test_the_keys_are_named_for_screen_readers(keypad: Keypad) -> None:
    assert [key.accessibleName() for key in keypad.keys] == [
        "1",
        "2 ABC",
        "3 DEF",
        "4 GHI",
        "5 JKL",
        "6 MNO",
        "7 PQRS",
        "8 TUV",
        "9 WXYZ",
        "Star",
        "0, hold for plus",
        "Hash",
    ]
    assert unnamed(keypad) == []
    assert names(keypad).count("Keypad") == 1


def test_the_pad_is_one_tab_stop_in_which_arrow_keys_move(keypad: Keypad) -> None:
    keypad.key("1").setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    down, right = Qt.Key.Key_Down, Qt.Key.Key_Right
    for key in (down, right, right, right, down, down, down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)
        reached.append(focused())
    assert reached == [
        "4 GHI",
        "5 JKL",
        "6 MNO",
        "6 MNO",
        "9 WXYZ",
        "Hash",
        "Hash",
        "0, hold for plus",
        "8 TUV",
    ]
    stops = [key.sign for key in keypad.keys if key.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["8"]


def test_a_click_on_a_key_leaves_the_focus_where_it_was(keypad: Keypad) -> None:
    keypad.key("1").setFocus()
    QTest.mouseClick(keypad.key("5"), Qt.MouseButton.LeftButton)
    assert focused() == "1"
