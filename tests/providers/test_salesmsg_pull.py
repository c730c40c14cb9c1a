"""What a pull of Salesmsg asks for and brings: only what changed, nothing missed, calls among the texts."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.providers.base import EVERYTHING, Provider, ProviderError
from desktop.providers.salesmsg import Salesmsg
from desktop.providers.salesmsg_point import read_point
from desktop.sms.delivery import State
from tests.providers.contract import STRANGER, one_of, pulled
from tests.providers.fakes.serving import Wire, serving
from tests.providers.salesmsg_account import LINE, SECOND, TEXT, Server, account, hurried, new_account

OTHER = "+12025550177"
AGES = (timedelta(days=90), timedelta(days=2), timedelta(minutes=3))


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation without a message."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[Salesmsg]:
    """An adapter with little patience; a text counts as listed at once."""
    adapter = hurried(server)
    await adapter.check()
    yield adapter
    await adapter.close()


def wrote(server: Server, body: str, ago: timedelta, peer: str = STRANGER) -> None:
    """Somebody wrote so long ago."""
    server.behind.inbound(peer, LINE, body).at = datetime.now(UTC) - ago


async def ended(provider: Provider) -> str:
    """The sync point of a whole pull."""
    point = (await pulled(provider))[1][-1].sync_point
    assert point is not None
    return point


async def test_what_is_recent_comes_first_and_the_rest_after_it_each_once(
    server: Server, provider: Salesmsg
) -> None:
    """C3: while a long history is fetched, the newest texts are there already."""
    for place, ago in enumerate(AGES):
        wrote(server, f"{place}", ago, f"+120255501{place:02d}")
    texts, pages = await pulled(provider)
    assert sorted(one.body for one in texts) == ["0", "1", "2"]
    first = next(place for place, page in enumerate(pages) if page.covers_since is not None)
    assert {one.body for page in pages[: first + 1] for one in page.texts} == {"2"}
    covered = pages[first].covers_since
    assert covered is not None and covered < datetime.now(UTC) - timedelta(minutes=9)
    assert pages[-1].covers_since == EVERYTHING


async def test_a_conversation_that_stands_as_it_stood_is_not_read_again(
    server: Server, provider: Salesmsg
) -> None:
    """60 requests a minute for everything."""
    wrote(server, "old", timedelta(hours=2))
    wrote(server, "other", timedelta(hours=2), OTHER)
    provider.capabilities = replace(provider.capabilities, listing_delay=timedelta(minutes=5))
    point = await ended(provider)
    server.inbound(STRANGER, LINE, "new")
    server.fake.answered.clear()
    texts, pages = await pulled(provider, point, datetime.now(UTC))
    assert {one.body for one in texts} == {"old", "new"}
    assert len(server.asked("GET /messages/")) == 1
    server.fake.answered.clear()
    assert (await pulled(provider, pages[-1].sync_point))[0] == []
    assert server.fake.answered == ["GET /conversations"]  # closed ones only now and then


@pytest.mark.parametrize("shown", [True, False])
async def test_news_come_whatever_a_list_of_conversations_tells(
    server: Server, provider: Salesmsg, shown: bool
) -> None:
    """Salesmsg 4: the fields of such a row are not documented; what it lacks is asked for."""
    server.fake.newest_shown = server.fake.number_shown = shown
    wrote(server, "old", timedelta(days=1))
    point = await ended(provider)
    server.inbound(STRANGER, LINE, "new")
    server.fake.conversations[0].closed_at = None
    texts, pages = await pulled(provider, point, datetime.now(UTC))
    assert ("new" in {one.body for one in texts}) is shown
    assert [row.fault for page in pages for row in page.bad] == []


async def test_a_text_of_ours_is_followed_until_it_arrived(server: Server, provider: Salesmsg) -> None:
    """C3, C5: its list says nothing of changes, so its conversation is read again."""
    await provider.deliver(TEXT, await provider.prepare(TEXT))
    server.fake.newest_shown = False
    point = await ended(provider)
    seen = []
    for _ in range(4):
        server.behind.step()
        texts, pages = await pulled(provider, point, datetime.now(UTC) - timedelta(minutes=1))
        point = pages[-1].sync_point or ""
        seen += [one.state for one in texts]
    assert seen == [State.ACCEPTED, State.SENT, State.DELIVERED]
    kept = read_point(point)
    assert kept is not None and all(one.under_way is None for one in kept.read.values())


async def test_what_is_listed_late_is_found_though_nothing_else_happens(
    server: Server, provider: Salesmsg
) -> None:
    """Salesmsg 10: a list may be behind what was sent."""
    server.behind.hidden = lambda record: record.body == "late"
    point = await ended(provider)
    server.behind.send(LINE, STRANGER, "late").state = "delivered"
    server.inbound(STRANGER, LINE, "after it")
    texts, pages = await pulled(provider, point)
    assert [one.body for one in texts] == ["after it"]
    server.behind.hidden = lambda record: False
    server.later = timedelta(minutes=2)
    provider.capabilities = replace(provider.capabilities, listing_delay=timedelta(seconds=-1))
    texts, _ = await pulled(provider, pages[-1].sync_point)
    assert one_of(texts, "late").outbound


async def test_closed_conversations_are_looked_at_now_and_then(
    server: Server, provider: Salesmsg, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Salesmsg 5.1: no filter means all."""
    point = await ended(provider)
    server.inbound(STRANGER, LINE, "answered and closed")
    server.fake.look()
    server.fake.conversations[0].closed_at = datetime.now(UTC)
    first, pages = await pulled(provider, point)
    assert [one.body for one in first] == ["answered and closed"]
    server.inbound(STRANGER, LINE, "once more")
    server.fake.look()
    server.fake.conversations[0].closed_at = datetime.now(UTC)
    server.fake.answered.clear()
    assert (await pulled(provider, pages[-1].sync_point))[0] == []
    monkeypatch.setattr("desktop.providers.salesmsg_pull.CLOSED_EVERY", 0)
    late, _ = await pulled(provider, pages[-1].sync_point)
    assert "once more" in {one.body for one in late}


