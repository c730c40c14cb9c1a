"""The letters on a telephone's keys (ITU-T E.161), and what is typed or pasted at a dialpad made dialable.

Look here for how "1-800-FLOWERS" becomes digits, what is not taken, and how a name is found by its keys.
"""

import unicodedata

from desktop.sms.pasted import Fault, NotANumber, digits, pasted

LETTERS = {
    "2": "ABC",
    "3": "DEF",
    "4": "GHI",
    "5": "JKL",
    "6": "MNO",
    "7": "PQRS",
    "8": "TUV",
    "9": "WXYZ",
}
"""What stands on each key beside its digit."""

SIGNS = "123456789*0#"
"""The keys in the order of every telephone."""

_MOST_DIGITS = 15
_FEWEST_BEFORE_LETTERS = 3
_MOST_BEFORE_LETTERS = 9
"""With more digits before it, a word is a remark beside a whole number and no part of it."""


def digit_of(letter: str) -> str:
    """The key of a Latin letter, with or without an accent; "" for every other sign."""
    base = unicodedata.normalize("NFD", letter)[:1].upper()
    return next((digit for digit, letters in LETTERS.items() if base and base in letters), "")


def dialable(text: str) -> str:
    """``text`` as it is dialled: digits, ``+``, ``*``, ``#`` and the spaces and signs that part them.

    A single letter becomes its key's digit, and so does a word inside a number ("1-800-FLOWERS"). Links
    lose their scheme, invisible signs and other scripts' digits become plain. Raises ``NotANumber`` for
    what is no number: a name, an extension, a remark beside a number, a sign that no telephone has.
    """
    plain = "".join(_plain(sign) for sign in text).strip(" ")
    lasting = " " if text.endswith((" ", "\u00a0")) and plain else ""
    if all(_dialled(sign) for sign in plain):
        return plain + lasting
    if len(plain) == 1 or _is_typed(plain):
        return _kept(_spelled(plain)) + lasting
    found = pasted(plain)
    if found.has_letters and not _holds_a_word(found.written):
        raise NotANumber(Fault.LETTERS)
    return _kept(_spelled(found.written))


def _plain(sign: str) -> str:
    if unicodedata.category(sign) == "Cf":
        return ""
    if sign.isspace():
        return " "
    if sign in "\uff0b\ufe62":
        return "+"
    return str(unicodedata.decimal(sign, sign))


def _dialled(sign: str) -> bool:
    return sign.isascii() and (sign.isdigit() or sign in "+*# -()./")


def _is_typed(plain: str) -> bool:
    """One letter among what is already dialled: somebody spells a word key by key."""
    others = [sign for sign in plain if not _dialled(sign)]
    return len(others) == 1 and bool(digit_of(others[0]))


def _holds_a_word(written: str) -> bool:
    """Whether its letters stand for digits, as in "0800 REVERSE", and are no remark beside a number."""
    first = next(place for place, sign in enumerate(written) if sign.isalpha())
    before = len(digits(written[:first]))
    fits = len(digits(_spelled(written))) <= _MOST_DIGITS
    return fits and _FEWEST_BEFORE_LETTERS <= before <= _MOST_BEFORE_LETTERS


def _spelled(written: str) -> str:
    return "".join(digit_of(sign) or sign for sign in written)


def _kept(written: str) -> str:
    parting = ("Pd", "Ps", "Pe")
    if not all(_dialled(sign) or unicodedata.category(sign) in parting for sign in written):
        raise NotANumber(Fault.CHARACTERS)
    return "".join(sign if _dialled(sign) else "-" for sign in written)
