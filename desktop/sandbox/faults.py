"""The practice server's faults: which there are, their values, and when each one strikes.

Start here to add a way to go wrong. ``FaultLine`` in ``desktop.sandbox.fault_line`` does the damage to
requests; this file only knows names, ranges and chances.
"""

import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

from desktop.sandbox.times import SECOND

MOST_SECONDS = 3600.0
MOST_SHIFT = 3 * 24 * 3600.0
"""Seconds; a clock is wrong by no more than this, in either direction."""

KINDS = {
    "delay": "seconds that every API call waits after it was processed, before its answer leaves",
    "status_500": "every API call: answered 500 without being processed",
    "status_429": "every API call: answered 429 with Retry-After: 1, without being processed",
    "cut": "every API call: the connection closes before the request is processed",
    "late": "seconds that a send lies on the way before it is processed, even if its client has gone",
    "drop_reply": "a send: accepted, then the connection closes without an answer",
    "half_reply": "a send: accepted, then the connection breaks in the middle of the answer",
    "stall": "a send: accepted, then no answer comes for as long as the client waits",
    "garbage": "a send: accepted, then answered 200 with something that is no JSON",
    "duplicate_rows": "a list of messages: some rows of the page come twice",
    "reorder_rows": "a list of messages: the rows of the page are shuffled",
    "list_garbage": "every GET: answered 200 with something that is no JSON",
    "list_drop": "every GET: processed, then the connection closes without an answer",
    "list_half": "every GET: the connection breaks in the middle of the answer",
    "list_lag": "seconds for which a text that was taken is missing in the list",
    "clock": "seconds by which the server's clock is ahead, in Date and in created_at; negative: behind",
    "clock_rows": "seconds by which created_at in lists is ahead of the server's clock; negative: behind",
}
"""Each fault and what it does; a value is a probability from 0 to 1, or seconds where it says so."""

_RANGES = {
    **dict.fromkeys(("delay", "late", "list_lag"), (0.0, MOST_SECONDS)),
    **dict.fromkeys(("clock", "clock_rows"), (-MOST_SHIFT, MOST_SHIFT)),
}
"""The least and the most of those that are seconds."""


class FaultError(ValueError):
    """A fault that does not exist or a value out of range; ``str()`` is a sentence about it."""


class Faults:
    """The faults in force. What happens by chance follows from the seed."""

    def __init__(self, values: Mapping[str, Any], seed: int) -> None:
        """``values`` as for ``merge``. Raises ``FaultError``."""
        self._values = dict.fromkeys(KINDS, 0.0)
        self._chance = random.Random(f"{seed} faults")
        self._struck: Counter[str] = Counter()
        self.merge(values)

    @property
    def values(self) -> dict[str, float]:
        """Every fault with its value."""
        return dict(self._values)

    @property
    def struck(self) -> dict[str, int]:
        """How often each fault has struck since the server began."""
        return {name: self._struck[name] for name in KINDS}

    @property
    def delay(self) -> float:
        """Seconds that an answer waits."""
        return self._values["delay"]

    @property
    def late(self) -> float:
        """Seconds that a send lies on the way."""
        return self._values["late"]

    @property
    def lag(self) -> int:
        """Microseconds for which a text that was taken is missing in the list."""
        return round(self._values["list_lag"] * SECOND)

    @property
    def clock_ahead(self) -> int:
        """Microseconds by which the server's clock is ahead."""
        return round(self._values["clock"] * SECOND)

    @property
    def rows_ahead(self) -> int:
        """Microseconds by which ``created_at`` in lists is ahead of the server's clock."""
        return round(self._values["clock_rows"] * SECOND)

    def merge(self, values: Mapping[str, Any]) -> None:
        """Change the faults named, all of them or none. Raises ``FaultError``."""
        self._values.update(checked(values))

    def strikes(self, name: str) -> bool:
        """Whether the fault strikes this time; one that is no probability does whenever it is set."""
        value = self._values[name]
        struck = value != 0 and (name in _RANGES or self._chance.random() < value)
        self._struck[name] += struck
        return struck

    def disturb(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """A page of messages as it leaves: perhaps with rows twice, perhaps shuffled. None is lost."""
        if rows and self.strikes("duplicate_rows"):
            doubled = self._chance.sample(range(len(rows)), max(1, len(rows) // 3))
            rows = [row for place, row in enumerate(rows) for _ in range(1 + (place in doubled))]
        if self.strikes("reorder_rows"):
            rows = self._chance.sample(rows, len(rows))
        return rows


def checked(values: Mapping[str, Any]) -> dict[str, float]:
    """``values``, if every one is a fault with a value in range. Raises ``FaultError``."""
    return {name: _checked(name, value) for name, value in values.items()}


def _checked(name: str, value: object) -> float:
    if name not in KINDS:
        raise FaultError(f"There is no fault called {name!r}. Known: {', '.join(KINDS)}.")
    least, most = _RANGES.get(name, (0.0, 1.0))
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise FaultError(f"The fault {name} takes a number from {least:g} to {most:g}, not {value!r}.")
    return float(value)
