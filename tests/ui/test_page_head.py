from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.page_head import PageHead
from desktop.ui.theme import Theme
from tests.ui.account import names, unnamed


def test_back_is_said_by_mouse_and_by_keys(theme: Theme, qtbot: QtBot) -> None:
    head = PageHead(theme, "Preferences")
    qtbot.addWidget(head)
    head.show()
    with qtbot.waitSignal(head.went_back):
        QTest.mouseClick(head.back, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(head.went_back):
        QTest.keyClick(head.back, Qt.Key.Key_Space)
    assert {"Back", "Preferences"} <= set(names(head))
    assert unnamed(head) == []
