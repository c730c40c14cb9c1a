"""Text from outside, made fit to be painted: plain, of bearable length, with nothing invisible at work."""

LONGEST = 10_000
"""Characters of one text that are painted, more than any service takes; the whole text stays in the store.

Laying out twice as many of one word holds the window up for a tenth of a second.
"""

_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (0x09, 0x0A)} | {
    0x7F: 0x2421,
    **dict.fromkeys([*range(128, 160), 0x202D, 0x202E], 65533),
}
"""Overrides among them: no script needs one, and a file called exe.pdf turns out to end in fdp.exe."""
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that embed, override and isolate a direction: in a row they would turn round the words beside it."""


def shown(text: str, *, longest: int = LONGEST) -> str:
    """``text`` for a bubble: control characters become their pictures, and too much is cut with a mark.

    Every character stays in its place.
    """
    cut = text[:longest] + " …" if len(text) > longest else text
    return cut.translate(_PICTURES)


def beside(text: str) -> str:
    """``text`` with other words beside it, its lines kept: as ``shown``, no direction beyond its end."""
    return shown(text.translate(_DIRECTIONS))


def one_line(text: str, *, longest: int = 200) -> str:
    """``text`` for a row of a list: as ``shown``, its line ends as spaces, no direction beyond its end."""
    return " ".join(shown(text[: longest * 2].translate(_DIRECTIONS), longest=longest).split())
