"""What the columns of a CSV file mean: header words of Google, Outlook and others, in several languages.

Where a header says nothing, what stands below it is looked at.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.phonebook.labels import label_of_types
from desktop.sms.phone import digits
from desktop.store.contact_folding import folded
from desktop.store.contact_labels import label_of
from desktop.store.contact_records import LABELS


class Field(StrEnum):
    """What a column holds."""

    IGNORED = "ignored"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    COMPANY = "company"
    EMAIL = "email"
    NOTES = "notes"
    NUMBER = "number"
    NUMBER_LABEL = "number_label"
    """The label of the next number to its right."""
    UID = "uid"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means; ``label`` is the label of its numbers."""

    field: Field
    label: str = ""


Mapping = tuple[Meaning, ...]
IGNORED = Meaning(Field.IGNORED)

_HEADERS = {
    Field.NAME: "name|full name|display name|displayname|contact|contact name|file as|customer|kunde|"
    "anzeigename|vollstandiger name|kontakt|nom complet|nom affiche|nombre completo|nome completo|"
    "volledige naam|weergavenaam|naam|namn|navn|nimi|nazwa|imie i nazwisko|fn",
    Field.GIVEN: "first name|given name|forename|vorname|prenom|nombre|nome|nome proprio|voornaam|fornamn|"
    "fornavn|etunimi|imie|firstname",
    Field.FAMILY: "last name|family name|surname|nachname|familienname|nom|nom de famille|apellido|apellidos|"
    "cognome|sobrenome|apelido|achternaam|efternamn|etternavn|sukunimi|nazwisko|lastname",
    Field.COMPANY: "company|company name|organization|organisation|organization name|organization 1 name|"
    "business|firma|unternehmen|entreprise|societe|empresa|compania|azienda|societa|bedrijf|foretag|"
    "bedrift|yritys|org",
    Field.EMAIL: "email|e mail|email address|e mail address|email 1 value|e mail 1 value|mail|e mail adresse|"
    "adresse e mail|courriel|correo|correo electronico|indirizzo e mail|endereco de e mail|e mailadres|"
    "e post|epost|sahkoposti|adres e mail|primary email|mailadresse",
    Field.NOTES: "note|notes|comment|comments|remarks|notiz|notizen|bemerkung|bemerkungen|remarques|notas|"
    "nota|observaciones|appunti|observacoes|notities|opmerkingen|anteckningar|notater|notatki|uwagi",
    Field.UID: "uid|uuid|contact id|kontakt id",
}
_FIELDS = {header: field for field, headers in _HEADERS.items() for header in headers.split("|")}
_NUMBER = re.compile(
    r"\b(phone|telephone|tel|telefon|telefonnummer|telefono|telefone|telefoon|telefoonnummer|puhelin|"
    r"mobile|mobil|cell|cellular|handy|handynummer|mobilnummer|mobiltelefon|movil|celular|telemovel|"
    r"cellulare|mobiel|portable|komorka|rufnummer|nummer|number|numero|numer|msisdn|fax|telefax|pager|sms|whatsapp)\b"
)
_LABEL = re.compile(r"\b(type|label|typ|tipo|etikett|bezeichnung|libelle|etiqueta|etichetta)\b")
_OTHER = re.compile(
    r"\b(phonetic|yomi|extension|country|code|id|date|birthday|account|customer number|fiscal)\b"
)
_FEWEST = 5
_NUMBERS = set(LABELS) - {"main", "other"}
"""Labels that are a title by themselves: "Mobile", "Office"."""


def suggested(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Mapping:
    """The best guess for every column; ``sample`` are some of the rows below. People may change it."""
    meanings = [meaning_of(title) for title in header]
    seen: set[Field] = set()
    for at, meaning in enumerate(meanings):
        if meaning.field in (Field.NUMBER, Field.NUMBER_LABEL, Field.IGNORED):
            continue
        if meaning.field in seen:
            meanings[at] = IGNORED  # "E-mail 2": one of a kind, but for numbers
        seen.add(meaning.field)
    if not seen & {Field.NAME, Field.GIVEN, Field.FAMILY} or Field.NUMBER not in {
        one.field for one in meanings
    }:
        meanings = _by_contents(meanings, sample)
    return tuple(meanings)


def meaning_of(title: str) -> Meaning:
    """What one header says; ``IGNORED`` where it says nothing that is known."""
    words = " ".join(re.sub(r"[\W_]+", " ", folded(title)).split())
    if words in _FIELDS:
        return Meaning(_FIELDS[words])
    if _OTHER.search(words):
        return IGNORED
    if label_of(words) in _NUMBERS:
        return Meaning(Field.NUMBER, label_of(words))
    if _NUMBER.search(words):
        if _LABEL.search(words):
            return Meaning(Field.NUMBER_LABEL)
        # "Phone 1 - Value" says no label; "Business Phone 2" does.
        return Meaning(Field.NUMBER, _label(words))
    return IGNORED


def is_header(row: Sequence[str]) -> bool:
    """Whether a first row names the columns: some title is known, and nothing in it is a number."""
    known = any(meaning_of(cell).field is not Field.IGNORED for cell in row)
    return known and not any(_looks_like_number(cell) for cell in row)


def _label(words: str) -> str:
    kept = [word for word in words.split() if not word.isdecimal() and word not in ("value", "s")]
    return label_of_types(word for word in kept if label_of(word) in LABELS)


def _by_contents(meanings: list[Meaning], sample: Sequence[Sequence[str]]) -> list[Meaning]:
    """Fill in what the headers left open from what most cells of a column look like."""
    known = {meaning.field for meaning in meanings}
    named = bool(known & {Field.NAME, Field.GIVEN, Field.FAMILY})
    for at, meaning in enumerate(meanings):
        cells = [row[at].strip() for row in sample if at < len(row) and row[at].strip()]
        if meaning.field is not Field.IGNORED or not cells:
            continue
        if Field.NUMBER not in known and _most(map(_looks_like_number, cells)):
            meanings[at] = Meaning(Field.NUMBER)
        elif Field.EMAIL not in known and _most("@" in cell and " " not in cell for cell in cells):
            meanings[at] = Meaning(Field.EMAIL)
            known.add(Field.EMAIL)
        elif not named and _most(any(one.isalpha() for one in cell) for cell in cells):
            meanings[at] = Meaning(Field.NAME)
            named = True
    return meanings


def _most(found: Iterable[bool]) -> bool:
    answers = list(found)
    return sum(answers) * 2 > len(answers)


def _looks_like_number(cell: str) -> bool:
    written = cell.strip().lstrip("'")
    signs = set(written) - set("0123456789+()-./ \u00a0")
    return len(digits(written)) >= _FEWEST and not signs
