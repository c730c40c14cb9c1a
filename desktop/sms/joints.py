"""Where the parts of a text meet, and how it reads where they arrive as texts of their own (B7, idea 20).

Look here for the preview of parts, and for cutting a text between words, which a service that does not
join its parts makes necessary.
"""

from dataclasses import dataclass
from itertools import pairwise

from desktop.sms.graphemes import border
from desktop.sms.segments import Policy, count

MOST_NUMBERED = 99
_SPACE = " \n"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a text as it goes over the air."""

    text: str
    units: int
    """What it takes up of ``limit``, in the units of the text's alphabet."""
    limit: int
    cut_before: bool
    """A word or number is cut where this part begins: its first half is in the part before."""


def preview(text: str, policy: Policy) -> tuple[Part, ...]:
    """The parts of ``text``, which has been through ``segments.outgoing``; none of an empty one."""
    found = count(text, policy)
    starts = (0, *found.boundaries)
    return tuple(
        Part(text[start:end], units, found.limit, start > 0 and _inside_a_word(text, start))
        for (start, end), units in zip(pairwise(starts), found.segment_units, strict=True)
    )


def at_words(text: str, policy: Policy, *, numbered: bool = False) -> tuple[str, ...]:
    """``text`` as single texts that each fit one part, cut between words where there is a space to cut at.

    ``numbered`` puts "(1/3) " before each, whose cost is counted. A word longer than a part is cut where
    the part is full. The space at a cut is left out. Raises ``ValueError`` for more than 99 numbered texts.
    """
    whole = _cut(text, policy, 0)
    if not numbered or len(whole) < 2:
        return tuple(whole)
    for digits in (1, 2):
        found = _cut(text, policy, digits)
        if len(found) < 10**digits:
            return tuple(f"{_number(place, str(len(found)))}{one}" for place, one in enumerate(found, 1))
    raise ValueError(f"more than {MOST_NUMBERED} texts")


def _cut(text: str, policy: Policy, digits: int) -> list[str]:
    """The texts without their numbers; room is left for numbers whose total has so many digits."""
    found: list[str] = []
    rest = text.strip(_SPACE)
    while rest:
        before = _number(len(found) + 1, "9" * digits) if digits else ""
        end = _longest(before, rest, policy)
        if end < len(rest):
            end = _before_a_word(rest, end)
        found.append(rest[:end].rstrip(_SPACE))
        rest = rest[end:].lstrip(_SPACE)
    return found


def _number(place: int, total: str) -> str:
    return f"({place}/{total}) "


def _longest(before: str, rest: str, policy: Policy) -> int:
    """How many characters of ``rest`` fit one text behind ``before``; at least one, or nothing would end."""
    low, high = 1, min(len(rest), policy.utf8_bytes or policy.gsm_single)
    while low < high:
        middle = (low + high + 1) // 2
        if count(before + rest[:middle], policy).segments <= 1:
            low = middle
        else:
            high = middle - 1
    return low


def _before_a_word(text: str, end: int) -> int:
    """The last place up to ``end`` at which no word is cut; where there is none, no character is.

    Only a character that fills a text by itself is cut.
    """
    if not _inside_a_word(text, end):
        return end
    space = max(text.rfind(one, 0, end) for one in _SPACE)
    if space > 0:
        return space
    return next((at for at in range(end, 1, -1) if border(text, at)), end)


def _inside_a_word(text: str, at: int) -> bool:
    return at < len(text) and not text[at - 1].isspace() and not text[at].isspace()
