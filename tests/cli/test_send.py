"""Sending one text: what is refused before it leaves, what is stored, and what --wait answers."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.cli.unlocking import open_cache
from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from desktop.store import drafts
from tests.cli.command_line import CommandLine
from tests.program_process import LINE, PEER, Program
from tests.sandbox_process import PracticeServer, practice_server

SEND = ("send", "--line", LINE, "--to", PEER)


def accepted(server: PracticeServer, body: str) -> int:
    return sum(text["body"] == body for text in server.carrier())


def test_without_wait_it_stores_the_text_and_exits_with_0(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """C11: at once, whatever the network does"""
    server.faults(cut=1)
    text = signed_in.found(*SEND, "only stored")
    assert (text["state"], text["text"], text["remote_id"]) == ("queued", "only stored", None)
    assert accepted(server, "only stored") == 0
    assert signed_in.found("messages") == [text]
    assert signed_in(*SEND, "for people").stdout == "2: Waiting here to be sent\n"


def test_with_wait_it_exits_with_0_once_the_service_took_it(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    text = signed_in.found(*SEND, "--wait", "30", "taken")
    assert text["state"] in ("accepted", "sent", "delivered")
    assert text["remote_id"] is not None
    assert accepted(server, "taken") == 1


def test_a_text_comes_from_stdin_without_its_last_line_end(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    result = signed_in(*SEND, "--json", "-", stdin="two\nlines é 😀\n\n")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"] == "two\nlines é 😀\n"


def test_what_comes_on_stdin_must_be_utf8(signed_in: CommandLine) -> None:
    result = signed_in(*SEND, "-", stdin=b"\xff\xfe")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "What came on stdin is not UTF-8 text.\n"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_wrong_usage(signed_in: CommandLine, text: str) -> None:
    result = signed_in(*SEND, text)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "There is no text to send.\n")


def test_what_is_being_written_to_the_same_number_in_the_window_stays(signed_in: CommandLine) -> None:
    """Demand 15: it is another text."""
    profile = open_profile(signed_in.profile)
    (account,) = Accounts(profile.accounts).listing()
    with closing(open_cache(profile, Announcer())) as db:
        drafts.keep(db, account.id, LINE, PEER, drafts.Draft(body="half a sen"))
    signed_in.found(*SEND, "from a script")
    with closing(open_cache(profile, Announcer())) as db:
        assert drafts.get(db, account.id, LINE, PEER).body == "half a sen"


def test_a_text_may_look_like_an_option(signed_in: CommandLine) -> None:
    result = signed_in(*SEND, "--json", "--", "--help me")
    assert json.loads(result.stdout)["text"] == "--help me"


@pytest.mark.parametrize(
    ("line", "to", "words"),
    [
        (LINE, LINE, "From and To are the same number"),
        (LINE, "07700 900010", "From and To are the same number"),
        (LINE, "+4412", "--to: This number is too short."),
        (LINE, "+44 7700 900123 4567", "--to: "),
        (LINE, "ask for Zoë Patel, please", "--to: "),
        (LINE, "", "--to: "),
        (LINE, "\x1b[2J\u202e", "--to: "),
        (LINE, "PARCELBOX", "a sender's name, not a number"),
        (LINE, "\u202e9-9-9", "is an emergency number: a text may reach nobody there. Call instead."),
        ("+448081570123", PEER, "toll-free numbers of this kind carry calls only"),
        ("+46701740610", PEER, "SMS is switched off for it"),
        ("+493023125100", PEER, "the number must be active first"),
        ("+33639980010", PEER, "nothing can be sent from it"),
        ("+447700900999", PEER, "No account has the line +447700900999"),
        ("42", PEER, ""),
        ("", PEER, "--line: "),
    ],
)
def test_what_must_fail_is_refused_with_its_reason_and_is_not_stored(
    signed_in: CommandLine, line: str, to: str, words: str
) -> None:
    """A3, B11, B12"""
    for wait in ((), ("--wait", "1")):
        result = signed_in("send", "--line", line, "--to", to, "--json", *wait, "hello")
        assert (result.exit_code, result.stdout) == (1, "")
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert "\x1b" not in result.stderr and "\u202e" not in result.stderr
    assert signed_in.found("messages") == []


def test_a_text_that_is_too_long_is_refused_and_the_longest_is_not(signed_in: CommandLine) -> None:
    """B4"""
    result = signed_in(*SEND, "x" * 1601)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "The text has 1601 characters; 1600 are allowed.\n"
    assert signed_in.found("messages") == []
    longest = signed_in.found(*SEND, "--wait", "30", "😀" * 1600)
    assert (longest["text"], longest["remote_id"] is not None) == ("😀" * 1600, True)


def test_numbers_are_taken_as_people_write_them(signed_in: CommandLine) -> None:
    """B2"""
    text = signed_in.found("send", "--line", "+44 7700 900010", "--to", "(07700) 900-456", "hello")
    assert (text["line"], text["peer"]) == (LINE, "+447700900456")


def test_a_text_without_credit_is_held_and_says_why(signed_in: CommandLine, server: PracticeServer) -> None:
    """C7, B24: nothing is lost, and a person resumes it."""
    server.wallet("0.00")
    try:
        result = signed_in(*SEND, "--wait", "30", "--json", "refused")
    finally:
        server.wallet("25.00")
    assert result.exit_code == 4
    assert json.loads(result.stdout)["state"] == "held"
    assert "not enough money in the wallet" in result.stderr
    assert accepted(server, "refused") == 0
    (text,) = signed_in.found("held")
    assert text["reason"] == "no_credit"
    assert signed_in("held", "send", str(text["id"])).exit_code == 0
    assert signed_in("sync", "--once").exit_code == 0
    assert accepted(server, "refused") == 1


def test_an_answer_that_was_lost_is_settled_by_the_list_within_the_wait(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """C10: sent once, found again"""
    for fault in ("drop_reply", "garbage"):
        server.faults(**{fault: 1})
        text = signed_in.found(*SEND, "--wait", "30", fault)
        server.faults(**{fault: 0})
        assert text["state"] in ("accepted", "sent", "delivered")
        assert accepted(server, fault) == 1


def test_without_news_within_the_wait_it_exits_with_3_and_gives_no_advice_to_send_again(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """Demand 1"""
    server.faults(stall=1)
    result = signed_in(*SEND, "--wait", "0.1", "--json", "stalled")
    server.faults(stall=0)
    assert result.exit_code == 3
    assert json.loads(result.stdout)["state"] == "unconfirmed"
    assert result.stderr.startswith("Not confirmed.")
    assert "again" not in result.stderr
    assert accepted(server, "stalled") == 1


def test_a_service_that_cannot_be_reached_leaves_it_queued_and_exits_with_3(tmp_path: Path) -> None:
    """C11"""
    linedesk = Program(tmp_path / "profile")
    with practice_server() as server:
        linedesk.sign_in(server)
    ended = linedesk.send("later", "--wait", "0.1")
    assert ended.code == 3
    assert ended.json["state"] == "queued"
    assert "cannot be reached" in ended.stderr


def test_a_key_that_is_refused_ends_the_wait_and_leaves_it_queued(
    signed_in: CommandLine, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A16: longer waiting would not help"""
    for wrong, said in (("wrong", "does not accept the key"), ("schlüssel", "characters that no key has")):
        monkeypatch.setenv("LINEDESK_TEST_KEY", wrong)
        result = signed_in(*SEND, "--wait", "100000", "--json", "hello")
        assert result.exit_code == 3
        assert json.loads(result.stdout)["state"] == "queued"
        assert said in result.stderr


def test_of_two_accounts_with_the_line_one_has_to_be_named(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    assert signed_in.add(server.url, name="Second").exit_code == 0
    result = signed_in(*SEND, "hello")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "(“Practice”, “Second”): say which with --account" in result.stderr
    assert signed_in.found(*SEND, "--account", "Second", "hello")["state"] == "queued"
    result = signed_in(*SEND, "--account", "Third", "hello")
    assert (result.exit_code, result.stderr) == (1, "There is no account named Third.\n")
    rounds = signed_in.found("sync", "--once")
    assert [(one["account"], one["sent"]) for one in rounds] == [("Practice", 0), ("Second", 1)]


def test_a_line_that_is_new_to_the_cache_is_asked_for(signed_in: CommandLine) -> None:
    for beside in signed_in.profile.glob("linedesk.db*"):
        beside.unlink()
    assert signed_in.found(*SEND, "hello")["state"] == "queued"
