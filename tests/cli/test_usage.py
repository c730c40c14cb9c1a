"""Arguments that are not understood are said without what a terminal would obey."""

import pytest

from tests.cli.command_line import CommandLine

GROUPS = ("account", "contacts", "line", "webhook", "cache")
OBEYED = "\x1b[2J\x07\u202e\u2066"


@pytest.mark.parametrize(
    "arguments",
    [
        [OBEYED],
        ["segments", "text", OBEYED],
        ["messages", f"--{OBEYED}"],
        ["messages", "--limit", OBEYED],
        ["account", OBEYED],
        ["account", "list", OBEYED],
        ["sandbox", "--fault", OBEYED],
        ["send", "--wait", OBEYED, "--line", "1", "--to", "2", "text"],
    ],
)
def test_an_argument_that_is_not_understood_is_repeated_harmlessly(
    linedesk: CommandLine, arguments: list[str]
) -> None:
    ended = linedesk(*arguments)
    assert ended.exit_code == 2
    assert not set(ended.output) & set("\x1b\x07\u202e\u2066")
    assert "linedesk" in ended.output  # the usage still stands above it


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_without_a_command_prints_its_help_in_lines(linedesk: CommandLine, group: str) -> None:
    ended = linedesk(group)
    assert ended.exit_code == 2 and "⏎" not in ended.output
    assert "Commands:" in ended.output.splitlines()
