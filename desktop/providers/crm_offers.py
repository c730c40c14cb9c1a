"""What adapters of CRMs offer beside ``base.Provider``: snippets, scheduled texts, shared inbox, new people.

Whether one is there is told by ``Capabilities``. What these change is seen by everybody who works with the
same CRM, so each change is a person's own click, never a by-product of reading or sending.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Protocol, runtime_checkable

from desktop.providers.base import Contact, OutgoingText, Rows

UNKNOWN_RECIPIENT = "unknown_recipient"
"""Code of a ``Refused``: nobody in the service's phone book has this number, and nothing was created."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A ready-made text. Gaps in ``body`` such as ``{{ contact.first_name }}`` are the service's own."""

    remote_id: str
    name: str
    body: str
    shared: bool = False
    """Whether other users have it as well."""


class KeepingSnippets(Protocol):
    """What an adapter also offers where ``capabilities.snippets`` is on."""

    async def snippets(self) -> Rows[Snippet]:
        """All ready-made texts that the account may use. Raises any ``ProviderError``."""
        ...


@dataclass(frozen=True, slots=True)
class ScheduledText:
    """A text that waits at the service for its time: not sent, and not accepted by any carrier."""

    remote_id: str
    line: str
    peer: str
    body: str
    due_at: datetime
    author: str = ""
    """Who wrote it, as the service calls them."""


class Standing(Enum):
    """Where a text of step one stands, as the service tells when it is asked for that one."""

    DRAFT = auto()
    WAITING = auto()
    LEFT = auto()
    """It is a text like any other: under way, sent, or failed."""
    GONE = auto()
    """There is none of this id."""


class Scheduling(Protocol):
    """What an adapter also offers where ``capabilities.scheduled`` is on.

    ``pull`` leaves such texts out: they are no texts before they leave.
    """

    async def scheduled(self) -> tuple[ScheduledText, ...]:
        """Texts that wait, by their time, as the last pull found them. Asks nothing."""
        ...

    async def schedule(self, text: OutgoingText, handle: str, at: datetime) -> ScheduledText:
        """Let a text wait there until ``at`` (UTC); ``handle`` is what ``prepare`` gave.

        Asked again with the same handle it makes no second text. Raises any ``ProviderError``.
        """
        ...

    async def unschedule(self, remote_id: str) -> None:
        """Make it a draft again. Raises ``Refused`` where it is too late, and any ``ProviderError``."""
        ...

    async def standing(self, remote_id: str) -> Standing:
        """Where one stands now: what settles a lost answer. Raises any ``ProviderError``."""
        ...


@runtime_checkable
class KeepingDrafts(Protocol):
    """What an adapter also offers whose ``prepare`` leaves something at the service."""

    async def discard(self, handle: str) -> None:
        """Remove a draft of ``prepare``; what is no draft any more stays. Raises any ``ProviderError``.

        Asked again it does no harm.
        """
        ...


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A text that nobody has dealt with yet, as the service's shared inbox has it."""

    remote_id: str
    """Of the entry in that inbox, not of the text."""
    line: str
    peer: str
    text_id: str = ""
    """The service's id of the text, where it tells."""
    at: datetime | None = None


class SharingUnread(Protocol):
    """What an adapter also offers where ``capabilities.shared_unread`` is on."""

    async def unread(self) -> Rows[UnreadText]:
        """What is open in the shared inbox. Raises any ``ProviderError``."""
        ...

    async def mark_done(self, remote_ids: Collection[str]) -> None:
        """Close these entries for everybody: only where a person chose to. Raises any ``ProviderError``.

        Asked again it does no harm.
        """
        ...


class AddingPeople(Protocol):
    """What an adapter also offers where ``capabilities.needs_contact`` is on.

    A text to a number that nobody has there is ``Refused`` with ``UNKNOWN_RECIPIENT``; nothing is created.
    """

    async def add_person(self, number: str, name: str) -> Contact:
        """Put a number (E.164) into the service's phone book, after a person said so.

        Where somebody has the number already, that contact is the answer. Raises any ``ProviderError``.
        """
        ...
