"""Gaps in a ready-made text, such as ``{{ contact.first_name }}``: filled with what is known, or still open.

The names are Close's own (its SMS templates); which others there are is not documented. What nobody here
knows stays as it is, to be filled by hand: a text with an open gap must not leave (``preflight_words``).
"""

import re
from dataclasses import dataclass

_GAP = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
OPEN = re.compile(r"\{\{[^{}\n]{0,200}(?:\}\})?")
"""A gap, whole or begun."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with as many of its gaps filled as could be; ``filled`` are the words that were put in."""

    text: str
    filled: tuple[str, ...] = ()
    left: int = 0
    """How many gaps are open still."""


def fill(body: str, *, name: str = "", company: str = "") -> Filled:
    """Put the person's ``name`` and ``company`` into the gaps that ask for them; "" is not known."""
    known = {key: words for key, words in _known(name, company).items() if words}
    put_in: list[str] = []

    def filling(gap: re.Match[str]) -> str:
        words = known.get(gap[1].lower())
        if words is None:
            return gap[0]
        put_in.append(words)
        return words

    text = _GAP.sub(filling, body)
    return Filled(text, tuple(put_in), len(open_gaps(text)))


def open_gaps(text: str) -> tuple[tuple[int, int], ...]:
    """Where gaps are open still, in code points."""
    return tuple(found.span() for found in OPEN.finditer(text))


def _known(name: str, company: str) -> dict[str, str]:
    words = name.split()
    # Of one word nobody can say whether it is the first name or the last.
    last = " ".join(words[1:])
    return {
        "contact.first_name": words[0] if words else "",
        "contact.last_name": last,
        "contact.name": " ".join(words),
        "contact.display_name": " ".join(words),
        "lead.name": " ".join(company.split()),
        "lead.display_name": " ".join(company.split()),
    }
