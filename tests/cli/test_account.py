"""Listing, checking and removing accounts."""

import json
from pathlib import Path

import pytest

from desktop.settings.accounts import Account, Accounts
from tests.cli.command_line import CommandLine, answering
from tests.cli.own_keyring import Keyring
from tests.program_process import KEY, LINE, PEER
from tests.sandbox_process import PracticeServer


def test_the_list_says_where_keys_are_and_never_what_they_are(signed_in: CommandLine, key: str) -> None:
    """E1"""
    (account,) = signed_in.found("account", "list")
    assert account["secret"] == "env" and account["secret_env"] == KEY
    listed = signed_in("account", "list").stdout
    assert listed.startswith("Practice  cliqtel  http://127.0.0.1:")
    assert listed.endswith(f"key in ${KEY}\n")
    assert key not in listed + json.dumps(account)


def test_an_empty_list_is_no_failure(linedesk: CommandLine) -> None:
    assert linedesk.found("account", "list") == []
    result = linedesk("account", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "There is no account yet" in result.stderr


def test_a_name_from_outside_cannot_command_the_terminal(
    linedesk: CommandLine, server: PracticeServer, key: str
) -> None:
    """E"""
    name = "Shop\x1b[31m\u202e"
    assert linedesk.add(server.url, name=name).exit_code == 0
    for command in (("account", "list"), ("account", "check"), ("sync", "--once")):
        result = linedesk(*command)
        assert result.exit_code == 0
        assert "Shop\\x1b[31m\\u202e" in result.stdout
        assert "\x1b" not in result.output and "\u202e" not in result.output
    assert linedesk.found("account", "list")[0]["name"] == name


def test_check_reads_the_lines_of_every_account_or_of_the_one_named(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    assert signed_in.add(server.url, name="Second").exit_code == 0
    works = {"ok": True, "lines": 7, "error": None}
    both = [{"name": "Practice", **works}, {"name": "Second", **works}]
    assert signed_in.found("account", "check") == both
    assert signed_in.found("account", "check", "Second") == both[1:]
    assert signed_in("account", "check").stdout == "Practice works.\nSecond works.\n"


def test_an_account_that_cannot_sign_in_does_not_keep_the_others_from_being_checked(
    linedesk: CommandLine, server: PracticeServer, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A16"""
    monkeypatch.setenv("SECOND_KEY", key)
    second = (
        "account",
        "add",
        "cliqtel",
        "--name",
        "Second",
        "--url",
        server.url,
        "--secret-env",
        "SECOND_KEY",
    )
    assert linedesk.add(server.url).exit_code == 0
    assert linedesk(*second).exit_code == 0
    monkeypatch.setenv(KEY, "wrong")
    result = linedesk("account", "check", "--json")
    assert result.exit_code == 3
    assert [(account["name"], account["ok"]) for account in json.loads(result.stdout)] == [
        ("Practice", False),
        ("Second", True),
    ]
    assert result.stderr.startswith("Practice: Cliqtel does not accept the key")


def test_a_server_that_answers_html_fails_the_check_with_3(
    signed_in: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(200, "<html>") as url:
        accounts = signed_in.profile / "accounts.json"
        (account,) = signed_in.found("account", "list")
        accounts.write_text(accounts.read_text().replace(account["url"], url))
        assert signed_in("account", "check").exit_code == 3
        assert signed_in("sync", "--once").exit_code == 3


def saved(profile: Path, **more: str) -> None:
    """Put an account on the list, as another program or a later version might."""
    account = {"provider": "cliqtel", "name": "Other", "url": "https://sms.example", "key_place": "env"}
    Accounts(profile / "accounts.json").add(Account.model_validate({**account, **more}))


def test_an_account_whose_key_was_for_one_session_of_the_window_says_what_to_do(
    linedesk: CommandLine,
) -> None:
    assert linedesk("account", "list").exit_code == 0
    saved(linedesk.profile, key_place="session")
    assert linedesk("account", "list").stdout.endswith("key only in an open window\n")
    for command in (("account", "check"), ("lines",), ("sync", "--once")):
        result = linedesk(*command)
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr == (
            "The key of Other was only for one session of the window. Sign in again there, or add the "
            "account with: linedesk account add\n"
        )


def test_an_account_of_a_service_that_nobody_here_knows_says_so_and_the_others_work(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """A file that a later version wrote must not end every command."""
    saved(signed_in.profile, provider="future", key_variable=KEY)
    assert [account["provider"] for account in signed_in.found("account", "list")] == ["cliqtel", "future"]
    checked = signed_in("account", "check")
    assert (checked.exit_code, checked.stdout) == (3, "Practice works.\n")
    assert "does not know the service future. Update Linedesk" in checked.stderr
    assert len(signed_in.found("lines")) == 7
    assert signed_in("account", "remove", "Other").exit_code == 0


@pytest.mark.parametrize("command", ["check", "remove"])
def test_an_unknown_account_is_named(signed_in: CommandLine, command: str) -> None:
    result = signed_in("account", command, "Nobody")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no account named Nobody.\n"


def test_without_an_account_there_is_nothing_to_check_and_the_next_step_is_named(
    linedesk: CommandLine,
) -> None:
    for command in (("account", "check"), ("lines",), ("sync", "--once"), ("sync",)):
        result = linedesk(*command, "--json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "linedesk account add" in result.stderr


def test_removing_an_account_keeps_its_texts_unless_they_are_to_go_as_well(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    assert signed_in("sync", "--once").exit_code == 0
    texts = signed_in.found("messages")
    removed = signed_in.found("account", "remove", "Practice")
    assert removed["name"] == "Practice"
    assert signed_in.found("account", "list") == []
    assert signed_in.found("messages") == texts
    assert signed_in.add(server.url, name="Again").exit_code == 0
    assert signed_in("sync", "--once").exit_code == 0
    again = [text | {"account": "Again"} for text in texts]
    assert signed_in.found("messages") == again  # it is the same account: nothing stands twice
    assert signed_in("account", "remove", "Again", "--delete-texts").exit_code == 0
    assert signed_in.found("messages") == []


def test_the_lines_of_an_account_that_was_removed_are_listed_and_used_no_more(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    assert signed_in("account", "remove", "Practice").exit_code == 0
    assert signed_in.add(server.url, name="Again").exit_code == 0
    assert len(signed_in.found("lines")) == 7
    assert signed_in.found("send", "--line", LINE, "--to", PEER, "hello")["state"] == "queued"


def test_a_text_that_still_waits_when_its_account_is_removed_is_shown_as_failed(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """Never a lost one without being told: it would wait for ever where nobody sends."""
    queued = signed_in.found("send", "--line", LINE, "--to", PEER, "hello")
    assert signed_in("account", "remove", "Practice").exit_code == 0
    (left,) = [text for text in signed_in.found("messages") if text["id"] == queued["id"]]
    assert (left["state"], left["error"]["code"]) == ("failed", "line_gone")
    assert server.carrier() == []


def test_removing_an_account_takes_its_key_out_of_the_keyring_first(
    linedesk: CommandLine, server: PracticeServer, ring: Keyring
) -> None:
    """E1: while that fails the account stays, so that the key is not forgotten there"""
    add = ("account", "add", "cliqtel", "--name", "Shop", "--url", server.url, "--secret-stdin")
    assert linedesk(*add, stdin=server.api_key).exit_code == 0
    assert linedesk("account", "list").stdout.endswith("key in the keyring\n")
    ring.locked = True
    kept = linedesk("account", "remove", "Shop")
    assert (kept.exit_code, kept.stdout) == (1, "")
    assert kept.stderr.endswith("Nothing was removed.\n")
    assert len(linedesk.found("account", "list")) == 1
    ring.locked = False
    assert linedesk("account", "remove", "Shop").exit_code == 0
    assert ring.of_accounts == {}
