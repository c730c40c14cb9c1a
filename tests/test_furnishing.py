"""The furnished window against the real practice server: fetched, read, written, offline, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.announce import Link
from desktop.desk import Desk
from desktop.furnishing import Furnishing
from desktop.settings import preferences
from desktop.settings.accounts import Accounts
from desktop.settings.profile import Profile, open_profile
from desktop.sms.delivery import State
from desktop.sms.preflight import Finding, Fix, Rule, Severity
from desktop.ui.theme import Choice
from tests.desk import (
    Steps,
    click_row,
    clipped,
    key,
    link,
    names,
    play,
    room_of,
    signed_in,
    synced,
    words,
)
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer, practice_server
from tests.ui.account import unnamed

SUPPORT_ID = 42
FREEPHONE = "+448081570123"
STRANGER = "+12025550123"
ITEM_6 = [
    "Calls",
    "Contacts",
    "Dialpad",
    "Messages",
    "Line",
    "Conversations",
    "Thread",
    "Search",
    "Message text",
    "Segment counter",
    "Send",
    "New message",
]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    with practice_server("--state", str(tmp_path / "practice")) as running:
        monkeypatch.setenv(KEY, running.api_key)
        yield running


@pytest.fixture
def profile(tmp_path: Path, server: PracticeServer) -> Profile:
    """Signed in to the server."""
    return signed_in(tmp_path / "profile", server)


def write(room: Furnishing, text: str) -> None:
    QTest.keyClicks(room.messages.composer.edit, text)
    QTest.keyClick(room.messages.composer.edit, Qt.Key.Key_Return)


def last(room: Furnishing) -> tuple[str, State]:
    message = room.thread.messages()[-1]
    return message.body, message.state


def test_the_main_job_by_keys_alone(profile: Profile, server: PracticeServer) -> None:
    """Issue 2: text a customer, see it delivered, get the answer; each name of item 6 shows once."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        room.messages.list.setFocus()
        key(desk, "Down")
        yield lambda: room.thread.rowCount() > 0
        person = room.composer.target
        key(desk, "Return")
        assert {name: names(desk)[name] for name in ITEM_6} == dict.fromkeys(ITEM_6, 1)
        assert unnamed(desk.window) == []
        before = room.thread.rowCount()
        QTest.keyClicks(room.messages.composer.edit, "On its way")
        assert room.composer.counter()[0].startswith("10/160 · 1 part")
        key(desk, "Return")
        assert last(room) == ("On its way", State.QUEUED)
        sent = room.thread.messages()[-1].id
        yield lambda: any(one.id == sent and one.state is State.DELIVERED for one in room.thread.messages())
        yield lambda: not room.thread.messages()[-1].outbound
        assert room.thread.rowCount() > before + 1
        assert room.composer.target == person
        assert [one["body"] for one in server.carrier()].count("On its way") == 1

    assert play(profile, story) == 0


