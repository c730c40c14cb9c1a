"""What Close offers beside texts, in the whole window, against an organisation that listens."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.announce import Link
from desktop.desk import Desk
from desktop.settings import preferences
from desktop.settings.accounts import Account, Accounts
from desktop.settings.preferences import Preferences
from desktop.settings.profile import Profile, open_profile
from desktop.store import later, messages, shared_unread, snippets
from tests.desk import Steps, link, play, room_of
from tests.program_process import KEY
from tests.providers.close_account import LINE, NAME, Server, account, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.close_shapes import KEY as SECRET
from tests.providers.fakes.serving import serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An organisation with a template, and a text that nobody has dealt with."""
    monkeypatch.setenv(KEY, SECRET)
    with serving(new_account().app) as wire:
        found = account(wire)
        body = "Hi {{ contact.first_name }}, tomorrow at nine?"
        found.fake.templates = [{"id": "t1", "name": "Appointment", "text": body, "is_shared": True}]
        found.inbound(STRANGER, LINE, "When can I come?")
        yield found


@pytest.fixture
def profile(tmp_path: Path, server: Server) -> Profile:
    """Signed in to it."""
    found = open_profile(tmp_path / "profile")
    one = Account(provider="close", name="Desk", url=server.wire.url, key_place="env", key_variable=KEY)
    Accounts(found.accounts).add(one)
    preferences.save(found.preferences, Preferences(undo_seconds=0))
    return found


def test_a_template_is_sent_later_taken_back_and_the_inbox_closed_by_a_click(
    profile: Profile, server: Server
) -> None:
    def story(desk: Desk) -> Steps:
        room = room_of(desk)
        yield lambda: link(room) is Link.ONLINE and room.conversations.rowCount() == 1
        there = room.conversations.conversation(room.conversations.index(0))
        whose = (there.account_id, there.line, there.peer)
        yield lambda: snippets.listing(room.db, there.account_id) and shared_unread.of(room.db, *whose)
        yield lambda: room.conversations.name_of(there.account_id, STRANGER) == NAME
        room.messages.open(there.id)
        assert len(shared_unread.of(room.db, *whose)) == 1

        crm, composer = room.at_service.crm, room.messages.composer
        composer.edit.setFocus()
        QTest.keySequence(composer.edit, "Ctrl+Space")
        assert crm.snippets.popup.isVisible()
        QTest.keyClick(crm.snippets.popup.field, Qt.Key.Key_Return)
        words = f"Hi {NAME.split()[0]}, tomorrow at nine?"
        assert composer.edit.toPlainText() == words

        QTest.keySequence(composer.edit, "Ctrl+Shift+L")
        QTest.keyClick(crm.times.usual[1], Qt.Key.Key_Return)
        yield lambda: [one.state for one in later.listing(room.db)] == [later.WAITING]
        assert [one.status for one in server.fake.texts.all if one.direction == "outbound"] == ["scheduled"]
        assert [one.body for one in messages.newest(room.db)] == ["When can I come?"]

        later.take_back(room.db, later.listing(room.db)[0].id, datetime.now(UTC))
        yield lambda: [one.code for one in later.listing(room.db)] == [later.RETURNED]
        yield lambda: server.drafts() == []

        room.messages.header.done_wanted.emit()
        yield lambda: shared_unread.of(room.db, *whose) == []
        assert server.asked("PUT /api/v1/task/")

    assert play(profile, story) == 0
