"""What of a pasted key is the key: free of what copying adds, and refused where no key can be like that.

Look here for why a key with a curly quote never reaches a service.
"""

import unicodedata

from desktop.providers.base import SignInNeeded

_MOST_NAMED = 3


class OddKey(SignInNeeded):
    """The key holds characters that no key has; ``characters`` names some of them, for people.

    The service was not asked.
    """

    def __init__(self, characters: str) -> None:
        super().__init__("")
        self.characters = characters


def plain_key(secret: str, *, free: bool = False) -> str:
    """``secret`` without spaces and invisible characters around it; "" where nothing else is in it.

    Raises ``OddKey`` for anything but visible ASCII in between: no service makes such keys, and no header
    of HTTP could carry them. ``free``: somebody chose it, so only what nobody can type is odd in it.
    """
    start, end = 0, len(secret)
    while start < end and _unseen(secret[start]):
        start += 1
    while end > start and _unseen(secret[end - 1]):
        end -= 1
    key = secret[start:end]
    odd = dict.fromkeys(one for one in key if (_untyped(one) if free else _no_part_of_a_key(one)))
    if odd:
        named = [_name(one) for one in list(odd)[:_MOST_NAMED]]
        raise OddKey(", ".join(named) + (" …" if len(odd) > _MOST_NAMED else ""))
    return key


def _no_part_of_a_key(character: str) -> bool:
    return not character.isascii() or not character.isprintable() or character == " "


def _untyped(character: str) -> bool:
    """Line ends, NUL and the like, and half a surrogate pair, which no request could carry."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def _unseen(character: str) -> bool:
    """Spaces count as well; what is merely odd does not."""
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
