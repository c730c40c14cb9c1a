"""What reaches a terminal: machines get ASCII, people get one harmless line."""

import json

import pytest

from desktop.cli.printing import note, say, show, table, visible


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain ascii, é, 東京, العربية", "plain ascii, é, 東京, العربية"),
        ("\x1b[2J\x1b]0;owned\x07", r"\x1b[2J\x1b]0;owned\x07"),
        ("tab\tbell\x07 del\x7f c1\x9b", r"tab\x09bell\x07 del\x7f c1\x9b"),
        ("left \u202eright\u202c \u2066x \u200f", r"left \u202eright\u202c \u2066x \u200f"),
        ("two\nlines\r\nthree\u2028four", "two ⏎ lines ⏎ three ⏎ four"),
        ("no\u00a0break\u3000wide", "no break wide"),
        ("👩‍👩‍👧‍👦 می‌خواهم ❤️", "👩‍👩‍👧‍👦 می‌خواهم ❤️"),
        ("lone \ud83d and byte \udcff", r"lone \ud83d and byte \udcff"),
        ("private \ue000 tag \U000e0041", r"private \ue000 tag \U000e0041"),
        ("\u2068+44 7700 900010\u2069 cannot text", "+44 7700 900010 cannot text"),
    ],
)
def test_text_from_outside_can_neither_command_a_terminal_nor_turn_it_round(given: str, shown: str) -> None:
    """E: control characters and right-to-left marks are shown, not obeyed"""
    assert visible(given) == shown


def test_what_is_for_people_is_one_line_on_its_own_stream(capsys: pytest.CaptureFixture[str]) -> None:
    """E"""
    say("hello\nthere\x1b")
    note("trouble\r\nhere\u202e")
    assert tuple(capsys.readouterr()) == ("hello ⏎ there\\x1b\n", "trouble ⏎ here\\u202e\n")


def test_what_is_for_machines_is_ascii_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    found = [{"text": "é 😀 \x1b \u202e \n \ud83d"}]
    show(found)
    printed = capsys.readouterr().out
    assert printed.isascii() and printed.count("\n") == 1
    assert json.loads(printed) == found


def test_columns_stand_under_one_another_in_every_script(capsys: pytest.CaptureFixture[str]) -> None:
    table([["a", "1"], ["東京", "2"], ["e\u0301e\u0301", "3"]])
    assert capsys.readouterr().out == "a     1\n東京  2\ne\u0301e\u0301    3\n"


def test_no_rows_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    table([])
    assert capsys.readouterr().out == ""
