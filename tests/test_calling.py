"""Calling by hand-off in the furnished window: one way from every page, noted, and kept by the next sync."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.announce import Announcer
from desktop.desk import Desk
from desktop.furnishing import Furnishing
from desktop.settings.profile import Profile
from desktop.store import calls
from desktop.store.database import open_database
from desktop.ui.calls.calls_model import CALL_ROLE
from tests.desk import Steps, click_row, play, signed_in, synced
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer, practice_server

ZOE = "+447700900123"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    with practice_server("--state", str(tmp_path / "practice")) as running:
        monkeypatch.setenv(KEY, running.api_key)
        yield running


@pytest.fixture
def profile(tmp_path: Path, server: PracticeServer) -> Profile:
    """Signed in to the server."""
    return signed_in(tmp_path / "profile", server)


class PhoneApp(QObject):
    """Takes tel: links inside this process."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.taken.append(url.toString())


@pytest.fixture
def bare_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux desktop that has no program at all; its folder of programs."""
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / "bare"))
    programs = tmp_path / "bare" / "applications"
    programs.mkdir(parents=True)
    return programs


@pytest.fixture
def phone(bare_desktop: Path) -> Iterator[PhoneApp]:
    """The desktop's phone app."""
    (bare_desktop / "phone.desktop").write_text("[Desktop Entry]\n")
    (bare_desktop / "mimeinfo.cache").write_text("[MIME Cache]\nx-scheme-handler/tel=phone.desktop;\n")
    app = PhoneApp()
    QDesktopServices.setUrlHandler("tel", app, "take")  # type: ignore[arg-type]  # bytes raise
    yield app
    QDesktopServices.unsetUrlHandler("tel")


def go(desk: Desk, page: str) -> None:
    """A click in the bottom navigation."""
    QTest.mouseClick(desk.window.navigation.button(page), Qt.MouseButton.LeftButton)


def newest(room: Furnishing) -> str:
    """The first row of Calls, as it is read out."""
    return str(room.calls.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def choose_another(room: Furnishing, than: str) -> None:
    """Make the newest call with anybody else current: the same number at once is the same call."""
    rows = (room.calls.list.model().index(place, 0) for place in range(3))
    room.calls.list.setCurrentIndex(next(row for row in rows if row.data(CALL_ROLE).peer not in (than, "")))


def press_ctrl_enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_every_page_calls_by_the_phone_app_and_the_history_says_so(profile: Profile, phone: PhoneApp) -> None:
    """Product row "Place a call", level T0: noted as handed over, without invented duration or result."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        go(desk, "dialpad")
        room.dialpad.fill("07700 900123")
        press_ctrl_enter(room.dialpad.field)
        assert phone.taken == [f"tel:{ZOE}"]
        line = room.hand_off_notice.line
        assert line.isVisible()
        assert line.words.text() == "Handed \u2068+44 7700 900123\u2069 to your phone app."
        go(desk, "calls")
        yield lambda: room.calls.list.model().rowCount() > 2
        assert newest(room).startswith("Handed to the phone app, ")
        assert "second" not in newest(room)
        choose_another(room, ZOE)
        press_ctrl_enter(room.calls.list)
        go(desk, "messages")
        click_row(room, 0)
        QTest.mouseClick(room.messages.pane.header.call, Qt.MouseButton.LeftButton)
        assert len(phone.taken) == 3
        room.contacts.call_wanted.emit("+442079460958")
        assert phone.taken[-1] == "tel:+442079460958"
        room.wake()
        yield lambda: True

    assert play(profile, story) == 0
    db = open_database(profile.database, Announcer())
    handed = [one for one in calls.listing(db) if one.outcome == calls.HANDED_OVER]
    db.close()
    assert len(handed) == 4
    assert {one.seconds for one in handed} == {None}


def test_a_text_back_leaves_from_the_line_that_rang(profile: Profile) -> None:
    """Demand 13: whom we answer knows that line; it is the current one from then on."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        before = room.lines.current
        other = next(one for one in room.lines.lines() if one.can_send and one != before)
        go(desk, "calls")
        room.calls.reply_wanted.emit(other.account_id, other.number, "+442079460958")
        assert desk.window.page == "messages"
        assert room.lines.current == other
        assert room.composer.target is not None
        assert (room.composer.target.line, room.composer.target.peer) == (other.number, "+442079460958")
        yield lambda: True

    assert play(profile, story) == 0


@pytest.mark.usefixtures("bare_desktop")
def test_without_a_phone_app_that_is_said_with_the_next_step_and_nothing_is_noted(profile: Profile) -> None:
    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        go(desk, "dialpad")
        room.dialpad.fill("07700 900123")
        press_ctrl_enter(room.dialpad.field)
        (box,) = (one for one in desk.window.findChildren(QMessageBox) if one.isVisible())
        assert box.text().startswith("No program on this computer takes calls (tel: links).")
        box.close()
        go(desk, "calls")
        yield lambda: room.calls.list.model().rowCount() > 2
        assert not newest(room).startswith("Handed")
        yield lambda: True

    assert play(profile, story) == 0


@pytest.mark.usefixtures("bare_desktop")
def test_a_number_in_a_text_fills_the_dialpad_and_an_unknown_one_can_become_a_contact(
    profile: Profile,
) -> None:
    """Product row "URI handlers": fill, never auto-dial."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        room.messages.number_wanted.emit("+12025550187")
        assert desk.window.page == "dialpad"
        assert room.dialpad.field.text() == "+12025550187"
        QTest.mouseClick(room.dialpad.add, Qt.MouseButton.LeftButton)
        assert desk.window.page == "contacts"
        yield lambda: True

    assert play(profile, story) == 0


def test_what_is_typed_on_a_page_goes_where_it_means_something(profile: Profile) -> None:
    """Ctrl+3 must not land on a button that dials; Messages goes on where it was left."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        room.dialled.remember("+13125550168")
        click_row(room, 0)
        yield lambda: room.thread.conversation_id is not None
        room.messages.composer.edit.setFocus()
        go(desk, "dialpad")
        assert desk.window.focusWidget() is room.dialpad.field
        QTest.keyClicks(desk.window.focusWidget(), "020 7946")
        assert "7946" in room.dialpad.field.text()
        assert "1312" not in room.dialpad.field.text()
        go(desk, "messages")
        assert desk.window.focusWidget() is room.messages.composer.edit
        yield lambda: room.messages.isVisible()

    assert play(profile, story) == 0
