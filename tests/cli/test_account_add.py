"""Adding an account: checked first, saved only if it works, and the key seen by nobody."""

import asyncio
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine, answering
from tests.cli.own_keyring import Keyring
from tests.program_process import KEY, Program
from tests.providers.odd_server import Request, answer, odd_server
from tests.sandbox_process import ROOT, PracticeServer

STDIN = ("account", "add", "cliqtel", "--name", "Shop", "--secret-stdin", "--url")


def test_a_key_in_the_environment_is_kept_by_its_name_only(
    linedesk: CommandLine, server: PracticeServer, key: str
) -> None:
    """A16, E1: for machines without a keyring"""
    added = linedesk(
        "account",
        "add",
        "cliqtel",
        "--name",
        "Shop",
        "--url",
        f"{server.url}/",
        "--secret-env",
        KEY,
        "--json",
    )
    assert added.exit_code == 0
    facts = json.loads(added.stdout)
    assert facts == {
        "id": facts["id"],
        "name": "Shop",
        "provider": "cliqtel",
        "url": server.url,
        "secret": "env",
        "secret_env": KEY,
        "lines": 7,
    }
    stored = (linedesk.profile / "accounts.json").read_text()
    assert KEY in stored
    assert key not in stored + added.output


def test_a_key_on_stdin_goes_into_the_keyring_and_nowhere_else(
    linedesk: CommandLine, server: PracticeServer, ring: Keyring
) -> None:
    """E1: with or without a line end"""
    added = linedesk(*STDIN, server.url, stdin=f" {server.api_key}\n")
    assert (added.exit_code, added.stdout) == (0, "The account works and has 7 lines.\n")
    assert list(ring.of_accounts.values()) == [server.api_key]
    for file in linedesk.profile.rglob("*"):
        assert server.api_key.encode() not in file.read_bytes()
    assert linedesk("sync", "--once").exit_code == 0


def test_a_key_typed_at_a_terminal_is_not_shown(tmp_path: Path, server: PracticeServer) -> None:
    """E1: here there is no keyring to keep it; what counts is what the terminal shows"""
    terminal, inside = os.openpty()
    with subprocess.Popen(
        Program(tmp_path / "profile").command(*STDIN, server.url),
        cwd=ROOT,
        stdin=inside,
        stdout=subprocess.PIPE,
        stderr=inside,
        start_new_session=True,
    ) as process:
        os.close(inside)
        shown = b""
        while b"Key: " not in shown:
            shown += os.read(terminal, 1000)
        os.write(terminal, f"{server.api_key}\n".encode())
        while b"was not saved" not in shown:
            shown += os.read(terminal, 1000)
        assert process.wait() == 1
    os.close(terminal)
    assert b"offers no keyring" in shown  # so the key was read, and accepted
    assert server.api_key.encode() not in shown


@pytest.mark.parametrize(
    ("fault", "words"),
    [("forgets", "did not keep the key"), ("locked", "The keyring refused (KeyringLocked)")],
)
def test_a_keyring_that_does_not_keep_the_key_is_named_and_nothing_is_saved(
    linedesk: CommandLine, server: PracticeServer, ring: Keyring, fault: str, words: str
) -> None:
    """E1: read back before it is believed"""
    setattr(ring, fault, True)
    added = linedesk(*STDIN, server.url, stdin=server.api_key)
    assert (added.exit_code, added.stdout) == (1, "")
    assert words in added.stderr and added.stderr.endswith("The account was not saved.\n")
    assert linedesk.found("account", "list") == []


def test_where_no_keyring_is_that_is_said_and_nothing_is_saved(
    linedesk: CommandLine, server: PracticeServer
) -> None:
    """E1: the tests' own environment has none"""
    added = linedesk(*STDIN, server.url, stdin=server.api_key)
    assert (added.exit_code, added.stdout) == (1, "")
    assert "offers no keyring" in added.stderr and "--secret-env" in added.stderr
    assert linedesk.found("account", "list") == []


def test_a_key_is_taken_out_again_if_the_account_cannot_be_saved(
    linedesk: CommandLine, server: PracticeServer, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert linedesk(*STDIN, server.url, stdin=server.api_key).exit_code == 1
    assert ring.of_accounts == {}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("wrong", "does not accept the key"),
        ("two words", "that no key has: space."),
        ("in\nthe middle", "that no key has: U+000A, space."),
        ("schlüssel", "that no key has: latin small letter u with diaeresis."),
        ("钥匙", "that no key has"),
        ("\u201cquoted\u201d", "that no key has: left double quotation mark, right double quotation mark."),
        ("nul\x00", "does not accept the key"),
        ("\x1b[2J", "does not accept the key"),
    ],
)
def test_a_wrong_key_exits_with_3_and_is_not_repeated(
    linedesk: CommandLine, server: PracticeServer, wrong: str, words: str
) -> None:
    """A16: however impossible it is"""
    added = linedesk(*STDIN, server.url, stdin=wrong)
    assert (added.exit_code, added.stdout) == (3, "")
    assert words in added.stderr
    assert wrong not in added.stderr
    assert len(added.stderr.splitlines()) == 1
    assert linedesk.found("account", "list") == []


