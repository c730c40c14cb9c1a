"""The smallest change that makes a text cheaper: lookalikes for what forces Unicode (B8, B10, idea 11).

Look here for what one key of the composer replaces. A proposal is only made where it saves a part; emoji
and scripts that need Unicode are never touched, since then nothing would be saved by the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop.sms.alphabet import BASIC, EXTENSION, NOT_GSM
from desktop.sms.lookalikes import SIGNS, in_place, plain_letter
from desktop.sms.segments import Count, Policy, count, forcing


class Way(StrEnum):
    """How far a proposal goes."""

    SIGNS = "signs"
    """Only signs that read the same: quotation marks, dashes, spaces."""
    LETTERS = "letters"
    """Letters lose their accents as well, which changes the spelling: never done without being shown."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """``before`` at ``at`` (in code points of the text) becomes ``after``."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cheaper text that says the same."""

    way: Way
    text: str
    replacements: tuple[Replacement, ...]
    """In the order of the text."""
    before: Count
    after: Count


def proposal(text: str, policy: Policy) -> Proposal | None:
    """The smallest set of replacements that saves the most parts; ``None`` where none saves any.

    ``text`` has been through ``segments.outgoing``. Signs alone, where they are enough; letters without
    accents only where signs save nothing.
    """
    now = count(text, policy)
    if now.segments < 2:
        return None
    for way, replace in ((Way.SIGNS, _sign), (Way.LETTERS, _letter)):
        found = _all(text, _stand_ins(text, replace))
        stays = policy.utf8_bytes is None and len(found) != len(forcing(text))
        if stays:
            # One character that stays keeps all of it Unicode: only what goes altogether saves anything.
            found = [one for one in found if not one.after]
        if not found:
            continue
        if stays or policy.utf8_bytes is not None:
            found = _fewest(text, found, policy)
        after = applied(text, found)
        then = count(after, policy)
        if then.segments < now.segments:
            return Proposal(way, after, tuple(found), now, then)
    return None


def applied(text: str, replacements: list[Replacement]) -> str:
    """``text`` with these replacements, which are in its order."""
    pieces, end = [], 0
    for one in replacements:
        pieces += [text[end : one.at], one.after]
        end = one.at + len(one.before)
    return "".join([*pieces, text[end:]])


def suggestion(character: str) -> str | None:
    """What may stand for one character that is not GSM-7; "" where it can be left out, ``None``: nothing."""
    return _letter(character)


def _sign(character: str) -> str | None:
    return SIGNS.get(character)


def _letter(character: str) -> str | None:
    found = SIGNS.get(character)
    return found if found is not None else plain_letter(character) or None


def _stand_ins(text: str, replace: Callable[[str], str | None]) -> dict[str, str | None]:
    """What may stand for each kind of character that forces Unicode; ``None`` for one that has to stay."""
    found: dict[str, str | None] = {}
    for one in set(text).difference(BASIC, EXTENSION):
        after = replace(one)
        found[one] = after if after is not None and NOT_GSM.search(after) is None else None
    return found


def _all(text: str, stand_in: dict[str, str | None]) -> list[Replacement]:
    """Every replacement that keeps the meaning where it stands."""
    return [
        Replacement(at, text[at], after)
        for at in forcing(text)
        if (to := stand_in[text[at]]) is not None and (after := in_place(text, at, to)) is not None
    ]


def _fewest(text: str, found: list[Replacement], policy: Policy) -> list[Replacement]:
    """Where each helps by itself, such as where bytes count: as few as reach what all of them would."""
    helping = [one for one in found if _saved(one) > 0]
    least = count(applied(text, helping), policy).segments
    by_weight = sorted(helping, key=lambda one: (-_saved(one), one.at))
    low, high = 0, len(by_weight)
    while low < high:
        middle = (low + high) // 2
        some = sorted(by_weight[:middle], key=lambda one: one.at)
        if count(applied(text, some), policy).segments <= least:
            high = middle
        else:
            low = middle + 1
    return sorted(by_weight[:low], key=lambda one: one.at)


def _saved(one: Replacement) -> int:
    return len(one.before.encode()) - len(one.after.encode())
