"""Settings of a number at its service: shown, and changed only with --yes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.voipms import OFF, ON, voipms_profile
from tests.providers.voipms_account import Server

Both = tuple[CommandLine, Server]


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    """A command line that is signed in to VoIP.ms, and the server."""
    with voipms_profile(tmp_path / "profile", monkeypatch) as found:
        yield found


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
