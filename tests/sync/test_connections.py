"""All accounts of a profile: one process at a time, each account on its own, and whoever dies is replaced."""

import asyncio
import contextlib
import logging
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.announce import AccountsChanged, Announcer, Link, LinkChanged, StoreChangedElsewhere, TextQueued
from desktop.providers import base
from desktop.providers.base import Provider, Unreachable
from desktop.settings.accounts import Account, Accounts
from desktop.store import lines, messages, outbox
from desktop.store.database import Database, StoreUnwritable, open_database
from desktop.store.lines import Line
from desktop.sync import connection, connections
from desktop.sync.connections import Connections, Listing
from desktop.sync.lock import ProfileLock
from tests.sync.fake_service import ACCOUNT, LINE, NOON, FakeService, Heard, inbound, states, written

ROOT = Path(__file__).parents[2]
CONNECTING, ONLINE, STANDING_BY = Link.CONNECTING, Link.ONLINE, Link.STANDING_BY


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long."""
    monkeypatch.setattr(connection, "interval", lambda *_: 0.01)
    monkeypatch.setattr(connection, "LONGEST_BACK_OFF", 0.01)
    monkeypatch.setattr(connections, "LOOK", 0.01)
    monkeypatch.setattr(connections, "AGAIN", 0.01)


def account(name: str) -> Account:
    return Account(id=name, provider="cliqtel", name=name, url="https://x", key_place="env")


class FixedList:
    """A list of accounts that nobody changes."""

    def __init__(self, *accounts: Account) -> None:
        self._accounts = accounts

    def listing(self) -> Sequence[Account]:
        return self._accounts

    def stamp(self) -> object:
        return 0


@contextlib.asynccontextmanager
async def running(
    db: Database,
    lock: ProfileLock,
    services: Mapping[str, FakeService],
    accounts: Listing | None = None,
) -> AsyncIterator[Connections]:
    """The connections at work: of all these accounts, or of those that are on the list of ``accounts``."""

    async def open_provider(one: Account) -> Provider:
        return services[one.id]

    work = Connections(db, lock, open_provider)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work.run(accounts or FixedList(*map(account, services))))
        try:
            yield work
        finally:
            task.cancel()


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[ProfileLock]:
    """The profile's lock as this process has it."""
    mine = ProfileLock(tmp_path / "sync.lock")
    yield mine
    mine.release()


async def test_who_has_the_lock_settles_what_a_crash_left_and_then_connects(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock, caplog: pytest.LogCaptureFixture
) -> None:
    (text,) = written(db, "one")
    outbox.mark_sending(db, text.id, NOON)
    with caplog.at_level(logging.WARNING):
        async with running(db, lock, {ACCOUNT: service}):
            held = [lock.held]
            await heard.until_link(CONNECTING, ONLINE)
            held.append(lock.held)
    assert [*held, lock.held] == [False, True, False]
    assert states(db, [text]) == ["unconfirmed"]
    assert "1 texts were on their way" in caplog.text
    assert service.delivered == []


async def test_a_queued_text_is_sent_at_once_when_it_is_announced(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock
) -> None:
    async with running(db, lock, {ACCOUNT: service}) as work:
        await heard.until_link(CONNECTING, ONLINE)
        (text,) = written(db, "one")
        work.hear(TextQueued(ACCOUNT))
        work.hear(TextQueued("nobody"))
        await heard.until(lambda: states(db, [text]) == ["accepted"])


async def test_a_second_process_stands_by_stores_texts_and_takes_over(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock, tmp_path: Path
) -> None:
    first = ProfileLock(tmp_path / "sync.lock")
    assert first.take()
    async with running(db, lock, {ACCOUNT: service}) as work:
        await heard.until_link(STANDING_BY)
        (text,) = written(db, "one")
        work.hear(TextQueued(ACCOUNT))
        work.wake()
        work.check_again(ACCOUNT)
        assert service.log == [] and states(db, [text]) == ["queued"]
        first.release()
        await heard.until(lambda: states(db, [text]) == ["accepted"])
    assert heard.links == [STANDING_BY, CONNECTING, ONLINE]


async def test_what_another_process_wrote_is_told_and_sent(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock
) -> None:
    async with running(db, lock, {ACCOUNT: service}):
        await heard.until_link(CONNECTING, ONLINE)
        other = open_database(db.path, Announcer())
        (text,) = written(other, "from elsewhere")
        other.close()
        await heard.until(lambda: StoreChangedElsewhere() in heard.all)
        await heard.until(lambda: states(db, [text]) == ["accepted"])


