"""Our own numbers: what each can do, and why not."""

from typing import Any

import pytest

from desktop.cli.lines import reason
from desktop.store.lines import Line
from tests.cli.command_line import CommandLine
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer

KEYS = {"number", "label", "country", "type", "state", "can_send", "can_receive", "reason"} | {
    "account",
    "service",
}


def by_label(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {line["label"]: line for line in found}


def test_every_line_tells_what_it_can_do_and_its_own_reason_why_not(signed_in: CommandLine) -> None:
    """A5 to A12"""
    found = signed_in.found("lines")
    assert all(set(line) == KEYS for line in found)
    lines = by_label(found)
    abilities = {label: (line["can_send"], line["can_receive"]) for label, line in lines.items()}
    assert abilities == {
        "Support UK": (True, True),
        "Sales US": (True, True),
        "Freephone UK": (False, False),
        "Service SE": (False, False),
        "Berlin office": (False, False),
        "Alerts AU": (True, False),
        "Intake FR": (False, True),
    }
    assert lines["Support UK"]["reason"] is None
    reasons = [line["reason"] for line in found if line["reason"] is not None]
    assert len(set(reasons)) == len(reasons) == 5
    assert "toll-free" in lines["Freephone UK"]["reason"]
    assert "switched off" in lines["Service SE"]["reason"]
    assert "must be active first" in lines["Berlin office"]["reason"]


def test_people_get_a_row_for_each_line(signed_in: CommandLine) -> None:
    """A5"""
    rows = signed_in("lines").stdout.splitlines()
    assert rows[0] == ("+447700900010  Support UK     GB  mobile     active        send: yes  receive: yes")
    assert rows[2].endswith("Ask for a number of a kind that can text.")


def test_with_two_accounts_each_number_has_its_account_and_service(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """G1: the same number at two accounts is two lines, and --account names one of them"""
    assert {line["account"] for line in signed_in.found("lines")} == {"Practice"}
    assert signed_in.add(server.url, name="Second").exit_code == 0
    rows = [row for row in signed_in("lines").stdout.splitlines() if "+447700900010" in row]
    assert [row.split()[:3] for row in rows] == [
        ["Practice", "Cliqtel", "+447700900010"],
        ["Second", "Cliqtel", "+447700900010"],
    ]
    of = {(line["account"], line["service"]) for line in signed_in.found("lines")}
    assert of == {("Practice", "cliqtel"), ("Second", "cliqtel")}


def test_a_line_that_changes_is_shown_as_it_is_now(signed_in: CommandLine, server: PracticeServer) -> None:
    """A4"""
    server.line(45, sms_enabled=True)
    assert by_label(signed_in.found("lines"))["Service SE"]["can_send"] is True
    server.line(45, sms_enabled=False)
    assert by_label(signed_in.found("lines"))["Service SE"]["can_send"] is False


def test_where_the_service_cannot_be_asked_the_last_known_lines_are_shown(
    signed_in: CommandLine, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D1: cached things work offline"""
    server.faults(cut=1)
    result = signed_in("lines")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 7
    assert "no usable answer" in result.stderr


def test_where_nothing_is_known_and_nobody_can_be_asked_it_exits_with_3(
    signed_in: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (signed_in.profile / "linedesk.db").unlink()
    monkeypatch.setenv(KEY, "wrong")
    result = signed_in("lines", "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "does not accept the key" in result.stderr


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line("a", "1", "+12125550142", can_send=None, can_receive=None), None),
        (Line("a", "1", "+12125550142", can_send=True, can_receive=True, reason="odd"), None),
        (Line("a", "1", "+12125550142", can_send=True, can_receive=False), "replies to it cannot arrive"),
        (Line("a", "1", "+12125550142", can_send=False, can_receive=True), "nothing can be sent from it"),
        (
            Line(
                "a", "1", "+12125550142", can_send=False, can_receive=False, reason_code="new", reason="No."
            ),
            "The service says: No.",
        ),
        (
            Line("a", "1", "+12125550142", can_send=False, can_receive=False, country="US", kind="pager"),
            "the service offers no SMS for it (US pager)",
        ),
    ],
)
def test_the_reason_is_as_specific_as_what_the_service_told(line: Line, words: str | None) -> None:
    """A5: what is unknown is not "no" """
    found = reason(line)
    assert (found is None) is (words is None)
    assert words is None or (found is not None and words in found and "+1 212-555-0142" in found)
