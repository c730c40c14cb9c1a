"""The letters on a telephone's keys (ITU-T E.161), and what is typed or pasted at a dialpad made dialable.

Look here for how "1-800-FLOWERS" becomes digits, what is not taken, and how a name is found by its keys.
"""

import re
import unicodedata

from desktop.sms.pasted import FEWEST_DIGITS, Fault, NotANumber, digits, pasted

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
_MOST_BEFORE_LETTERS = FEWEST_DIGITS - 1
"""With more digits before it, a word is a remark beside a whole number and no part of it."""
_MOST_BEFORE_MORE = 9
"""As before, for further words: keys that were spelled count ("1-800-CALL-ATT")."""
_WORD = re.compile(r"[^\W\d_]+")
_EXTENSION = re.compile(
    r"(?<![^\W\d_])(?:[;,]+|x|ext(?:ension|n)?)[.:=\s]*([0-9]{1,6})[\s)]*\Z", re.IGNORECASE
)
_BEFORE_EXTENSION = " ([;,.-"


def digit_of(letter: str) -> str:
    """The key of a Latin letter, with or without an accent; "" for every other sign."""
    base = unicodedata.normalize("NFD", letter)[:1].upper()
    return next((digit for digit, letters in LETTERS.items() if base and base in letters), "")


def dialable(text: str) -> str:
    """``text`` as it is dialled: digits, ``+``, ``*``, ``#`` and the spaces and signs that part them.

    A single letter becomes its key's digit, and so does a word inside a number ("1-800-FLOWERS"), but no
    letter beside a whole number. Links lose their scheme, invisible signs and other scripts' digits become
    plain. Raises ``NotANumber`` for what is no number: a name, an extension, a remark beside a number, a
    sign that no telephone has.
    """
    plain = "".join(_plain(sign) for sign in text).strip(" ")
    lasting = " " if text.endswith((" ", "\u00a0")) and plain else ""
    if all(_dialled(sign) for sign in plain):
        return plain + lasting
    if len(plain) == 1:
        return _kept(_spelled(plain))
    if _extension(plain) is not None:
        raise NotANumber(Fault.EXTENSION)
    found = pasted(plain)
    if found.has_letters and not _holds_a_word(found.written):
        raise NotANumber(Fault.LETTERS)
    return _kept(_spelled(found.written))


def apart(text: str) -> tuple[str, str]:
    """``text`` without the extension behind its number ("x12", "ext. 12", ";ext=12"), and its digits.

    "" where there is none: whatever the letters in ``text`` spell, they belong to the number then.
    """
    plain = "".join(_plain(sign) for sign in text)
    found = _extension(plain)
    if found is None:
        return text, ""
    return plain[: found.start()].rstrip(_BEFORE_EXTENSION), found[1]


def begins_extension(before: str, letter: str) -> bool:
    """Whether a letter typed behind ``before``, and behind no other letter, begins "x" or "ext"."""
    whole = len(digits(before)) >= FEWEST_DIGITS
    return whole and (letter in "xX" or (letter in "eE" and before.endswith(" ")))


def _extension(plain: str) -> re.Match[str] | None:
    found = _EXTENSION.search(plain)
    if found is None:
        return None
    fewest = _FEWEST_BEFORE_LETTERS if found[0][:2].lower() == "ex" else FEWEST_DIGITS
    return found if len(digits(_spelled(plain[: found.start()]))) >= fewest else None


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


def _holds_a_word(written: str) -> bool:
    """Whether its letters stand for digits, as in "0800 REVERSE", and are no remark beside a number."""
    words = list(_WORD.finditer(written))
    if not words or len(words[0][0]) == 1 or len(digits(_spelled(written))) > _MOST_DIGITS:
        return False
    before = [len(digits(_spelled(written[: word.start()]))) for word in words]
    return _FEWEST_BEFORE_LETTERS <= before[0] <= _MOST_BEFORE_LETTERS and before[-1] <= _MOST_BEFORE_MORE


def _spelled(written: str) -> str:
    return "".join(digit_of(sign) or sign for sign in written)


def _kept(written: str) -> str:
    parting = ("Pd", "Ps", "Pe")
    if not all(_dialled(sign) or unicodedata.category(sign) in parting for sign in written):
        raise NotANumber(Fault.CHARACTERS)
    return "".join(sign if _dialled(sign) else "-" for sign in written)
