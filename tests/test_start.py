"""What a start of the window was asked for; everything else is the command line's."""

import sys
from pathlib import Path

import pytest

from desktop.sms.uri import Kind, wanted
from desktop.start import Start, call_link, may_have_display, read, text_link


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], Start()),
        (["--profile", "p", "--verbose"], Start(Path("p"), verbose=True)),
        (["--profile=p", "sms:+447700900123?body=Hi"], Start(Path("p"), "sms:+447700900123?body=Hi")),
        (["TEL:112"], Start(link="TEL:112")),
        (["--background"], Start(background=True)),
        (["--text", "+44 7700 900123"], Start(link="sms:+44%207700%20900123")),
        (["--text=07700900123", "--body", "--call"], Start(link="sms:07700900123?body=--call")),
        (["--call", "112"], Start(link="tel:112")),
        (["demo"], Start(demo=True)),
        (["--profile", "p", "demo", "--seed", "7"], Start(Path("p"), demo=True, seed=7)),
    ],
)
def test_a_start_is_read_without_the_command_lines_libraries(arguments: list[str], expected: Start) -> None:
    assert read(arguments) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["messages"],
        ["sync", "--once"],
        ["nonsense"],
        ["https://example.com"],
        ["--profile"],
        ["--body", "words"],
        ["--text", "1", "--call", "2"],
        ["sms:1", "sms:2"],
        ["--profile", "a", "--profile", "b"],
        ["--seed", "7"],
        ["demo", "--seed", "many"],
        ["demo", "--pictures", "there"],
        ["demo", "demo"],
    ],
)
def test_commands_help_and_mistakes_are_left_to_the_command_line(arguments: list[str]) -> None:
    assert read(arguments) is None


def test_what_is_given_as_options_comes_out_of_the_link_again() -> None:
    found = wanted(text_link("+44 (0)7700 900123", "50% off & more?\n😀"))
    assert (found.kind, found.number, found.body) == (
        Kind.TEXT,
        "+4407700900123",
        "50% off & more?\n😀",
    )
    assert wanted(call_link("+44 7700 900123")).number == "+447700900123"
    assert text_link("1", "half a \ud83d") == "sms:1?body=half%20a%20%3F"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
@pytest.mark.parametrize(
    ("platform", "display", "may"), [("offscreen", ":0", False), ("", ":0", True), ("", "", False)]
)
def test_a_display_that_nobody_names_cannot_be_there(
    platform: str, display: str, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", display)
    assert may_have_display() is may
