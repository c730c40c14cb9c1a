"""What people paste where a telephone number belongs, made plain: ASCII digits and at most one plus.

Look here for the signs that may stand in a written number and for what is refused as no number at
all (requirements B2, B12). Which country and which number it then is, ``desktop.sms.phone`` says.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

FEWEST_DIGITS = 7
"""Fewer digits are no whole telephone number, but a short code, an extension or part of a name."""

_MOST_CHARACTERS = 80
_COUNTRY_CODE_DIGITS = 3
"""A country code has at most as many digits, and so has an emergency number that all telephones know."""
_PLUS_SIGNS = "+\uff0b\ufe62"
# Beside spaces, dashes and brackets, which are known by their category.
_SEPARATORS = frozenset("./~\u00b7\u2022\u2043\u2212\u30fc\uff0e\uff0f\uff5e")
_SEPARATOR_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Pd", "Ps", "Pe"})
_TEL = re.compile(r"tel(?::|\.:?(?=\s*[+(0-9]))\s*(?://)?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:;|,|#|x|ext(?:ension|n)?)[.:=\s]*[0-9]{1,6}[\s)]*\Z", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"[\r\n,;|&/]+")
_BARE = re.compile(r"\+?[0-9]*")


class Fault(StrEnum):
    """Why a text is no number that could be texted (B12)."""

    EMPTY = "empty"
    LETTERS = "letters"
    CHARACTERS = "characters"
    """A sign that belongs to no number, such as ``*`` or ``@``."""
    SEVERAL = "several"
    """More than one number."""
    EXTENSION = "extension"
    """A number with an extension: texts reach only the number itself."""
    NO_COUNTRY = "no_country"
    """National form, and no region to read it in."""
    UNKNOWN_COUNTRY = "unknown_country"
    """International form with a country code that does not exist."""
    NO_AREA_CODE = "no_area_code"
    """It works only from inside its own area."""
    AMBIGUOUS = "ambiguous"
    """It reads as two different numbers, and nothing says which is meant."""
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_POSSIBLE = "not_possible"
    """A length that no number of its country has."""


class NotANumber(ValueError):
    """The text is no number one could text; ``fault`` says why. ``str()`` never holds the number."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Pasted:
    """One number or name as written: trimmed, digits and plus in ASCII, nothing invisible left."""

    written: str
    in_link: bool
    """Whether it stood in a ``tel:`` link, where only a number can stand."""

    @property
    def has_letters(self) -> bool:
        """Whether it is a name, or a number with slips."""
        return any(c.isalpha() and c not in _SEPARATORS for c in self.written)

    def bare(self) -> str:
        """Digits with at most one plus before them; raises ``NotANumber`` for any other sign."""
        kept = "".join(c for c in self.written if not _separates(c))
        if not _BARE.fullmatch(kept):
            raise NotANumber(Fault.CHARACTERS)
        return kept


def pasted(text: str) -> Pasted:
    """Read ``text`` as one number or name, taking a ``tel:`` link apart (RFC 3966).

    Raises ``NotANumber`` for nothing at all, several numbers, an extension, and overlong texts.
    """
    # Address books put invisible characters (direction marks, soft hyphens) round numbers.
    seen = (c for c in text if unicodedata.category(c) != "Cf")
    written = "".join("+" if c in _PLUS_SIGNS else str(unicodedata.decimal(c, c)) for c in seen).strip()
    link = _TEL.match(written)
    if link:
        written = _number_of_link(written[link.end() :])
    if not written:
        raise NotANumber(Fault.EMPTY)
    _stop_several(written)
    found = Pasted(written, in_link=link is not None)
    if len(written) > _MOST_CHARACTERS:
        raise NotANumber(Fault.LETTERS if found.has_letters else Fault.TOO_LONG)
    extension = _EXTENSION.search(written)
    if extension and len(digits(written[: extension.start()])) >= FEWEST_DIGITS:
        raise NotANumber(Fault.EXTENSION)
    return found


def digits(text: str) -> str:
    """The decimal digits of ``text``, of whatever script, as ASCII digits; all else is left out."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def in_context(number: str, context: str) -> str:
    """A local number with the ``phone-context`` of its link before it, where both make one whole number.

    A country code makes no number of a short or emergency one: tel:911;phone-context=+1 means 911.
    """
    if number.startswith("+") or not context.startswith("+"):
        return number
    long_enough = len(digits(number)) >= FEWEST_DIGITS
    inside_an_area = len(digits(number)) > _COUNTRY_CODE_DIGITS < len(digits(context))
    return context + number if long_enough or inside_an_area else number


def _number_of_link(rest: str) -> str:
    """The number of a ``tel:`` link, made whole with its ``phone-context`` (RFC 3966, clause 5.1.5)."""
    number, *parameters = (unquote(part).strip() for part in rest.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.lower() in ("ext", "isub"):
            raise NotANumber(Fault.EXTENSION)
        if name.lower() == "phone-context":
            number = in_context(number, value)
    return number


def _stop_several(written: str) -> None:
    whole = [chunk for chunk in _BETWEEN_NUMBERS.split(written) if len(digits(chunk)) >= FEWEST_DIGITS]
    before_last_plus = written.rpartition("+")[0]
    if len(whole) > 1 or len(digits(before_last_plus)) >= FEWEST_DIGITS:
        raise NotANumber(Fault.SEVERAL)


def _separates(character: str) -> bool:
    return (
        character in _SEPARATORS
        or character.isspace()
        or unicodedata.category(character) in _SEPARATOR_CATEGORIES
    )
