"""The window's whole work in this process, on qasync, for tests that tell a story with it.

    async def story(desk): ...
    code = play(profile, story)
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import qasync
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QWidget

from desktop.announce import Link
from desktop.app import Desk, start_application
from desktop.furnishing import Furnishing
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import Profile, open_profile
from desktop.ui.theme import Choice, Theme
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer
from tests.ui.account import walk

PATIENCE = 30.0
"""Seconds after which something is wrong for certain; nothing is measured by it."""

Story = Callable[[Desk], Awaitable[None]]


def signed_in(folder: Path, server: PracticeServer) -> Profile:
    """A profile with an account at ``server``, whose key is in the environment variable ``KEY``."""
    profile = open_profile(folder)
    account = Account(provider="cliqtel", name="Test", url=server.url, key_place="env", key_variable=KEY)
    Accounts(profile.accounts).add(account)
    return profile


def play(profile: Profile, story: Story) -> int:
    """Open the window on ``profile``, tell the story beside its work, close it; the program's exit code."""
    application = start_application()
    theme = Theme(application, Choice.LIGHT)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        desk = Desk(profile, theme)
        desk.window.show()
        desk.window.activateWindow()
        loop.run_until_complete(_both(desk, story))
        code = desk.exit_code
        desk.window.hide()
        desk.window.deleteLater()
    asyncio.set_event_loop(None)
    theme.choose(Choice.SYSTEM)
    theme.deleteLater()
    application.setStyleSheet("")
    return code


async def _both(desk: Desk, story: Story) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(desk.run())
        try:
            async with asyncio.timeout(PATIENCE):
                await desk.ready.wait()
            await story(desk)
        finally:
            desk.quit()


async def until(happened: Callable[[], object]) -> None:
    """Wait for what somebody at the window would see."""
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110  what a person sees wakes nobody
            await asyncio.sleep(0.01)


def room_of(desk: Desk) -> Furnishing:
    """What stands in the window."""
    assert desk.furnishing is not None
    return desk.furnishing


async def synced(desk: Desk) -> Furnishing:
    """Wait until the account is online and its history is there."""
    room = room_of(desk)
    await until(lambda: link(room) is Link.ONLINE)
    await until(lambda: room.conversations.rowCount() > 5)
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
    QTest.keySequence(desk.window.focusWidget() or desk.window, keys)


def click_row(room: Furnishing, row: int) -> None:
    """A click on a conversation."""
    view = room.messages.list
    spot = view.visualRect(room.conversations.index(row)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def clipped(window: QWidget) -> list[str]:
    """What shows and reaches beyond the window, or has less room than its words need."""
    outer = QRect(QPoint(0, 0), window.size())
    wrong = []
    for one in window.findChildren(QWidget):
        inside = one.parentWidget()
        if not one.isVisible() or isinstance(inside, QAbstractScrollArea) or inside.inherits("QLineEdit"):
            continue
        place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
        if not outer.contains(place):
            wrong.append(f"{one.metaObject().className()} {one.accessibleName()!r} {place}")
        if isinstance(one, QLabel) and one.wordWrap() and one.heightForWidth(one.width()) > one.height() + 1:
            wrong.append(f"{one.text()!r} needs {one.heightForWidth(one.width())} and has {one.height()}")
    return wrong
