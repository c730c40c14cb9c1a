"""Parts of a text at a VoIP.ms that listens: in order, never two without a click, never a lost one (B7)."""

import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from desktop.announce import Announcer
from desktop.providers.pace import Pace
from desktop.providers.voipms import VoipMs
from desktop.sms.delivery import State
from desktop.store import held, messages, outbox
from desktop.store.database import Database, open_database
from desktop.store.messages import Message
from desktop.sync.check import check
from desktop.sync.inbox import Inbox
from desktop.sync.outbox import Outbox, Paused
from tests.providers.contract import STRANGER
from tests.providers.fakes import voipms as fakes
from tests.providers.fakes.carrier import Carrier, Record
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.providers.voipms_account import LINE, Server, new_account
from tests.sandbox_process import ROOT
from tests.sync.sender_of_parts import ACCOUNT

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
LONG = f"Open on Monday. {FAMILY * 9} مرحبا بكم في متجرنا الجديد. " * 3
TAKEN = State.ACCEPTED
PATIENT = 30


class Watched(Carrier):
    """A carrier at which something happens to the way there once it took so many texts."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(fakes.lines(), lambda: datetime.now(UTC))
        self._wire = wire
        self.after = 0
        self.fault: Fault | None = None
        self.one_more = threading.Event()
        """It took a text after that."""

    def strike(self, after: int, fault: Fault) -> None:
        """From the next text after so many on, this happens."""
        self.after, self.fault = after, fault

    def send(self, line: str, peer: str, body: str, kind: str = "sms") -> Record:
        """Take a text."""
        record = super().send(line, peer, body, kind)
        if self.fault is not None and len(self.taken()) == self.after:
            self._wire.fault = self.fault
        elif len(self.taken()) > self.after:
            self.one_more.set()
        return record


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def carrier(wire: Wire) -> Watched:
    """Takes the texts of the account."""
    return Watched(wire)


@pytest.fixture
def server(wire: Wire, carrier: Watched) -> Server:
    """An account without any text."""
    fake = fakes.VoipMs(carrier)
    wire.serve(fake.app, fakes.is_send)
    return Server(fake, wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[VoipMs]:
    """An adapter without a gap between its calls; on a busy computer an answer may take its time."""
    adapter = VoipMs(server.credentials, timeout=httpx.Timeout(20.0, read=5.0), calls_a_second=10_000)
    yield adapter
    await adapter.close()


@pytest.fixture
async def db(tmp_path: Path, provider: VoipMs) -> AsyncIterator[Database]:
    """A cache that knows the account."""
    database = open_database(tmp_path / "linedesk.db", Announcer())
    await check(database, ACCOUNT, provider)
    yield database
    database.close()


def written(db: Database) -> list[Message]:
    """Somebody pressed Send: the parts, in order."""
    first = messages.queue(db, account_id=ACCOUNT, line=LINE, peer=STRANGER, body=LONG)
    return messages.thread(db, first.conversation_id)


def sender(db: Database, provider: VoipMs) -> Outbox:
    return Outbox(db, ACCOUNT, provider, pace=Pace(10_000))


def stand(db: Database) -> list[State]:
    """The states of the parts, in order."""
    return [one.state for one in sorted(messages.newest(db), key=lambda one: one.id)]


def wired(parts: list[Message]) -> list[str]:
    """The parts as they leave."""
    return [one.body.strip(" \n") for one in parts]


def carried(server: Server) -> list[str]:
    return [one["body"] for one in server.carrier()]


def sent_and_killed(cache: Path, server: Server, carrier: Watched) -> None:
    """Another process sends, and is killed while it waits for an answer."""
    command = [sys.executable, "-m", "tests.sync.sender_of_parts", str(cache), server.wire.url]
    with subprocess.Popen(command, cwd=ROOT) as program:
        assert carrier.one_more.wait(PATIENT)
        program.kill()


async def test_the_parts_leave_one_after_the_other_and_the_list_brings_none_of_them_twice(
    db: Database, server: Server, provider: VoipMs
) -> None:
    """B7: families of emoji and Arabic, 160 bytes each, none cut."""
    parts = written(db)
    assert len(parts) > 5 and "".join(one.body for one in parts) == LONG
    await sender(db, provider).send_due()
    assert carried(server) == wired(parts)
    assert all(len(one.encode()) <= 160 for one in carried(server))
    await Inbox(db, ACCOUNT, provider).pull()
    assert stand(db) == [TAKEN] * len(parts)


@pytest.mark.parametrize("fault", ["hang_up", "html", "truncated", "stall"])
async def test_no_part_follows_one_whose_answer_never_came(
    db: Database, server: Server, carrier: Watched, provider: VoipMs, fault: Fault
) -> None:
    """B7: the network is pulled, the service answers a page, or not in time, in the middle of part 2."""
    carrier.strike(1, fault)
    parts = written(db)
    await sender(db, provider).send_due()
    rest = [State.HELD] * (len(parts) - 2)
    assert stand(db) == [TAKEN, State.UNCONFIRMED, *rest] and carried(server) == wired(parts)[:2]
    server.wire.fault = None
    await sender(db, provider).send_due()
    assert carried(server) == wired(parts)[:2]
    await Inbox(db, ACCOUNT, provider).pull()
    assert stand(db) == [TAKEN, TAKEN, *rest]
    assert held.send(db, parts[2].id, datetime.now(UTC)) is not None
    await sender(db, provider).send_due()
    assert carried(server) == wired(parts)


async def test_parts_wait_for_a_connection_and_go_on_where_they_were(
    db: Database, server: Server, provider: VoipMs
) -> None:
    """B7: what certainly did not leave needs nobody's decision."""
    parts = written(db)
    server.kill()
    with pytest.raises(Paused):
        await sender(db, provider).send_due()
    assert stand(db) == [State.QUEUED] * len(parts)
    server.wire.start(int(server.wire.url.rpartition(":")[2]))
    await sender(db, provider).send_due()
    assert carried(server) == wired(parts)


async def test_a_program_that_is_killed_in_the_middle_doubles_and_loses_no_part(
    db: Database, tmp_path: Path, server: Server, carrier: Watched, provider: VoipMs
) -> None:
    """B7: kill -9 while part 2 is on the wire; the new start asks before anything more leaves."""
    carrier.strike(1, "stall")
    parts = written(db)
    sent_and_killed(tmp_path / "linedesk.db", server, carrier)
    server.wire.fault = None
    assert stand(db)[:2] == [TAKEN, State.SENDING]
    assert outbox.recover(db, datetime.now(UTC)) == 1
    await sender(db, provider).send_due()
    rest = [State.HELD] * (len(parts) - 2)
    assert stand(db) == [TAKEN, State.UNCONFIRMED, *rest] and carried(server) == wired(parts)[:2]
    await Inbox(db, ACCOUNT, provider).pull()
    assert stand(db) == [TAKEN, TAKEN, *rest]
    assert held.send(db, parts[2].id, datetime.now(UTC)) is not None
    await sender(db, provider).send_due()
    assert carried(server) == wired(parts)
