"""Cards that other programs read, and that say the same when they are read here again."""

import pytest

from desktop.phonebook import vcard
from desktop.phonebook.entry import Entry
from desktop.phonebook.vcard_writer import card
from desktop.store.contact_details import Details
from desktop.store.contact_records import Contact, Number

ZOE = Contact(
    "",
    "urn:uuid:1",
    "Zoë Patel",
    "Patel, Patel; Co",
    (
        Number("+447700900123", "mobile", preferred=True),
        Number("+442079460958", "front desk"),
        Number("60777"),
        Number("ask; at, the bar", "main"),
    ),
    "zoe@example.com",
    "Likes tea\\coffee,\nnot milk;",
)


def test_a_card_of_today_names_numbers_as_links() -> None:
    assert card(ZOE).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Zoë Patel",
        "N:;Zoë Patel;;;",
        r"ORG:Patel\, Patel\; Co",
        "TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+447700900123",
        "tel2.TEL;VALUE=uri:tel:+442079460958",
        "tel2.X-ABLabel:front desk",
        "TEL;VALUE=text:60777",
        r"tel4.TEL;VALUE=text:ask\; at\, the bar",
        "tel4.X-ABLabel:main",
        "EMAIL:zoe@example.com",
        r"NOTE:Likes tea\\coffee\,\nnot milk\;",
        "UID:urn:uuid:1",
        "END:VCARD",
        "",
    ]


def test_an_older_card_marks_the_preferred_number_by_its_type() -> None:
    lines = card(ZOE, "3.0").split("\r\n")
    assert lines[1] == "VERSION:3.0"
    assert "TEL;TYPE=cell,pref:+447700900123" in lines


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_nothing_that_is_kept_of_a_file_begins_a_line_of_its_own(end: str) -> None:
    hostile = Contact("", f"1{end}NOTE:pwned\x07", "Eve")
    lines = card(hostile, "4.0", [f"X-FOO:a{end}TEL:+19005550199\x1b"]).splitlines()
    assert lines[4:] == ["UID:1NOTE:pwned", r"X-FOO:a\nTEL:+19005550199", "END:VCARD"]


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_card_says_the_same_when_it_is_read_again(version: str) -> None:
    (found,) = vcard.read(card(ZOE, version, ["TITLE:Owner"]), None)
    assert isinstance(found, Entry)
    assert found.details == Details.of(ZOE)
    assert (found.uid, found.extra) == ("urn:uuid:1", ("TITLE:Owner",))


@pytest.mark.parametrize(
    "nameless",
    [Contact("a", "7", "", "Patel Bicycles"), Contact("a", "7", "", "", (Number("+447700900123"),))],
)
def test_somebody_without_a_name_gets_none_by_being_written(nameless: Contact) -> None:
    words = card(nameless)
    assert "UID" not in words
    (found,) = vcard.read(words, None)
    assert isinstance(found, Entry)
    assert found.details == Details.of(nameless)


def test_long_lines_are_folded_between_characters() -> None:
    words = card(Contact("", "1", "Zoë", notes="漢字👩‍🔧 " * 60))
    assert max(len(line.encode()) for line in words.split("\r\n")) <= 75
    (found,) = vcard.read(words, None)
    assert isinstance(found, Entry)
    assert found.details.notes == ("漢字👩‍🔧 " * 60).strip()
