"""Counts of texts on the command line: each once, the unproven apart."""

from desktop.cli.tally import rows
from desktop.store.tallies import Tally
from tests.cli.command_line import CommandLine
from tests.cli.written_offline import write
from tests.program_process import LINE
from tests.sandbox_process import PracticeServer


def test_texts_are_counted_for_machines_and_for_people(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """C5, C6."""
    assert signed_in("sync", "--once").exit_code == 0
    write(signed_in, "waits", minutes=0)
    (counted,) = signed_in.found("tally", "--days", "3000")
    assert counted.pop("account") == "Practice"
    assert counted["waiting"] == 1 and counted["delivered"] > 0
    ours = [text for text in signed_in.found("messages") if text["direction"] == "outbound"]
    assert sum(counted.values()) == len(ours)
    assert counted["delivered"] == sum(text["state"] == "delivered" for text in ours)
    said = signed_in("tally", "--days", "3000").stdout
    assert f"Delivered               {counted['delivered']}\n" in said
    (other,) = signed_in.found("tally", "--line", "+44 7700 900011")
    assert other["waiting"] == 0
    (ours_alone,) = signed_in.found("tally", "--line", LINE)
    assert ours_alone["waiting"] == 1


def test_wrong_numbers_and_missing_accounts_are_said(linedesk: CommandLine) -> None:
    wrong = linedesk("tally", "--line", "+1")
    assert wrong.exit_code == 1 and wrong.stderr.startswith("--line: ")
    nobody = linedesk("tally")
    assert nobody.exit_code == 1 and "no account yet" in nobody.stderr


def test_every_count_has_its_row() -> None:
    found = rows(Tally(1, 3, 4, 5, 6, 7, 8, 9, 2))
    assert [number for _, number in found] == list("123456789")
