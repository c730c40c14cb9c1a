"""An agent at the real window, told what to do line by line: types, clicks, and reads what the screen says.

Each line on stdin is one act as JSON, ``{"do": "write", …}``; one line of JSON on stdout answers it. The
methods of ``Acts`` are the acts. They run from a notifier and in no task, since QTest lets Qt handle events.
"""

import asyncio
import json
import os
import resource
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSocketNotifier, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import wording
from desktop.sms.delivery import TAKEN
from desktop.store import outbox
from desktop.ui.turns import turns
from tests.ui.clicks import unhurried

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.furnishing import Furnishing
    from desktop.ui.messages.conversations_model import ConversationsModel
    from tests.soak.stalls import StallMeter

CLAIMS = {
    wording.state(state, service="Practice", listed=listed) for state in TAKEN for listed in (True, False)
}
"""Words with which a bubble claims that the service has the text."""


class Agent:
    """Reads acts and answers them, for as long as the window stands."""

    def __init__(self, desk: "Desk") -> None:
        self._acts = Acts(desk)
        self._begun = b""
        os.set_blocking(0, False)
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._hear)

    def rest(self) -> None:
        """The window closes: no act any more."""
        self._notifier.setEnabled(False)

    def _hear(self) -> None:
        self._notifier.setEnabled(False)
        try:
            heard = os.read(0, 1 << 16)
            if not heard:
                os._exit(3)  # whoever told us what to do is gone
            *whole, self._begun = (self._begun + heard).split(b"\n")
            for line in whole:
                answer = self._act(json.loads(line))
                sys.stdout.write(json.dumps(answer) + "\n")
                sys.stdout.flush()
        finally:
            self._notifier.setEnabled(True)

    def _act(self, asked: dict[str, Any]) -> dict[str, Any]:
        act: Callable[..., dict[str, Any]] = getattr(self._acts, asked.pop("do"))
        try:
            return act(**asked)
        except Exception as error:  # noqa: BLE001  told to whoever asked, who decides what it means
            sys.excepthook(type(error), error, error.__traceback__)
            return {"fault": f"{type(error).__name__}: {error}"}


