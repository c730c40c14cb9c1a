"""A running fake with the carrier behind it, as the contract of all adapters wants it.

A fake's own account adds what only it knows: how it refuses, and how it says that a text failed.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.providers.contract.service import STRANGER
from tests.providers.fakes.carrier import Carrier
from tests.providers.fakes.serving import Wire


class Account:
    """An account at a fake that ``wire`` serves."""

    def __init__(self, wire: Wire, behind: Carrier) -> None:
        self.wire = wire
        self.behind = behind

    def carrier(self) -> Sequence[Mapping[str, str]]:
        """Every text that was taken."""
        return self.behind.taken()

    def inbound(self, sender: str, line: str, body: str) -> object:
        """Somebody writes."""
        return self.behind.inbound(sender, line, body)

    def came(self, told: Iterable[tuple[datetime, str]], kind: str = "sms") -> None:
        """``STRANGER`` wrote to the first line that can text: when, and what, the oldest first."""
        line = next(one.number for one in self.behind.lines if one.can_text)
        for at, body in told:
            self.behind.inbound(STRANGER, line, body, kind).at = at

    def disorder(self) -> None:
        """From now on lists come in no order, with rows that come twice."""
        self.behind.disturb = disturbed

    def remove_line(self, number: str) -> None:
        """The number was given back."""
        self.behind.lines = [line for line in self.behind.lines if line.number != number]

    def kill(self) -> None:
        """The server is gone."""
        self.wire.kill()


def disturbed(rows: Sequence[Any]) -> list[Any]:
    """The same rows, a third of them twice, in no order."""
    doubled = [*rows, *rows[::3]]
    return random.Random(len(doubled)).sample(doubled, len(doubled))
