"""Notes reach the desktop in order, by the first way that works, and what people do with them comes back."""

import asyncio
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.store import conversations, messages
from desktop.ui.notifications import Did, Notifications
from desktop.ui.notifications_model import Note, NotificationsModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.tasks import Tasks
from tests.ui.account import Account, opened
from tests.ui.messages.texts import put


class Bell:
    """The wire to a desktop: what was put on it, and what stands."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.standing: dict[str, Note] = {}
        self.shown: list[str] = []

    async def show(self, note: Note) -> bool:
        await asyncio.sleep(0)
        if self.works:
            self.standing[note.key] = note
            self.shown.append(note.title)
        return self.works

    async def withdraw(self, key: str) -> None:
        self.standing.pop(key, None)

    async def close(self) -> None:
        self.standing.clear()


class Ring:
    """Notifications on an account, with two ways."""

    def __init__(self, account: Account, folder: Path, group: asyncio.TaskGroup) -> None:
        self.errors: list[Exception] = []
        self.account = account
        self.model = NotificationsModel(
            account.db,
            account.changes,
            PreferencesModel(folder / "preferences.json"),
            is_open=lambda _: False,
        )
        self.notifications = Notifications(
            self.model, Tasks(group, lambda _, error: self.errors.append(error))
        )
        self.first, self.second = Bell(), Bell()
        self.notifications.use([self.first, self.second])

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


async def test_the_first_way_that_works_is_used(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        async with asyncio.TaskGroup() as group:
            ring = Ring(account, tmp_path, group)
            ring.notifications.say("one", "")
            await ring.settle()
            ring.first.works = False
            ring.notifications.say("two", "")
            await ring.settle()
            ring.second.works = False
            ring.notifications.say("three", "")
            await ring.settle()
        assert (ring.first.shown, ring.second.shown) == (["one"], ["two"])


async def test_a_note_that_is_withdrawn_before_it_shows_does_not_stay(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        async with asyncio.TaskGroup() as group:
            ring = Ring(account, tmp_path, group)
            ring.model.wanted.emit(Note("7", "Zoë"))
            ring.model.withdrawn.emit("7")
            await ring.settle()
        assert ring.first.shown == ["Zoë"]
        assert ring.first.standing == {}


async def test_nothing_stays_on_the_desktop_when_the_program_ends(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        async with asyncio.TaskGroup() as group:
            ring = Ring(account, tmp_path, group)
            ring.notifications.say("one", "")
            await ring.settle()
            await ring.notifications.close()
        assert ring.first.standing == {}


async def test_a_text_that_comes_while_the_program_ends_is_no_error(tmp_path: Path) -> None:
    with opened(tmp_path) as account:
        async with asyncio.TaskGroup() as group:
            ring = Ring(account, tmp_path, group)
        ring.notifications.say("too late", "")
        ring.notifications.say("later still", "")
        assert ring.first.shown == []


async def test_a_way_that_fails_ends_nothing_but_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as account:
        async with asyncio.TaskGroup() as group:
            ring = Ring(account, tmp_path, group)

            async def broken(_: Note) -> bool:
                raise RuntimeError("no bell")

            monkeypatch.setattr(ring.first, "show", broken)
            ring.notifications.say("one", "")
            await ring.settle()
            monkeypatch.undo()
            ring.notifications.say("two", "")
            await ring.settle()
        assert [str(error) for error in ring.errors] == ["no bell"]
        assert ring.first.shown == ["two"]


async def test_a_click_the_button_and_a_reply_reach_the_conversation(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(tmp_path) as account:
        async with asyncio.TaskGroup() as group:
            ring = Ring(account, tmp_path, group)
            talk = put(account, ["Hi"], unread=1)
            ring.model.look()
            with qtbot.waitSignal(ring.notifications.opened) as clicked:
                ring.notifications.heard(str(talk), Did.OPENED, "token")
            assert clicked.args == [talk, "token"]
            ring.notifications.heard(str(talk), Did.READ, "")
            assert conversations.unread(account.db) == 0
            ring.notifications.heard(str(talk), Did.REPLIED, "Hello")
            await ring.settle()
        assert [one.body for one in messages.thread(account.db, talk)] == ["Hi", "Hello"]


async def test_a_note_that_is_no_text_leads_to_the_window_alone(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(tmp_path) as account:
        async with asyncio.TaskGroup() as group:
            ring = Ring(account, tmp_path, group)
            with qtbot.waitSignal(ring.notifications.opened) as clicked:
                ring.notifications.heard("linedesk", Did.OPENED, "")
            assert clicked.args == [None, ""]
            await ring.settle()
