"""How names are compared and ordered."""

import pytest

from desktop.store.contact_folding import folded, found_by, sorted_by


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Zoë  PATEL", "zoe patel"),
        ("Ångström", "angstrom"),
        ("Straße", "strasse"),
        ("Łukasz Øster", "lukasz oster"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("İstanbul ısı", "istanbul isi"),
        ("مُحَمَّد", "محمد"),
        ("ﬁve ½", "five 1⁄2"),
        ("\u200fשָׁלוֹם\u200f", "שלום"),
        ("山田 太郎", "山田 太郎"),
        ("", ""),
    ],
)
def test_case_accents_and_invisible_signs_make_no_difference(written: str, compared: str) -> None:
    assert folded(written) == compared
    assert folded(folded(written)) == compared


def test_a_contact_stands_by_name_else_company_else_at_the_end_by_number() -> None:
    assert sorted_by("Zoë", "Acme") == "zoe"
    assert sorted_by(" ", "Acme") == "acme"
    assert sorted_by("", "", ["+447700900123"]) > "zzz" > sorted_by("Zoë", "")


def test_digits_of_every_script_are_found() -> None:
    found = found_by("Zoë", "", [("+44 7700 900123", "Mobil"), ("٠٧٧٠٠", "")])
    assert found == {"folded": "zoe\n\nmobil\n", "digits": "447700900123\n07700", "sorted_by": "zoe"}
