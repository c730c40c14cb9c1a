"""Where a text is cut that travels as texts of its own: between words, and never inside a character (B7).

The pieces are the whole text: white space at a cut ends the piece before it. It is left out when the piece is
sent, so it costs nothing. What a piece may hold is in ``segments.Policy``.
"""

from bisect import bisect_right
from collections.abc import Sequence

from desktop.sms.graphemes import border

SPACE = " \n"
"""What may be left out around a piece."""


def cuts(text: str, reach: Sequence[int], most: int) -> list[tuple[int, int]]:
    """(first character that counts, end) of each piece, in code points; none of an empty text.

    ``reach``: for every character the units of the text up to and including it. No piece holds more than
    ``most`` of them between the white space around it. A word is cut only where it has no room in a piece of
    its own, and a character as people see them only where it alone is longer than a piece.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        first = _after_space(text, start)
        if first == len(text) and found:
            found[-1] = (found[-1][0], first)
            break
        first = start if first == len(text) else first
        used = reach[first - 1] if first else 0
        end = bisect_right(reach, used + most)
        if end < len(text):
            end = _joint(text, first, end)
        start = end
        found.append((first, end))
    return found


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in SPACE and border(text, at + 1):
        at += 1
    return at


def _joint(text: str, first: int, end: int) -> int:
    """The last good place for a cut at which no more than what is before ``end`` counts."""
    for at in range(_after_space(text, end), first, -1):
        if text[at - 1] in SPACE and border(text, at):
            return at
    return next((at for at in range(end, first, -1) if border(text, at)), end)
