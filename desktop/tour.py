"""The tour: the real window, offscreen, doing the main job with mouse and keys, a picture a step.

It needs no display and talks to a practice server of its own. It fails at the first step that did not
really happen, so its pictures can be believed.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import practice
from desktop.announce import Link
from desktop.app import pass_on_qt_messages, start_application
from desktop.desk import Desk
from desktop.furnishing import Furnishing
from desktop.settings.accounts import PRACTICE_VARIABLE, Accounts, practice_account
from desktop.settings.profile import open_profile
from desktop.sms.delivery import State
from desktop.sync.cache import mark_made_up
from desktop.ui import tooltip
from desktop.ui.fair_loop import FairLoop
from desktop.ui.theme import Choice, Theme
from desktop.wording import tr

PATIENCE = 20.0
"""Seconds that a step may take before it counts as failed."""

PLAIN = "Hello, your parcel is on the van and arrives before noon. It"
CURLY = "’"
"""One character that makes the whole text Unicode."""
REST = "s the small blue box."


class StepFailed(Exception):
    """A step of the tour did not happen; the message names what was waited for."""


def run(pictures: Path, seed: int | None) -> int:
    """Make the tour and save its pictures; 0 only if each step happened."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    pictures.mkdir(parents=True, exist_ok=True)
    pass_on_qt_messages()
    application = start_application()
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    with (
        tempfile.TemporaryDirectory(prefix="linedesk-tour-") as folder,
        practice.start(seed=seed) as server,
        loop,
    ):
        os.environ[PRACTICE_VARIABLE] = server.api_key
        profile = open_profile(Path(folder) / "profile")
        mark_made_up(profile)
        account = practice_account().model_copy(update={"url": server.url, "practice": False})
        Accounts(profile.accounts).add(account)
        desk = Desk(profile, Theme(application, Choice.LIGHT))
        desk.window.show()
        tour = Tour(desk, pictures, server.stop)
        loop.run_until_complete(tour.make())
    if tour.failed:
        sys.stderr.write(tr("The tour failed: {what}").format(what=tour.failed) + "\n")
        return 1
    return 0