async def test_one_accounts_crash_is_logged_starts_again_and_stops_no_other(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock, caplog: pytest.LogCaptureFixture
) -> None:
    broken = FakeService()
    broken.trouble["pull"] = ZeroDivisionError("a fault of ours")
    async with running(db, lock, {ACCOUNT: service, "b": broken}):
        await broken.until(lambda: broken.log.count("close") >= 2)
        service.texts = [inbound("7")]
        await heard.until(lambda: len(messages.newest(db)) == 1)
        broken.trouble = {}
        wanted = len(heard.all)
        await heard.until(lambda: LinkChanged("b", ONLINE) in heard.all[wanted:])
    assert heard.links_of(ACCOUNT) == [CONNECTING, ONLINE]
    assert "a fault of ours" in caplog.text


async def test_each_account_sends_its_own_texts(db: Database, heard: Heard, lock: ProfileLock) -> None:
    services = {ACCOUNT: FakeService(), "b": FakeService()}
    lines.replace(db, "b", [Line("b", "7", LINE)])
    services["b"].lines = (base.Line("7", LINE),)
    texts = written(db, "mine") + written(db, "theirs", account="b")
    async with running(db, lock, services):
        await heard.until(lambda: states(db, texts) == ["accepted", "accepted"])
    delivered = {name: [text.body for text in one.delivered] for name, one in services.items()}
    assert delivered == {ACCOUNT: ["mine"], "b": ["theirs"]}
    assert services["b"].delivered[0].line_remote_id == "7"