class Acts:
    """What the agent can do. Every answer is a dict; ``fault`` in it means that the act was impossible."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._meter: StallMeter | None = None

    @property
    def _room(self) -> "Furnishing":
        assert self._desk.furnishing is not None, "the window is not furnished"
        return self._desk.furnishing

    def ready(self) -> dict[str, Any]:
        """Whether the window is furnished and a line can be written from."""
        room = self._desk.furnishing
        return {"ready": room is not None and room.lines.current is not None}

    def write(self, to: str, text: str, way: str) -> dict[str, Any]:
        """Type a text and send it; ``way``: enter, twice, held, click, double, or "" to leave it there.

        Answers which rows (ids) it became, and what stands in the composer before and after.
        """
        had = self._choose(to)
        room = self._room
        edit = room.messages.composer.edit
        edit.setFocus()
        if had:
            QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClicks(edit, text)  # faster than the thread comes: it must be for nobody else
        turns().catch_up()
        before = {message.id for message in room.thread.messages()}
        self._send(edit, way)
        rows = [one for one in room.thread.messages() if one.id not in before and one.outbound]
        return {
            "ids": [one.id for one in rows if one.body == text],
            "had": had,
            "left": edit.toPlainText(),
        }

    def undo(self, to: str) -> dict[str, Any]:
        """Click Undo at the newest text that can still be taken back; whether its row went."""
        self._open(to)
        room = self._room
        view = room.messages.thread_view
        buttons = [one for one in view.findChildren(QPushButton) if one.text() == wording.tr("Undo")]
        shown = [one for one in buttons if one.isVisible() and one.isEnabled()]
        before = {one.id: one.body for one in room.thread.messages() if one.outbound}
        if shown:
            QTest.mouseClick(max(shown, key=lambda one: one.y()), Qt.MouseButton.LeftButton)
        there = {one.id for one in room.thread.messages()}
        gone = [body for message_id, body in before.items() if message_id not in there]
        return {"gone": gone, "left": room.messages.composer.edit.toPlainText()}

    def decide(self, to: str, what: str) -> dict[str, Any]:
        """Click on Send again, Check again, Mark as sent or Leave it, where the thread asks; about which."""
        with unhurried():
            self._open(to)
        asking = self._room.thread.asking()
        attention = self._room.messages.pane.attention
        if not asking or not attention.isVisible():
            return {"clicked": None}
        button = {
            "again": attention.send_again_button,
            "check": attention.check_again_button,
            "leave": attention.leave_button,
            "mark": attention.mark_sent_button,
        }[what]
        before = {one.id for one in self._room.thread.messages()}
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        new = [one.id for one in self._room.thread.messages() if one.id not in before and one.outbound]
        still = [one.id for one in self._room.thread.asking()]
        return {"clicked": asking[0].id, "new": new, "done": asking[0].id not in still}

    def held(self, to: str, what: str) -> dict[str, Any]:
        """Click on Send, Edit or Drop in the strip of held texts; about which words that was."""
        with unhurried():
            self._open(to)
        strip = self._room.messages.pane.held
        waiting = self._room.composer.held.waiting
        button = {"Send": strip.send_button, "Edit": strip.edit_button, "Drop": strip.drop_button}[what]
        if not waiting or not button.isVisible():
            return {"clicked": None}
        first = waiting[0]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        still = [one.id for one in self._room.composer.held.waiting]
        left = self._room.messages.composer.edit.toPlainText()
        return {"clicked": first.body, "done": first.id not in still, "left": left}

    def show(self, to: list[str]) -> dict[str, Any]:
        """What the screen says of each thread: rows with state and words, and the draft."""
        return {"threads": {number: self._thread(number) for number in to}}

    def left(self) -> dict[str, Any]:
        """How many texts wait to go out, or are on the wire."""
        room = self._room
        accounts = {line.account_id for line in room.lines.lines()}
        return {"queued": sum(outbox.left(room._db, account).queued for account in accounts)}

    def wake(self) -> dict[str, Any]:
        """The window comes to the front: look at once."""
        self._room.wake()
        return {}

    def fill_disk(self, room: int) -> dict[str, Any]:
        """Let no file grow beyond what the cache's log has now and ``room`` more bytes; -1: no limit."""
        path = self._desk.profile.database
        largest = max(
            (one.stat().st_size for one in path.parent.glob(f"{path.name}*") if one.exists()), default=0
        )
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        soft = hard if room < 0 else largest + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        return {"bytes": soft}

    def arm(self, step: str) -> dict[str, Any]:
        """Die at a step of ``killed_at``."""
        from tests.journeys import killed_at

        killed_at.arm(step)
        return {}

    def clock(self, seconds: float) -> dict[str, Any]:
        """This computer's clock is wrong by so many seconds."""
        from tests.storm.child import CLOCK

        CLOCK.move(seconds)
        return {}

    def begin(self, to: str) -> dict[str, Any]:
        """Open a thread and leave its composer empty, for one who types key by key."""
        if self._choose(to):
            self._room.messages.composer.edit.clear()
        self._room.messages.composer.edit.setFocus()
        return {}

    def key(self, name: str) -> dict[str, Any]:
        """One key in the composer: a character, or "Return"; what stands there then."""
        edit = self._room.messages.composer.edit
        if name == "Return":
            QTest.keyClick(edit, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(edit, name)
        return {"left": edit.toPlainText()}

    def measure(self) -> dict[str, Any]:
        """Stalls since the last time, and how many tasks there are."""
        from tests.soak.stalls import StallMeter

        if self._meter is None:
            self._meter = StallMeter(self._desk.window)
        tasks = len(asyncio.all_tasks(asyncio.get_event_loop()))
        return {**self._meter.take(), "tasks": tasks}

    def _open(self, to: str) -> str:
        """Open the thread with this number, and wait for it; what stands in its composer."""
        had = self._choose(to)
        turns().catch_up()
        return had

    def _choose(self, to: str) -> str:
        """Open the thread with this number as a person does, who writes at once; it comes a turn later."""
        room = self._room
        self._desk.window.show_page("messages")
        target = room.composer.target
        if target is None or target.peer != to or target.new:
            row = _row_of(room.conversations, to)
            if row is None:
                room.messages.start_with(to)
            else:
                view, index = room.messages.list, room.conversations.index(row)
                view.scrollTo(index)
                spot: QPoint = view.visualRect(index).center()
                QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        target = room.composer.target
        assert target is not None and target.peer == to, f"the thread with {to} is not open"
        return room.messages.composer.edit.toPlainText()

    def _send(self, edit: QWidget, way: str) -> None:
        if way in ("enter", "twice", "held"):
            QTest.keyClick(edit, Qt.Key.Key_Return)
        if way == "twice":
            QTest.keyClick(edit, Qt.Key.Key_Return)
        if way == "held":
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) * 3:
                plain = Qt.KeyboardModifier.NoModifier
                repeat = QKeyEvent(kind, Qt.Key.Key_Return, plain, "\r", True)
                QCoreApplication.sendEvent(edit, repeat)
        if way in ("click", "double"):
            button = _button(self._room.messages.composer, wording.tr("Send"))
            if button is not None:
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                if way == "double":
                    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
                    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)

    def _thread(self, number: str) -> dict[str, Any]:
        draft = self._open(number)
        model = self._room.thread
        while model.load_older():
            pass
        rows = []
        for place in range(model.rowCount()):
            index = model.index(place)
            message = model.message(index)
            if message is None:
                continue
            words = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            claims = bool(CLAIMS & set(words.split(", ")))
            rows.append([message.id, message.outbound, message.body, str(message.state), claims, words])
        held = [one.body for one in self._room.composer.held.waiting]
        return {"rows": rows, "draft": draft, "asking": [one.id for one in model.asking()], "held": held}


def _row_of(conversations: "ConversationsModel", number: str) -> int | None:
    for row in range(conversations.rowCount()):
        if conversations.conversation(conversations.index(row)).peer == number:
            return row
    return None


def _button(inside: QWidget, name: str) -> QPushButton | None:
    for button in inside.findChildren(QPushButton):
        if button.accessibleName() == name and button.isVisible() and button.isEnabled():
            return button
    return None
