"""The records that the practice server keeps: texts, answers to come, contacts and calls.

Times are microseconds since 1970 (UTC); numbers are E.164, short codes or alphanumeric senders.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """A text without its id. ``created`` is in microseconds; ``fate`` is a value of ``carrier.Fate``."""

    inbound: bool
    line: str
    peer: str
    body: str
    segments: int
    fate: str
    created: int
    accepted: bool = False


class Row(NamedTuple):
    """A text as it is kept: an ``Entry`` with its id in front."""

    id: int
    inbound: bool
    line: str
    peer: str
    body: str
    segments: int
    fate: str
    created: int
    accepted: bool


class Answer(NamedTuple):
    """A text that a customer is about to write, once ``due`` (microseconds) has come."""

    due: int
    line: str
    peer: str
    body: str


class Contact(NamedTuple):
    """An entry of the account's phone book; ``numbers`` are pairs of number and label."""

    name: str
    company: str
    numbers: tuple[tuple[str, str], ...]


class Call(NamedTuple):
    """A call of the account's log. ``outcome``: answered, missed, declined or voicemail."""

    inbound: bool
    line: str
    peer: str
    started: int
    seconds: int | None
    outcome: str
