"""Opening a profile: whatever is wrong with its files is one sentence and exit code 1; nothing is lost."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from tests.cli.command_line import CommandLine
from tests.program_process import KEY, LINE, PEER, Program
from tests.sandbox_process import ROOT, PracticeServer

COMMANDS = (
    ("account", "list"),
    ("account", "check"),
    ("lines",),
    ("sync", "--once"),
    ("sync",),
    ("send", "--line", "+447700900010", "--to", "+12025550123", "hello"),
)


def test_a_profile_is_made_where_there_is_none_and_is_for_its_owner_only(linedesk: CommandLine) -> None:
    """E: texts and numbers are nobody else's"""
    linedesk.profile = linedesk.profile / "deeper"
    assert linedesk.found("messages") == []
    assert linedesk.profile.stat().st_mode & 0o777 == 0o700
    assert (linedesk.profile / "linedesk.db").stat().st_mode & 0o777 == 0o600


def test_two_profiles_share_nothing(signed_in: CommandLine, tmp_path: Path, server: PracticeServer) -> None:
    """--profile: never another's data"""
    other = CommandLine(tmp_path / "other")
    assert signed_in("sync", "--once").exit_code == 0
    assert signed_in.found("messages") != []
    assert other.found("messages") == []
    assert other.found("account", "list") == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_profile_that_is_a_file_is_one_sentence(linedesk: CommandLine, command: tuple[str, ...]) -> None:
    linedesk.profile.write_text("a letter")
    result = linedesk(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert "cannot be used" in result.stderr
    assert linedesk.profile.read_text() == "a letter"


def test_a_folder_that_cannot_be_written_is_one_sentence(
    linedesk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # rights do not hold root back
    result = linedesk("messages")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "cannot be used (no right to write here)" in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("damaged", ["accounts.json", "linedesk.db"])
def test_a_damaged_file_is_one_sentence_and_is_left_as_it_is(
    signed_in: CommandLine, damaged: str, command: tuple[str, ...]
) -> None:
    """D: it may hold unsent texts, and somebody may be able to mend it"""
    path = signed_in.profile / damaged
    for beside in signed_in.profile.glob("linedesk.db-*"):
        beside.unlink()
    path.write_bytes(b"{\x00 no such thing" * 500)
    before = path.read_bytes()
    result = signed_in(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert str(path) in result.stderr
    assert path.read_bytes() == before


def test_texts_can_be_read_though_the_list_of_accounts_is_damaged(signed_in: CommandLine) -> None:
    assert signed_in("sync", "--once").exit_code == 0
    (signed_in.profile / "accounts.json").write_text("{")
    found = signed_in.found("messages", "--limit", "3")
    assert [one["account"] for one in found] == [None] * 3
    assert signed_in("messages").exit_code == 0


def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path, server: PracticeServer) -> None:
    """D: the limit on a file's size stands for a disk that is full"""
    program = Program(tmp_path / "profile")
    program.sign_in(server)
    assert program.send("before").code == 0
    long_text = program.command("send", "--line", LINE, "--to", PEER, "x" * 1600)
    limited = subprocess.run(
        ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *long_text],
        cwd=ROOT,
        env=program.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (limited.returncode, limited.stdout) == (1, "")
    assert len(limited.stderr.splitlines()) == 1
    assert "cannot be written" in limited.stderr
    assert [text["text"] for text in program.texts()] == ["before"]


def test_an_account_list_that_cannot_be_written_keeps_the_one_before(
    signed_in: CommandLine, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = signed_in.add(server.url, name="Second")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "accounts.json cannot be written (No space left on device)" in result.stderr
    assert [account["name"] for account in signed_in.found("account", "list")] == ["Practice"]


def test_arguments_that_are_no_utf8_are_refused(signed_in: CommandLine, server: PracticeServer) -> None:
    """such bytes arrive as lone surrogates, which no file and no server takes"""
    add = ("account", "add", "cliqtel", "--secret-env", KEY)
    refused: list[tuple[str, ...]] = [
        (*add, "--name", "a\udcff", "--url", server.url),
        (*add, "--name", "b", "--url", server.url + "\udcff"),
        ("send", "--line", LINE, "--to", PEER, "a\udcff"),
    ]
    for arguments in refused:
        result = signed_in(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "This is not UTF-8 text" in result.stderr
    for arguments in [("account", "check", "a\udcff"), ("messages", "--with", "a\udcff")]:
        result = signed_in(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")


def test_json_is_all_there_is_on_stdout(signed_in: CommandLine) -> None:
    """logs and sentences go to stderr"""
    for command in (("account", "list"), ("account", "check"), ("lines",), ("messages",), ("sync", "--once")):
        result = signed_in("--verbose", *command, "--json")
        assert isinstance(json.loads(result.stdout), list)


PLAIN = "The texts on this computer are not encrypted. To encrypt them: linedesk cache encrypt --passphrase\n"


def real_account(linedesk: CommandLine) -> None:
    """Of a service that is not on this computer."""
    account = Account(
        provider="cliqtel", name="Real", url="https://sms.example", key_place="env", key_variable=KEY
    )
    Accounts(open_profile(linedesk.profile).accounts).add(account)


def test_that_the_texts_are_not_encrypted_is_said_once_and_never_on_stdout(linedesk: CommandLine) -> None:
    """Without a keyring a new profile is plain."""
    real_account(linedesk)
    first = linedesk("messages", "--json")
    assert (first.exit_code, json.loads(first.stdout), first.stderr) == (0, [], PLAIN)
    for command in ("messages", "tally"):
        assert linedesk(command).stderr == ""


def test_a_profile_of_the_practice_alone_says_nothing_until_a_real_account_comes(
    signed_in: CommandLine,
) -> None:
    assert signed_in("messages").stderr == ""
    real_account(signed_in)
    assert signed_in("messages").stderr == PLAIN
    assert signed_in("messages").stderr == ""


@pytest.mark.usefixtures("ring")
def test_of_an_encrypted_profile_nothing_is_said(linedesk: CommandLine) -> None:
    real_account(linedesk)
    assert linedesk("messages").stderr == ""


def test_where_it_cannot_be_remembered_it_is_said_again_and_the_command_does_its_work(
    linedesk: CommandLine,
) -> None:
    assert linedesk("messages").exit_code == 0
    real_account(linedesk)
    (linedesk.profile / ".cache.json.lock").unlink()
    (linedesk.profile / ".cache.json.lock").mkdir()
    for _ in range(2):
        told = linedesk("messages", "--json")
        assert (told.exit_code, told.stdout, told.stderr) == (0, "[]\n", PLAIN)
    (linedesk.profile / "cache.json").write_text("a letter")
    assert linedesk("messages", "--json").stdout == "[]\n"
