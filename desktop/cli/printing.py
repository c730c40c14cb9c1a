"""What reaches stdout and stderr: JSON for machines, sentences and tables for people.

Look here for how names, texts and error words from outside are made harmless for a terminal.
"""

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import typer

_JOINERS = "\u200c\u200d"
"""Invisible, but Persian words and pictures of families fall apart without them."""
_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
"""Ours, for the window (see ``wording.isolated``); a terminal would show boxes."""


def show(found: Any) -> None:
    """Something for machines, on stdout; ASCII, so that no terminal's encoding can break it."""
    typer.echo(json.dumps(found, ensure_ascii=True))


def say(sentence: str) -> None:
    """Something for people, on stdout."""
    typer.echo(visible(sentence))


def note(sentence: str) -> None:
    """Something for people, on stderr."""
    typer.echo(visible(sentence), err=True)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Something for people, on stdout, in columns."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in [*zip(*cells, strict=True)][:-1]]
    for row in cells:
        # Nothing stands behind the last cell, and it may be a text of any length.
        before = zip(row[:-1], widths, strict=False)
        padded = [cell + " " * (width - _width(cell)) for cell, width in before]
        typer.echo("  ".join([*padded, *row[-1:]]).rstrip())


def visible(text: str) -> str:
    """``text`` for one line of a terminal: no control character and no change of direction reaches it.

    Such characters are shown as their code, line ends as a sign.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_ISOLATES).replace("\r\n", "\n")
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character in "\n\r\u0085\u2028\u2029":
        return " ⏎ "
    if character.isprintable() or character in _JOINERS:
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _width(text: str) -> int:
    """Columns that a terminal gives it: two for most of East Asia, none for what stands on another."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
