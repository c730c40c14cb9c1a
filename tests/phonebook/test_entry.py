"""What makes an entry of a file a contact, and what is said of one that is none."""

import pytest

from desktop.phonebook.entry import EXCERPT, Bad, Entry, Fault, checked, shortened, unbroken, unread_numbers
from desktop.store.contact_details import Details
from desktop.store.contact_records import Number


def test_an_entry_has_its_numbers_in_international_form() -> None:
    entry = checked(7, Details("Zoë", "", (Number("07700 900123", "Handy"),)), "GB", "raw", "u1")
    assert entry == Entry(7, Details("Zoë", "", (Number("+447700900123", "mobile"),)), "u1")


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        (Details(email="a@example.com", notes="x"), Fault.EMPTY),
        (Details("x" * 501), Fault.TOO_LONG),
        (Details("Zoë", notes="x" * 100_001), Fault.TOO_LONG),
        (Details("Zoë", "", (Number("1" * 101),)), Fault.TOO_LONG),
        (Details("Zoë", "", tuple(Number(f"+4477009{at:05}") for at in range(101))), Fault.TOO_LONG),
    ],
)
def test_what_says_nothing_or_too_much_is_reported_with_its_place(details: Details, reason: Fault) -> None:
    assert checked(7, details, "GB", "raw\nline") == Bad(7, reason, "raw line")


def test_numbers_that_were_kept_as_written_are_reported_though_the_entry_is_taken() -> None:
    entry = checked(7, Details("Zoë", "", (Number("07700 900123"), Number("4.47701E+11"))), "GB", "raw")
    assert isinstance(entry, Entry)
    assert unread_numbers(entry) == [Bad(7, Fault.NUMBER_KEPT, "4.47701E+11")]


def test_an_excerpt_is_short_and_one_line() -> None:
    assert shortened("a\r\n b") == "a b"
    assert shortened("x" * 1_000) == "x" * EXCERPT + "…"


def test_a_uid_is_one_line() -> None:
    entry = checked(7, Details("Zoë"), None, "raw", " x\nTEL:+19005550199\r\n\x07")
    assert isinstance(entry, Entry)
    assert entry.uid == "xTEL:+19005550199"
    assert unbroken("a\r\nb\tc\x1bd", "|") == "a|b\tcd"
