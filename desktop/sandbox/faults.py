"""The practice server's faults: which there are, their values, and when each one strikes.

Start here to add a way to go wrong. ``FaultLine`` in ``desktop.sandbox.fault_line`` does the damage to
requests; this file only knows names, ranges and chances.
"""

import random
from collections.abc import Mapping
from typing import Any

MOST_SECONDS = 3600.0

KINDS = {
    "delay": "seconds that every API call waits after it was processed, before its answer leaves",
    "status_500": "every API call: answered 500 without being processed",
    "status_429": "every API call: answered 429 with Retry-After: 1, without being processed",
    "cut": "every API call: the connection closes before the request is processed",
    "drop_reply": "a send: accepted, then the connection closes without an answer",
    "garbage": "a send: accepted, then answered 200 with something that is no JSON",
    "duplicate_rows": "a list of messages: some rows of the page come twice",
    "reorder_rows": "a list of messages: the rows of the page are shuffled",
    "list_garbage": "every GET: answered 200 with something that is no JSON",
    "list_drop": "every GET: processed, then the connection closes without an answer",
}
"""Each fault and what it does; a value is a probability from 0 to 1, of ``delay`` seconds."""


class FaultError(ValueError):
    """A fault that does not exist or a value out of range; ``str()`` is a sentence about it."""


class Faults:
    """The faults in force. What happens by chance follows from the seed."""

    def __init__(self, values: Mapping[str, Any], seed: int) -> None:
        """``values`` as for ``merge``. Raises ``FaultError``."""
        self._values = dict.fromkeys(KINDS, 0.0)
        self._chance = random.Random(f"{seed} faults")
        self.merge(values)

    @property
    def values(self) -> dict[str, float]:
        """Every fault with its value."""
        return dict(self._values)

    @property
    def delay(self) -> float:
        """Seconds that an answer waits."""
        return self._values["delay"]

    def merge(self, values: Mapping[str, Any]) -> None:
        """Change the faults named, all of them or none. Raises ``FaultError``."""
        self._values.update(checked(values))

    def strikes(self, name: str) -> bool:
        """Whether the fault strikes this time."""
        value = self._values[name]
        return value > 0 and self._chance.random() < value

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
    most = MOST_SECONDS if name == "delay" else 1.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise FaultError(f"The fault {name} takes a number from 0 to {most:g}, not {value!r}.")
    return float(value)
