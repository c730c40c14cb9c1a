"""Sending and fetching: one round, or until a signal."""

import json
import signal
import socket
from pathlib import Path

import pytest

from desktop.announce import Link, LinkChanged
from desktop.cli import sync
from desktop.cli.sync import link_news
from desktop.settings.accounts import Account
from desktop.sync.lock import ProfileLock
from tests.cli.command_line import CommandLine
from tests.cli.written_offline import write
from tests.program_process import KEY, LINE, PEER, Program
from tests.sandbox_process import PracticeServer, practice_server

ACCOUNT = Account(
    provider="cliqtel", name="Shop", url="https://sms.example", key_place="env", key_variable="K"
)


def test_one_round_sends_what_is_due_pulls_every_page_and_says_what_it_did(tmp_path: Path) -> None:
    with practice_server("--conversations", "60", "--messages", "700") as server:
        linedesk = Program(tmp_path / "profile")
        linedesk.sign_in(server)
        assert linedesk.send("first").code == 0
        (done,) = linedesk.found("sync", "--once")
        assert set(done) == {
            "account",
            "sent",
            "new",
            "changed",
            "unreadable",
            "queued",
            "unconfirmed",
            "held",
        }
        assert (done["account"], done["sent"], done["new"]) == ("Practice", 1, 700)
        assert (done["unreadable"], done["queued"], done["unconfirmed"], done["held"]) == (0, 0, 0, 0)
        assert len(linedesk.texts()) == 701
        again = linedesk.run("sync", "--once")
        assert (again.code, again.stderr) == (0, "")
        assert again.stdout.startswith("Practice: 0 new, ")


def test_a_round_that_leaves_a_text_unconfirmed_says_so_with_a_code_of_its_own(
    signed_in: CommandLine,
) -> None:
    """Demand 1: never none without being told. And what was tried is not what was sent."""
    write(signed_in, "doubtful", minutes=1, on_the_wire=True)
    for _ in range(2):
        result = signed_in("sync", "--once", "--json")
        (done,) = json.loads(result.stdout)
        assert (result.exit_code, done["sent"], done["unconfirmed"]) == (4, 0, 1)
    assert "1 not confirmed" in signed_in("sync", "--once").stdout


@pytest.mark.parametrize("fault", ["duplicate_rows", "reorder_rows"])
def test_lists_with_rows_twice_or_in_any_order_bring_each_text_once(
    signed_in: CommandLine, server: PracticeServer, fault: str
) -> None:
    """D2"""
    server.faults(**{fault: 1})
    for _ in range(2):
        assert signed_in("sync", "--once").exit_code == 0
    ids = [text["remote_id"] for text in signed_in.found("messages")]
    assert len(ids) == len(set(ids))
    total = server.request("GET", "/api/v1/portal/sms").json()["meta"]["total"]
    assert len(ids) == total


def test_a_wrong_key_or_no_answer_exits_with_3_and_says_so(
    signed_in: CommandLine, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A16"""
    assert signed_in("send", "--line", LINE, "--to", PEER, "waits").exit_code == 0
    server.faults(cut=1)
    result = signed_in("sync", "--once", "--json")
    assert result.exit_code == 3
    assert "gave no usable answer" in result.stderr
    assert json.loads(result.stdout)[0]["queued"] == 1
    server.faults(cut=0)
    for key, words in (("wrong", "does not accept the key"), ("", "is not set")):
        monkeypatch.setenv(KEY, key)
        result = signed_in("sync", "--once")
        assert (result.exit_code, result.stdout) == (3, "")
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_one_account_in_trouble_does_not_keep_the_others_from_their_round(
    signed_in: CommandLine, server: PracticeServer, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A16"""
    monkeypatch.setenv("SECOND_KEY", key)
    add = ("account", "add", "cliqtel", "--name", "Second", "--url", server.url, "--secret-env", "SECOND_KEY")
    assert signed_in(*add).exit_code == 0
    monkeypatch.setenv(KEY, "wrong")
    result = signed_in("sync", "--once")
    assert result.exit_code == 3
    assert result.stderr.startswith("Practice: Cliqtel does not accept the key")
    assert result.stdout.startswith("Second: ")


def test_a_round_leaves_the_profile_to_another_process_that_holds_it(
    signed_in: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C12"""
    monkeypatch.setattr(sync, "LOCK_PATIENCE", 0.0)
    lock = ProfileLock(signed_in.profile / "sync.lock")
    assert lock.take()
    try:
        result = signed_in("sync", "--once", "--json")
    finally:
        lock.release()
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Another Linedesk of this profile is open" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_its_proper_end(tmp_path: Path, server: PracticeServer, number: signal.Signals) -> None:
    linedesk = Program(tmp_path / "profile")
    linedesk.sign_in(server)
    with linedesk.running("sync", "--json") as syncing:
        syncing.says("Practice: Online")
        ended = syncing.end(number)
    assert ended.code == 0
    assert ended.json == [{"account": "Practice", "queued": 0, "unconfirmed": 0, "held": 0}]
    assert ended.stderr == "Practice: Connecting …\nPractice: Online\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_round_that_is_interrupted_exits_with_3_and_loses_nothing(
    tmp_path: Path, server: PracticeServer, number: signal.Signals
) -> None:
    linedesk = Program(tmp_path / "profile")
    linedesk.sign_in(server)
    assert linedesk.send("interrupted").code == 0
    with socket.create_server(("127.0.0.1", 0)) as silent:
        accounts = linedesk.profile / "accounts.json"
        silent_url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        accounts.write_text(accounts.read_text().replace(server.url, silent_url))
        with linedesk.running("sync", "--once") as syncing:
            asking, _ = silent.accept()  # it is in the middle of its round now, and gets no answer
            ended = syncing.end(number)
            asking.close()
    assert (ended.code, ended.stdout) == (3, "")
    assert ended.stderr == "Interrupted. What had come is stored; the rest comes next time.\n"
    assert [(text["text"], text["state"]) for text in linedesk.texts()] == [("interrupted", "queued")]


@pytest.mark.parametrize(
    ("link", "reason", "words"),
    [
        (Link.CONNECTING, "", "Shop: Connecting …"),
        (Link.ONLINE, "", "Shop: Online"),
        (Link.OFFLINE, "ConnectError", "Shop: Offline (ConnectError)"),
        (Link.ONLINE, "unreadable:HTTP 200, not JSON", "Shop: Online (HTTP 200, not JSON)"),
        (Link.STANDING_BY, "", "Shop: Standing by"),
        (
            Link.SIGN_IN_NEEDED,
            "variable_unset",
            "Shop: Sign-in needed. The environment variable K that should hold the key is not set.",
        ),
        (
            Link.SIGN_IN_NEEDED,
            "Unauthenticated.",
            "Shop: Sign-in needed. Cliqtel does not accept the key: Unauthenticated.",
        ),
    ],
)
def test_news_of_a_connection_are_one_sentence(link: Link, reason: str, words: str) -> None:
    """D1"""
    assert link_news(ACCOUNT, LinkChanged(ACCOUNT.id, link, reason)) == words
