"""Settings of a number at its service: shown, and changed only with --yes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from tests.cli.command_line import CommandLine
from tests.cli.own_keyring import Keyring
from tests.cli.voipms import OFF, ON, voipms_profile
from tests.providers.voipms_account import Server

Both = tuple[CommandLine, Server]


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    """A command line that is signed in to VoIP.ms, and the server."""
    with voipms_profile(tmp_path / "profile", monkeypatch) as found:
        yield found


def account_id(run: CommandLine) -> str:
    (account,) = Accounts(open_profile(run.profile).accounts).listing()
    return account.id


def written(server: Server) -> int:
    return sum(one.get("method") == "setSMS" for one in server.fake.asked)


def test_without_an_option_the_settings_are_shown_and_nothing_is_written(both: Both) -> None:
    """D5, D6"""
    run, server = both
    server.fake.settings.of[ON[-10:]] = {"sms_email_enabled": "1", "sms_email": "desk@example.com"}
    shown = run("line", ON, "set").stdout
    assert "Texts by e-mail" in shown
    assert "desk@example.com" in shown
    assert run.found("line", ON, "set")["email"] == {"on": True, "to": "desk@example.com"}
    assert written(server) == 0


def test_switching_sms_on_says_number_price_and_wallet_and_waits_for_yes(both: Both) -> None:
    """A9, G4"""
    run, server = both
    asked = run("line", OFF, "set", "--sms", "on")
    assert asked.exit_code == 2
    assert "Switch SMS on for +1 415-555-0102 at VoIP.ms?" in asked.stdout
    assert "No price is named for it. From VoIP.ms wiki, SMS, of 2017-02-10" in asked.stdout
    assert "112.192790 USD before" in asked.stdout
    assert "--yes" in asked.stderr
    assert written(server) == 0
    done = run("line", OFF, "set", "--sms", "on", "--yes")
    assert done.exit_code == 0
    assert "are changed" in done.stdout
    assert written(server) == 1
    (line,) = [one for one in run.found("lines") if one["number"] == OFF]
    assert line["can_send"] is True


def test_forwards_are_set_and_switched_off_without_losing_the_address(both: Both) -> None:
    """D3 to D6"""
    run, server = both
    settings = server.fake.settings.of
    result = run(
        *("line", ON, "set", "--email", "desk@example.com", "--forward", "(226) 483-6086"),
        *("--callback", "https://example.com/?m={MESSAGE}", "--retry", "on", "--yes"),
    )
    assert result.exit_code == 0, result.output
    assert settings[ON[-10:]]["sms_forward"] == "2264836086"
    assert settings[ON[-10:]]["sms_url_callback_retry"] == "1"
    assert run("line", ON, "set", "--email", "off", "--yes").exit_code == 0
    assert settings[ON[-10:]]["sms_email_enabled"] == "0"
    assert settings[ON[-10:]]["sms_email"] == "desk@example.com"


def test_the_price_of_a_text_is_dated_where_a_paper_names_it(both: Both) -> None:
    """G4"""
    run, _ = both
    assert (
        "Each part: 0.0075 USD. From VoIP.ms wiki, SMS and MMS, read on 2026-11-22" in run("line", ON).stdout
    )
    paper = run.found("line", ON)["paper"]
    assert (paper["dated"], paper["dated_is"]) == ("2026-11-22", "read")


def test_what_the_service_refuses_is_said_in_words(both: Both) -> None:
    """D5"""
    run, server = both
    server.fake.statuses["setSMS"] = "sms_wait_message"
    refused = run("line", ON, "set", "--sms", "off", "--yes")
    assert refused.exit_code == 1
    assert "minute" in refused.stderr


def test_an_outcome_that_nobody_knows_is_said_so(both: Both) -> None:
    run, server = both
    server.fake.statuses["setSMS"] = "tls_error"
    result = run("line", ON, "set", "--sms", "off", "--yes")
    assert result.exit_code == 3
    assert "Nobody can say" in result.stderr


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:8750/x?text={MESSAGE}", "cannot reach this address"),
        ("https://192.168.1.20/x", "cannot reach this address"),
        ("http://texts.example.com/x", "Use https://"),
        ("texts.example.com", "no web address"),
    ],
)
def test_an_address_that_the_service_cannot_reach_is_refused(both: Both, url: str, words: str) -> None:
    """D3"""
    run, server = both
    refused = run("line", ON, "set", "--callback", url, "--yes")
    assert refused.exit_code == 2 and words in refused.stderr
    assert written(server) == 0


def test_the_webhooks_address_is_given_without_its_word_on_the_command_line(
    both: Both, ring: Keyring
) -> None:
    """D3, E1: from the keyring, or from stdin"""
    run, server = both
    callback = ("line", ON, "set", "--callback", "webhook", "--public", "https://texts.example.com/", "--yes")
    off = run(*callback)
    assert off.exit_code == 1 and "linedesk webhook on Voip" in off.stderr
    path = run.found("webhook", "on", "Voip")["url"].partition(":8750/")[2]
    assert run(*callback).exit_code == 0
    there = server.fake.settings.of
    assert there[ON[-10:]]["sms_url_callback"] == f"https://texts.example.com/{path}"
    assert ring.kept["linedesk", f"webhook {account_id(run)}"] in path
    given = run("line", ON, "set", "--callback", "-", "--yes", stdin=f"https://other.example.com/{path}\n")
    assert given.exit_code == 0
    assert there[ON[-10:]]["sms_url_callback"] == f"https://other.example.com/{path}"


@pytest.mark.parametrize(
    "options",
    [
        ("--callback", "webhook"),
        ("--public", "https://texts.example.com"),
        ("--callback", "off", "--public", "https://texts.example.com"),
    ],
)
def test_the_webhook_and_its_public_address_belong_together(both: Both, options: tuple[str, ...]) -> None:
    run, server = both
    refused = run("line", ON, "set", *options, "--yes")
    assert refused.exit_code == 2 and "belong together" in refused.stderr
    assert written(server) == 0


def test_a_number_that_the_service_does_not_copy_to_is_to_be_corrected_here(both: Both) -> None:
    """D6: it was typed just now, and stands in no settings of the account"""
    run, _ = both
    refused = run("line", ON, "set", "--forward", "+447700900123", "--yes")
    assert refused.exit_code == 1 and "correct what you gave" in refused.stderr
    assert "account's settings" not in refused.stderr


def test_other_words_than_on_and_off_change_nothing(both: Both) -> None:
    run, server = both
    assert run("line", ON, "set", "--sms", "perhaps", "--yes").exit_code == 2
    assert run("line", ON, "set", "--forward", "nobody", "--yes").exit_code == 2
    assert written(server) == 0


def test_a_service_that_lets_nobody_change_settings_says_so(signed_in: CommandLine) -> None:
    """A9: else the portal"""
    result = signed_in("line", "+447700900010", "set")
    assert result.exit_code == 1
    assert "portal" in result.stderr
