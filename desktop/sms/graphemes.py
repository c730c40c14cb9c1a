"""Where what a person sees as one character ends: accents, flags, families, syllables stay whole.

Look here before cutting a text anywhere. After Unicode's UAX #29, on the careful side: where its tables would
be needed to be sure, there is no border here, since a text can always be cut a little earlier.
"""

import unicodedata

_JOINER = "\u200d"
_ALSO_EXTEND = frozenset("\u200c\u200d\uff9e\uff9f\u0e33\u0eb3")
"""What belongs to the character before it, beside all marks: the joiners, half-width and Thai vowel signs."""
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e")
_VIRAMA = 9
"""The combining class of a sign that joins the consonants around it."""


def border(text: str, at: int) -> bool:
    """Whether a new character, as people see them, surely begins at ``at`` (in code points of ``text``)."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before < "\u0300" and after < "\u0300":
        return not (before == "\r" and after == "\n")
    if _extends(after):
        # After a line end there is nothing that it could belong to.
        return before in "\r\n"
    if before == _JOINER or before in _PREPENDED or unicodedata.combining(before) == _VIRAMA:
        return False
    if _is_flag_half(before) and _is_flag_half(after):
        return _flag_halves_before(text, at) % 2 == 0
    return not (_is_hangul(before) and _is_hangul(after))


def _extends(character: str) -> bool:
    if character in _ALSO_EXTEND or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    return unicodedata.category(character)[0] == "M" or "\U000e0020" <= character <= "\U000e007f"


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag_half(text[start - 1]):
        start -= 1
    return at - start


def _is_hangul(character: str) -> bool:
    """Letters of which a syllable is made, and whole syllables, which may go on."""
    return (
        "\u1100" <= character <= "\u11ff"
        or "\ua960" <= character <= "\ua97c"
        or "\ud7b0" <= character <= "\ud7fb"
        or "\uac00" <= character <= "\ud7a3"
    )
