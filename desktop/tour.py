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
from typing import TYPE_CHECKING

from desktop.wording import tr

if TYPE_CHECKING:
    from desktop.app import Desk

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
    import qasync

    from desktop import practice
    from desktop.app import Desk, start_application
    from desktop.settings.accounts import PRACTICE_VARIABLE, Account, Accounts
    from desktop.settings.profile import open_profile
    from desktop.ui.theme import Choice, Theme

    pictures.mkdir(parents=True, exist_ok=True)
    application = start_application()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory(prefix="linedesk-tour-") as folder, loop:
        with practice.start(seed=seed) as server:
            os.environ[PRACTICE_VARIABLE] = server.api_key
            profile = open_profile(Path(folder) / "profile")
            Accounts(profile.accounts).add(
                Account(
                    provider="cliqtel",
                    name="Practice",
                    url=server.url,
                    key_place="env",
                    key_variable=PRACTICE_VARIABLE,
                )
            )
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

    def __init__(self, desk: "Desk", pictures: Path, cut: Callable[[], None]) -> None:
        self.desk = desk
        self.failed = ""
        """What did not happen; "" after a whole tour."""
        self._pictures = pictures
        self._cut = cut
        self._number = 0

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
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        from desktop.announce import Link
        from desktop.sms.delivery import State
        from desktop.ui import tooltip
        from desktop.ui.theme import Choice

        await self._until("the window is furnished", self.desk.ready.is_set)
        assert self.desk.furnishing is not None
        room, window = self.desk.furnishing, self.desk.window
        messages, rows, thread = room.messages, room.conversations, room.thread
        home = room.lines

        await self._until("the history has come", lambda: rows.rowCount() > 5)
        await self._until(
            "the line is online",
            lambda: (
                home.current is not None and home.standing.state(home.current.account_id)[0] is Link.ONLINE
            ),
        )
        await self._picture("conversations")

        first = rows.index(0)
        wanted = rows.conversation(first).id
        spot = messages.list.visualRect(first).center()
        QTest.mouseClick(messages.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        await self._until("the thread is open", lambda: thread.conversation_id == wanted)
        await self._until("its texts are there", lambda: thread.rowCount() > 0)
        await self._picture("thread")

        edit, composer = messages.composer.edit, room.composer
        QTest.keyClicks(edit, PLAIN)
        await self._until(
            "the counter counts GSM-7", lambda: composer.counter()[0].startswith("60/160 · 1 part")
        )
        await self._picture("typing")
        edit.insertPlainText(CURLY)
        await self._until("one curly quote makes it Unicode", lambda: "UCS-2" in composer.counter()[0])
        QTest.keyClicks(edit, REST)
        await self._until("it needs two parts now", lambda: composer.count.segments == 2)
        await self._picture("unicode")
        for _ in range(len(REST) + 1):
            QTest.keyClick(edit, Qt.Key.Key_Backspace)
        QTest.keyClicks(edit, "'" + REST)
        await self._until("it is one part again", lambda: composer.count.segments == 1)

        before = thread.rowCount()
        QTest.keyClick(edit, Qt.Key.Key_Return)
        if thread.rowCount() != before + 1:
            raise StepFailed("the bubble stands at once")
        sent = thread.message(thread.index(before)).id
        await self._picture("sent")
        await self._until(
            "the handset has confirmed it",
            lambda: any(one.id == sent and one.state is State.DELIVERED for one in thread.messages()),
        )
        await self._picture("delivered")
        await self._until(
            "the answer has come",
            lambda: not thread.messages()[-1].outbound and thread.rowCount() > before + 1,
        )
        await self._picture("answer")

        self.desk.theme.choose(Choice.DARK)
        await self._picture("dark")
        self.desk.theme.choose(Choice.LIGHT)
        size = window.size()
        window.resize(400, 720)
        await self._picture("narrow")
        window.resize(size)

        mute = next(line for line in home.lines() if not line.can_text)
        picker = room.line_bar.picker
        picker.setFocus()
        while home.current is not None and home.current.number != mute.number:
            place = home.current_row
            QTest.keyClick(picker, Qt.Key.Key_Down)
            if home.current_row == place:
                raise StepFailed("the voice-only line can be chosen")
        button = window.navigation.button("messages")
        QTest.mouseMove(button, QPoint(5, 5))
        QTest.mouseMove(button, button.rect().center())
        reason = button.toolTip()
        await self._until(
            "the greyed Messages shows its reason", lambda: tooltip.shows(button.accessibleDescription())
        )
        if not reason or window.navigation.is_available("messages"):
            raise StepFailed("Messages is greyed with a reason")
        await self._picture("voice-only")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        if window.navigation.current == "messages":
            raise StepFailed("the greyed Messages stays closed")

        picker.setFocus()
        QTest.keyClick(picker, Qt.Key.Key_Home)
        await self._until("the first line is back", lambda: window.navigation.is_available("messages"))
        QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        await self._until("Messages opens by its key", lambda: window.navigation.current == "messages")
        self._cut()
        room.wake()
        await self._until("the banner says offline", lambda: bool(window.banner.text))
        QTest.mouseClick(
            messages.list.viewport(),
            Qt.MouseButton.LeftButton,
            pos=messages.list.visualRect(rows.index(2)).center(),
        )
        await self._until("an old thread can be read offline", lambda: thread.rowCount() > 0)
        await self._picture("offline")

    async def _until(self, what: str, happened: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not happened():  # noqa: ASYNC110  what a person sees wakes nobody
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise StepFailed(what) from None

    async def _picture(self, name: str) -> None:
        """Save what a person sees now, tooltips included."""
        from PySide6.QtGui import QPainter
        from PySide6.QtWidgets import QApplication

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
