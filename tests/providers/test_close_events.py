"""Close's event log: news without a gap, however events are merged, hidden or dropped."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.providers.base import EVERYTHING
from desktop.providers.close import Close
from desktop.providers.close_events import Mark, Point, read_point
from desktop.sms.delivery import State
from tests.providers.close_account import LINE, TEXT, Server, account, hurried, new_account
from tests.providers.contract import STRANGER, one_of, pulled
from tests.providers.fakes.serving import Wire, serving

AT = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation without any text."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[Close]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


async def began(provider: Close) -> str:
    """The sync point of a whole pull."""
    _, pages = await pulled(provider)
    assert pages[-1].covers_since == EVERYTHING
    assert pages[-1].sync_point is not None
    return pages[-1].sync_point


def test_a_sync_point_is_read_as_it_was_written_and_anything_else_means_everything() -> None:
    point = Point(AT, Mark("ev_1", "sent", AT), {"acti_1": "outbox"})
    assert read_point(point.written()) == point
    assert read_point(Point(AT).written()) == Point(AT)
    for since in (None, "", "[]", "{}", '{"at": "x", "mark": null, "under_way": {}}', '{"newest": "1"}'):
        assert read_point(since) is None


def test_what_is_kept_of_texts_under_way_has_an_end() -> None:
    found = read_point(Point(AT, None, {f"acti_{number}": "scheduled" for number in range(500)}).written())
    assert found is not None and len(found.under_way) == 200 and "acti_499" in found.under_way


async def test_news_come_by_the_log_alone_without_reading_the_list(server: Server, provider: Close) -> None:
    since = await began(provider)
    server.inbound(STRANGER, LINE, "news")
    server.wire.requests.clear()
    texts, pages = await pulled(provider, since)
    assert one_of(texts, "news").state is State.RECEIVED
    assert server.asked("GET /api/v1/activity/sms/") == []
    assert len(server.asked("GET /api/v1/event/")) == 3
    covered = pages[-1].covers_since
    assert covered is not None and datetime.now(UTC) - covered > timedelta(minutes=4)


async def test_every_page_of_the_log_is_followed_by_its_cursor(server: Server, provider: Close) -> None:
    """Fifty events at a time; a cursor goes without the filter by time."""
    since = await began(provider)
    for number in range(123):
        server.inbound(STRANGER, LINE, f"text {number}")
    server.wire.requests.clear()
    texts, _ = await pulled(provider, since)
    assert sorted(one.body for one in texts) == sorted(f"text {number}" for number in range(123))
    pages = server.asked("GET /api/v1/event/?object_type=activity.sms&action=created")
    assert len(pages) == 3
    assert all(("_cursor" in one) != ("date_updated" in one) for one in pages)


async def test_a_change_that_was_merged_into_an_event_that_is_known_is_seen(
    server: Server, provider: Close
) -> None:
    """The event keeps its id and moves: the last five minutes are read again each time."""
    await provider.deliver(TEXT, None)
    _, pages = await pulled(provider)
    words = []
    for _ in range(3):
        server.fake.carrier.step()
        texts, pages = await pulled(provider, pages[-1].sync_point)
        words.append(one_of(texts, TEXT.body).remote_status)
    assert words == ["outbox", "sent", "sent"]


async def test_what_the_user_may_not_be_shown_is_read_by_its_id(server: Server, provider: Close) -> None:
    """Who is no admin sees what changed for an hour only."""
    server.fake.log.admin = False
    since = await began(provider)
    server.inbound(STRANGER, LINE, "two hours ago")
    server.fake.texts.look()
    server.later = timedelta(hours=2)
    point = json.loads(since)
    texts, _ = await pulled(provider, json.dumps({**point, "mark": None}))
    assert one_of(texts, "two hours ago").state is State.RECEIVED
    assert len(server.asked("GET /api/v1/activity/sms/?id__in=")) == 1


async def test_after_a_month_away_everything_is_read_anew(server: Server, provider: Close) -> None:
    """The log keeps 30 days."""
    since = json.loads(await began(provider))
    server.inbound(STRANGER, LINE, "while nobody looked")
    since["at"] = (datetime.now(UTC) - timedelta(days=30)).isoformat()
    server.wire.requests.clear()
    texts, pages = await pulled(provider, json.dumps(since))
    assert one_of(texts, "while nobody looked").state is State.RECEIVED
    assert pages[-1].covers_since == EVERYTHING
    assert server.asked("GET /api/v1/event/") == []


async def test_a_gap_in_the_log_is_noticed_by_an_event_that_is_not_there_any_more(
    server: Server, provider: Close
) -> None:
    since = await began(provider)
    server.inbound(STRANGER, LINE, "an hour ago").at -= timedelta(hours=1)  # type: ignore[attr-defined]
    back = json.loads(since)
    back["at"] = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
    _, pages = await pulled(provider, json.dumps(back))
    marked = pages[-1].sync_point
    point = read_point(marked)
    assert point is not None and point.mark is not None
    _, pages = await pulled(provider, marked)
    assert pages[-1].covers_since != EVERYTHING
    server.fake.log.events.clear()
    _, pages = await pulled(provider, marked)
    assert pages[-1].covers_since == EVERYTHING
    _, pages = await pulled(provider, pages[-1].sync_point)
    assert pages[-1].covers_since != EVERYTHING


async def test_an_event_that_cannot_be_read_is_counted_and_stops_nothing(
    server: Server, provider: Close
) -> None:
    since = await began(provider)
    server.inbound(STRANGER, LINE, "good")
    server.fake.texts.look()
    server.fake.log.note("activity.sms", "created", "", None, None)
    texts, pages = await pulled(provider, since)
    assert one_of(texts, "good").state is State.RECEIVED
    assert [bad.fault for page in pages for bad in page.bad] == ["event"]


async def test_a_text_in_the_queue_is_asked_about_by_its_id_until_it_has_left(
    server: Server, provider: Close
) -> None:
    """Also where the log says nothing of it."""
    await provider.deliver(TEXT, None)
    texts, pages = await pulled(provider)
    assert one_of(texts, TEXT.body).state is State.ACCEPTED
    server.fake.carrier.step()
    server.fake.carrier.step()
    server.fake.texts.look()
    server.fake.log.events.clear()
    texts, pages = await pulled(provider, pages[-1].sync_point)
    assert one_of(texts, TEXT.body).state is State.SENT
    server.wire.requests.clear()
    await pulled(provider, pages[-1].sync_point)
    assert server.asked("GET /api/v1/activity/sms/") == []


async def test_a_text_that_somebody_took_back_at_the_service_has_stopped(
    server: Server, provider: Close
) -> None:
    """C2: it was in the queue, it is a draft again, and it did not leave."""
    handle = (await provider.deliver(TEXT, None)).remote_id
    _, pages = await pulled(provider)
    one = next(one for one in server.fake.texts.all if one.id == handle)
    server.fake.texts.change(one, {"status": "draft"})
    texts, pages = await pulled(provider, pages[-1].sync_point)
    assert (one_of(texts, TEXT.body).state, one_of(texts, TEXT.body).remote_status) == (
        State.STOPPED,
        "draft",
    )
    texts, _ = await pulled(provider, pages[-1].sync_point)
    assert texts == []


async def test_drafts_of_others_are_no_texts(server: Server, provider: Close) -> None:
    since = await began(provider)
    await provider.prepare(TEXT)
    assert (await pulled(provider, since))[0] == []
    assert (await pulled(provider))[0] == []


async def test_the_log_is_asked_for_by_the_services_time(server: Server, provider: Close) -> None:
    """Demand 1: our own clock may be wrong by hours; it counts for nothing here."""
    point = read_point(await began(provider))
    assert point is not None and provider.clock.told is not None
    assert abs(point.at - provider.clock.told) < timedelta(seconds=5)


async def test_where_the_key_may_not_read_the_log_windows_of_time_bring_the_news(
    server: Server, provider: Close
) -> None:
    since = await began(provider)
    server.fake.refuse["GET /event/"] = (403, {"error": "No permission."})
    server.inbound(STRANGER, LINE, "news")
    texts, pages = await pulled(provider, since)
    assert one_of(texts, "news").state is State.RECEIVED
    covered = pages[-1].covers_since
    assert covered is not None and datetime.now(UTC) - covered > timedelta(minutes=4)
    server.inbound(STRANGER, LINE, "more")
    texts, _ = await pulled(provider, pages[-1].sync_point)
    assert one_of(texts, "more").state is State.RECEIVED


async def test_a_text_that_waited_is_followed_without_the_log_as_well(
    server: Server, provider: Close
) -> None:
    handle = await provider.prepare(TEXT)
    await provider.schedule(TEXT, handle, datetime.now(UTC) + timedelta(days=3))
    since = await began(provider)
    server.fake.refuse["GET /event/"] = (403, {"error": "No permission."})
    _, pages = await pulled(provider, since)
    assert [one.remote_id for one in await provider.scheduled()] == [handle]
    server.later = timedelta(days=4)
    texts, _ = await pulled(provider, pages[-1].sync_point)
    assert one_of(texts, TEXT.body).outbound and await provider.scheduled() == ()
