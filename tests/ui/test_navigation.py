from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import navigation_button
from desktop.ui.keys.shortcuts import Shortcuts
from desktop.ui.navigation import SECTIONS, Navigation
from desktop.ui.navigation_button import NavigationButton
from desktop.ui.theme import Theme
from desktop.ui.tooltip import HOVER_MS, plain_tooltip

VOICE_ONLY = "Support NL (+31 20 123 4567) is a toll-free number: the service sends no texts from such lines."
SWITCHED_OFF = "SMS is switched off for Sales (+1 202 555 0142)."


class Frame(QWidget):
    """A window with a field above the navigation, as the real one has."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.navigation = Navigation(theme)
        self.chosen: list[str] = []
        self.navigation.chosen.connect(self.chosen.append)
        self.shortcuts = Shortcuts(self)
        for name in SECTIONS:
            self.shortcuts.bind(name, partial(self.navigation.activate, name))
        layout = QVBoxLayout(self)
        layout.addStretch()
        layout.addWidget(self.field)
        layout.addWidget(self.navigation)

    @property
    def messages(self) -> NavigationButton:
        return self.navigation.button("messages")


@pytest.fixture
def frame(theme: Theme, qtbot: QtBot) -> Frame:
    frame = Frame(theme)
    qtbot.addWidget(frame)
    frame.setGeometry(100, 200, 480, 300)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    frame.field.setFocus()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    QTest.mouseMove(frame, QPoint(5, 5))
    return frame


def tooltip_says(text: str) -> bool:
    return QToolTip.isVisible() and QToolTip.text() == plain_tooltip(text)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def colours(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_four_sections_stand_in_their_order_and_under_their_exact_names(frame: Frame) -> None:
    """A1: Calls, Contacts, Dialpad, Messages; one showing object a name."""
    names = ["Calls", "Contacts", "Dialpad", "Messages"]
    buttons = sorted(frame.findChildren(NavigationButton), key=lambda button: button.x())
    assert [button.accessibleName() for button in buttons] == names
    assert [button.text() for button in buttons] == names
    everything = [widget.accessibleName() for widget in frame.findChildren(QWidget) if widget.isVisible()]
    assert all(everything.count(name) == 1 for name in names)


@pytest.mark.parametrize(("place", "name"), list(enumerate(SECTIONS, start=1)))
def test_a_section_is_chosen_by_mouse_by_key_and_by_shortcut(
    place: int, name: str, frame: Frame, qtbot: QtBot
) -> None:
    """A1: mouse, Tab and Ctrl+1…4 reach each."""
    button = frame.navigation.button(name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        button.setFocus()
        QTest.keyClick(button, key)
    frame.field.setFocus()
    QTest.keyClick(frame.field, Qt.Key(Qt.Key.Key_0.value + place), Qt.KeyboardModifier.ControlModifier)
    assert frame.chosen == [name] * 5
    assert frame.navigation.current == name
    assert frame.shortcuts.keys(name) == [QKeySequence(f"Ctrl+{place}")]


def test_tab_goes_through_all_sections_in_order_a_greyed_one_included(frame: Frame, qtbot: QtBot) -> None:
    """A1, A2: Tab reaches each; the greyed item stays focusable."""
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    reached = []
    for _ in SECTIONS:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        reached.append(focused().accessibleName())
    assert reached == ["Calls", "Contacts", "Dialpad", "Messages"]


def test_arrow_keys_go_to_the_neighbour_on_that_side(frame: Frame, qtbot: QtBot) -> None:
    frame.navigation.button("calls").setFocus()
    reached = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(focused(), key)
        reached.append(focused().accessibleName())
    assert reached == ["Contacts", "Calls", "Messages", "Calls"]
    frame.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    assert focused().accessibleName() == "Contacts"
    assert frame.chosen == []


def test_exactly_the_current_section_is_marked(frame: Frame, theme: Theme, qtbot: QtBot) -> None:
    """A1: the current one is marked in colour and in the accessibility tree."""
    for name in SECTIONS:
        before = frame.navigation.button(name).grab().toImage()
        frame.navigation.set_current(name)
        assert [other for other in SECTIONS if frame.navigation.button(other).isChecked()] == [name]
        after = frame.navigation.button(name).grab().toImage()
        assert after != before
        assert theme.color("accent").name() in colours(after)
    assert frame.chosen == []


def test_clicking_the_current_section_again_keeps_it_marked(frame: Frame, qtbot: QtBot) -> None:
    QTest.mouseClick(frame.messages, Qt.MouseButton.LeftButton)
    QTest.mouseClick(frame.messages, Qt.MouseButton.LeftButton)
    assert frame.messages.isChecked()
    assert frame.chosen == ["messages", "messages"]


def test_nothing_chooses_a_greyed_section(frame: Frame, qtbot: QtBot) -> None:
    """A2: click / Enter / Ctrl+4 never open Messages."""
    frame.navigation.set_current("calls")
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    QTest.mouseClick(frame.messages, Qt.MouseButton.LeftButton)
    QTest.mouseClick(frame.messages, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        frame.messages.setFocus()
        QTest.keyClick(frame.messages, key)
    QTest.keyClick(frame.field, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    frame.messages.click()
    assert frame.chosen == []
    assert frame.navigation.current == "calls"
    assert not frame.messages.isChecked()
    assert frame.messages.isVisible()


class NoTooltipsOfQt(QObject):
    """Keeps back Qt's own request for a tooltip, which comes 0.7 s after the mouse has come to rest."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.ToolTip


