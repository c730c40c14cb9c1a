"""``linedesk send`` at a service that takes 160 bytes a text: said, sent in order, the rest waits (B7)."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.cli.unlocking import open_cache
from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from desktop.store import messages
from tests.cli.command_line import CommandLine
from tests.cli.voipms import ON, voipms_profile
from tests.providers.contract import STRANGER
from tests.providers.voipms_account import Server

LONG = " ".join(f"{number}" + "x" * 150 for number in range(1, 4))
Both = tuple[CommandLine, Server]


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    """A command line that is signed in to VoIP.ms, and the server."""
    with voipms_profile(tmp_path / "profile", monkeypatch) as found:
        yield found


def test_a_long_text_is_said_to_go_as_several_and_each_is_told_of(both: Both) -> None:
    """B7: all are sent before the command ends, in order."""
    run, server = both
    sent = run("send", "--line", ON, "--to", STRANGER, "--wait", "60", LONG)
    assert sent.exit_code == 0, sent.output
    assert "It goes as 3 separate texts. The service does not promise their order." in sent.stderr
    assert [line.partition(":")[0] for line in sent.stdout.splitlines()] == ["1", "2", "3"]
    assert " ".join(one["body"] for one in server.carrier()) == LONG


def waiting(run: CommandLine, texts: int) -> None:
    """So many more texts wait to be sent."""
    profile = open_profile(run.profile)
    (account,) = Accounts(profile.accounts).listing()
    with closing(open_cache(profile, Announcer())) as db:
        for number in range(texts):
            messages.queue(
                db, account_id=account.id, line=ON, peer=STRANGER, body=f"{number}", draft=messages.NO_DRAFT
            )


def test_from_80_on_it_says_how_many_of_the_days_texts_are_left(both: Both) -> None:
    """B27: as the composer and preflight do; those that wait count too"""
    run, _ = both
    run("lines")
    waiting(run, 78)
    assert "left" not in run("send", "--line", ON, "--to", STRANGER, "one").stderr
    assert "left" not in run("send", "--line", ON, "--to", STRANGER, "two").stderr
    third = run("send", "--line", ON, "--to", STRANGER, "three")
    assert "20 of the 100 texts that the service takes from programs today are left." in third.stderr
    waiting(run, 18)
    last = run("send", "--line", ON, "--to", STRANGER, LONG)
    assert "It needs 3 texts, and 1 of today's 100 is left." in last.stderr


def test_for_machines_it_is_a_list_with_the_place_of_each(both: Both) -> None:
    run, _ = both
    queued = run("send", "--line", ON, "--to", STRANGER, "--json", LONG)
    parts = [one["part"] for one in json.loads(queued.stdout)]
    assert parts == [{"n": 1, "of": 3}, {"n": 2, "of": 3}, {"n": 3, "of": 3}]


def test_when_a_part_fails_the_rest_waits_and_the_command_says_why(both: Both) -> None:
    """B7: ``linedesk held`` lists them, and sending one of them sends all."""
    run, server = both
    server.fake.statuses["sendSMS"] = "sms_failed"
    sent = run("send", "--line", ON, "--to", STRANGER, "--wait", "60", LONG)
    assert sent.exit_code == 1 and server.carrier() == []
    waiting = run.found("held")
    assert [(one["part"]["n"], one["reason"]) for one in waiting] == [(2, "part"), (3, "part")]
    assert "part 1 of the same text failed" in run("held").stdout
    server.fake.statuses.clear()
    assert run("held", "send", str(waiting[0]["id"])).exit_code == 0
    assert run.found("held") == []
