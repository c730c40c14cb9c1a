"""The tray's icon: its menu, the window behind it, and that no window is ever lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import tray as module
from desktop.ui.badge import icon
from desktop.ui.notifications import Did
from desktop.ui.notifications_model import Note
from desktop.ui.tray import Tray, TrayMessages

# The offscreen platform has no tray, and Qt says so when an icon shows all the same.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


class Desktop:
    """A desktop whose tray comes and goes."""

    def __init__(self, qtbot: QtBot) -> None:
        self.has_tray = True
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.tray = Tray(self.window, available=lambda: self.has_tray)
        self.tray.show_icon(icon(0))
        self.tray.wish(True)


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[Desktop]:
    desktop = Desktop(qtbot)
    yield desktop
    desktop.tray.close()


def test_the_icon_is_there_where_it_is_wished_and_possible(desktop: Desktop) -> None:
    found = []
    for wished, has_tray in ((True, True), (False, True), (True, False)):
        desktop.has_tray = has_tray
        desktop.tray.wish(wished)
        found.append((desktop.tray.there, desktop.tray.icon.isVisible()))
    assert found == [(True, True), (False, False), (False, False)]


def test_its_menu_opens_writes_and_quits(desktop: Desktop, qtbot: QtBot) -> None:
    actions = {one.text(): one for one in desktop.tray.menu.actions() if not one.isSeparator()}
    assert list(actions) == ["Open Linedesk", "New message", "Quit"]
    for words, signal in zip(
        actions,
        [desktop.tray.open_wanted, desktop.tray.new_message_wanted, desktop.tray.quit_wanted],
        strict=True,
    ):
        with qtbot.waitSignal(signal):
            actions[words].trigger()


@pytest.mark.parametrize("how", ["Trigger", "DoubleClick"])
def test_a_click_on_it_opens_the_window(desktop: Desktop, qtbot: QtBot, how: str) -> None:
    with qtbot.waitSignal(desktop.tray.open_wanted):
        desktop.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason[how])


def test_it_says_how_many_texts_are_unread(desktop: Desktop) -> None:
    for count, words in ((0, "Linedesk"), (1, "Linedesk, 1 unread text"), (2, "Linedesk, 2 unread texts")):
        desktop.tray.show_count(count)
        assert desktop.tray.icon.toolTip() == words


def test_the_window_goes_behind_it_only_where_it_is(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.has_tray = False
    assert not desktop.tray.hide_window()
    assert desktop.window.isVisible()
    desktop.has_tray = True
    with qtbot.waitSignal(desktop.tray.hidden):
        assert desktop.tray.hide_window()
    assert not desktop.window.isVisible()


def test_a_tray_that_goes_gives_the_window_back(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.tray.hide_window()
    desktop.tray.look()
    assert not desktop.window.isVisible()
    desktop.has_tray = False
    desktop.tray.look()
    assert desktop.window.isVisible()


def test_taking_the_icon_away_gives_the_window_back(desktop: Desktop) -> None:
    desktop.tray.hide_window()
    desktop.tray.wish(False)
    assert desktop.window.isVisible()


def test_a_start_in_the_background_waits_for_a_tray_and_then_shows_the_window(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At sign-in the tray may come later than Linedesk, or never."""
    desktop.window.hide()
    desktop.has_tray = False
    desktop.tray.begin_hidden()
    assert not desktop.window.isVisible()
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    desktop.tray.begin_hidden()
    assert desktop.window.isVisible()


def test_a_start_in_the_background_of_somebody_who_wants_no_icon_shows_the_window(desktop: Desktop) -> None:
    desktop.window.hide()
    desktop.tray.wish(False)
    desktop.tray.begin_hidden()
    assert desktop.window.isVisible()


async def test_a_balloon_leads_to_its_conversation_once(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    did: list[tuple[str, Did, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(desktop.tray.icon, "showMessage", lambda title, body, _: shown.append((title, body)))
    balloons = TrayMessages(desktop.tray, lambda *what: did.append(what))
    assert await balloons.show(Note("7", "Zoë", "Hi"))
    assert shown == [("Zoë", "Hi")]
    desktop.tray.icon.messageClicked.emit()
    desktop.tray.icon.messageClicked.emit()
    assert did == [("7", Did.OPENED, "")]
    await balloons.show(Note("7", "Zoë", "Hi"))
    await balloons.withdraw("7")
    desktop.tray.icon.messageClicked.emit()
    assert len(did) == 1
    await balloons.close()


async def test_without_an_icon_there_is_no_balloon(desktop: Desktop) -> None:
    desktop.has_tray = False
    assert not await TrayMessages(desktop.tray, lambda *_: None).show(Note("7", "Zoë"))
