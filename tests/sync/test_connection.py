"""One account's connection: when it pulls and sends, what it announces, and how it comes back."""

import asyncio
import logging
from datetime import timedelta

import pytest

from desktop.announce import Link, LinkChanged
from desktop.providers.base import (
    EVERYTHING,
    ON,
    Busy,
    Feature,
    OutcomeUnknown,
    Page,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.sms.delivery import State
from desktop.store import accounts, messages
from desktop.store.database import Database, StoreUnwritable
from desktop.sync import connection
from desktop.sync.connection import interval
from desktop.sync.inbox import Inbox
from tests.sync.connecting import connected
from tests.sync.fake_service import (
    ACCOUNT,
    NOON,
    FakeService,
    Heard,
    inbound,
    states,
    with_everything,
    written,
)

CONNECTING, ONLINE, OFFLINE, SIGN_IN = Link.CONNECTING, Link.ONLINE, Link.OFFLINE, Link.SIGN_IN_NEEDED
NEVER = 3600.0


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pulls follow each other at once, and nobody waits long after a failure."""
    monkeypatch.setattr(connection, "interval", lambda *_: 0.01)
    monkeypatch.setattr(connection, "LONGEST_BACK_OFF", 0.01)


async def pulls(service: FakeService, more: int = 3) -> None:
    """Wait until some more pulls have begun."""
    wanted = service.log.count("pull") + more
    await service.until(lambda: service.log.count("pull") >= wanted)


async def test_it_connects_and_says_so_once(db: Database, service: FakeService, heard: Heard) -> None:
    async with connected(db, service):
        await heard.until_link(CONNECTING, ONLINE)
        await pulls(service)
    assert heard.links == [CONNECTING, ONLINE]
    assert service.log[-1] == "close"


@pytest.mark.parametrize(
    "trouble", [Unreachable("ConnectError"), OutcomeUnknown("HTTP 500"), Refused("http_409", "x")]
)
async def test_offline_and_back_are_each_told_once(
    db: Database, service: FakeService, heard: Heard, trouble: Exception
) -> None:
    """E1: logged and announced on transitions only, however often it is tried."""
    async with connected(db, service):
        await heard.until_link(CONNECTING, ONLINE)
        service.trouble = {"check": trouble, "pull": trouble}
        await heard.until_link(CONNECTING, ONLINE, OFFLINE)
        await service.until(lambda: service.log[-3:] == ["check"] * 3)
        service.trouble = {}
        await heard.until_link(CONNECTING, ONLINE, OFFLINE, ONLINE)
        await pulls(service)
    assert heard.links == [CONNECTING, ONLINE, OFFLINE, ONLINE]
    reasons = [one.reason for one in heard.all if isinstance(one, LinkChanged)]
    assert reasons == ["", "", str(trouble), ""]


async def test_it_comes_back_at_once_when_the_window_or_the_network_does(
    db: Database, service: FakeService, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_back_off", lambda _: NEVER)
    service.trouble["check"] = Unreachable("ConnectError")
    async with connected(db, service) as one:
        await heard.until_link(CONNECTING, OFFLINE)
        service.trouble = {}
        one.look_now()
        await heard.until_link(CONNECTING, OFFLINE, ONLINE)


async def test_texts_written_offline_wait_and_go_out_when_it_is_back(
    db: Database, service: FakeService, heard: Heard
) -> None:
    service.trouble["check"] = Unreachable("ConnectError")
    async with connected(db, service):
        await heard.until_link(CONNECTING, OFFLINE)
        texts = written(db, "one", "two")
        await service.until(lambda: service.log.count("check") >= 3)
        assert states(db, texts) == ["queued", "queued"] and service.delivered == []
        service.trouble = {}
        await heard.until(lambda: states(db, texts) == ["accepted", "accepted"])


async def test_a_text_is_sent_as_soon_as_it_is_written(
    db: Database, service: FakeService, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "interval", lambda *_: NEVER)
    async with connected(db, service) as one:
        await heard.until_link(CONNECTING, ONLINE)
        (text,) = written(db, "one")
        one.send_soon()
        await heard.until(lambda: states(db, [text]) == ["accepted"])
        await pulls(service, more=1)  # the sooner its fate is known the better


async def test_what_arrives_is_stored_by_the_next_pull(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """D1."""
    async with connected(db, service):
        await heard.until_link(CONNECTING, ONLINE)
        service.texts = [inbound("7")]
        await heard.until(lambda: len(messages.newest(db)) == 1)


async def test_a_key_that_is_no_longer_accepted_pauses_everything_and_says_the_services_words(
    db: Database, service: FakeService, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connected(db, service) as one:
        await heard.until_link(CONNECTING, ONLINE)
        monkeypatch.setattr(connection, "LONGEST_BACK_OFF", NEVER)
        service.trouble = dict.fromkeys(("check", "pull", "deliver"), SignInNeeded("Unauthenticated."))
        await heard.until_link(CONNECTING, ONLINE, SIGN_IN)
        (text,) = written(db, "one")
        one.send_soon()
        service.trouble = {}
        assert states(db, [text]) == ["queued"]
        one.look_now()
        await heard.until(lambda: states(db, [text]) == ["accepted"])
    assert heard.links == [CONNECTING, ONLINE, SIGN_IN, ONLINE]
    assert LinkChanged(ACCOUNT, SIGN_IN, "Unauthenticated.") in heard.all


async def test_a_list_that_cannot_be_read_does_not_keep_texts_from_going_out(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """It answers; what it lists can't be shown."""
    service.trouble["pull"] = Unreadable("no list under: result")
    async with connected(db, service) as one:
        await heard.until(
            lambda: LinkChanged(ACCOUNT, ONLINE, "unreadable:no list under: result") in heard.all
        )
        (text,) = written(db, "one")
        one.send_soon()
        await heard.until(lambda: states(db, [text]) == ["accepted"])
    assert OFFLINE not in heard.links


async def test_a_busy_service_is_left_alone_until_it_said_unless_somebody_asks(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """B28."""
    service.trouble["check"] = Busy(NEVER)
    async with connected(db, service) as one:
        await service.until(lambda: "check" in service.log)
        await asyncio.sleep(0)
        assert service.log == ["check"] and heard.links == [CONNECTING]
        service.trouble = {}
        one.look_now()
        await heard.until_link(CONNECTING, ONLINE)


async def test_a_service_that_lists_but_cannot_be_sent_to_is_not_chased(
    db: Database, service: FakeService, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading back online and failing to send must not follow each other without a pause."""
    monkeypatch.setattr(connection, "_back_off", lambda _: NEVER)
    (text,) = written(db, "one")
    service.trouble["deliver"] = Unreachable("ConnectError")
    async with connected(db, service) as one:
        await heard.until(lambda: heard.links[-2:] == [OFFLINE, ONLINE])
        await pulls(service, more=5)
        assert len(service.delivered) == 1
        service.trouble = {}
        one.send_soon()
        await heard.until(lambda: states(db, [text]) == ["accepted"])


async def test_a_full_disk_is_told_once_and_work_goes_on_when_there_is_room(
    db: Database,
    service: FakeService,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def full(*_: object, **__: object) -> None:
        service._called("full")
        raise StoreUnwritable(db.path, "database or disk is full")

    def links_told() -> list[tuple[Link, str]]:
        return [(one.link, one.reason) for one in heard.all if isinstance(one, LinkChanged)]

    service.texts = [inbound("7")]
    with monkeypatch.context() as patch:
        patch.setattr(Inbox, "pull", full)
        async with connected(db, service):
            await service.until(lambda: service.log.count("full") >= 3)
            patch.undo()
            monkeypatch.setattr(connection, "interval", lambda *_: 0.01)
            await heard.until(lambda: len(messages.newest(db)) == 1)
            await heard.until(lambda: links_told()[-1] == (ONLINE, ""))
    assert links_told().count((ONLINE, "store:database or disk is full")) == 1, "told once, not at every try"
    assert caplog.text.count("the cache cannot be written") == 1


async def test_the_history_comes_beside_the_newest_texts_and_is_fetched_once(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """E3."""
    service.pages = [
        Page((inbound("9", seconds=90),), covers_since=NOON + timedelta(seconds=90)),
        Page((inbound("1", seconds=10),), covers_since=EVERYTHING, sync_point="whole"),
    ]
    async with connected(db, service):
        await heard.until(lambda: len(messages.newest(db)) == 2)
        await service.until(lambda: any(since == "whole" for since, _ in service.asked))
        before = sum(since is None for since, _ in service.asked)
        await pulls(service)
        assert sum(since is None for since, _ in service.asked) == before
    assert accounts.known(db, ACCOUNT).sync_point == "whole"


async def test_phone_book_and_calls_are_fetched_now_and_then(db: Database, heard: Heard) -> None:
    service = with_everything()
    async with connected(db, service):
        await service.until(lambda: "calls" in service.log)
        await pulls(service)
    assert (service.log.count("contacts"), service.log.count("calls")) == (1, 1)


async def test_news_of_lines_is_looked_for_now_and_then(
    db: Database, service: FakeService, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A4."""
    monkeypatch.setattr(connection, "LINES_EVERY", 0.0)
    async with connected(db, service):
        await service.until(lambda: service.log.count("check") >= 3)


async def test_an_end_with_a_request_on_the_wire_leaves_doubt_and_closes_the_adapter(
    db: Database, service: FakeService, heard: Heard
) -> None:
    service.gate = asyncio.Event()
    (text,) = written(db, "one")
    async with connected(db, service):
        await service.until(lambda: service.on_the_wire == ["one"])
    found = messages.get(db, text.id)
    assert found is not None and found.state is State.UNCONFIRMED
    assert service.log[-1] == "close"


async def test_the_log_tells_of_transitions_only(
    db: Database, service: FakeService, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        async with connected(db, service):
            await heard.until_link(CONNECTING, ONLINE)
            await pulls(service, more=5)
    assert caplog.text.count("the connection is") == 2


@pytest.mark.parametrize(
    ("newest", "waiting", "seconds"),
    [
        (None, None, 15.0),
        (0, 0, 1.0),
        (29, 29, 1.0),
        (31, 31, 3.0),
        (119, None, 3.0),
        (121, None, 8.0),
        (121, 121, 8.0),
        (899, None, 8.0),
        (901, 901, 15.0),
    ],
)
def test_the_younger_the_texts_the_sooner_the_next_look(
    newest: int | None, waiting: int | None, seconds: float
) -> None:
    """C3: at most 5 s while a text is younger than two minutes; then it backs off."""
    ages = [None if age is None else NOON - timedelta(seconds=age) for age in (newest, waiting)]
    assert interval(ages[0], ages[1], NOON) == seconds


def test_failures_in_a_row_are_waited_out_ever_longer_and_never_for_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    most = [max(connection._back_off(failures) for _ in range(50)) for failures in range(1, 12)]
    assert all(later <= 30 for later in most)
    assert most[0] <= 1 and min(connection._back_off(9) for _ in range(50)) >= 15


async def test_a_page_that_is_no_answer_to_the_sign_in_is_offline_and_nothing_is_sent(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """A maintenance page answers everything: sent into it, every text would end unconfirmed."""
    (text,) = written(db, "one")
    service.trouble["check"] = Unreadable("HTTP 200, not JSON")
    async with connected(db, service):
        await heard.until(lambda: OFFLINE in heard.links)
        await service.until(lambda: service.log.count("check") >= 3)
        assert ONLINE not in heard.links
        assert states(db, [text]) == ["queued"]
        service.trouble = {}
        await heard.until(lambda: states(db, [text]) == ["accepted"])


async def test_a_service_without_a_list_is_asked_seldom_and_all_of_it_when_somebody_wants_it(
    db: Database, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B28: one company's limit is shared by all its programs; a window that comes back is no wish."""
    monkeypatch.setattr(connection, "MORE_EVERY", 0.0)
    service = FakeService(
        listed=Feature(on=False, reason="no_list"),
        rest=timedelta(minutes=2),
        book_rest=timedelta(days=1),
        contacts=ON,
        calls=ON,
    )
    async with connected(db, service) as one:
        await heard.until_link(CONNECTING, ONLINE)
        await service.until(lambda: service.log.count("calls") == 1)
        one.wake()
        await service.until(lambda: service.log.count("calls") == 2)
        assert (service.log.count("check"), service.log.count("contacts")) == (1, 1)
        one.look_now()
        await service.until(lambda: service.log.count("calls") == 3)
        assert (service.log.count("check"), service.log.count("contacts")) == (2, 2)


async def test_a_phone_book_that_could_not_be_read_is_asked_for_again_the_next_time(
    db: Database, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would else be missing for a day."""
    monkeypatch.setattr(connection, "MORE_EVERY", 0.0)
    service = FakeService(book_rest=timedelta(days=1), contacts=ON)
    service.trouble["contacts"] = OutcomeUnknown("HTTP 500")
    async with connected(db, service):
        await service.until(lambda: service.log.count("contacts") >= 2)
        service.trouble = {}
        seen = service.log.count("contacts")
        await service.until(lambda: service.log.count("contacts") > seen)
        tried = service.log.count("contacts")
        await pulls(service)
        assert service.log.count("contacts") == tried