def test_offline_and_back(profile: Profile, server: PracticeServer, tmp_path: Path) -> None:
    """E1, C1: the server goes, everything stays readable, a text waits and goes out once it is back."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        key(desk, "Ctrl+N")
        QTest.keyClicks(room.messages.recipient.field, STRANGER)
        key(desk, "Return")
        server.kill()
        room.wake()
        yield lambda: desk.window.banner.text.startswith("Offline. What you see was last fetched at ")
        assert link(room) is Link.OFFLINE
        assert "Texts written now go out when the connection is back; after" in desk.window.banner.text
        write(room, "While away")
        yield lambda: room.thread.rowCount() > 0
        assert last(room) == ("While away", State.QUEUED)
        yield lambda: room.messages.list.current_id == room.thread.conversation_id
        server.restart()
        QTest.mouseClick(desk.window.banner.button, Qt.MouseButton.LeftButton)
        yield lambda: link(room) is Link.ONLINE and not desk.window.banner.isVisible()
        yield lambda: last(room)[1] is State.DELIVERED
        assert [one["body"] for one in server.carrier()].count("While away") == 1

    assert play(profile, story) == 0


def test_a_start_without_network_shows_everything_that_was_fetched(
    profile: Profile, server: PracticeServer
) -> None:
    """E1: list, thread, search, drafts, contacts and calls; a bar states the age of the data."""

    def before(desk: Desk) -> Steps:
        room = yield from synced(desk)
        key(desk, "Ctrl+2")
        yield lambda: "Harbour Dental" in "\n".join(names(desk))
        key(desk, "Ctrl+4")
        click_row(room, 0)
        QTest.keyClicks(room.messages.composer.edit, "Half a sen")
        row = room.conversations.index(0)
        yield lambda: "Draft: Half a sen" in str(row.data(Qt.ItemDataRole.AccessibleTextRole))

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: "last fetched at" in desk.window.banner.text
        assert link(room) is Link.OFFLINE
        assert room.conversations.rowCount() > 5
        click_row(room, 0)
        yield lambda: room.thread.rowCount() > 0
        assert room.messages.composer.edit.toPlainText() == "Half a sen"
        key(desk, "Ctrl+Shift+F")
        QTest.keyClicks(room.messages.search, "dental")
        yield lambda: room.conversations.rowCount() == 1
        key(desk, "Ctrl+1")
        yield lambda: "Support UK" in "\n".join(names(desk))
        key(desk, "Ctrl+2")
        yield lambda: "Harbour Dental" in "\n".join(names(desk))
        assert unnamed(desk.window) == []

    assert play(profile, before) == 0
    server.kill()
    assert play(profile, story) == 0


def test_unread_texts_stand_in_the_title_and_on_messages(profile: Profile, server: PracticeServer) -> None:
    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        yield lambda: desk.window.windowTitle() == "Linedesk"
        server.inbound(STRANGER, "+447700900010", "Are you open?")
        room.wake()
        yield lambda: desk.window.windowTitle() == "(1) Linedesk"
        assert "1" in desk.window.navigation.button("messages").accessibleDescription()
        click_row(room, 0)
        yield lambda: desk.window.windowTitle() == "Linedesk"

    assert play(profile, story) == 0


def test_a_line_that_loses_sms_greys_messages_while_one_looks_and_gets_it_back(
    profile: Profile, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A4: a capability change from the service updates it live."""
    monkeypatch.setattr("desktop.sync.connection.LINES_EVERY", 0.0)

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        navigation = desk.window.navigation
        assert navigation.current == "messages"
        click_row(room, 0)
        QTest.keyClicks(room.messages.composer.edit, "Half a sen")
        server.line(SUPPORT_ID, sms_enabled=False)
        room.wake()
        yield lambda: not navigation.is_available("messages")
        assert navigation.current == "calls"
        reason = navigation.button("messages").accessibleDescription()
        assert "+44 7700 900010" in reason and "switched off" in reason
        key(desk, "Ctrl+4")
        key(desk, "Ctrl+N")
        assert navigation.current == "calls"
        server.line(SUPPORT_ID, sms_enabled=True)
        room.wake()
        yield lambda: navigation.is_available("messages")
        key(desk, "Ctrl+4")
        assert room.messages.composer.edit.toPlainText() == "Half a sen"

    assert play(profile, story) == 0


