"""Places in a text as Qt counts them, in UTF-16 units: cut there, and find the word or paragraph around one.

Python counts characters; an emoji is one of those and two units. Whatever crosses between the two goes
through here.
"""

from itertools import pairwise

from PySide6.QtCore import QTextBoundaryFinder

_WORD = QTextBoundaryFinder.BoundaryType.Word
_GRAPHEME = QTextBoundaryFinder.BoundaryType.Grapheme


def units(text: str) -> int:
    """How long ``text`` is."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, end: int) -> str:
    """The part from ``start`` to ``end``; both stand between characters as people see them."""
    if text.isascii():
        return text[start:end]
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * start : 2 * end].decode("utf-16-le", "replace")


def word_around(text: str, place: int) -> tuple[int, int]:
    """Where the word at ``place`` begins and ends; a space or a sign counts as one."""
    finder = QTextBoundaryFinder(_WORD, text)
    end = min(place, max(units(text) - 1, 0))
    finder.setPosition(end)
    start = end if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(end)
    return max(start, 0), max(finder.toNextBoundary(), 0) or units(text)


def paragraph_around(text: str, place: int) -> tuple[int, int]:
    """Where the paragraph at ``place`` begins and ends, without its line end."""
    before = cut(text, 0, place)
    start = units(before.rpartition("\n")[0]) + 1 if "\n" in before else 0
    rest = cut(text, place, units(text)).partition("\n")[0]
    return start, place + units(rest)


def next_word(text: str, place: int, step: int) -> int:
    """The beginning of the next word for ``step`` +1, of this or the one before for -1."""
    finder = QTextBoundaryFinder(_WORD, text)
    starts = [0]
    while (boundary := finder.toNextBoundary()) >= 0:
        if finder.boundaryReasons() & QTextBoundaryFinder.BoundaryReason.StartOfItem:
            starts.append(boundary)
    starts.append(units(text))
    for one, other in pairwise(starts):
        if step > 0 and one <= place < other:
            return other
        if step < 0 and one < place <= other:
            return one
    return starts[-1] if step > 0 else 0


def next_character(text: str, place: int, step: int) -> int:
    """The place behind (+1) or before (-1) the next character as people see it: emoji and accents are one."""
    finder = QTextBoundaryFinder(_GRAPHEME, text)
    finder.setPosition(place)
    found = finder.toNextBoundary() if step > 0 else finder.toPreviousBoundary()
    return found if found >= 0 else place
