"""Texts with pictures in the store, a shelf behind them, and work that waits: for tests of media."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from desktop.announce import MessagesChanged
from desktop.store import media, messages
from desktop.store.media import Attachment, Media
from desktop.store.shelf import Shelf
from desktop.sync.media_files import MediaFiles
from desktop.ui.messages.media_model import MediaModel
from desktop.ui.tasks import Tasks
from tests.ui.account import Account
from tests.ui.messages.texts import put


class Work(Tasks):
    """Background work that waits until ``run``: nothing here depends on how fast a thread is."""

    def __init__(self) -> None:
        self._waiting: list[Coroutine[object, object, object]] = []

    def start(self, work: Coroutine[object, object, object], name: str) -> Any:
        """In the place of ``Tasks.start``."""
        assert name
        self._waiting.append(work)

    def run(self) -> None:
        """Do all of it, and what comes of it."""
        while self._waiting:
            asyncio.run(_done(self._waiting.pop(0)))


async def _done(work: Coroutine[object, object, object]) -> None:
    await work


def png(width: int = 40, height: int = 30) -> bytes:
    """A picture."""
    return encoded(width, height, "PNG")


def encoded(width: int, height: int, form: str) -> bytes:
    """A picture in this form."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)  # type: ignore[call-overload]
    return bytes(content.data())


def put_files(account: Account, body: str, *files: Media, **fields: Any) -> tuple[int, list[Attachment]]:
    """A text with files; its conversation's id, and the files."""
    there = put(account, [body], tell=False, **fields)
    (text,) = messages.thread(account.db, there, limit=1)
    with account.db.transaction() as session:
        media.write(session, [(text.id, files)])
    account.db.announce(MessagesChanged(frozenset({there})))
    (text,) = messages.thread(account.db, there, limit=1)
    return there, list(text.media)


class Shelved:
    """A model whose files are on the shelf, and whose account is signed out: nothing else opens."""

    def __init__(self, account: Account, folder: Path) -> None:
        self.db = account.db
        self.shelf = Shelf(folder / "media", lambda: None)
        self.work = Work()
        files = MediaFiles(self.db, self.shelf, lambda _: None, _never)
        self.model = MediaModel(self.db, files, self.work.start)

    def keep(self, one: Attachment, content: bytes, mime: str) -> None:
        """A copy of the file is here."""
        name = self.shelf.put(content)
        media.keep(self.db, one.id, file=name, mime=mime, size=len(content))


async def _never(account: object) -> Any:
    raise AssertionError(f"{account} is opened")