async def test_calls_come_among_the_texts_and_are_none(server: Server, provider: Salesmsg) -> None:
    """I2, Salesmsg 5.2: voicemail, too; nothing has to be asked for them."""
    server.behind.call(outbound=False, line=LINE, peer="+12025550199", answered=True, seconds=12)
    server.behind.call(outbound=True, line=SECOND, peer=STRANGER, answered=True, seconds=61)
    texts, pages = await pulled(provider)
    found = {one.remote_id: one for page in pages for one in page.calls}
    assert texts == [] and [page.bad for page in pages if page.bad] == []
    assert sorted((one.outbound, one.line, one.outcome, one.seconds) for one in found.values()) == [
        (False, LINE, "voicemail", 12),
        (True, SECOND, "answered", 61),
    ]
    assert (await provider.calls()).good == ()


async def test_what_is_no_text_is_set_aside_and_stops_nothing(server: Server, provider: Salesmsg) -> None:
    """E3: a note among colleagues was never sent to anybody."""
    wrote(server, "a text", timedelta(minutes=1))
    at = datetime.now(UTC).isoformat()
    server.fake.elsewhere = [
        {"id": 99_001, "type": "note", "body": "call him back", "user_id": 1, "created_at": at},
        {"id": 99_002, "type": "sms", "body": "?", "created_at": at},
    ]
    texts, pages = await pulled(provider)
    assert [one.body for one in texts] == ["a text"]
    assert {row.fault for page in pages for row in page.bad} == {"no known type", "no direction"}


async def test_a_history_that_was_interrupted_goes_on_where_it_was(
    server: Server, provider: Salesmsg
) -> None:
    """A long one takes an hour at the service's limit: a dropped connection must not begin it anew."""
    for number in range(6):
        wrote(server, f"{number}", timedelta(days=9, hours=number), f"+120255501{number:02d}")
    texts = []
    with pytest.raises(ProviderError):
        async for page in provider.pull(None, None):
            texts += [one.body for one in page.texts]
            if len(texts) == 4:
                server.wire.strike("hang_up")
    server.wire.strike(None)
    server.fake.answered.clear()
    server.behind.inbound("+12025550100", LINE, "meanwhile").at = datetime.now(UTC) - timedelta(hours=30)
    rest, pages = await pulled(provider)
    assert {*texts, *(one.body for one in rest)} == {*map(str, range(6)), "meanwhile"}
    assert len(server.asked("GET /messages/")) < 6 and pages[-1].covers_since == EVERYTHING
    whole, _ = await pulled(provider)
    assert len(whole) == 7


async def test_a_conversation_that_is_gone_is_forgotten(server: Server, provider: Salesmsg) -> None:
    await provider.deliver(TEXT, await provider.prepare(TEXT))
    point = await ended(provider)
    server.fake.conversations.clear()
    texts, pages = await pulled(provider, point, datetime.now(UTC))
    kept = read_point(pages[-1].sync_point)
    assert texts == [] and kept is not None and kept.read == {}


async def test_a_clock_there_that_went_back_for_days_means_reading_everything(
    server: Server, provider: Salesmsg
) -> None:
    wrote(server, "old", timedelta(days=30))
    point = (await ended(provider)).replace(f'"at": "{datetime.now(UTC).year}', '"at": "2999', 1)
    assert [one.body for one in (await pulled(provider, point))[0]] == ["old"]
