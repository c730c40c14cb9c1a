"""How what somebody types about a contact is read before it is stored."""

import pytest

from desktop.sms.phone import Fault
from desktop.store.contact_details import Details, Empty, read_number, tidy
from desktop.store.contact_records import Number


@pytest.mark.parametrize(
    ("typed", "region", "stored", "fault"),
    [
        ("07700 900123", "GB", "+447700900123", None),
        ("+44\u00a07700\u00a0900123", None, "+447700900123", None),
        ("tel:+44-7700-900123", None, "+447700900123", None),
        ("60777", "GB", "60777", None),
        ("07700 900123", None, "07700 900123", Fault.NO_COUNTRY),
        ("  PATEL\n", "GB", "PATEL", Fault.LETTERS),
        ("+44 20 7946 0958 x12", "GB", "+44 20 7946 0958 x12", Fault.EXTENSION),
        ("", "GB", "", Fault.EMPTY),
    ],
)
def test_a_number_is_read_in_the_lines_country_or_kept_as_typed(
    typed: str, region: str | None, stored: str, fault: Fault | None
) -> None:
    assert read_number(typed, region) == (stored, fault)


def test_each_number_stands_once_and_one_at_most_is_preferred() -> None:
    numbers = (
        Number("07700 900123"),
        Number("+447700900123", "Handy", preferred=True),
        Number("020 7946 0958", preferred=True),
        Number("+12025550199", preferred=True),
        Number("   "),
    )
    assert tidy(Details("Zoë", "", numbers), "GB").numbers == (
        Number("+447700900123", "mobile"),
        Number("+442079460958", preferred=True),
        Number("+12025550199"),
    )


def test_names_are_one_line_without_signs_that_turn_words_round() -> None:
    hostile = Details("A\u202egnp\nB\x00\x07", "  C  \t D ", notes=" one\r\ntwo\x00 \n")
    assert tidy(hostile, None) == Details("Agnp B", "C D", notes="one\ntwo")
    kept = Details("می\u200cخواهم 👩\u200d🔧")
    assert tidy(kept, None) == kept


@pytest.mark.parametrize(
    "nobody", [Details(), Details(" \n", "\x00", (Number(" "),), "a@example.com", "note")]
)
def test_somebody_without_name_company_and_number_is_refused(nobody: Details) -> None:
    with pytest.raises(Empty):
        tidy(nobody, "GB")
