"""The window's whole work in this process, on qasync, for tests that tell a story with it.

    def story(desk):
        room = yield from synced(desk)
        QTest.keyClicks(room.messages.composer.edit, "Hello")
        yield lambda: room.composer.text == "Hello"
    code = play(profile, story)

A story is told by a timer and is no coroutine: QTest lets Qt handle events, and a task that is woken
while another one runs is lost for ever.
"""

import asyncio
import gc
import inspect
import time
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QScrollArea, QWidget

from desktop.announce import Link
from desktop.app import start_application
from desktop.desk import Desk
from desktop.furnishing import Furnishing
from desktop.settings import preferences
from desktop.settings.accounts import Account, Accounts
from desktop.settings.preferences import Preferences
from desktop.settings.profile import Profile, open_profile
from desktop.ui.fair_loop import FairLoop
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer
from tests.ui.account import walk
from tests.worn import worn

PATIENCE = 30.0
"""Seconds after which something is wrong for certain; nothing is measured by it."""

Condition = Callable[[], object]
Steps = Generator[Condition, None, None]
"""Each is waited for before the story goes on."""
Story = Callable[[Desk], Steps | None]


def the_end() -> bool:
    """What a story waits for last, where the program has to end by itself."""
    return False


def signed_in(folder: Path, server: PracticeServer) -> Profile:
    """A profile with an account at ``server``, whose key is in the environment variable ``KEY``."""
    profile = open_profile(folder)
    account = Account(provider="cliqtel", name="Test", url=server.url, key_place="env", key_variable=KEY)
    Accounts(profile.accounts).add(account)
    # Most stories are not about the time for a change of mind, and would wait for it.
    preferences.save(profile.preferences, Preferences(undo_seconds=0))
    return profile


def play(profile: Profile, story: Story, *, from_the_start: bool = False) -> int:
    """Open the window on ``profile``, tell the story beside its work, close it; the program's exit code.

    ``from_the_start``: the story does not wait until the pages are there.
    """
    application = start_application()
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    with worn(application) as theme, loop:
        desk = Desk(profile, theme)
        desk.window.show()
        desk.window.activateWindow()
        teller = Teller(desk, story, from_the_start=from_the_start)
        loop.run_until_complete(desk.run())
        teller.rest()
        desk.window.hide()
        desk.window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        _forget_pages(desk)
        gc.collect(1)
    asyncio.set_event_loop(None)
    if teller.error is not None:
        raise teller.error
    return desk.exit_code


def _forget_pages(desk: Desk) -> None:
    """Without an account they never get into the window, and would be dressed by every later theme."""
    room = desk.furnishing
    for page in (
        () if room is None else (room.messages, room.calls, room.contacts, room.dialpad, room.line_bar)
    ):
        if shiboken6.isValid(page) and page.parent() is None:
            shiboken6.delete(page)


class Teller:
    """Goes on with a story whenever what it waits for has come; ends the program after its last step."""

    def __init__(self, desk: Desk, story: Story, *, from_the_start: bool = False) -> None:
        self.error: Exception | None = None
        self._desk = desk
        self._story = story
        self._steps: Steps | None = None
        self._condition: Condition = desk.window.isVisible if from_the_start else desk.ready.is_set
        self._deadline = time.monotonic() + PATIENCE
        self._timer = QTimer(singleShot=True, interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def rest(self) -> None:
        """The program has ended: its story must have, too."""
        self._timer.stop()
        if self.error is None and self._condition not in (the_end, _told):
            self.error = AssertionError("the program ended before its story")

    def _look(self) -> None:
        try:
            if self._condition():
                self._go_on()
            elif self._condition is not the_end and time.monotonic() > self._deadline:
                raise AssertionError(f"never came: {inspect.getsource(self._condition).strip()}")
        except Exception as error:  # noqa: BLE001  raised again by ``play``, outside of Qt
            self.error = error
            self._desk.quit()
        else:
            self._timer.start()

    def _go_on(self) -> None:
        self._condition = _told
        if self._steps is None:
            self._steps = self._story(self._desk)
        if self._steps is not None:
            self._condition = next(self._steps, _told)
        if self._condition is _told:
            self._desk.quit()
        self._deadline = time.monotonic() + PATIENCE


def _told() -> bool:
    return False


def room_of(desk: Desk) -> Furnishing:
    """What stands in the window."""
    assert desk.furnishing is not None
    return desk.furnishing


def synced(desk: Desk) -> Generator[Condition, None, Furnishing]:
    """Wait until the account is online and its history is there."""
    room = room_of(desk)
    yield lambda: link(room) is Link.ONLINE
    yield lambda: room.conversations.rowCount() > 5
    return room


def link(room: Furnishing) -> Link | None:
    """The connection of the current line's account."""
    line = room.lines.current
    return None if line is None else room.lines.standing.link(line.account_id)


def names(desk: Desk) -> Counter[str]:
    """How many showing objects there are of each name, in the accessibility tree."""
    return Counter(node.text(QAccessible.Text.Name) for node in walk(desk.window))


def words(widget: QWidget) -> str:
    """All words on labels and buttons that show."""
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*labels, *(one.text() for one in widget.findChildren(QPushButton) if one.isVisible())])


def key(desk: Desk, keys: str) -> None:
    """Press keys where the focus is."""
    focus: QWidget | None = desk.window.focusWidget()
    QTest.keySequence(desk.window if focus is None else focus, keys)


def click_row(room: Furnishing, row: int) -> None:
    """A click on a conversation."""
    view = room.messages.list
    spot = view.visualRect(room.conversations.index(row)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def clipped(window: QWidget) -> list[str]:
    """What shows and reaches beyond the window, or has less room than its words need."""
    # Mirrored, a splitter sets its first pane one pixel outside.
    outer = QRect(QPoint(0, 0), window.size()).adjusted(-1, 0, 1, 0)
    wrong = []
    for one in window.findChildren(QWidget):
        inside = one.parentWidget()
        if not one.isVisible() or inside is None or one.window() is not window:
            continue
        if isinstance(inside, QAbstractScrollArea) or inside.inherits("QLineEdit"):
            continue
        place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
        if _scrolls(one):
            # Up and down it may reach as far as it likes.
            place.setTop(0)
            place.setHeight(1)
        if not outer.contains(place):
            wrong.append(f"{one.metaObject().className()} {one.accessibleName()!r} {place}")
        if isinstance(one, QLabel) and one.wordWrap() and one.heightForWidth(one.width()) > one.height() + 1:
            wrong.append(f"{one.text()!r} needs {one.heightForWidth(one.width())} and has {one.height()}")
    return wrong


def _scrolls(one: QWidget) -> bool:
    """Whether it lies on something that scrolls."""
    above: QWidget | None = one.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None
