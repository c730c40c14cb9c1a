"""The window: which page shows, what a greyed Messages does, its keys, the banner, its least size."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import tooltip
from desktop.ui.banner import Tone
from desktop.ui.roles import SIZES
from desktop.ui.theme import Choice, Theme
from desktop.ui.window import Window
from tests.ui.account import unnamed

PAGES = ["calls", "contacts", "dialpad", "messages"]
REASON = "+44 808 157 0123 cannot text: it carries calls only."


class Page(QWidget):
    """Stands for a page, with one thing to write in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(f"Field of {name}")
        QVBoxLayout(self).addWidget(self.field)


class Room:
    """A window with four such pages; ``reason`` is why Messages is greyed."""

    def __init__(self, theme: Theme, reason: str = "") -> None:
        self.reason = reason
        self.greyed = {"messages"}
        self.window = Window(theme)
        self.pages = {name: Page(name) for name in PAGES}
        self.bar = QLabel("the line bar")
        self.window.furnish(self.bar, dict(self.pages), self.why_not)

    def why_not(self, name: str) -> str:
        return self.reason if name in self.greyed else ""

    def grey(self, reason: str) -> None:
        """The line can do other things now."""
        self.reason = reason
        self.window.follow_line()

    @property
    def showing(self) -> list[str]:
        return [name for name, page in self.pages.items() if page.isVisible()]

    def key(self, keys: str) -> None:
        focus: QWidget | None = self.window.focusWidget()
        QTest.keySequence(self.window if focus is None else focus, keys)


