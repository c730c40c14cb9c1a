"""Texts from the cache: newest first, for machines and for people."""

from datetime import UTC, datetime, timedelta

from desktop.cli.messages import utc
from tests.cli.command_line import CommandLine
from tests.program_process import LINE, PEER
from tests.sandbox_process import PracticeServer

KEYS = {
    *(
        "id",
        "remote_id",
        "remote_kind",
        "direction",
        "line",
        "peer",
        "text",
        "media",
        "state",
        "parts",
        "created_at",
    ),
    "error",
    "account",
    "service",
}


def test_every_text_has_the_same_facts_newest_first(signed_in: CommandLine) -> None:
    assert signed_in("sync", "--once").exit_code == 0
    queued = signed_in.found("send", "--line", LINE, "--to", PEER, "a" * 161)
    texts = signed_in.found("messages")
    assert texts[0] == queued
    assert all(set(text) == KEYS for text in texts)
    times = [text["created_at"] for text in texts]
    assert times == sorted(times, reverse=True)
    assert all(time.endswith("Z") for time in times)
    assert queued["remote_id"] is None and queued["state"] == "queued"
    assert (queued["direction"], queued["line"], queued["peer"]) == ("outbound", LINE, PEER)
    assert (queued["parts"], queued["error"]) == (2, None)
    assert {text["direction"] for text in texts} == {"inbound", "outbound"}
    assert {text["state"] for text in texts if text["direction"] == "inbound"} == {"received"}


def test_with_two_accounts_each_text_has_its_account_and_service(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """G1: also texts of an account that was signed out and left them here"""
    signed_in("send", "--line", LINE, "--to", PEER, "of the first")
    (row,) = signed_in("messages").stdout.splitlines()
    assert "Practice" not in row
    assert signed_in.add(server.url, name="Second").exit_code == 0
    signed_in("send", "--line", LINE, "--to", PEER, "--account", "Second", "of the second")
    rows = signed_in("messages").stdout.splitlines()
    assert [row.split()[2:5] for row in rows] == [["Second", "Cliqtel", LINE], ["Practice", "Cliqtel", LINE]]
    assert [one["account"] for one in signed_in.found("messages")] == ["Second", "Practice"]
    assert signed_in("account", "remove", "Second").exit_code == 0
    assert {one["account"] for one in signed_in.found("messages")} == {"Second", "Practice"}
    assert "Second" in signed_in("messages").stdout


def test_with_and_limit_narrow_the_list(signed_in: CommandLine) -> None:
    assert signed_in("sync", "--once").exit_code == 0
    every = signed_in.found("messages")
    assert signed_in.found("messages", "--limit", "2") == every[:2]
    with_zoe = signed_in.found("messages", "--with", "+44 7700 900123")
    assert with_zoe == [text for text in every if text["peer"] == "+447700900123"] != []
    assert signed_in.found("messages", "--with", "+44 7700 900123", "--limit", "1") == with_zoe[:1]
    assert signed_in.found("messages", "--with", "PARCELBOX") != []
    assert signed_in.found("messages", "--with", "+44 7700 900999") == []


def test_what_is_no_number_is_said(signed_in: CommandLine) -> None:
    """B12"""
    result = signed_in("messages", "--with", "+44 77", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "This number is too short.\n"


def test_a_failed_text_says_why(signed_in: CommandLine, server: PracticeServer) -> None:
    """C7: for machines the service's code, for people words"""
    server.wallet("0.00")
    try:
        sent = signed_in("send", "--line", LINE, "--to", PEER, "--wait", "20", "no money")
    finally:
        server.wallet("25.00")
    assert sent.exit_code == 4
    assert "not enough money in the wallet" in sent.stderr
    (text,) = signed_in.found("messages", "--limit", "1")
    assert text["state"] == "held"
    assert text["error"]["text"] == "Insufficient wallet balance"
    assert set(text["error"]) == {"code", "text"}


def test_a_body_cannot_command_the_terminal_and_reaches_machines_unchanged(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """E: control characters, right-to-left marks and line ends"""
    body = "\x1b[2Jred\x07 \u202eevil\u2066 two\nlines 👩‍👩‍👧‍👦"
    server.inbound("+447700900941", LINE, body)
    assert signed_in("sync", "--once").exit_code == 0
    (text,) = signed_in.found("messages", "--limit", "1")
    assert text["text"] == body
    shown = signed_in("messages", "--limit", "1").stdout
    assert shown.endswith("Received  \\x1b[2Jred\\x07 \\u202eevil\\u2066 two ⏎ lines 👩‍👩‍👧‍👦\n")
    assert shown.count("\n") == 1


def test_very_long_texts_are_shown_whole(signed_in: CommandLine, server: PracticeServer) -> None:
    """B4"""
    body = "😀" * 800 + "x" * 800
    server.inbound("+447700900941", LINE, body)
    assert signed_in("sync", "--once").exit_code == 0
    assert signed_in.found("messages", "--limit", "1")[0]["text"] == body
    assert body in signed_in("messages", "--limit", "1").stdout


def test_times_are_utc_and_end_in_z() -> None:
    moment = datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)
    assert utc(moment) == "2026-03-01T12:30:05Z"
    assert utc(moment.astimezone(tz=None) + timedelta(microseconds=7)) == "2026-03-01T12:30:05.000007Z"
