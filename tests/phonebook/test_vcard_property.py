"""Lines of vCards are taken apart as all three versions write them, hard ones as quickly as others."""

import subprocess
import sys

import pytest

from desktop.phonebook.vcard_property import NoProperty, Property, taken_apart


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("FN:Zoë: a", Property("FN", "", {}, "Zoë: a")),
        ("Item1.X-AB_Label:", Property("X-AB-LABEL", "item1", {}, "")),
        ("TEL;CELL;PREF:1", Property("TEL", "", {"": ["CELL", "PREF"]}, "1")),
        ("TEL;CELL,VOICE:1", Property("TEL", "", {"": ["CELL", "VOICE"]}, "1")),
        ("TEL;type=WORK;TYPE=FAX,PREF:1", Property("TEL", "", {"TYPE": ["WORK", "FAX", "PREF"]}, "1")),
        (
            'TEL;TYPE="cell,voice";X="a;b:c":1',
            Property("TEL", "", {"TYPE": ["cell,voice"], "X": ["a;b:c"]}, "1"),
        ),
        ("TEL;;PREF=;:1", Property("TEL", "", {"": ["PREF"]}, "1")),
        ("N;ENCODING=QUOTED-PRINTABLE;CHARSET=latin1:=FC", Property("N", "", {}, "ü")),
        ("N;quoted-printable:=C3=BC", Property("N", "", {"": ["quoted-printable"]}, "ü")),
    ],
)
def test_a_line_is_taken_apart(raw: str, found: Property) -> None:
    assert taken_apart(raw) == found


@pytest.mark.parametrize(
    "raw", ["", "a note", ":1", ";A:1", "TEL;TYPE=HOME 1", 'TEL;A="x:1', 'TEL;A="x"y:1', "é:1"]
)
def test_a_line_that_is_none_is_refused(raw: str) -> None:
    with pytest.raises(NoProperty):
        taken_apart(raw)


@pytest.mark.parametrize("charset", ["klingon", "punycode", "idna"])
def test_a_charset_that_no_card_is_written_in_is_refused(charset: str) -> None:
    with pytest.raises(LookupError):
        taken_apart(f"FN;QUOTED-PRINTABLE;CHARSET={charset}:a-b")


def test_no_line_and_no_file_can_be_built_so_that_reading_it_does_not_end() -> None:
    """In a process of its own: what holds Python's lock can be ended from outside only."""
    subprocess.run([sys.executable, "-c", HARD], check=True, timeout=20)


HARD = r"""
from desktop.phonebook import csv_file, vcard
from desktop.phonebook.preview import _CARD

for line in (
    "X-A;" + "a;" * 900 + ":v",
    "TEL" + ";TYPE=HOME" * 190 + " 1",
    "TEL;TYPE=" + "A," * 900 + ";;",
    "N:" + "a" * 190_000 + "\\",
    "NOTE:" + "\\" * 190_000,
    'X;A="' + '":"' * 60_000,
):
    list(vcard.read(f"BEGIN:VCARD\nFN:Ada\n{line}\nEND:VCARD\n", "GB"))
words = "Name,Phone\nAda,1" + " " * 130_000 + "1\n"
shape = csv_file.shape(words)
list(csv_file.entries(words, shape, shape.mapping, "GB"))
_CARD.search("\n" * 65_000)
"""
