"""The desktop's own notifications, through desktop-notifier; imported and asked when the first is shown.

Look here for what differs between desktops: whether words are read as markup, whether a note can have
buttons, or a field for a reply.
"""

import asyncio
import html
import logging
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.ui import resources
from desktop.ui.notifications import Did, Heard
from desktop.ui.notifications_model import Note
from desktop.wording import tr

if TYPE_CHECKING:
    from desktop_notifier.backends.base import DesktopNotifierBackend

log = logging.getLogger(__name__)

ASK_AGAIN = 60.0
"""Seconds before a desktop that takes no notifications is asked once more."""
LONGEST = 2.0
"""Seconds that the desktop has for an answer, and all notes together have to go when the program ends."""


def own_backend() -> "DesktopNotifierBackend":
    """desktop-notifier's way to this system's notifications. It takes 0.15 s to import."""
    from desktop_notifier.common import Icon
    from desktop_notifier.main import get_backend_class

    drawing = resources.folder() / "icons" / "linedesk.svg"
    return get_backend_class()("Linedesk", Icon(path=drawing) if sys.platform == "linux" else None)


class SystemNotifications:
    """A ``notifications.Way``. ``make`` gives the backend, in a thread; it is asked what it can do."""

    def __init__(self, heard: Heard, make: Callable[[], "DesktopNotifierBackend"] = own_backend) -> None:
        self._heard = heard
        self._make = make
        self._backend: DesktopNotifierBackend | None = None
        self._names: dict[str, str] = {}
        """What the backend calls the note of each key."""
        self._can: set[str] = set()
        self._markup = False
        self._token = ""
        self._not_before = 0.0
        self._said = False

    async def show(self, note: Note) -> bool:
        """As ``Way.show``; a fault of the desktop is logged once."""
        backend = await self._ready()
        if backend is None:
            return False
        try:
            made = self._notification(note)
            async with asyncio.timeout(LONGEST):
                await self._clear(backend, note.key)
                await backend.send(made)
                taken = made.identifier in await backend.get_current_notifications()
            if taken:
                self._names[note.key] = made.identifier
                return True
            detail = "it was not taken"
        except Exception as error:  # noqa: BLE001  what desktops raise has no common base
            detail = type(error).__name__
        await self._drop(detail)
        return False

    async def withdraw(self, key: str) -> None:
        """As ``Way.withdraw``."""
        if self._backend is None:
            return
        try:
            async with asyncio.timeout(LONGEST):
                await self._clear(self._backend, key)
        except Exception as error:  # noqa: BLE001  what desktops raise has no common base
            await self._drop(type(error).__name__)

    async def close(self) -> None:
        """As ``Way.close``."""
        try:
            async with asyncio.timeout(LONGEST):
                for key in list(self._names):
                    await self.withdraw(key)
        except TimeoutError:
            log.warning("this desktop did not take the notes away in time")
        finally:
            self._hang_up()

    async def _ready(self) -> "DesktopNotifierBackend | None":
        if self._backend is not None or time.monotonic() < self._not_before:
            return self._backend
        backend = await asyncio.to_thread(self._make)
        self._backend = backend
        try:
            async with asyncio.timeout(LONGEST):
                self._can = {one.name for one in await backend.get_capabilities()}
                await self._look_closer(backend)
            # A person is asked there, and takes what time they need.
            if not self._can:
                await self._drop("it shows none")
            elif not await backend.request_authorisation():
                await self._drop("it does not allow them")
        except Exception as error:  # noqa: BLE001  what desktops raise has no common base
            await self._drop(type(error).__name__)
        return self._backend

    async def _look_closer(self, backend: "DesktopNotifierBackend") -> None:
        """What only the bus of a Linux desktop tells."""
        interface: Any = getattr(backend, "interface", None)
        if interface is None:
            return
        self._markup = "body-markup" in await interface.call_get_capabilities()
        if hasattr(interface, "on_activation_token"):
            interface.on_activation_token(self._keep_token)

    def _keep_token(self, _: int, token: str) -> None:
        self._token = token

    def _notification(self, note: Note) -> Any:
        from desktop_notifier.common import Button, Notification, ReplyField

        buttons: tuple[Button, ...] = ()
        if note.answers and "BUTTONS" in self._can:
            buttons = (Button(tr("Mark as read"), lambda: self._heard(note.key, Did.READ, "")),)
        field = None
        if note.reply and "REPLY_FIELD" in self._can:
            field = ReplyField(
                tr("Reply"), tr("Send"), lambda words: self._heard(note.key, Did.REPLIED, words)
            )
        return Notification(
            title=note.title,
            message=html.escape(note.body, quote=False) if self._markup else note.body,
            buttons=buttons,
            reply_field=field,
            on_clicked=lambda: self._opened(note.key),
            thread=note.key,
        )

    def _opened(self, key: str) -> None:
        token, self._token = self._token, ""
        self._heard(key, Did.OPENED, token)

    async def _clear(self, backend: "DesktopNotifierBackend", key: str) -> None:
        name = self._names.pop(key, "")
        if name in await backend.get_current_notifications():
            await backend.clear(name)

    async def _drop(self, detail: str) -> None:
        """Do without for a while."""
        if not self._said:
            log.warning("this desktop takes no notifications (%s)", detail)
        self._said = True
        self._not_before = time.monotonic() + ASK_AGAIN
        self._names.clear()
        self._hang_up()

    def _hang_up(self) -> None:
        bus: Any = getattr(self._backend, "bus", None)
        self._backend = None
        if bus is not None:
            bus.disconnect()
