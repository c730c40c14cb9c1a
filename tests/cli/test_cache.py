"""The commands on an encrypted cache: with a key in the keyring, with a passphrase, and without either."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import cache as cache_commands
from desktop.cli.unlocking import PASSPHRASE
from desktop.settings.profile import Profile
from desktop.store import cipher
from tests.cli.command_line import CommandLine
from tests.cli.own_keyring import Keyring
from tests.program_process import PEER, Program
from tests.sandbox_process import PracticeServer

WORDS, OTHER_WORDS = "correct horse", "battery staple"


@pytest.fixture
def anybody(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No passphrase in the environment at first, nor afterwards."""
    monkeypatch.delenv(PASSPHRASE, raising=False)
    yield


@pytest.fixture
def signed_in(linedesk: CommandLine, server: PracticeServer, key: str) -> CommandLine:
    """An account is added here, so that the profile begins with the keyring that the test has, or has not."""
    added = linedesk.add(server.url)
    assert added.exit_code == 0, added.output
    return linedesk


def file(linedesk: CommandLine) -> Path:
    return Profile(linedesk.profile).database


def test_a_new_profile_is_encrypted_and_every_command_reads_it(ring: Keyring, signed_in: CommandLine) -> None:
    assert signed_in("sync", "--once").exit_code == 0
    assert not cipher.is_plain(file(signed_in))
    assert len(signed_in.found("messages", "--limit", "3")) == 3
    assert len(signed_in.found("lines")) == 7
    assert signed_in.found("cache", "show") == {
        "encrypted": True,
        "key": "keyring",
        "file": str(file(signed_in)),
    }
    assert signed_in("cache", "encrypt").stderr == "The texts are encrypted already.\n"


def test_a_key_that_is_not_there_is_one_sentence_and_the_file_stays_as_it_is(
    ring: Keyring, signed_in: CommandLine
) -> None:
    ring.kept.clear()
    before = file(signed_in).read_bytes()
    for command in (("messages",), ("lines",), ("sync", "--once"), ("account", "list")):
        result = signed_in(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            f"The keyring has no key for {file(signed_in)}. Open the window to see what can be done.\n"
        )
    assert file(signed_in).read_bytes() == before


def test_without_its_record_nobody_claims_to_know_where_the_key_is(
    ring: Keyring, signed_in: CommandLine
) -> None:
    Profile(signed_in.profile).cache_record.unlink()
    shown = signed_in("cache", "show").stdout
    assert "cache.json" in shown and "is missing" in shown and "keyring" not in shown
    assert signed_in.found("cache", "show") == {
        "encrypted": True,
        "key": None,
        "file": str(file(signed_in)),
    }


def test_a_plain_profile_is_encrypted_on_request(signed_in: CommandLine, ring: Keyring) -> None:
    """Signed in before there was a keyring."""
    path = file(signed_in)
    path.unlink(missing_ok=True)
    (signed_in.profile / "cache.json").unlink(missing_ok=True)
    from desktop.announce import Announcer
    from desktop.store.database import open_database

    open_database(path, Announcer()).close()
    assert signed_in("cache", "show").stdout.startswith("The texts are not encrypted.")
    assert signed_in("messages").exit_code == 0 and cipher.is_plain(path)
    assert signed_in("cache", "encrypt").stdout == "The texts are encrypted; their key is in the keyring.\n"
    assert not cipher.is_plain(path)
    assert signed_in.found("messages") == []


