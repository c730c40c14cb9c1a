"""Text from outside, made fit to be painted: plain, of bearable length, with nothing invisible at work."""

LONGEST = 20_000
"""Characters of one text that are painted; the whole text stays in the store."""

_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (0x09, 0x0A)} | {
    0x7F: 0x2421,
    **dict.fromkeys(range(128, 160), 65533),
}
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that embed, override and isolate a direction: in a row they would turn round the words beside it."""


def shown(text: str, *, longest: int = LONGEST) -> str:
    """``text`` for a bubble: control characters become their pictures, and too much is cut with a mark."""
    cut = text[:longest] + " …" if len(text) > longest else text
    return cut.translate(_PICTURES)


def one_line(text: str, *, longest: int = 200) -> str:
    """``text`` for a row of a list: as ``shown``, its line ends as spaces, no direction beyond its end."""
    return " ".join(shown(text[: longest * 2].translate(_DIRECTIONS), longest=longest).split())
