"""What happens in a round: its weather and its acts, from its seed alone.

Start here to add a fault or an act; ``world.World`` does each act by the method of the same name.
"""

import random
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.killed_at import FUNCTIONS, commit

ROUNDS_OF_A_WORLD = 20
"""So many rounds share a server and a profile; the next ones begin anew."""
NUMBERS = tuple(f"+120255501{number:02d}" for number in range(6))
"""Strangers: their texts simply arrive, and nobody answers by himself."""
MINUTE, HOUR = 60.0, 3600.0

WINDOW_STEPS = [
    step for step in FUNCTIONS if "crash" not in step and step not in ("before it is stored",)
] + ["before it is stored", *map(commit, (1, 2, 3, 4))]
COMMAND_STEPS = [*FUNCTIONS, *map(commit, (1, 2, 3, 4, 5, 6))]

_LIKELY = {
    "cut": (0.3, 1.0),
    "drop_reply": (0.3, 1.0),
    "half_reply": (0.3, 1.0),
    "garbage": (0.3, 1.0),
    "stall": (0.2, 0.6),
    "status_500": (0.2, 0.8),
    "status_429": (0.1, 0.4),
    "duplicate_rows": (0.5, 1.0),
    "reorder_rows": (0.5, 1.0),
    "list_garbage": (0.2, 0.7),
    "list_drop": (0.2, 0.7),
    "list_half": (0.2, 0.7),
}
_SECONDS = {"delay": ((0.05, 0.3), (1.6, 1.9)), "late": ((0.05, 0.5), (1.6, 1.9)), "list_lag": ((0.1, 0.4),)}
"""Milder and past the time-out."""


@dataclass(frozen=True)
class Act:
    """One thing that is done; ``name`` is a method of ``World``."""

    name: str
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A round. ``weather``: the server's faults at its beginning."""

    number: int
    weather: dict[str, float]
    acts: tuple[Act, ...]
    decisions: random.Random
    """Where a person has to decide afterwards."""


@dataclass(frozen=True)
class Setting:
    """What all rounds of a world have in common."""

    undo_seconds: int
    messages: int
    """In the account's history."""
    encrypted: bool = False
    """Whether a keyring is there, and so the cache is encrypted."""


def setting(seed: int, number: int) -> Setting:
    """The setting of the world in which a round is played."""
    chance = random.Random(f"storm {seed} world {(number - 1) // ROUNDS_OF_A_WORLD}")
    return Setting(chance.choice((0, 0, 0, 0, 1)), chance.choice((90, 90, 500)), chance.random() < 0.5)


def plan(seed: int, number: int) -> Plan:
    """Round ``number`` of a storm, from 1; all of it follows from ``seed`` and ``number``."""
    chance = random.Random(f"storm {seed} round {number}")
    weather = _weather(chance)
    acts: list[Act] = []
    words = _Words(chance, number)
    for _ in range(chance.randint(3, 6)):
        acts += _act(chance, words)
    return Plan(number, weather, tuple(acts), random.Random(f"storm {seed} decisions {number}"))


def _weather(chance: random.Random) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in chance.sample(sorted(_LIKELY), chance.choice((0, 1, 1, 2, 2, 3))):
        found[name] = round(chance.uniform(*_LIKELY[name]), 2)
    if chance.random() < 0.25:
        name = chance.choice(sorted(_SECONDS))
        found[name] = round(chance.uniform(*chance.choice(_SECONDS[name])), 2)
    if chance.random() < 0.12:
        found["clock"] = _hours(chance)
    if chance.random() < 0.06:
        found["clock_rows"] = _hours(chance)
    return found


def _hours(chance: random.Random) -> float:
    """Minutes or hours, in either direction."""
    most = chance.choice((2 * MINUTE, 15 * MINUTE, 3 * HOUR, 14 * HOUR))
    return round(chance.choice((-1, 1)) * chance.uniform(0.2, 1.0) * most, 1)


class _Words:
    """Whom texts go to and what they say: mostly words of their own, sometimes the same ones again."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self._chance = chance
        self._number = number
        self._made = 0
        self._numbers = chance.sample(NUMBERS, 2)
        self._before: list[dict[str, str]] = []

    def next(self) -> dict[str, str]:
        if self._before and self._chance.random() < 0.15:
            return dict(self._chance.choice(self._before))
        self._made += 1
        text = {"to": self._chance.choice(self._numbers), "body": f"storm {self._number}, text {self._made}"}
        self._before.append(text)
        return dict(text)


def _act(chance: random.Random, words: _Words) -> list[Act]:
    kind = chance.choices(
        ("write", "kill", "step", "command", "process", "weather", "clock", "disk", "elsewhere", "pause"),
        (40, 10, 8, 10, 8, 6, 4, 4, 4, 6),
    )[0]
    way = chance.choice(("enter", "enter", "enter", "twice", "held", "click", "double"))
    moment = round(chance.choice((chance.uniform(0, 0.08), chance.uniform(0, 0.6))), 3)
    match kind:
        case "write":
            acts = [Act("write", {**words.next(), "way": way})]
            if chance.random() < 0.15:
                acts += [Act("undo")]
            return acts
        case "kill":
            name = chance.choice(("write_and_die", "write_and_die", "command_dies"))
            return [Act(name, {**words.next(), "moment": moment})]
        case "step":
            if chance.random() < 0.6:
                return [Act("write_at_step", {**words.next(), "step": chance.choice(WINDOW_STEPS)})]
            return [Act("command_at_step", {**words.next(), "step": chance.choice(COMMAND_STEPS)})]
        case "command":
            wait, cold = chance.choice(((None, False), (None, True), (1.5, False)))
            return [Act("command", {**words.next(), "wait": wait, "cold": cold})]
        case "process":
            name = chance.choice(
                ("sync_beside", "end_sync_beside", "close_window", "open_window", "server_dies")
            )
            return [Act(name, {"politely": chance.random() < 0.5} if name == "close_window" else {})]
        case "weather":
            return [Act("weather", {"faults": _weather(chance)})]
        case "clock":
            return [Act("own_clock", {"seconds": _hours(chance)})]
        case "disk":
            return [
                Act("fill_disk", {"room": chance.choice((0, 2000, 9000))}),
                Act("write", {**words.next(), "way": "enter"}),
            ]
        case "elsewhere":
            return [Act(chance.choice(("elsewhere", "inbound")), words.next())]
    return [Act("pause", {"seconds": moment})]