@pytest.mark.usefixtures("anybody")
def test_a_passphrase_is_set_used_from_the_environment_and_changed(
    signed_in: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = signed_in("cache", "encrypt")
    assert refused.exit_code == 1 and "linedesk cache encrypt --passphrase" in refused.stderr
    assert signed_in("cache", "encrypt", "--passphrase", stdin="short\n").exit_code == 2
    assert cipher.is_plain(file(signed_in))
    assert signed_in("cache", "encrypt", "--passphrase", stdin=WORDS + "\n").exit_code == 0
    assert not cipher.is_plain(file(signed_in))
    assert signed_in("cache", "show").stdout == "The texts are encrypted with a passphrase.\n"
    asked = signed_in("messages")
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert asked.stderr == (
        f"The texts in {file(signed_in)} are encrypted. Set LINEDESK_PASSPHRASE to their passphrase, or use "
        "a terminal.\n"
    )
    monkeypatch.setenv(PASSPHRASE, OTHER_WORDS)
    assert signed_in("messages").stderr == f"This is not the passphrase of {file(signed_in)}.\n"
    monkeypatch.setenv(PASSPHRASE, WORDS)
    assert signed_in.found("messages") == []
    assert signed_in("cache", "passphrase", stdin=OTHER_WORDS + "\n").exit_code == 0
    assert signed_in("messages").exit_code == 1
    monkeypatch.setenv(PASSPHRASE, OTHER_WORDS)
    assert signed_in.found("messages") == []


@pytest.mark.usefixtures("anybody")
def test_who_comes_second_is_told_that_the_texts_are_encrypted_already(
    signed_in: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process encrypts them while somebody thinks of a passphrase."""
    think = cache_commands._new_passphrase

    def while_another_is_quicker() -> str:
        with monkeypatch.context() as patched:
            patched.setattr(cache_commands, "_new_passphrase", lambda: WORDS)
            assert signed_in("cache", "encrypt", "--passphrase").exit_code == 0
        return think()

    with monkeypatch.context() as patched:
        patched.setattr(cache_commands, "_new_passphrase", while_another_is_quicker)
        second = signed_in("cache", "encrypt", "--passphrase", stdin=OTHER_WORDS + "\n")
    assert (second.exit_code, second.stdout) == (1, "")
    assert second.stderr == "The texts are encrypted already.\n"
    monkeypatch.setenv(PASSPHRASE, WORDS)
    assert signed_in.found("messages") == []


def test_a_keyring_that_lets_one_wait_is_named_on_stderr_alone(tmp_path: Path) -> None:
    """A locked one asks its person."""
    program = Program(tmp_path / "profile")
    program.environment.update(
        PYTHON_KEYRING_BACKEND="tests.cache_keyrings.InFile", RING_FILE=str(tmp_path / "ring"), RING_MOOD=""
    )
    assert program.run("messages").stderr == ""
    program.environment["RING_MOOD"] = "silent"
    with program.running("messages", "--json") as waiting:
        waiting.says("Waiting for your keyring")
        (tmp_path / "ring.answer").touch()
        ended = waiting.ended()
    assert (ended.code, ended.json, ended.stderr) == (0, [], "Waiting for your keyring …\n")


def test_where_there_is_no_passphrase_none_can_be_changed(linedesk: CommandLine) -> None:
    assert linedesk("cache", "show").stdout == "There are no texts on this computer yet.\n"
    assert linedesk("cache", "passphrase", stdin=WORDS).exit_code == 1


def test_the_help_names_the_variable_that_a_passphrase_is_read_from(linedesk: CommandLine) -> None:
    assert "LINEDESK_PASSPHRASE" in linedesk("cache", "--help").stdout


def test_two_processes_write_into_one_encrypted_cache_at_once(tmp_path: Path, server: PracticeServer) -> None:
    program = Program(tmp_path / "profile")
    program.environment.update(
        PYTHON_KEYRING_BACKEND="tests.cache_keyrings.InFile", RING_FILE=str(tmp_path / "ring"), RING_MOOD=""
    )
    program.sign_in(server)
    with program.running("sync") as syncing:
        first = program.send("one")
        second = program.send("two", "--wait", "30")
        assert (first.code, second.code) == (0, 0), (first, second)
        assert syncing.process.poll() is None
    assert not cipher.is_plain(Profile(program.profile).database)
    sent = [
        one
        for one in program.texts("--limit", "20")
        if one["direction"] == "outbound" and one["peer"] == PEER
    ]
    assert len(sent) >= 2
    program.environment["RING_MOOD"] = "locked"
    locked = program.run("messages")
    assert locked.code == 1 and "refused (KeyringLocked)" in locked.stderr
    assert os.listdir(program.profile)  # noqa: PTH208  nothing was taken away
