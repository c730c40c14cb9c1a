"""A line that two accounts have is chosen by name, and an unknown one is asked for."""

import pytest

from desktop.cli.line_chosen import amount
from tests.cli.command_line import CommandLine
from tests.sandbox_process import PracticeServer

SUPPORT = "+447700900010"


def test_two_accounts_with_one_line_are_told_apart_by_name(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    signed_in.add(server.url, name="Second")
    result = signed_in("line", SUPPORT)
    assert result.exit_code == 2
    assert "--account" in result.stderr
    assert signed_in.found("line", SUPPORT, "--account", "Second")["account"] == "Second"


@pytest.mark.parametrize(("currency", "words"), [("EUR", "0.75 EUR"), ("", "0.75")])
def test_money_is_written_with_its_currency(currency: str, words: str) -> None:
    assert amount("0.75", currency) == words
