"""The settings of one line at its service, and how an adapter changes them, overwriting nothing (A9, D3).

Only where ``Capabilities.line_settings`` is on. Who changes something says what was shown to the person: if
the service has something else by then, nothing is written and ``SettingsChanged`` tells what there is now.
"""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from desktop.providers.base import ProviderError


@dataclass(frozen=True, slots=True)
class LineSettings:
    """What the service does with the texts of a line. "" is a setting that is empty."""

    texting: bool = False
    """Whether SMS is switched on (A9, A12)."""
    email_on: bool = False
    email: str = ""
    """Where texts that come in are mailed to (D5)."""
    forward_on: bool = False
    forward: str = ""
    """The phone that gets a copy of texts that come in, E.164 (D6)."""
    callback_on: bool = False
    callback: str = ""
    """A web address that is asked for each text that comes in, with placeholders such as {MESSAGE} (D3)."""
    callback_retry: bool = False
    """Whether it is asked again until it answers ``ok`` (D4)."""
    rest: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    """Settings that are not shown and have to be written back as they are; there may be a password in it."""


class SettingsChanged(ProviderError):
    """Somebody changed the settings since they were shown: nothing was written. ``now``: what there is."""

    def __init__(self, now: LineSettings) -> None:
        super().__init__("the settings were changed meanwhile")
        self.now = now


class OthersChanged(ProviderError):
    """The change was taken, and settings that are not shown came back otherwise. ``now``: what there is."""

    def __init__(self, now: LineSettings) -> None:
        super().__init__("settings that are not shown changed as well")
        self.now = now


@runtime_checkable
class KeepsLineSettings(Protocol):
    """An adapter whose service tells and changes settings of a line. Both calls raise ``ProviderError``."""

    async def line_settings(self, line_remote_id: str) -> LineSettings:
        """The settings as they are now."""
        ...

    async def change_line_settings(
        self, line_remote_id: str, *, shown: LineSettings, wanted: LineSettings
    ) -> LineSettings:
        """Write what is ``wanted`` in place of what was ``shown``; returns what the service has then.

        Raises ``SettingsChanged``, ``OthersChanged``, and ``OutcomeUnknown`` where nobody can say whether it
        was written.
        """
        ...