@pytest.fixture
def room(theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    room = Room(theme)
    qtbot.addWidget(room.window)
    room.window.show()
    qtbot.waitExposed(room.window)
    room.window.activateWindow()
    qtbot.waitUntil(room.window.isActiveWindow)
    yield room
    QToolTip.hideText()


def test_it_stands_before_it_is_furnished_and_says_that_it_is_opening(theme: Theme, qtbot: QtBot) -> None:
    window = Window(theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    assert "Opening …" in [label.text() for label in window.welcome.findChildren(QLabel)]
    assert not window.navigation.isEnabled()
    QTest.keySequence(window, "Ctrl+1")
    assert window.navigation.current == ""
    assert (window.width(), window.height()) == (1080, 720)
    assert not window.windowIcon().isNull()


def test_before_an_account_exists_every_section_is_refused_with_its_reason(
    theme: Theme, qtbot: QtBot
) -> None:
    """A disabled tab says why, by key as by click."""
    window, reason = Window(theme), "Sign in first, or open the practice server."
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    welcome = Page("welcome")
    window.add_page("welcome", welcome)
    window.hold_back(reason, "welcome")
    for number, name in enumerate(PAGES, start=1):
        QTest.keySequence(welcome.field, f"Ctrl+{number}")
        qtbot.waitUntil(lambda: tooltip.shows(reason))
        assert window.navigation.button(name).accessibleDescription() == reason
        assert window.page == "welcome" and welcome.isVisible()
        QToolTip.hideText()
    QTest.keyClick(window.navigation.button("calls"), Qt.Key.Key_Escape)
    assert window.page == "welcome"
    pages = {name: Page(name) for name in PAGES}
    window.release()
    window.furnish(QLabel("the line bar"), dict(pages), lambda _: "")
    assert all(window.navigation.is_available(name) for name in PAGES)
    assert window.page == "messages"


def test_back_leads_to_no_section_while_all_are_refused(room: Room) -> None:
    welcome, extra = Page("welcome"), Page("accounts")
    room.window.add_page("welcome", welcome)
    room.window.add_page("accounts", extra)
    room.window.show_page("contacts")
    room.window.show_page("accounts")
    room.window.hold_back("Sign in first.", "welcome")
    room.window.show_page("accounts")
    room.key("Esc")
    assert room.window.page == "welcome"
    room.key("Esc")
    assert room.window.page == "welcome"


def test_it_opens_with_messages_and_with_calls_where_the_line_cannot_text(theme: Theme, qtbot: QtBot) -> None:
    for reason, page in (("", "messages"), (REASON, "calls")):
        room = Room(theme, reason)
        qtbot.addWidget(room.window)
        assert room.window.navigation.current == page
        assert room.window.navigation.is_available("messages") is not bool(reason)


def test_ctrl_with_a_number_shows_each_page(room: Room) -> None:
    """A1"""
    for number, name in enumerate(PAGES, start=1):
        room.key(f"Ctrl+{number}")
        assert room.showing == [name]
        assert room.window.navigation.current == name
        assert room.pages[name].field.hasFocus()


def test_a_click_on_the_bottom_shows_a_page(room: Room) -> None:
    QTest.mouseClick(room.window.navigation.button("contacts"), Qt.MouseButton.LeftButton)
    assert room.showing == ["contacts"]


def test_a_line_that_cannot_text_moves_one_away_from_messages_and_one_that_can_brings_it_back(
    room: Room,
) -> None:
    """A2, A4"""
    assert room.showing == ["messages"]
    room.grey(REASON)
    assert room.showing == ["calls"]
    button = room.window.navigation.button("messages")
    assert button.accessibleDescription() == REASON
    room.grey("")
    assert room.window.navigation.is_available("messages")
    assert room.showing == ["calls"]
    room.key("Ctrl+4")
    assert room.showing == ["messages"]


@pytest.mark.parametrize("how", ["click", "keys", "enter", "space"])
def test_nothing_opens_a_greyed_messages_and_its_reason_shows_at_once(
    room: Room, qtbot: QtBot, how: str
) -> None:
    """A2, A3"""
    room.grey(REASON)
    room.key("Ctrl+3")
    button = room.window.navigation.button("messages")
    if how == "click":
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    elif how == "keys":
        room.key("Ctrl+4")
    else:
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return if how == "enter" else Qt.Key.Key_Space)
    assert room.showing == ["dialpad"]
    qtbot.waitUntil(lambda: tooltip.shows(REASON))


def test_hovering_over_a_greyed_messages_tells_the_reason(room: Room, qtbot: QtBot) -> None:
    """A3"""
    room.grey(REASON)
    button = room.window.navigation.button("messages")
    QTest.mouseMove(button, QPoint(3, 3))
    QTest.mouseMove(button, button.rect().center())
    qtbot.waitUntil(lambda: tooltip.shows(REASON))


def test_a_dialpad_that_is_greyed_gives_way_to_calls_and_comes_back(room: Room) -> None:
    """Product row "Greyed states": the same component as Messages."""
    room.window.show_page("dialpad")
    room.greyed = {"dialpad"}
    room.grey(REASON)
    assert room.window.page == "calls"
    assert not room.window.navigation.is_available("dialpad")
    assert room.window.navigation.is_available("messages")
    room.window.show_page("dialpad")
    assert room.window.page == "calls"
    room.grey("")
    assert room.window.navigation.is_available("dialpad")


def test_another_reason_replaces_the_first_while_greyed(room: Room) -> None:
    room.grey(REASON)
    room.grey("It is not active yet.")
    assert room.window.navigation.button("messages").accessibleDescription() == "It is not active yet."
    assert room.showing == ["calls"]


def test_the_window_s_own_keys_work_wherever_the_focus_is(room: Room) -> None:
    pressed: list[str] = []
    room.window.shortcuts.bind("new_message", lambda: pressed.append("new"))
    for name in PAGES:
        room.window.show_page(name)
        room.key("Ctrl+N")
    assert pressed == ["new"] * 4


def test_a_page_without_a_place_in_the_navigation_comes_and_goes_back_by_escape(room: Room) -> None:
    extra = Page("preferences")
    room.window.add_page("preferences", extra)
    room.window.show_page("contacts")
    room.window.show_page("preferences")
    assert extra.field.hasFocus()
    assert room.window.page == "preferences"
    room.key("Esc")
    assert room.showing == ["contacts"]
    assert room.window.page == room.window.navigation.current == "contacts"
    assert room.pages["contacts"].field.hasFocus()
    room.key("Esc")
    assert room.showing == ["contacts"]


def test_back_from_such_a_page_never_opens_a_messages_that_was_greyed_meanwhile(room: Room) -> None:
    room.window.add_page("preferences", Page("preferences"))
    room.window.show_page("preferences")
    room.grey(REASON)
    assert room.window.page == "preferences"
    room.window.go_back()
    assert room.showing == ["calls"]


def test_ctrl_w_closes_the_window(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.window.closed):
        room.key("Ctrl+W")


def test_the_banner_comes_and_goes(room: Room, qtbot: QtBot) -> None:
    room.window.say(Tone.OFFLINE, "Offline. <b>Really</b>.", "Try now")
    assert room.window.banner.isVisible()
    assert room.window.banner.text == "Offline. <b>Really</b>."
    with qtbot.waitSignal(room.window.banner.acted):
        QTest.mouseClick(room.window.banner.button, Qt.MouseButton.LeftButton)
    room.window.say(Tone.INFO, "")
    assert not room.window.banner.isVisible()


def test_a_profile_that_cannot_be_opened_is_one_sentence_and_no_page(theme: Theme, qtbot: QtBot) -> None:
    window = Window(theme)
    qtbot.addWidget(window)
    window.show()
    window.give_up("The cache is damaged. It was left as it is.")
    words = [label.text() for label in window.welcome.findChildren(QLabel)]
    assert "This profile cannot be opened" in words
    assert "The cache is damaged. It was left as it is." in words
    assert not window.navigation.isEnabled()


def test_closing_and_coming_to_the_front_are_told(room: Room, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not room.window.isActiveWindow())
    with qtbot.waitSignal(room.window.activated):
        room.window.activateWindow()
    with qtbot.waitSignal(room.window.closed):
        room.window.close()


def test_it_can_be_as_small_as_a_phone_and_no_smaller(room: Room) -> None:
    room.window.resize(100, 100)
    assert (room.window.width(), room.window.height()) == (360, 560)
    assert SIZES.least_width == 360
    room.window.say(
        Tone.OFFLINE, "Offline. What you see was last fetched at 13:28. Texts wait here. " * 2, "Go"
    )
    room.window.grab()
    layout = room.window.layout()
    assert layout is not None
    assert layout.minimumSize().width() <= 360
    assert layout.minimumHeightForWidth(360) <= 560


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_the_whole_window_follows_the_scheme_at_once(room: Room, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    image = room.window.grab().toImage()
    assert image.pixelColor(3, room.window.height() - 3) == theme.color("window")
    assert image.pixelColor(3, 100) == theme.color("window")


def test_every_control_of_the_frame_has_a_name(room: Room) -> None:
    room.window.say(Tone.OFFLINE, "Offline.", "Try now")
    assert unnamed(room.window) == []
