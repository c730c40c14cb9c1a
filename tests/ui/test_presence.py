"""The window's place on the desktop: what a note, the tray, a second start and the badge do to it."""

import os
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.desk import Desk
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import Profile, open_profile
from desktop.store import lines
from desktop.store.database import open_database
from desktop.store.merge import Listed, merge
from desktop.ui.notifications import Did
from tests.desk import Steps, play, room_of, the_end
from tests.program_process import KEY
from tests.store.texts import WINDOW, at, receipt
from tests.ui.account import INTAKE, SALES, SUPPORT, line
from tests.ui.messages.texts import VIKTOR, ZOE

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")
NOBODY = "http://127.0.0.1:9"
"""A service that cannot be reached: everything here happens offline."""


def inbound(remote_id: str, body: str, *, ours: str, peer: str) -> Listed:
    return Listed(False, ours, peer, body, at(0), receipt(remote_id))


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """An account with three lines, and one unread text on each of two of them."""
    monkeypatch.setenv(KEY, "key")
    profile = open_profile(tmp_path / "profile")
    account = Account(provider="cliqtel", name="Test", url=NOBODY, key_place="env", key_variable=KEY)
    Accounts(profile.accounts).add(account)
    database = open_database(profile.database, Announcer())
    ours = [
        line(SUPPORT, "Support UK", account_id=account.id),
        line(SALES, "Sales US", account_id=account.id),
        line(INTAKE, "Intake FR", False, True, "receive_only", account_id=account.id),
    ]
    lines.replace(database, account.id, ours)
    page = [inbound("1", "Hi", ours=SUPPORT, peer=ZOE), inbound("2", "Hello", ours=SALES, peer=VIKTOR)]
    merge(database, account.id, page, window=WINDOW, now=at(1))
    database.close()
    return profile


def test_the_badge_is_right_from_the_first_moment(profile: Profile) -> None:
    """Equal to the store at any moment: two texts were left unread."""

    def story(desk: Desk) -> None:
        assert desk.window.windowTitle() == "(2) Linedesk"
        assert room_of(desk).presence.badge.count == 2
        assert room_of(desk).presence.tray.icon.toolTip() == "Linedesk, 2 unread texts"
        assert "2" in desk.window.navigation.button("messages").accessibleDescription()

    assert play(profile, story) == 0


def test_a_click_on_a_note_lands_in_its_thread_on_its_line(profile: Profile) -> None:
    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        assert room.lines.current is not None
        assert room.lines.current.number == SUPPORT
        talk = room.conversations.find(2)
        assert talk is not None and talk.line == SALES
        desk.window.show_page("calls")
        room.presence.notifications.heard(str(talk.id), Did.OPENED, "token")
        assert desk.window.page == "messages"
        assert room.thread.conversation_id == talk.id
        assert room.lines.current.number == SALES
        yield lambda: room.presence.badge.count == 1

    assert play(profile, story) == 0
    os.environ.pop("XDG_ACTIVATION_TOKEN", None)


def test_closing_goes_behind_the_icon_by_choice_alone_and_quitting_ends(profile: Profile) -> None:
    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        tray = room.presence.tray
        tray._available = lambda: True
        room.preferences.change(close_to_tray=True)
        desk.window.close()
        assert not desk.window.isVisible()
        assert room.preferences.now.told_of_tray
        tray.open_wanted.emit()
        assert desk.window.isVisible()
        desk.window.close()
        room.preferences.change(tray=False)
        assert desk.window.isVisible()
        room.preferences.change(tray=True)
        desk.window.close()
        assert not desk.window.isVisible()
        tray.new_message_wanted.emit()
        assert desk.window.isVisible()
        assert room.composer.target is not None and room.composer.target.new
        tray.quit_wanted.emit()
        yield the_end

    assert play(profile, story) == 0


def test_without_a_tray_closing_ends_the_program_whatever_was_chosen(profile: Profile) -> None:
    def story(desk: Desk) -> Steps:
        room_of(desk).preferences.change(close_to_tray=True)
        room_of(desk).presence.tray._available = lambda: False
        desk.window.close()
        yield the_end

    assert play(profile, story) == 0


def test_a_start_in_the_background_stays_behind_the_icon(profile: Profile) -> None:
    def story(desk: Desk) -> None:
        presence = room_of(desk).presence
        presence.tray._available = lambda: True
        desk.window.hide()
        presence.begin_hidden()
        assert not desk.window.isVisible()

    assert play(profile, story) == 0


def test_a_start_in_the_background_with_something_to_set_up_shows_the_window(tmp_path: Path) -> None:
    def story(desk: Desk) -> None:
        presence = room_of(desk).presence
        presence.tray._available = lambda: True
        desk.window.hide()
        presence.begin_hidden()
        assert desk.window.isVisible()
        presence.tray.new_message_wanted.emit()
        desk.asked("sms:")
        assert presence.links.question is not None
        assert "as soon as you have signed in" in presence.links.question.text()

    assert play(open_profile(tmp_path / "new"), story) == 0


def test_a_later_start_brings_the_window_back_and_opens_its_link(profile: Profile) -> None:
    def story(desk: Desk) -> None:
        room = room_of(desk)
        desk.window.showMinimized()
        desk.asked("")
        assert not desk.window.isMinimized()
        desk.asked(f"sms:{ZOE}?body=Hello")
        assert room.composer.text == "Hello"
        assert desk.window.page == "messages"
        desk.asked("tel:+442079460018")
        assert desk.window.page == "dialpad"

    assert play(profile, story) == 0
