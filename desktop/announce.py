"""Typed publish/subscribe: how the core tells anyone anything, and every announcement there is.

The core never knows who listens. Announcements are small frozen records with ids; listeners read the
store for the rest. They are delivered at once, in the caller's thread, after the commit they speak of.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

log = logging.getLogger(__name__)


class Link(StrEnum):
    """How an account stands with its service."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN_NEEDED = "sign_in_needed"
    STANDING_BY = "standing_by"
    """Another process of this profile does the sending and pulling."""


@dataclass(frozen=True, slots=True)
class LinesChanged:
    """Lines or their capabilities of an account changed."""

    account_id: str


@dataclass(frozen=True, slots=True)
class MessagesChanged:
    """Messages of these conversations were added or changed."""

    conversation_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class DraftsChanged:
    """What is written in these conversations and has not been sent changed; their messages did not."""

    conversation_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class TextQueued:
    """A text waits to be sent, or to be handed over for its time: who sends should look now."""

    account_id: str


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The connection to an account's service changed; ``reason`` is the service's or system's own text."""

    account_id: str
    link: Link
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """Balance, capabilities, contacts, calls, snippets or the shared inbox of an account changed."""

    account_id: str


@dataclass(frozen=True, slots=True)
class ContactsChanged:
    """Own or a service's contacts changed: any name on screen may be another one."""


@dataclass(frozen=True, slots=True)
class AccountsChanged:
    """The list of accounts is another one: added, changed or signed out, here or by another process."""


@dataclass(frozen=True, slots=True)
class StoreChangedElsewhere:
    """Another process of this profile wrote to the store: read everything on screen anew."""


@dataclass(frozen=True, slots=True)
class WebhookChanged:
    """An account's webhook listens now, or cannot; ``taken``: because something else has its port."""

    account_id: str
    taken: bool


Announcement = (
    LinesChanged
    | MessagesChanged
    | DraftsChanged
    | TextQueued
    | LinkChanged
    | AccountChanged
    | AccountsChanged
    | ContactsChanged
    | StoreChangedElsewhere
    | WebhookChanged
)
Listener = Callable[[Announcement], None]


class Announcer:
    """Passes announcements on to whoever subscribed; one per program, handed to its parts."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` for every announcement from now on; the result ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, announcement: Announcement) -> None:
        """Tell everyone. A listener that raises is logged and does not keep the others from hearing."""
        for listener in tuple(self._listeners):
            try:
                listener(announcement)
            except Exception:
                log.exception("a listener failed on %s", type(announcement).__name__)
