"""Opening files of texts: what is known of one, fetching it, and keeping it where somebody wants it.

Where a file comes from is in ``sync/media_files``; what is shown of it is in ``media_view``.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import contacts, media, messages
from desktop.store.database import Database, StoreError
from desktop.sync.media_files import MOST, MediaFiles, NotOpened, Opened
from desktop.ui import moments
from desktop.ui.plain import one_line
from desktop.wording import tr

__all__ = ["About", "MediaModel", "Opened"]

Start = Callable[[Coroutine[object, object, object], str], object]


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a file before it is there."""

    kind: str
    """What it is, in a word or two."""
    whose: str
    """Whose text it came with, and when."""
    file_name: str
    """Under which it is offered to be saved, without an ending."""


class MediaModel(QObject):
    """Fetches one file at a time for whoever shows it."""

    opened = Signal(int, object)
    """The file of this id is there: an ``Opened``."""
    failed = Signal(int, str)
    """It is not: a code of ``NotOpened``."""
    saved = Signal(str)
    """It was saved under this name."""
    not_saved = Signal(str)
    """It could not be: the system's own words."""

    def __init__(self, db: Database, files: MediaFiles, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._files = files
        self._start = start
        self.most = MOST
        """Bytes of a file that are fetched."""

    def about(self, media_id: int) -> About | None:
        """What is known of a file; ``None`` where its text is gone or cannot be read."""
        try:
            where = media.find(self._db, media_id)
            text = None if where is None else messages.get(self._db, where.message_id)
            if where is None or text is None:
                return None
            name = one_line(contacts.name_of(self._db, text.peer))
        except StoreError:
            return None
        who = name or wording.isolated(one_line(readable(text.peer)))
        when = moments.exact(text.created_at)
        whose = tr("To {who}, {when}") if text.outbound else tr("From {who}, {when}")
        day = text.created_at.astimezone().strftime("%Y-%m-%d")
        kind = wording.attachment(where.mime)
        return About(kind, whose.format(who=who, when=when), f"{kind} {day}")

    def fetch(self, media_id: int) -> None:
        """Get the file: ``opened`` or ``failed`` follows."""
        self._start(self._fetch(media_id), tr("opening a picture"))

    def save(self, content: bytes, path: Path) -> None:
        """Write the file to where somebody wants it: ``saved`` or ``not_saved`` follows."""
        self._start(self._save(content, path), tr("saving a picture"))

    def tidy(self) -> None:
        """Let go of copies that nobody asks for any more."""
        self._start(self._files.tidy(), tr("tidying up copies of pictures"))

    async def _fetch(self, media_id: int) -> None:
        try:
            opened = await self._files.get(media_id)
        except NotOpened as no:
            self.failed.emit(media_id, no.code)
        except StoreError:
            self.failed.emit(media_id, "deleted")
        else:
            self.opened.emit(media_id, opened)

    async def _save(self, content: bytes, path: Path) -> None:
        try:
            await asyncio.to_thread(path.write_bytes, content)
        except OSError as error:
            self.not_saved.emit(error.strerror or str(error))
        else:
            self.saved.emit(path.name)
