"""What columns mean, by their titles in several languages or by what stands below them."""

import pytest

from desktop.phonebook.csv_headers import Field, Meaning, is_header, meaning_of, suggested


def fields(*titles: str) -> list[tuple[str, str]]:
    return [(one.field.value, one.label) for one in suggested(titles, [])]


def test_googles_export() -> None:
    assert fields(
        "Name", "Given Name", "Family Name Yomi", "Organization 1 - Name", "E-mail 1 - Type",
        "E-mail 1 - Value", "E-mail 2 - Value", "Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Label",
        "Phone 2 - Value", "Birthday", "Notes",
    ) == [
        ("name", ""), ("given", ""), ("ignored", ""), ("company", ""), ("ignored", ""),
        ("email", ""), ("ignored", ""), ("number_label", ""), ("number", ""), ("number_label", ""),
        ("number", ""), ("ignored", ""), ("notes", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "field", "label"),
    [
        ("Mobile Phone", "number", "mobile"),
        ("Business Phone 2", "number", "work"),
        ("Home Fax", "number", "fax"),
        ("E-mail Address", "email", ""),
        ("Company Main Phone", "number", "main"),
        ("Vorname", "given", ""),
        ("NACHNAME", "family", ""),
        ("Mobiltelefon", "number", "mobile"),
        ("Telefon geschäftlich", "number", "work"),
        ("Telefon privat", "number", "home"),
        ("Prénom", "given", ""),
        ("Société", "company", ""),
        ("Téléphone", "number", ""),
        ("Teléfono móvil", "number", "mobile"),
        ("Apellidos", "family", ""),
        ("Cognome", "family", ""),
        ("Achternaam", "family", ""),
        ("Efternamn", "family", ""),
        ("phone_number", "number", ""),
        ("Phone Extension", "ignored", ""),
        ("Country Code", "ignored", ""),
        ("Customer number", "ignored", ""),
        ("Favourite colour", "ignored", ""),
        ("", "ignored", ""),
    ],
)
def test_titles_of_many_programs_and_languages_are_known(title: str, field: str, label: str) -> None:
    assert meaning_of(title) == Meaning(Field(field), label)


def test_without_titles_what_stands_below_is_looked_at() -> None:
    rows = [["Zoë Patel", "zoe@example.com", "07700 900123", "3"], ["Ben", "", "+44 7700 900124", "5"]]
    found = [one.field for one in suggested([""] * 4, rows)]
    assert found == [Field.NAME, Field.EMAIL, Field.NUMBER, Field.IGNORED]


def test_a_first_row_of_numbers_is_no_header() -> None:
    assert is_header(["Name", "Phone"])
    assert is_header(["Nom", "Quelque chose"])
    assert not is_header(["Zoë", "07700 900123"])
    assert not is_header(["Name", "07700 900123"])
    assert not is_header(["", ""])
