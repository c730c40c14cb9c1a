"""Cards and whole lines are found in what programs write, however they break it."""

import pytest

from desktop.phonebook.entry import Bad, Fault
from desktop.phonebook.vcard_lines import LONGEST_HEAD, LONGEST_LINE, Card, cards


def lines(words: str) -> list[str]:
    (card,) = cards(f"BEGIN:VCARD\r\n{words}\r\nEND:VCARD\r\n")
    assert isinstance(card, Card)
    return card.lines


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_folded_lines_are_one_whatever_ends_them(end: str) -> None:
    assert lines(end.join(["FN:Zoë", "  Patel", "\tBicycles", "TEL:1"])) == ["FN:Zoë PatelBicycles", "TEL:1"]


def test_a_soft_break_goes_on_on_the_next_line() -> None:
    broken = "NOTE;ENCODING=quoted-printable:one=\r\ntwo=0D=0A=\r\nthree\r\nTEL:1"
    assert lines(broken) == ["NOTE;ENCODING=quoted-printable:onetwo=0D=0Athree", "TEL:1"]
    assert lines("X-SUM:1+1=\r\nTEL:1") == ["X-SUM:1+1=", "TEL:1"]


def test_pictures_are_left_out_folded_or_not() -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\n CCCC\r\nTEL:1"
    assert lines(picture) == ["TEL:1"]
    assert lines("item1.LOGO;BASE64:\r\nAAAA\r\nBBBB==\r\n\r\nTEL:1") == ["TEL:1"]


def test_places_are_the_numbers_of_the_lines_in_the_file() -> None:
    found = list(cards("\n\nbegin:vcard\nFN:Zoë\nend:vcard\n\nBEGIN:VCARD\nFN:Ben\nEND:VCARD"))
    assert [one.place for one in found] == [3, 7]


def test_a_card_inside_an_agent_is_part_of_it() -> None:
    words = "FN:Zoë\nAGENT:\nBEGIN:VCARD\nFN:Her agent\nEND:VCARD\nTEL:1"
    assert lines(words) == ["FN:Zoë", "AGENT:", "TEL:1"]


def test_a_card_without_an_end_is_reported_and_the_next_one_is_read() -> None:
    found = list(cards("BEGIN:VCARD\nFN:Cut\nBEGIN:VCARD\nFN:Zoë\nEND:VCARD\nBEGIN:VCARD\nFN:Last"))
    assert found == [
        Bad(1, Fault.UNFINISHED, "FN:Cut"),
        Card(3, ["FN:Zoë"]),
        Bad(6, Fault.UNFINISHED, "FN:Last"),
    ]


def test_an_indented_line_below_the_beginning_does_not_hide_the_card() -> None:
    (found,) = cards("BEGIN:VCARD\r\n FN:Zoë\r\nTEL:1\r\nEND:VCARD\r\n\r\n")
    assert found == Card(1, [" FN:Zoë", "TEL:1"])
    (unfinished,) = cards("BEGIN:VCARD\r\n folded")
    assert isinstance(unfinished, Bad)


@pytest.mark.parametrize("line", ["FN:" + "x" * LONGEST_LINE, "TEL;" + "A;" * LONGEST_HEAD + ":1"])
def test_a_line_longer_than_a_note_is_reported(line: str) -> None:
    (found,) = cards(f"BEGIN:VCARD\n{line}\nEND:VCARD")
    assert isinstance(found, Bad)
    assert found.reason == Fault.TOO_LONG
    assert len(found.excerpt) < 200


def test_what_stands_outside_of_cards_is_no_card() -> None:
    assert list(cards("")) == list(cards("hello\n\nEND:VCARD\n:\n")) == []