async def test_everything_is_looked_at_when_the_window_comes_back(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_back_off", lambda _: 3600.0)
    service.trouble["check"] = Unreachable("ConnectError")
    async with running(db, lock, {ACCOUNT: service}) as work:
        await heard.until_link(CONNECTING, Link.OFFLINE)
        work.check_again(ACCOUNT)
        work.check_again("nobody")
        await service.until(lambda: service.log.count("check") == 2)
        service.trouble = {}
        work.wake()
        await heard.until_link(CONNECTING, Link.OFFLINE, ONLINE)


async def test_a_full_disk_at_the_start_is_waited_out(
    db: Database,
    service: FakeService,
    heard: Heard,
    lock: ProfileLock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    real, refusals = outbox.recover, iter(range(3))

    def full(*args: object, **more: object) -> int:
        for _ in refusals:
            raise StoreUnwritable(db.path, "database or disk is full")
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "recover", full)
    async with running(db, lock, {ACCOUNT: service}):
        await heard.until_link(CONNECTING, ONLINE)
    assert caplog.text.count("disk is full") == 3


async def test_a_cache_that_cannot_be_read_for_a_moment_ends_nothing(
    db: Database,
    service: FakeService,
    heard: Heard,
    lock: ProfileLock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, refusals = db.data_version, iter(range(3))

    def broken() -> int:
        for _ in refusals:
            raise StoreUnwritable(db.path, "unable to open database file")
        return real()

    monkeypatch.setattr(db, "data_version", broken)
    async with running(db, lock, {ACCOUNT: service}):
        await heard.until_link(CONNECTING, ONLINE)
        (text,) = written(db, "one")
        other = open_database(db.path, Announcer())
        written(other, "two", peer="+12025550100")
        other.close()
        await heard.until(lambda: StoreChangedElsewhere() in heard.all)
        await heard.until(lambda: states(db, [text]) == ["accepted"])


async def test_accounts_come_and_go_while_the_others_stay_connected(
    db: Database, heard: Heard, lock: ProfileLock
) -> None:
    services = {ACCOUNT: FakeService(), "b": FakeService()}
    async with running(db, lock, services, FixedList(account(ACCOUNT))) as work:
        await heard.until(lambda: ONLINE in heard.links_of(ACCOUNT))
        work.add(account("b"))
        assert AccountsChanged() in heard.all
        await heard.until(lambda: ONLINE in heard.links_of("b"))
        await work.remove("b")
        assert services["b"].log[-1] == "close"
        work.hear(TextQueued("b"))
        work.check_again("b")
        work.restart("b")
        await work.remove("nobody")
    assert heard.links_of(ACCOUNT) == [CONNECTING, ONLINE]
    assert services["b"].log.count("close") == 1


async def test_a_connection_begins_anew_only_when_the_one_before_it_has_ended(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock
) -> None:
    """Two of one account would send twice."""
    async with running(db, lock, {ACCOUNT: service}) as work:
        await heard.until_link(CONNECTING, ONLINE)
        service.gate = asyncio.Event()
        written(db, "one")
        work.hear(TextQueued(ACCOUNT))
        await service.until(lambda: bool(service.on_the_wire))
        work.restart(ACCOUNT)
        await heard.until_link(CONNECTING, ONLINE, CONNECTING, ONLINE)
        assert service.log.count("close") == 1
    assert service.most_at_once == 1 and [text.body for text in service.delivered] == ["one"]


async def test_one_empty_list_of_lines_ends_no_text_that_waits(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of the service must not fail them with "this line is no longer in the account"."""
    monkeypatch.setattr(connection, "LINES_EVERY", 3600.0)
    service.lines = ()
    texts = written(db, "one")
    async with running(db, lock, {ACCOUNT: service}):
        await heard.until(lambda: states(db, texts) == ["accepted"])


async def test_a_text_on_the_wire_when_its_account_goes_is_not_confirmed(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock
) -> None:
    async with running(db, lock, {ACCOUNT: service}) as work:
        await heard.until_link(CONNECTING, ONLINE)
        service.gate = asyncio.Event()
        texts = written(db, "one")
        work.hear(TextQueued(ACCOUNT))
        await service.until(lambda: bool(service.on_the_wire))
        await work.remove(ACCOUNT)
        assert states(db, texts) == ["unconfirmed"]


async def test_what_another_process_does_to_the_list_is_followed(
    db: Database,
    heard: Heard,
    lock: ProfileLock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An account that the command line adds while the window stands is connected at once."""
    services = {ACCOUNT: FakeService(), "b": FakeService()}
    mine, elsewhere = Accounts(tmp_path / "accounts.json"), Accounts(tmp_path / "accounts.json")
    async with running(db, lock, services, mine):
        elsewhere.add(account(ACCOUNT))
        await heard.until(lambda: ONLINE in heard.links_of(ACCOUNT))
        elsewhere.add(account("b"))
        await heard.until(lambda: ONLINE in heard.links_of("b"))
        elsewhere.update(account("b").model_copy(update={"name": "Renamed", "webhook_port": 8750}))
        whole = (tmp_path / "accounts.json").read_text()
        (tmp_path / "accounts.json").write_text("{")
        await services["b"].until(lambda: "cannot be read" in caplog.text)
        (tmp_path / "accounts.json").write_text(whole)
        elsewhere.update(account("b").model_copy(update={"url": "https://y"}))
        await services["b"].until(lambda: services["b"].log.count("close") == 1)
        elsewhere.remove(ACCOUNT)
        await services[ACCOUNT].until(lambda: services[ACCOUNT].log[-1] == "close")
    assert heard.links_of(ACCOUNT) == [CONNECTING, ONLINE]
    assert AccountsChanged() in heard.all


async def test_an_account_that_is_added_while_another_process_works_stands_by(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock, tmp_path: Path
) -> None:
    first = ProfileLock(tmp_path / "sync.lock")
    assert first.take()
    accounts = Accounts(tmp_path / "accounts.json")
    async with running(db, lock, {ACCOUNT: service}, accounts):
        accounts.add(account(ACCOUNT))
        await heard.until_link(STANDING_BY)
        assert service.log == []
        first.release()
        await heard.until_link(STANDING_BY, CONNECTING, ONLINE)


HOLDER = """
import asyncio, sys
from pathlib import Path

from desktop.announce import Announcer
from desktop.settings.accounts import Account, Accounts
from desktop.store.database import open_database
from desktop.sync.connections import Connections, Listing
from desktop.sync.lock import ProfileLock
from tests.sync.fake_service import FakeService


async def main():
    service = FakeService()
    service.gate = asyncio.Event()  # every text stays on the wire

    async def open_provider(_):
        return service

    folder = Path(sys.argv[1])
    accounts = Accounts(folder / "accounts.json")
    accounts.add(Account(id="a", provider="cliqtel", name="a", url="https://x", key_place="env"))
    db = open_database(folder / "linedesk.db", Announcer())
    work = Connections(db, ProfileLock(folder / "sync.lock"), open_provider)
    async with asyncio.TaskGroup() as group:
        group.create_task(work.run(accounts))
        await service.until(lambda: bool(service.on_the_wire))
        print("on the wire", flush=True)


asyncio.run(main())
"""


@contextmanager
def other_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another Linedesk of this profile that is sending."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
async def test_when_the_sending_process_is_killed_the_other_takes_over_and_sends_nothing_twice(
    db: Database, service: FakeService, heard: Heard, lock: ProfileLock, tmp_path: Path
) -> None:
    """Two processes on one profile: what was on the wire is in doubt, what had waited goes out once."""
    texts = written(db, "on the wire", "behind it") + written(db, "elsewhere", peer="+12025550100")
    outbox.stop(db, texts[2].id)
    with other_process(tmp_path) as other:
        assert other.stdout is not None
        assert await asyncio.to_thread(other.stdout.readline) == "on the wire\n"
        async with running(db, lock, {ACCOUNT: service}):
            await heard.until_link(STANDING_BY)
            later = written(db, "written meanwhile", peer="+12025550101")
            other.send_signal(signal.SIGKILL)
            await heard.until(lambda: states(db, later) == ["accepted"])
            await heard.until(lambda: states(db, texts) == ["unconfirmed", "accepted", "stopped"])
    bodies = [text.body for text in service.delivered]
    assert sorted(bodies) == ["behind it", "written meanwhile"]
