"""What some adapters offer beside ``base.Provider``: deleting, redacting, media behind a key, keys that end.

Whether one is there is told by ``Capabilities``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, runtime_checkable

from desktop.providers.base import Media


class Deleting(Protocol):
    """What an adapter also offers where ``capabilities.delete`` is on (E15)."""

    async def delete(self, kind: str, remote_id: str) -> None:
        """Delete one text at the service, for good; one that is not there any more counts as deleted.

        Asked again it does no harm. Raises any ``ProviderError``.
        """
        ...


class Redacting(Protocol):
    """What an adapter also offers where ``capabilities.redact`` is on."""

    async def redact(self, kind: str, remote_id: str) -> None:
        """Take the words of one text out at the service, for good; its record stays there.

        Asked again it does no harm. Raises any ``ProviderError``; ``Refused`` where the text is still on
        its way.
        """
        ...


@runtime_checkable
class ShowingMedia(Protocol):
    """What an adapter also offers whose media need more than a lasting address: a key, or asking anew."""

    async def media_of(self, kind: str, remote_id: str) -> tuple[Media, ...]:
        """What came with a text, in its order. Raises any ``ProviderError``."""
        ...

    def media_key(self, url: str) -> Mapping[str, str]:
        """The headers that open a file of the service's own host; none for any other address."""
        ...


@dataclass(frozen=True, slots=True)
class NumberKind:
    """What a service says of somebody's number. Words are its own; "" where it does not say."""

    valid: bool
    kind: str = ""
    """mobile, landline, fixedVoip …"""
    carrier: str = ""


class LookingUp(Protocol):
    """What an adapter also offers where ``capabilities.lookup`` is on. It costs money: only if asked for."""

    async def number_kind(self, number: str) -> NumberKind:
        """Ask what kind of number this is (E.164). Raises any ``ProviderError``."""
        ...


@dataclass(frozen=True, slots=True)
class Renewed:
    """A key in place of the one before, and how long it lasts."""

    secret: str = field(repr=False)
    lasts: timedelta


@runtime_checkable
class Renewing(Protocol):
    """What an adapter also offers whose key ends after a while, unless it is renewed before."""

    async def renew(self) -> Renewed:
        """A new key. The adapter uses it from then on, and whoever asked has to keep it.

        Raises any ``ProviderError``: after ``OutcomeUnknown`` there may be one that nobody knows.
        """
        ...
