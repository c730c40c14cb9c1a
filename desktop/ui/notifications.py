"""Shows notes on the desktop, in order, by the first way that works, and hears what people do with them.

The ways are ``notifications_system`` (the desktop's own notifications) and the tray's icon; where there is
neither, the badge has to do. What is said, and when, is in ``notifications_model``.
"""

from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.ui.notifications_model import Note, NotificationsModel
from desktop.ui.tasks import Tasks
from desktop.wording import tr


class Did(StrEnum):
    """What a person did with a note."""

    OPENED = "opened"
    READ = "read"
    REPLIED = "replied"


Heard = Callable[[str, Did, str], None]
"""Called with a note's key, what was done, and the reply, or a token to come to the front with."""


class Way(Protocol):
    """A way to show notes. It tells the ``Heard`` that it was made with."""

    async def show(self, note: Note) -> bool:
        """Show it in the place of an earlier one of its key. False: it could not be shown."""

    async def withdraw(self, key: str) -> None:
        """Take the note of this key away if it stands."""

    async def close(self) -> None:
        """Take all away; the program ends."""


class Notifications(QObject):
    """The model's notes on the desktop. ``use`` says which ways there are, the best first."""

    opened = Signal(object, str)
    """A note was clicked: its conversation's id or ``None``, and the token to come to the front with."""

    def __init__(self, model: NotificationsModel, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._tasks = tasks
        self._ways: Sequence[Way] = ()
        self._todo: deque[Callable[[], Coroutine[object, object, None]]] = deque()
        self._working = False
        model.wanted.connect(lambda note: self._do(lambda: self._show(note)))
        model.withdrawn.connect(lambda key: self._do(lambda: self._withdraw(key)))

    def use(self, ways: Sequence[Way]) -> None:
        """Show notes by the first of these that can."""
        self._ways = ways

    def say(self, title: str, body: str) -> None:
        """Tell something that is no text, such as where the window went."""
        self._do(lambda: self._show(Note("linedesk", title, body)))

    def heard(self, key: str, did: Did, words: str) -> None:
        """What a way tells of a note."""
        conversation_id = self._model.conversation_of(key)
        if did is Did.OPENED:
            self._model.over(key)
            self.opened.emit(conversation_id, words)
        elif conversation_id is not None and did is Did.READ:
            self._model.mark_read(conversation_id)
        elif conversation_id is not None:
            self._model.reply(conversation_id, words)

    async def close(self) -> None:
        """Nothing of ours stays on a desktop where nobody answers any more."""
        self._todo.clear()
        for way in self._ways:
            await way.close()

    def _do(self, step: Callable[[], Coroutine[object, object, None]]) -> None:
        self._todo.append(step)
        if not self._working:
            try:
                self._tasks.start(self._work(), tr("notifications"))
            except RuntimeError:
                # The program is ending; the next start shows by its number what is unread.
                self._todo.clear()
            else:
                self._working = True

    async def _work(self) -> None:
        # One after the other: a note that is withdrawn before it shows must not stay.
        try:
            while self._todo:
                await self._todo.popleft()()
        finally:
            self._working = False

    async def _show(self, note: Note) -> None:
        for way in self._ways:
            if await way.show(note):
                return

    async def _withdraw(self, key: str) -> None:
        for way in self._ways:
            await way.withdraw(key)
