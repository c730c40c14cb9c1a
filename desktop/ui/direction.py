"""Which way a paragraph reads: from the left or from the right, by the letters that stand in it.

The first letter that has a direction decides (rule P2 of Unicode's UAX 9) as long as the others bear it out:
"API" before an Arabic sentence does not turn the sentence round. Bubbles, the composer and the list ask here.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import Qt

_LTR, _RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Signs of scripts that are written from the right, and the marks that embed them."""
_ADDRESS = re.compile(r"(?<!\S)\S*(?:://|www\.|@)\S+", re.IGNORECASE)
"""Latin in any language, so it says nothing of the language it stands in."""
_MARKS = {"\u200e": _LTR, "\u200f": _RTL}
_BORNE_OUT = 0.3
"""The least share of letters from the right that keeps a paragraph that begins with one."""


def from_the_right(text: str) -> bool:
    """Whether anything in ``text`` is written from the right: cheap, and mostly the end of the matter."""
    return not text.isascii() and _FROM_THE_RIGHT.search(text) is not None


@lru_cache(maxsize=256)
def direction_of(paragraph: str) -> Qt.LayoutDirection | None:
    """The direction of one paragraph; ``None`` where nothing in it has one (figures, emoji).

    A mark (LRM, RLM) at its beginning is somebody's wish and decides alone.
    """
    if paragraph[:1] in _MARKS:
        return _MARKS[paragraph[0]]
    if not from_the_right(paragraph):
        return _LTR if any(c.isalpha() for c in paragraph) else None
    left, right, first = _letters(_ADDRESS.sub(" ", paragraph))
    if first is None:
        left, right, first = _letters(paragraph)
    if first is None:
        return None
    if first is _RTL:
        return _RTL if right >= _BORNE_OUT * (left + right) else _LTR
    return _RTL if right > left else _LTR


def directions(paragraphs: Iterable[str], otherwise: Qt.LayoutDirection = _LTR) -> list[Qt.LayoutDirection]:
    """The direction of each; one without any takes that of the one before it, or the first that has one."""
    own = [direction_of(paragraph) for paragraph in paragraphs]
    last = next((one for one in own if one is not None), otherwise)
    found = []
    for one in own:
        last = last if one is None else one
        found.append(last)
    return found


def _letters(text: str) -> tuple[int, int, Qt.LayoutDirection | None]:
    """How many letters read from the left and from the right, and which way the first one reads."""
    left = right = 0
    first: Qt.LayoutDirection | None = None
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            right += 1
            first = first or _RTL
        elif kind == "L":
            left += 1
            first = first or _LTR
    return left, right, first
