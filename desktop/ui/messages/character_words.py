"""Characters that force Unicode in words: what each is called, and what could stand for it (B8)."""

import unicodedata

from desktop.sms.fixit import suggestion
from desktop.wording import isolated, tr


def name(character: str) -> str:
    """What a character is called: in plain words where it has some, else as Unicode calls it."""
    known = {
        "\u2018": tr("curly apostrophe"),
        "\u2019": tr("curly apostrophe"),
        "\u201c": tr("curly quotation mark"),
        "\u201d": tr("curly quotation mark"),
        "\u201e": tr("low quotation mark"),
        "\u00ab": tr("angle quotation mark"),
        "\u00bb": tr("angle quotation mark"),
        "\u2013": tr("dash"),
        "\u2014": tr("long dash"),
        "\u2026": tr("three dots in one character"),
        "\u2022": tr("bullet"),
        "\u00a0": tr("space that does not break"),
        "\u202f": tr("narrow space that does not break"),
        "\u200b": tr("invisible space"),
        "\ufeff": tr("invisible mark"),
        "\t": tr("tab"),
        "`": tr("backtick"),
        "\u00b4": tr("accent standing alone"),
    }.get(character)
    if known is not None:
        return known
    if _is_emoji(character):
        return tr("emoji")
    return unicodedata.name(character, tr("character")).lower()


def described(text: str) -> str:
    """One character with its accents, its number and its name: “’” (U+2019, curly apostrophe)."""
    number = " ".join(f"U+{ord(one):04X}" for one in text)
    composed = unicodedata.normalize("NFC", text)
    shown = isolated(text) if text.isprintable() else ""
    words = f"{number}, {name(composed[0])}"
    return tr("“{character}” ({words})").format(character=shown, words=words) if shown else words


def instead(text: str) -> str:
    """What could be written instead of one character, in a sentence; "" where there is nothing."""
    composed = unicodedata.normalize("NFC", text)
    found = suggestion(composed) if len(composed) == 1 else None
    if found is None:
        return ""
    if not found:
        return tr("It can be left out.")
    if found.isspace():
        return tr("An ordinary space can stand for it.")
    return tr("It could be written as {plain}").format(plain=isolated(found))


def _is_emoji(character: str) -> bool:
    return character >= "\U0001f000" or unicodedata.category(character) == "So"