def test_a_key_that_is_refused_is_said_and_nothing_is_lost(
    profile: Profile, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def before(desk: Desk) -> Steps:
        yield from synced(desk)

    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: "does not accept the key" in desk.window.banner.text
        assert link(room) is Link.SIGN_IN_NEEDED
        click_row(room, 0)
        write(room, "Waits")
        yield lambda: room.thread.rowCount() > 0 and last(room) == ("Waits", State.QUEUED)

    play(profile, before)
    monkeypatch.setenv(KEY, "not-the-key")
    assert play(profile, story) == 0
    assert [one["body"] for one in server.carrier()].count("Waits") == 0


def test_a_key_that_is_nowhere_is_said_with_its_place(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY)

    def story(desk: Desk) -> Steps:
        yield lambda: desk.window.banner.isVisible()
        assert KEY in desk.window.banner.text

    assert play(profile, story) == 0


def test_ctrl_n_brings_back_the_new_message_that_was_left(profile: Profile, server: PracticeServer) -> None:
    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        key(desk, "Ctrl+N")
        QTest.keyClicks(room.messages.recipient.field, "+1 202 555 01")
        room.messages.composer.edit.insertPlainText("Hello")
        key(desk, "Ctrl+1")
        key(desk, "Ctrl+N")
        assert room.messages.recipient.field.text() == "+1 202 555 01"
        assert room.messages.composer.edit.toPlainText() == "Hello"
        assert names(desk)["To"] == 1

    assert play(profile, story) == 0


def test_an_emergency_number_in_to_leads_to_the_dialpad_and_low_credit_to_the_account(
    profile: Profile, server: PracticeServer
) -> None:
    """B12, B24: the buttons above the words, in the whole window."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        room.messages.start_new("112")
        (emergency,) = [one for one in room.composer.findings() if one.code is Rule.EMERGENCY]
        room.messages.fixes.do(emergency)
        assert room.dialpad.isVisible()
        assert room.dialpad.field.text() == "112"
        (account_id,) = room.accounts.services
        no_credit = Finding(Severity.BLOCK, Rule.NO_CREDIT, "B24", Fix.TOP_UP)
        room.messages.fixes.do(no_credit)
        card = room.accounts.page.card(account_id)
        assert card.advice.isVisible()
        assert desk.window.focusWidget() is card.plan

    assert play(profile, story) == 0


def test_what_was_chosen_in_the_window_is_chosen_next_time(profile: Profile, server: PracticeServer) -> None:
    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        line = room.lines.current
        assert line is not None
        room.lines.choose(line.account_id, "+12125550142")
        room.messages.all_lines.setChecked(True)
        desk.window.resize(900, 600)
        room.preferences.change(scheme="dark")
        room.messages.header.calls_action.trigger()
        yield lambda: room.messages.width() == 900
        room.messages.splitter.setSizes([300, 599])

    def again(desk: Desk) -> Steps:
        room = room_of(desk)
        assert room.lines.key.endswith(":+12125550142")
        assert room.messages.all_lines.isChecked()
        assert room.conversations.rowCount() > 5
        assert (desk.window.width(), desk.window.height()) == (900, 600)
        assert desk.theme.choice is Choice.DARK
        assert not room.thread.shows_calls
        yield lambda: room.messages.splitter.sizes() == [300, 599]

    play(profile, story)
    assert preferences.load(profile.preferences).scheme == "dark"
    play(profile, again)


def test_the_line_is_on_disk_when_it_is_chosen_and_the_shape_when_it_has_settled(
    profile: Profile, server: PracticeServer
) -> None:
    """A kill forgets neither."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        line = room.lines.current
        assert line is not None
        room.lines.choose(line.account_id, "+12125550142")
        assert preferences.load(profile.preferences).line == f"{line.account_id}:+12125550142"
        room.messages.all_lines.setChecked(True)
        assert preferences.load(profile.preferences).all_lines
        desk.window.resize(900, 600)
        yield lambda: preferences.load(profile.preferences).size == (900, 600)

    assert play(profile, story) == 0


def test_the_first_start_offers_the_practice_server_and_opens_it(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "new")

    def story(desk: Desk) -> Steps:
        assert "No account yet" in words(desk.window)
        assert unnamed(desk.window) == []
        assert desk.window.page == "welcome"
        button = room_of(desk).accounts.welcome.practise
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert desk.window.navigation.current == "messages"
        room = yield from synced(desk)
        click_row(room, 0)
        yield lambda: room.thread.rowCount() > 0

    assert play(profile, story) == 0
    (account,) = Accounts(profile.accounts).listing()
    assert account.practice


@pytest.mark.parametrize("size", [(360, 560), (360, 720), (760, 560), (1080, 720)])
def test_nothing_is_clipped_on_any_page(
    profile: Profile, server: PracticeServer, size: tuple[int, int]
) -> None:
    """The least window is 360 × 560, and holds everything, the banner included."""

    def story(desk: Desk) -> Steps:
        room = yield from synced(desk)
        server.kill()
        room.wake()
        yield lambda: desk.window.banner.isVisible()
        desk.window.resize(*size)
        yield lambda: room.messages.width() == size[0]
        for number in range(1, 5):
            key(desk, f"Ctrl+{number}")
            yield lambda: clipped(desk.window) == []
        click_row(room, 0)
        room.messages.composer.edit.insertPlainText("line\n" * 500)
        yield lambda: clipped(desk.window) == []
        line = room.lines.current
        assert line is not None
        room.lines.choose(line.account_id, FREEPHONE)
        yield lambda: clipped(desk.window) == []

    assert play(profile, story) == 0
