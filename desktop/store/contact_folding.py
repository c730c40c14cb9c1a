"""How contacts are found and put in order: without case, accents and the ways of writing a number (B3).

SQLite's own comparison knows only ASCII, so what is compared is stored beside what people wrote.
"""

import unicodedata
from collections.abc import Iterable

from desktop.sms.phone import digits

FOUND_BY = ("folded", "digits", "sorted_by")
"""The columns that ``found_by`` fills."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters that Unicode does not take apart, and people type without their stroke."""


def folded(text: str) -> str:
    """``text`` as it is compared: "ZOË  Łuk" becomes "zoe luk", whatever the alphabet."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in apart if unicodedata.category(character) not in ("Mn", "Cf"))
    return " ".join(bare.casefold().translate(_LETTERS).split())


def sorted_by(name: str, company: str, numbers: Iterable[str] = ()) -> str:
    """Where a contact stands in a list: by its name, else its company, else its first number.

    Those with neither name nor company stand at the end.
    """
    return folded(name) or folded(company) or "\U0010ffff" + next(iter(numbers), "")


def found_by(name: str, company: str, numbers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The values of the columns that searching and sorting use; ``numbers`` are pairs with their labels."""
    pairs = list(numbers)
    words = [folded(one) for one in (name, company, *(label for _, label in pairs))]
    return {
        "folded": "\n".join(words),
        "digits": "\n".join(_digits(number) for number, _ in pairs),
        "sorted_by": sorted_by(name, company, (number for number, _ in pairs)),
    }


def _digits(number: str) -> str:
    bare = number.removeprefix("+")
    return bare if bare.isascii() and bare.isdecimal() else digits(number)