def test_a_key_that_is_no_utf8_is_a_wrong_key(linedesk: CommandLine, server: PracticeServer) -> None:
    assert linedesk(*STDIN, server.url, stdin=b"\xff\xfe").exit_code == 3


def test_spaces_and_line_ends_around_a_key_in_the_environment_do_no_harm(
    linedesk: CommandLine, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, f"  {server.api_key}\r\n")
    assert linedesk.add(server.url).exit_code == 0
    assert linedesk("sync", "--once").exit_code == 0


@pytest.mark.parametrize("value", [None, ""])
def test_an_unset_variable_exits_with_3_without_repeating_what_may_be_the_key(
    linedesk: CommandLine, server: PracticeServer, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    """E1"""
    monkeypatch.delenv(KEY, raising=False)
    if value is not None:
        monkeypatch.setenv(KEY, value)
    added = linedesk.add(server.url)
    assert (added.exit_code, added.stdout) == (3, "")
    assert added.stderr == "The environment variable that --secret-env names is not set.\n"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.com", "Use https://"),
        ("ftp://example.com", "not complete"),
        ("example.com", "not complete"),
        ("http://", "not complete"),
        ("http://[::1", "not complete"),
        ("http://127.0.0.1:99999", "not complete"),
        ("https://example.com/?key=1", "not complete"),
        ("https://name:word@example.com", "name or password"),
    ],
)
def test_an_address_that_no_key_may_go_to_is_wrong_usage(
    linedesk: CommandLine, key: str, url: str, words: str
) -> None:
    """E1: a key would be readable on its way"""
    added = linedesk.add(url)
    assert (added.exit_code, added.stdout) == (2, "")
    assert words in added.stderr
    assert "word@" not in added.stderr


def test_a_server_that_is_down_exits_with_3(linedesk: CommandLine, closed_port: str, key: str) -> None:
    added = linedesk.add(closed_port)
    assert (added.exit_code, added.stdout) == (3, "")
    assert f"cannot be reached at {closed_port}" in added.stderr
    assert linedesk.found("account", "list") == []


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (200, "<html>Welcome", "answered in a form that Linedesk does not know"),
        (200, '{"hello": 1}', "answered in a form that Linedesk does not know"),
        (301, "{}", "sends on to another address (HTTP 301). Use the address it leads to."),
        (404, "<html>Nothing here", "There is no Cliqtel at"),
        (404, '{"message": "Not Found"}', "There is no Cliqtel at"),
        (401, "<html>Sign in", "does not accept the key"),
        (
            403,
            '{"message": "No \\u001b[31mway"}',
            "knows the key, but the key may not be used for this (No \\x1b[31mway)",
        ),
        (500, "{}", "gave no usable answer (HTTP 500)"),
        (429, "{}", "asks to wait"),
    ],
)
def test_a_server_that_is_no_cliqtel_exits_with_3_in_one_sentence(
    linedesk: CommandLine, key: str, status: int, body: str, words: str
) -> None:
    """E: also in front of a sign-in page, a captive network, a maintenance page"""
    with answering(status, body) as url:
        added = linedesk.add(url)
    assert (added.exit_code, added.stdout) == (3, "")
    assert words in added.stderr
    assert len(added.stderr.splitlines()) == 1
    assert linedesk.found("account", "list") == []


async def test_a_server_whose_undocumented_calls_fail_can_be_added(linedesk: CommandLine, key: str) -> None:
    """A5: what is not documented may answer as it likes."""

    async def reply(request: Request, _: asyncio.StreamWriter) -> bytes:
        if request.path.endswith("/sms/numbers"):
            return answer({"data": [{"id": 42, "number": "+447700900010"}]})
        return answer({"error": "?"}, "500 Server Error")

    async with odd_server(reply) as server:
        added = await asyncio.to_thread(linedesk.add, server.url)
    assert (added.exit_code, added.stdout) == (0, "The account works and has 1 line.\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nosuch", "--name", "Shop", "--secret-stdin"), "There is no service nosuch"),
        (("cliqtel", "--name", "Shop"), "Say where the key is"),
        (("cliqtel", "--name", "Shop", "--secret-stdin", "--secret-env", KEY), "Say where the key is"),
        (("cliqtel", "--name", "Shop", "--secret-env", "sk-live-1234"), "not the key"),
        (("cliqtel", "--name", " ", "--secret-env", KEY), "needs a name"),
        (("cliqtel", "--secret-env", KEY), "--name"),
    ],
)
def test_wrong_usage_is_said_and_a_key_in_the_wrong_place_is_not_repeated(
    linedesk: CommandLine, arguments: tuple[str, ...], words: str
) -> None:
    """E1"""
    added = linedesk("account", "add", *arguments)
    assert (added.exit_code, added.stdout) == (2, "")
    assert words in added.stderr
    assert "sk-live" not in added.stderr


def test_no_key_on_stdin_is_wrong_usage(
    linedesk: CommandLine, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert linedesk(*STDIN, server.url, stdin=" \n").exit_code == 2


def test_a_name_can_be_given_once_only(signed_in: CommandLine, server: PracticeServer) -> None:
    added = signed_in.add(server.url)
    assert (added.exit_code, added.stdout) == (1, "")
    assert added.stderr == "There is an account named Practice already.\n"
    assert len(signed_in.found("account", "list")) == 1