class Tour:
    """One tour through ``desk``; ``cut`` ends the server."""

    def __init__(self, desk: Desk, pictures: Path, cut: Callable[[], None]) -> None:
        self.desk = desk
        self.failed = ""
        """What did not happen; "" after a whole tour."""
        self._pictures = pictures
        self._cut = cut
        self._number = 0
        self._room: Furnishing

    async def make(self) -> None:
        """All steps, beside the window's own work."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.desk.run(), name="the window")
            try:
                await self._steps()
            except StepFailed as failed:
                self.failed = str(failed)
            finally:
                self.desk.quit()

    async def _steps(self) -> None:
        await self._until("the window is furnished", self.desk.ready.is_set)
        if self.desk.furnishing is None:
            raise StepFailed("the profile can be opened")
        self._room = self.desk.furnishing
        await self._open_thread()
        await self._write()
        await self._send()
        await self._look_around()
        await self._choose_a_line_without_texts()
        await self._cut_the_server()

    async def _open_thread(self) -> None:
        room = self._room
        rows, lines = room.conversations, room.lines
        await self._until("the history has come", lambda: rows.rowCount() > 5)
        await self._until(
            "the line is online",
            lambda: (
                lines.current is not None and lines.standing.state(lines.current.account_id)[0] is Link.ONLINE
            ),
        )
        await self._picture("conversations")
        wanted = rows.conversation(rows.index(0)).id
        await self._click_row(0)
        await self._until("the thread is open", lambda: room.thread.conversation_id == wanted)
        await self._until("its texts are there", lambda: room.thread.rowCount() > 0)
        await self._picture("thread")

    async def _write(self) -> None:
        edit, composer = self._room.messages.composer.edit, self._room.composer
        await self._act(lambda: QTest.keyClicks(edit, PLAIN))
        started = f"{len(PLAIN)}/160 · 1 part"
        await self._until("the counter counts", lambda: composer.counter()[0].startswith(started))
        await self._picture("typing")
        await self._act(lambda: edit.insertPlainText(CURLY))
        await self._until("one curly quote makes it Unicode", lambda: composer.count.encoding == "UCS-2")
        await self._act(lambda: QTest.keyClicks(edit, REST))
        await self._until("it needs two parts now", lambda: composer.count.segments == 2)
        await self._picture("unicode")
        for _ in range(len(REST) + 1):
            await self._act(lambda: QTest.keyClick(edit, Qt.Key.Key_Backspace))
        await self._act(lambda: QTest.keyClicks(edit, "'" + REST))
        await self._until("it is one part again", lambda: composer.count.segments == 1)

    async def _send(self) -> None:
        thread = self._room.thread
        before = thread.rowCount()
        edit = self._room.messages.composer.edit
        await self._act(lambda: QTest.keyClick(edit, Qt.Key.Key_Return))
        if thread.rowCount() != before + 1:
            raise StepFailed("the bubble stands at once")
        sent = thread.messages()[-1].id
        await self._picture("sent")
        await self._until(
            "the handset has confirmed it",
            lambda: any(one.id == sent and one.state is State.DELIVERED for one in thread.messages()),
        )
        await self._picture("delivered")
        await self._until("the answer has come", lambda: not thread.messages()[-1].outbound)
        await self._picture("answer")

    async def _look_around(self) -> None:
        window = self.desk.window
        self.desk.theme.choose(Choice.DARK)
        await self._picture("dark")
        self.desk.theme.choose(Choice.LIGHT)
        size = window.size()
        await self._act(lambda: window.resize(400, size.height()))
        await self._until("one pane shows", self._room.messages.header.back.isVisible)
        await self._picture("narrow")
        await self._act(lambda: window.resize(size))

    async def _choose_a_line_without_texts(self) -> None:
        lines, navigation = self._room.lines, self.desk.window.navigation
        picker = self._room.line_bar.picker
        picker.setFocus()
        while lines.current is not None and lines.current.can_text:
            place = lines.current_row
            await self._act(lambda: QTest.keyClick(picker, Qt.Key.Key_Down))
            if lines.current_row == place:
                raise StepFailed("a voice-only line can be chosen")
        button = navigation.button("messages")
        reason = button.accessibleDescription()
        if navigation.is_available("messages") or not reason:
            raise StepFailed("Messages is greyed with a reason")
        await self._act(lambda: QTest.mouseMove(button, QPoint(5, 5)))
        await self._act(lambda: QTest.mouseMove(button, button.rect().center()))
        await self._until("the greyed Messages shows its reason", lambda: tooltip.shows(reason))
        await self._picture("voice-only")
        await self._act(lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
        if navigation.current == "messages":
            raise StepFailed("the greyed Messages stays closed")
        picker.setFocus()
        await self._act(lambda: QTest.keyClick(picker, Qt.Key.Key_Home))
        await self._until("the first line is back", lambda: navigation.is_available("messages"))

    async def _cut_the_server(self) -> None:
        window, room = self.desk.window, self._room
        control = Qt.KeyboardModifier.ControlModifier
        await self._act(lambda: QTest.keyClick(window, Qt.Key.Key_4, control))
        await self._until("Messages opens by its key", lambda: window.navigation.current == "messages")
        self._cut()
        room.wake()
        await self._until("the banner says offline", lambda: window.banner.isVisible())
        wanted = room.conversations.conversation(room.conversations.index(2)).id
        await self._click_row(2)
        await self._until(
            "another thread can be read offline",
            lambda: room.thread.conversation_id == wanted and room.thread.rowCount() > 0,
        )
        await self._picture("offline")

    async def _click_row(self, row: int) -> None:
        view = self._room.messages.list
        spot = view.visualRect(self._room.conversations.index(row)).center()
        await self._act(lambda: QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot))

    async def _act(self, act: Callable[[], object]) -> None:
        """Do something with mouse or keys, outside of any task.

        QTest lets Qt handle events meanwhile, other tasks' wake-ups among them, and a task that is woken
        inside another one's step is lost for ever.
        """
        done = asyncio.get_running_loop().create_future()

        def step() -> None:
            try:
                act()
            except Exception as error:  # noqa: BLE001  handed on to whoever waits
                done.set_exception(error)
            else:
                done.set_result(None)

        QTimer.singleShot(0, step)
        await done

    async def _until(self, what: str, happened: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not happened():  # noqa: ASYNC110  what a person sees wakes nobody
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise StepFailed(what) from None

    async def _picture(self, name: str) -> None:
        """Save what a person sees now, tooltips included."""
        await asyncio.sleep(0.3)
        window = self.desk.window
        picture = window.grab()
        painter = QPainter(picture)
        for other in QApplication.topLevelWidgets():
            if other.inherits("QTipLabel") and other.isVisible():
                painter.drawPixmap(window.mapFromGlobal(other.pos()), other.grab())
        painter.end()
        self._number += 1
        path = self._pictures / f"{self._number:02}-{name}.png"
        if not picture.save(str(path)):
            raise StepFailed(f"{path} is written")
        sys.stdout.write(f"{path}\n")
