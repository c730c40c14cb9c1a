"""Adding accounts of services that ask for several things: from options, joined, and typed at a terminal."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.own_keyring import Keyring
from tests.program_process import Program
from tests.providers import twilio_account, voipms_account
from tests.providers.fakes import twilio as twilio_fakes
from tests.providers.fakes import voipms as voipms_fakes
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.providers.fakes.twilio_shapes import ACCOUNT, KEY_SECRET, KEY_SID, TOKEN
from tests.sandbox_process import ROOT

MAIL = "agent@example.com"


@dataclass
class Running:
    url: str
    fake: twilio_fakes.Twilio
    voip: voipms_fakes.VoipMs
    voip_url: str
    wires: dict[str, Wire]


@pytest.fixture
def there() -> Iterator[Running]:
    """A Twilio and a VoIP.ms account."""
    fake, voip = twilio_account.account(), voipms_account.new_account()
    with serving(fake.app) as wire, serving(voip.app) as other:
        yield Running(wire.url, fake, voip, other.url, {"twilio": wire, "voipms": other})


def add(linedesk: CommandLine, provider: str, url: str, *more: str, stdin: str = "") -> tuple[int, str, str]:
    result = linedesk("account", "add", provider, "--name", "Shop", "--url", url, *more, stdin=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_what_is_no_secret_is_an_option_and_the_secret_goes_into_the_keyring(
    linedesk: CommandLine, there: Running, ring: Keyring
) -> None:
    """E1, G1: the account works afterwards, by a key that is revocable."""
    fields = ("--field", f"account_sid={ACCOUNT}", "--field", f"key_sid={KEY_SID}")
    code, out, _ = add(linedesk, "twilio", there.url, *fields, "--secret-stdin", stdin=f"{KEY_SECRET}\n")
    assert (code, out) == (0, "The account works and has 1 line.\n")
    assert list(ring.of_accounts.values()) == [KEY_SECRET]
    (account,) = linedesk.found("account", "list")
    assert account["fields"] == {"account_sid": ACCOUNT, "key_sid": KEY_SID}
    for file in linedesk.profile.rglob("*"):
        assert not file.is_file() or KEY_SECRET.encode() not in file.read_bytes()
    assert linedesk("account", "check").exit_code == 0


def test_all_of_it_joined_on_stdin_is_taken_apart(
    linedesk: CommandLine, there: Running, ring: Keyring
) -> None:
    """G1: as other tools want it."""
    joined = f"{ACCOUNT}:{TOKEN}"
    assert add(linedesk, "twilio", there.url, "--secret-stdin", stdin=joined)[0] == 0
    assert list(ring.of_accounts.values()) == [TOKEN]
    assert linedesk.found("account", "list")[0]["fields"] == {"account_sid": ACCOUNT}


@pytest.mark.parametrize("joined", [True, False])
def test_a_variable_holds_the_secret_alone_or_all_of_it_joined(
    linedesk: CommandLine, there: Running, monkeypatch: pytest.MonkeyPatch, joined: bool
) -> None:
    """E1: only its name is kept."""
    there.voip.password = "two wörds: 'x'"
    secret = f"{MAIL}:{there.voip.password}" if joined else there.voip.password
    monkeypatch.setenv("VOIP_SECRET", secret)
    fields = () if joined else ("--field", f"api_username={MAIL}")
    code, _, err = add(linedesk, "voipms", there.voip_url, *fields, "--secret-env", "VOIP_SECRET")
    assert (code, err) == (0, "")
    assert linedesk.found("account", "check")[0]["ok"]
    stored = (linedesk.profile / "accounts.json").read_text()
    assert "VOIP_SECRET" in stored and there.voip.password not in json.loads(stored)["accounts"][0].values()


@pytest.mark.parametrize(
    ("provider", "options", "words"),
    [
        ("twilio", ("--field", "secret=abc"), "The secret is never an option"),
        ("twilio", ("--field", "account_sid"), "where NAME is one of: account_sid, key_sid."),
        ("twilio", ("--field", "nosuch=1"), "where NAME is one of: account_sid, key_sid."),
        ("cliqtel", ("--field", "account_sid=1"), "where NAME is one of: –."),
        ("twilio", (), "Account SID is missing. Begins with AC."),
        ("twilio", (), "Give it as --field account_sid=VALUE."),
        ("voipms", ("--field", "api_username=a\u201db"), "api_username: The key holds characters"),
    ],
)
def test_wrong_usage_says_what_is_wanted_and_repeats_no_secret(
    linedesk: CommandLine, there: Running, provider: str, options: tuple[str, ...], words: str
) -> None:
    """E1"""
    code, out, err = add(linedesk, provider, there.url, *options, "--secret-stdin", stdin="hush-hush")
    assert (code, out) == (2, "") and words in err and "hush" not in err and "abc" not in err


@pytest.mark.parametrize(
    ("fields", "secret", "words"),
    [
        ({"account_sid": KEY_SID}, KEY_SECRET, "not the right kinds of key for Twilio"),
        ({"account_sid": ACCOUNT, "key_sid": ACCOUNT}, KEY_SECRET, "not the right kinds of key"),
        ({"account_sid": ACCOUNT}, "wrong", "does not accept the key"),
    ],
)
def test_a_key_of_the_wrong_kind_is_told_with_where_the_right_one_is(
    linedesk: CommandLine, there: Running, ring: Keyring, fields: dict[str, str], secret: str, words: str
) -> None:
    """G1"""
    options = [part for name, value in fields.items() for part in ("--field", f"{name}={value}")]
    code, _, err = add(linedesk, "twilio", there.url, *options, "--secret-stdin", stdin=secret)
    assert code == 3 and words in err and secret not in err
    assert linedesk.found("account", "list") == [] and ring.of_accounts == {}


def test_what_the_portal_has_to_be_told_is_said_with_the_address_that_it_saw(
    linedesk: CommandLine, there: Running, ring: Keyring
) -> None:
    """G1: API switched off, then the address not on the list, then a wrong password."""
    voip = there.voip
    options = ("--field", f"api_username={MAIL}", "--secret-stdin")
    voip.enabled = False
    code, _, err = add(linedesk, "voipms", there.voip_url, *options, stdin=voip.password)
    assert code == 3 and "Main Menu › SOAP and REST/JSON API › Enable/Disable API" in err
    voip.enabled, voip.allowed = True, False
    code, _, err = add(linedesk, "voipms", there.voip_url, *options, stdin=voip.password)
    assert code == 3 and "Add its address, 203.0.113.7, in the portal" in err
    voip.allowed = True
    code, _, err = add(linedesk, "voipms", there.voip_url, *options, stdin="wrong")
    assert code == 3 and "does not accept the user name or the API password" in err
    assert len(err.splitlines()) == 1
    assert add(linedesk, "voipms", there.voip_url, *options, stdin=voip.password)[0] == 0


@pytest.mark.parametrize("provider", ["twilio", "voipms"])
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("html", "answered in a form that Linedesk does not know"),
        ("refused_html", "gave no usable answer (HTTP 503). Try again."),
        ("truncated", "gave no usable answer"),
        ("redirect", "sends on to another address"),
        (None, "cannot be reached at"),
    ],
)
def test_whatever_stands_between_is_told_in_one_sentence_and_nothing_is_saved(
    linedesk: CommandLine,
    there: Running,
    ring: Keyring,
    provider: str,
    fault: Fault | None,
    words: str,
) -> None:
    """G1: a page of a proxy, half an answer, another address, and nobody at all."""
    wire = there.wires[provider]
    wire.fault = fault
    if fault is None:
        wire.kill()
    secret = f"{ACCOUNT}:{TOKEN}" if provider == "twilio" else f"{MAIL}:{there.voip.password}"
    code, out, err = add(linedesk, provider, wire.url, "--secret-stdin", stdin=secret)
    assert (code, out) == (3, "") and words in err and len(err.splitlines()) == 1
    assert TOKEN not in err and there.voip.password not in err
    assert linedesk.found("account", "list") == [] and ring.of_accounts == {}


def test_at_a_terminal_each_field_is_asked_for_and_the_secret_is_not_shown(
    tmp_path: Path, there: Running
) -> None:
    """E1, G1: here there is no keyring to keep it; what counts is what the terminal shows"""
    terminal, inside = os.openpty()
    arguments = ("account", "add", "twilio", "--name", "Shop", "--url", there.url)
    with subprocess.Popen(
        Program(tmp_path / "profile").command(*arguments),
        cwd=ROOT,
        stdin=inside,
        stdout=subprocess.PIPE,
        stderr=inside,
        start_new_session=True,
    ) as process:
        os.close(inside)
        shown = b""
        for question, answer in (
            (b"Account SID:", ACCOUNT),
            (b"API key SID:", ""),
            (b"Secret: ", TOKEN),
        ):
            while question not in shown:
                shown += os.read(terminal, 1000)
            os.write(terminal, f"{answer}\n".encode())
        while b"was not saved" not in shown:
            shown += os.read(terminal, 1000)
        assert process.wait() == 1
    os.close(terminal)
    assert b"offers no keyring" in shown  # so all was read, and accepted
    assert TOKEN.encode() not in shown
    assert "Console › API keys & tokens".encode() in shown
