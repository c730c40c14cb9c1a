"""``send --wait``: who works, who watches, and how an early end leaves the text."""

import asyncio
import json
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.cli.session import Session
from desktop.cli.unlocking import open_cache
from desktop.cli.waiting import Waiting
from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from desktop.sms.delivery import State
from desktop.store import doubts, outbox
from desktop.sync.lock import ProfileLock
from tests.cli.command_line import CommandLine
from tests.cli.written_offline import write
from tests.journeys.promise import TAKEN
from tests.program_process import LINE, PEER, Program, until
from tests.sandbox_process import PracticeServer

SEND = ("send", "--line", LINE, "--to", PEER)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_request_is_on_the_wire_leaves_it_unconfirmed_and_not_lost(
    tmp_path: Path, server: PracticeServer, number: signal.Signals
) -> None:
    """C10: the carrier has it, and a later pull finds that out"""
    linedesk, body = Program(tmp_path / "profile"), f"ended by {number.name}"
    linedesk.sign_in(server)
    server.faults(stall=1)
    with linedesk.running("send", "--line", LINE, "--to", PEER, "--wait", "40", "--json", body) as sending:
        until(lambda: body in [text["body"] for text in server.carrier()], "it reaches the carrier")
        ended = sending.end(number)
    server.faults(stall=0)
    assert ended.code == 3
    assert ended.json["state"] == "unconfirmed"
    assert ended.stderr.startswith("Not confirmed.")
    assert len(ended.stderr.splitlines()) == 1
    assert linedesk.run("sync", "--once").code == 0
    assert linedesk.texts("--with", PEER)[0]["state"] in TAKEN
    assert [text["body"] for text in server.carrier()].count(body) == 1


def test_a_request_that_outlasts_the_wait_is_given_up_as_unconfirmed(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """C10: the wait is what was asked for, and a little for the answer that is under way"""
    server.faults(stall=1)
    result = signed_in(*SEND, "--wait", "0", "--json", "slow")
    server.faults(stall=0)
    assert result.exit_code == 3
    assert json.loads(result.stdout)["state"] == "unconfirmed"
    assert signed_in("sync", "--once").exit_code == 0
    assert signed_in.found("messages", "--with", PEER)[0]["state"] != "unconfirmed"


def test_a_bystander_only_stores_and_watches(signed_in: CommandLine, server: PracticeServer) -> None:
    """C12: whoever holds the lock sends; nobody else does"""
    lock = ProfileLock(signed_in.profile / "sync.lock")
    assert lock.take()
    try:
        result = signed_in(*SEND, "--wait", "0.1", "--json", "watched")
    finally:
        lock.release()
    assert result.exit_code == 3
    assert json.loads(result.stdout)["state"] == "queued"
    assert "watched" not in [text["body"] for text in server.carrier()]


def test_a_text_that_waits_behind_one_in_doubt_goes_out_within_the_wait(
    signed_in: CommandLine,
) -> None:
    """C10: it holds its conversation until the list was read"""
    write(signed_in, "first", minutes=0, on_the_wire=True)
    assert signed_in.found(*SEND, "--wait", "30", "second")["state"] in TAKEN
    states = {text["text"]: text["state"] for text in signed_in.found("messages", "--with", PEER)}
    assert states["first"] == "unconfirmed"


def test_once_a_person_has_to_decide_there_is_nothing_to_wait_for(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """C10: the list is complete and does not show it"""
    server.faults(cut=1)
    assert signed_in(*SEND, "--wait", "0", "cut off").exit_code == 3
    server.faults(status_500=1, cut=0)
    result = signed_in(*SEND, "--wait", "0", "answered 500")
    assert result.exit_code == 3
    server.faults(status_500=0)
    result = signed_in("send", "--line", LINE, "--to", "+12025550199", "--wait", "100000", "fine")
    assert result.exit_code == 0


def test_where_the_list_proves_nothing_a_person_has_to_decide_and_there_is_nothing_to_wait_for(
    signed_in: CommandLine,
) -> None:
    """Half a minute after the attempt the window asks, too."""
    text_id = write(signed_in, "perhaps", minutes=1, on_the_wire=True)
    profile, announcer = open_profile(signed_in.profile), Announcer()
    accounts, db = Accounts(profile.accounts), open_cache(profile, announcer)
    (account,) = accounts.listing()
    outbox.recover(db, (now := datetime.now(UTC)))
    doubts.looked(
        db,
        account.id,
        began=now + timedelta(seconds=31),
        complete_since=None,
        delay=timedelta(0),
        window=timedelta(minutes=5),
    )
    lock = ProfileLock(profile.lock)
    assert lock.take()
    waiting = Waiting(Session(profile, accounts, announcer, db), account, text_id)
    try:
        asyncio.run(waiting.see_through(100_000))
        assert waiting.message().state is State.UNCONFIRMED
    finally:
        lock.release()
        db.close()


def test_being_asked_to_slow_down_is_waited_out(signed_in: CommandLine, server: PracticeServer) -> None:
    """B28"""
    server.faults(status_429=0.5)
    text = signed_in.found(*SEND, "--wait", "40", "patience")
    assert text["state"] in TAKEN
    assert [text["body"] for text in server.carrier()].count("patience") == 1
