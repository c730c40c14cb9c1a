"""What may stand for a character that is not GSM-7, as data: signs that read the same, plain letters.

Look here to add a replacement, and for what one has to be beside a digit or letter (``in_place``). What is
done with them is in ``desktop.sms.fixit``. The signs are those that services with "smart encoding" replace
on their side, without the ones that such tables get wrong: one space stays one space, a bullet before a
number makes no minus, and combining marks are composed before, not turned into signs.
"""

import unicodedata

_SIGNS = {
    '"': "\u00ab\u00bb\u02ba\u02ee\u201c\u201d\u201e\u201f\u2033\u275d\u275e\u301d\u301e\uff02",
    "'": "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032\u2039\u203a\u275b\u275c"
    "\uff07",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u23bc\u23bd\ufe63\uff0d",
    "...": "\u2026",
    ",": "\u201a\u3001\ufe10\ufe50\ufe51\uff0c\uff64",
    ".": "\u00b7\u3002\ufe52\uff0e\uff61",
    "/": "\u00f7\u2044\u2215\u29f8\uff0f",
    "\\": "\u29f5\u29f9\ufe68\uff3c",
    "|": "\u2223\u239c\u239f\u23b8\u23b9\u23d0\uff5c",
    "*": "\u2022\u204e\u2217\u229b\u2722\u2723\u2724\u2725\u2731\u2732\u2733\u273a\u2743\u2749\u29c6\ufe61"
    "\uff0a",
    "(": "\u2768\u276a\u27ee\u2985\ufe59\uff08",
    ")": "\u2769\u276b\u27ef\u2986\ufe5a\uff09",
    "{": "\u2774\ufe5b\uff5b",
    "}": "\u2775\ufe5c\uff5d",
    "[": "\uff3b",
    "]": "\uff3d",
    "<": "\ufe64\uff1c",
    ">": "\ufe65\uff1e",
    ":": "\u02d0\u02f8\u2982\ua789\ufe13\ufe55\uff1a",
    ";": "\u204f\ufe14\ufe54\uff1b",
    "!": "\u01c3\ufe15\ufe57\uff01",
    "!!": "\u203c",
    "?": "\ufe16\ufe56\uff1f",
    "_": "\u2017\uff3f",
    "^": "\u02c6\uff3e",
    "~": "\u02dc\u02f7\u223c\uff5e",
    "=": "\ua78a\ufe66\uff1d",
    "+": "\u02d6\ufe62\uff0b",
    "@": "\ufe6b\uff20",
    "$": "\ufe69\uff04",
    "#": "\ufe5f\uff03",
    "%": "\ufe6a\uff05",
    "&": "\ufe60\uff06",
    "x": "\u00d7",
    "1/4": "\u00bc",
    "1/2": "\u00bd",
    "3/4": "\u00be",
    "No.": "\u2116",
    "(C)": "\u00a9",
    "(R)": "\u00ae",
    "(TM)": "\u2122",
    "Rs": "\u20b9",
    " ": "\t\v\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "\n": "\u0085\u2028\u2029",
    "": "\u00ad\u200b\u2060\ufeff",
}

SIGNS: dict[str, str] = {
    **{sign: to for to, signs in _SIGNS.items() for sign in signs},
    **{chr(0xFF10 + place): digit for place, digit in enumerate("0123456789")},
    **{chr(0xFF21 + place): chr(0x41 + place) for place in range(26)},
    **{chr(0xFF41 + place): chr(0x61 + place) for place in range(26)},
}
"""A sign outside GSM-7 and what reads the same inside it; "" for what cannot be seen anyway."""

_FRACTIONS = frozenset("\u00bc\u00bd\u00be")
_DIVIDES = frozenset("\u00b7\u3001\uff64")
"""Between digits nobody can tell what these mean: a decimal point, a multiplication, a list."""


def in_place(text: str, at: int, to: str) -> str | None:
    """``to``, which may stand for the character at this place, as it keeps its meaning; ``None``: it can't.

    A fraction keeps its distance from the digits beside it: 1½ is 1 1/2, and never 11/2. A Greek letter
    beside a Latin one belongs to a measure: 5 μg is never 5 Mg.
    """
    character = text[at]
    if character in _FRACTIONS:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        space = " " if before.isdigit() or (before and before in _FRACTIONS) else ""
        return space + to + (" " if after.isdigit() else "")
    if character in _DIVIDES:
        return None if text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit() else to
    if "\u0370" <= character <= "\u03ff":
        beside = text[at - 1 : at] + text[at + 1 : at + 2]
        return None if any(one.isascii() and one.isalpha() for one in beside) else to
    return to


_LETTERS = {
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ı": "i", "ŀ": "l", "Ŀ": "L", "ŋ": "n",
    "Ŋ": "N", "œ": "oe", "Œ": "OE", "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ð": "d", "Ð": "D", "þ": "th",
    "Þ": "Th", "ﬁ": "fi", "ﬂ": "fl", "ĳ": "ij", "Ĳ": "IJ",
}  # fmt: skip

_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
"""Greek capitals that look like Latin ones; the others are in GSM-7 themselves."""

_VIETNAMESE = frozenset("ơưƠƯăĂ")


def plain_letter(character: str) -> str:
    """A letter of Latin script without its accents, or a Greek one as a capital; "" for any other.

    Vietnamese letters are left alone: without their marks they are other words.
    """
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _VIETNAMESE or "\u1ea0" <= character <= "\u1ef9":
        return ""
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and base.isascii() and base.isalpha():
        return base
    if "\u0370" <= base <= "\u03ff":
        capital = "Σ" if base == "ς" else base.upper()
        return _GREEK.get(capital, capital if len(capital) == 1 and capital.isalpha() else "")
    return ""
