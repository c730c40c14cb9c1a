"""What one of our numbers can do, as the command says it."""

import pytest

from tests.cli.command_line import CommandLine

SUPPORT, FREEPHONE = "+447700900010", "+448081570123"


def number_of(run: CommandLine, label: str) -> str:
    return next(str(line["number"]) for line in run.found("lines") if line["label"] == label)


def test_the_sheet_says_each_ability_with_its_source(signed_in: CommandLine) -> None:
    """A16, idea 15"""
    found = signed_in.found("line", SUPPORT)
    assert found["first_line"] == "+44 7700 900010 can send and receive texts."
    said = {one["ability"]: one for one in found["abilities"]}
    assert (said["send"]["answer"], said["send"]["source"]) == ("yes", "service")
    assert said["send"]["since"]
    assert (said["media"]["answer"], said["media"]["source"]) == ("no", "table")
    assert said["names"]["answer"] == "unknown"
    assert (found["price"], found["paper"]) == ("0.008", None)


def test_its_first_line_is_the_reason_that_lines_gives(signed_in: CommandLine) -> None:
    """A3"""
    (line,) = [one for one in signed_in.found("lines") if one["number"] == FREEPHONE]
    assert signed_in.found("line", FREEPHONE)["first_line"] == line["reason"]


@pytest.mark.parametrize(
    ("label", "step"),
    [
        ("Freephone UK", "replace"),
        ("Service SE", "enable"),
        ("Berlin office", "wait_active"),
        ("Alerts AU", "no_replies"),
        ("Intake FR", "read_only"),
    ],
)
def test_each_line_says_what_to_do_about_it(signed_in: CommandLine, label: str, step: str) -> None:
    """A5 to A12"""
    number = number_of(signed_in, label)
    assert signed_in.found("line", number)["steps"][0]["do"] == step


def test_people_get_words_and_a_request_to_copy(signed_in: CommandLine) -> None:
    """A7"""
    said = signed_in("line", FREEPHONE).stdout
    assert "Sends texts" in said
    assert "We need a number in United Kingdom" in said
    assert "Each part: 0.008 EUR, as the service tells." in said
    assert "Balance: " in said


def test_a_port_that_a_person_noted_is_told_and_can_be_taken_back(signed_in: CommandLine) -> None:
    """A13"""
    number = number_of(signed_in, "Service SE")
    told = signed_in("line", number, "tell", "--ported", "2999-01-01T10:00")
    assert told.exit_code == 0
    steps = signed_in.found("line", number)["steps"]
    assert steps[0]["do"] == "wait_port"
    assert steps[0]["until"].startswith("2999-01-03")
    signed_in("line", number, "tell", "--ported", "-")
    assert signed_in.found("line", number)["steps"][0]["do"] == "enable"


@pytest.mark.parametrize("options", [(), ("--ported", "soon"), ("--voice-only", "perhaps")])
def test_a_note_that_says_nothing_is_wrong_usage(signed_in: CommandLine, options: tuple[str, ...]) -> None:
    assert signed_in("line", SUPPORT, "tell", *options).exit_code == 2


def test_a_number_that_is_not_ours_is_said_so(signed_in: CommandLine) -> None:
    result = signed_in("line", "+12025550117")
    assert result.exit_code == 1
    assert "No account has the number" in result.stderr
    assert signed_in("line", "no number at all").exit_code == 2