def test_resting_the_mouse_on_a_greyed_section_shows_why(frame: Frame, qtbot: QtBot) -> None:
    """A3: hover of half a second shows the reason."""
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    no_tooltips = NoTooltipsOfQt()
    frame.messages.installEventFilter(no_tooltips)
    QTest.mouseMove(frame.messages)
    qtbot.waitUntil(lambda: tooltip_says(VOICE_ONLY))
    assert HOVER_MS <= 500


def test_resting_the_mouse_on_a_usable_section_shows_nothing(frame: Frame, qtbot: QtBot) -> None:
    QTest.mouseMove(frame.messages)
    qtbot.waitUntil(frame.messages.underMouse)
    where = QPoint(5, 5)
    QApplication.sendEvent(
        frame.messages,
        QHelpEvent(QHelpEvent.Type.ToolTip, where, frame.messages.mapToGlobal(where)),
    )
    assert not QToolTip.isVisible()
    assert frame.messages.toolTip() == ""
    assert frame.messages.accessibleDescription() == ""


def test_reaching_a_greyed_section_by_keyboard_shows_why_until_one_leaves(frame: Frame, qtbot: QtBot) -> None:
    """A3: keyboard focus shows the reason."""
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    frame.navigation.button("dialpad").setFocus()
    QTest.keyClick(frame.navigation.button("dialpad"), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: tooltip_says(VOICE_ONLY))
    QTest.keyClick(frame.messages, Qt.Key.Key_Backtab)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_escape_puts_the_reason_away(frame: Frame, qtbot: QtBot) -> None:
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    frame.messages.setFocus()
    qtbot.waitUntil(lambda: tooltip_says(VOICE_ONLY))
    QTest.keyClick(frame.messages, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize("way", ["click", "Space", "Return", "Ctrl+4"])
def test_whoever_tries_a_greyed_section_is_told_why_at_once_and_aloud(
    way: str, frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A2, A3: it opens nothing; the tooltip shows at once."""
    spoken: list[str] = []
    monkeypatch.setattr(navigation_button, "announce", lambda _widget, text, urgent: spoken.append(text))
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    if way == "click":
        QTest.mouseClick(frame.messages, Qt.MouseButton.LeftButton)
    elif way == "Ctrl+4":
        QTest.keyClick(frame.field, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        assert frame.field.hasFocus()
    else:
        frame.messages.setFocus()
        QTest.keyClick(frame.messages, Qt.Key.Key_Space if way == "Space" else Qt.Key.Key_Return)
    assert tooltip_says(VOICE_ONLY)
    assert spoken == [VOICE_ONLY]


def test_the_reason_is_the_same_for_the_eye_and_for_a_screen_reader(frame: Frame) -> None:
    """A3: the same text is the accessible description."""
    frame.navigation.set_unread(3)
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    assert frame.messages.accessibleDescription() == frame.messages.toolTip() == VOICE_ONLY
    assert frame.messages.accessibleName() == "Messages"
    assert frame.messages.property("available") is False
    frame.navigation.set_available("messages")
    assert frame.messages.accessibleDescription() == "3 unread"
    assert frame.messages.property("available") is True


def test_a_reason_that_is_being_read_changes_on_screen_with_the_line(frame: Frame, qtbot: QtBot) -> None:
    """A4: a change updates it live."""
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    frame.messages.setFocus()
    qtbot.waitUntil(lambda: tooltip_says(VOICE_ONLY))
    frame.navigation.set_unavailable("messages", SWITCHED_OFF)
    assert tooltip_says(SWITCHED_OFF)
    frame.navigation.set_available("messages")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    QTest.keyClick(frame.messages, Qt.Key.Key_Space)
    assert frame.chosen == ["messages"]


def test_a_section_that_is_greyed_under_the_mouse_or_the_focus_says_why(frame: Frame, qtbot: QtBot) -> None:
    """A4: a capability change from sync updates it live."""
    QTest.mouseMove(frame.messages)
    qtbot.waitUntil(frame.messages.underMouse)
    frame.navigation.set_unavailable("messages", VOICE_ONLY)
    qtbot.waitUntil(lambda: tooltip_says(VOICE_ONLY))
    frame.navigation.set_available("messages")
    QTest.mouseMove(frame, QPoint(5, 5))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    frame.messages.setFocus()
    frame.navigation.set_unavailable("messages", SWITCHED_OFF)
    assert tooltip_says(SWITCHED_OFF)


def test_a_line_named_like_a_web_page_shows_its_name_literally(frame: Frame, qtbot: QtBot) -> None:
    """Conventions 4.2, hostile text."""
    hostile = "<img src=x>Support</b> cannot text."
    frame.navigation.set_unavailable("messages", hostile)
    frame.messages.setFocus()
    qtbot.waitUntil(lambda: tooltip_says(hostile))
    assert "&lt;img" in QToolTip.text()
    assert frame.messages.accessibleDescription() == hostile


def test_all_four_fit_the_narrowest_window(frame: Frame) -> None:
    """Visual design: 360 px."""
    assert frame.navigation.minimumSizeHint().width() <= 360


def test_a_section_that_does_not_exist_is_refused(frame: Frame) -> None:
    with pytest.raises(KeyError):
        frame.navigation.set_current("voicemail")
    with pytest.raises(KeyError):
        frame.navigation.set_unavailable("voicemail", VOICE_ONLY)
    with pytest.raises(ValueError, match="reason"):
        frame.navigation.set_unavailable("messages", " ")
