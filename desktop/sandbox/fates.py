"""What becomes of a text: the fates there are, and which status each shows at which age (C2, C4).

Start here to change how long a status lasts or to add a way to fail. Nothing runs in the background:
a status is worked out from the text's age whenever somebody asks, so a restart changes nothing.
"""

import random
from enum import StrEnum


class Fate(StrEnum):
    """How a text ends. Inbound ones are simply ``RECEIVED``."""

    DELIVERED = "delivered"
    LANDLINE = "landline"
    OPTED_OUT = "opted_out"
    FILTERED = "filtered"
    UNREACHABLE = "unreachable"
    """The handset stays off: "sent" for minutes, then failed."""
    SLOW = "slow"
    """Stuck in "queued" for longer than the usual 60 s, then delivered (requirement C4)."""
    RECEIVED = "received"


ERRORS = {
    Fate.LANDLINE: "The destination is a landline and cannot receive SMS.",
    Fate.OPTED_OUT: "The recipient has replied STOP and no longer accepts messages.",
    Fate.FILTERED: "The message was blocked by the carrier's content filter.",
    Fate.UNREACHABLE: "The handset could not be reached.",
}
"""The failures' codes (the fates' values) and this server's own words for them."""

UNREACHABLE_SECONDS = 120.0
SLOW_SECONDS = 75.0


def status(fate: Fate, age: float, seed: int, text_id: int) -> str:
    """The status word of a text that was accepted ``age`` seconds ago.

    The waits vary a little, always in the same way for the same seed and id.
    """
    if age > _ALL_OVER:
        return _LAST_WORDS[fate]
    word = "queued"
    for after, next_word in _steps(fate, random.Random(f"{seed} {text_id}")):
        if age < after:
            break
        word = next_word
    return word


def delivered_after(fate: Fate, seed: int, text_id: int) -> float | None:
    """How many seconds after acceptance the handset has the text; ``None``: never."""
    for after, word in _steps(fate, random.Random(f"{seed} {text_id}")):
        if word == "delivered":
            return after
    return None


def _steps(fate: Fate, chance: random.Random) -> tuple[tuple[float, str], ...]:
    """Ages in seconds and the word that begins there; before the first one it is "queued"."""
    sending = chance.uniform(0.2, 0.4)
    sent = chance.uniform(0.7, 0.9)
    last = chance.uniform(1.5, 2.5)
    match fate:
        case Fate.DELIVERED:
            return ((sending, "sending"), (sent, "sent"), (last, "delivered"))
        case Fate.SLOW:
            late = SLOW_SECONDS
            return ((late, "sending"), (late + sent, "sent"), (late + last, "delivered"))
        case Fate.UNREACHABLE:
            return ((sending, "sending"), (sent, "sent"), (UNREACHABLE_SECONDS, "failed"))
        case Fate.OPTED_OUT:
            return ((sent, "failed"),)
        case Fate.LANDLINE | Fate.FILTERED:
            return ((sending, "sending"), (last, "failed"))
        case Fate.RECEIVED:
            return ((0.0, "received"),)


_ALL_OVER = 2 * UNREACHABLE_SECONDS
_LAST_WORDS = {fate: _steps(fate, random.Random(0))[-1][1] for fate in Fate}
"""The word that stays; years of history need no waits worked out."""
