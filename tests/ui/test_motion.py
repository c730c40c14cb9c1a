from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.motion import fade_from, picture_of
from desktop.ui.theme import Motion, Theme


def pane(qtbot: QtBot) -> QLabel:
    label = QLabel("words")
    qtbot.addWidget(label)
    label.resize(200, 100)
    label.show()
    qtbot.waitExposed(label)
    return label


def test_a_change_of_panes_fades_and_leaves_nothing_behind(theme: Theme, qtbot: QtBot) -> None:
    """visual.md: 120 ms for pane changes."""
    theme.set_motion(Motion.ON)
    shown = pane(qtbot)
    before = picture_of(shown, theme)
    assert before is not None
    shown.setText("other words")
    fade_from(before, shown, theme)
    (over,) = shown.findChildren(QWidget)
    assert over.size() == shown.size()
    qtbot.waitUntil(lambda: shown.findChildren(QWidget) == [])


def test_where_nothing_may_move_nothing_does(theme: Theme, qtbot: QtBot) -> None:
    theme.set_motion(Motion.ON)
    shown = pane(qtbot)
    before = picture_of(shown, theme)
    theme.set_motion(Motion.OFF)
    assert theme.motion_ms == 0
    assert picture_of(shown, theme) is None
    fade_from(before, shown, theme)
    assert shown.findChildren(QWidget) == []


def test_what_does_not_show_has_no_picture(theme: Theme, qtbot: QtBot) -> None:
    theme.set_motion(Motion.ON)
    shown = pane(qtbot)
    shown.hide()
    assert picture_of(shown, theme) is None
