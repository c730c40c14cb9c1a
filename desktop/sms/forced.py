"""What in a text as it is being typed forces Unicode, where it stands (B8).

Look here for what the composer underlines. ``segments.forcing`` answers the same for a text that is ready
to leave; here accents may still be signs of their own, which leaving composes.
"""

import unicodedata

from desktop.sms.alphabet import NOT_GSM

_NEEDS_IT = 4
"""Where more than one letter in so many forces Unicode, the language does, and nothing is marked."""


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of every character that forces Unicode, in code points; with its accents.

    Empty for a text whose language needs Unicode: marking all of it would say nothing.
    """
    if NOT_GSM.search(text) is None:
        return ()
    characters = [(start, end, text[start:end]) for start, end in _characters(text)]
    # Asked once for each kind: a long text has few kinds, and composing one takes a while.
    kinds = {one for *_, one in characters}
    forcing = {one for one in kinds if NOT_GSM.search(_composed(one)) is not None}
    found = [(start, end) for start, end, one in characters if one in forcing]
    letters = sum(c.isalpha() for c in text)
    marked = sum(text[start].isalpha() for start, _ in found)
    return () if marked * _NEEDS_IT > letters else tuple(found)


def _characters(text: str) -> list[tuple[int, int]]:
    starts = [at for at, c in enumerate(text) if not at or not unicodedata.combining(c)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _composed(character: str) -> str:
    return unicodedata.normalize("NFC", character).replace("\r", "")
