"""VoIP.ms' history: whole days in windows, no pages, no zone, and the two odd hours of the year."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from desktop.providers.base import EVERYTHING, OutcomeUnknown, ProviderError, Unreadable
from desktop.providers.voipms import VoipMs
from tests.providers.contract import STRANGER, pulled
from tests.providers.fakes.serving import Wire, serving
from tests.providers.voipms_account import LINE, Server, account, hurried, new_account


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An account without any text."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[VoipMs]:
    """An adapter that hurries."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


def spans(server: Server) -> list[tuple[date, date]]:
    """From and to of every question for texts, each once."""
    asked = [one for one in server.fake.asked if one["method"] in ("getSMS", "getMMS")]
    return list(
        dict.fromkeys((date.fromisoformat(one["from"]), date.fromisoformat(one["to"])) for one in asked)
    )


async def test_the_whole_history_is_walked_in_windows_that_leave_no_day_out(
    server: Server, provider: VoipMs
) -> None:
    """E2: 92 days are the most that one question may span."""
    server.fake.ordered = date(2024, 1, 5)
    now = datetime.now(UTC)
    days = range(0, 1000, 3)
    for ago in reversed(days):
        server.wrote(now - timedelta(days=ago), f"{ago} days ago")
    await provider.check()
    texts, pages = await pulled(provider)
    assert {one.body for one in texts} == {f"{ago} days ago" for ago in days}
    assert all(page.covers_since is not None for page in pages)
    found = spans(server)
    assert all(end - start < timedelta(days=92) for start, end in found)
    assert all(later[0] - earlier[1] == timedelta(days=1) for later, earlier in pairwise(found))


async def test_a_year_without_a_text_is_not_the_end_while_the_number_is_older(
    server: Server, provider: VoipMs
) -> None:
    server.fake.ordered = date(2023, 1, 1)
    server.wrote(datetime(2023, 2, 1, 12, tzinfo=UTC), "the first")
    await provider.check()
    texts, _ = await pulled(provider)
    assert [one.body for one in texts] == ["the first"]


@pytest.mark.parametrize("ordered", [date(2026, 6, 1), None])
async def test_a_pull_never_claims_more_than_the_days_that_it_asked_for(
    server: Server, provider: VoipMs, ordered: date | None
) -> None:
    """E2: texts of a number that was given back may lie behind a silent year; so may any, without a date."""
    server.fake.ordered = ordered or date(1, 1, 1)
    server.wrote(datetime(2012, 3, 3, 12, tzinfo=UTC), "of a number that was given back")
    await provider.check()
    texts, pages = await pulled(provider)
    claimed = pages[-1].covers_since
    first = min(start for start, _ in spans(server))
    assert texts == [] and first > date(2012, 3, 3)
    assert claimed is not None and claimed.date() == first


async def test_who_goes_back_to_the_services_first_day_has_everything(
    server: Server, provider: VoipMs
) -> None:
    """E2"""
    server.fake.ordered = date(2007, 1, 2)
    server.wrote(datetime(2007, 1, 3, 12, tzinfo=UTC), "the very first")
    await provider.check()
    texts, pages = await pulled(provider)
    assert [one.body for one in texts] == ["the very first"]
    assert pages[-1].covers_since == EVERYTHING


@pytest.mark.parametrize("ordered", ["0001-01-01", "0000-00-00", "soon"])
async def test_an_order_date_that_cannot_be_does_not_make_the_walk_endless(
    server: Server, provider: VoipMs, ordered: str
) -> None:
    class Odd(date):
        def isoformat(self) -> str:
            return ordered

    server.fake.ordered = Odd(2020, 1, 1)
    await provider.check()
    _, pages = await pulled(provider)
    assert pages[-1].sync_point is not None and len(pages) < 10


async def test_news_cost_two_questions_for_three_days(server: Server, provider: VoipMs) -> None:
    server.inbound(STRANGER, LINE, "old")
    _, pages = await pulled(provider)
    server.fake.asked.clear()
    server.inbound(STRANGER, LINE, "new")
    now = datetime.now(UTC)
    texts, short = await pulled(provider, pages[-1].sync_point, now)
    assert {one.body for one in texts} == {"old", "new"}
    assert [one["method"] for one in server.fake.asked] == ["getSMS", "getMMS"]
    ((start, end),) = spans(server)
    assert end - start == timedelta(days=2)
    assert short[0].covers_since is not None and short[0].covers_since <= now - timedelta(days=1)


async def test_a_text_that_is_still_awaited_is_reached_however_old_it_is(
    server: Server, provider: VoipMs
) -> None:
    _, pages = await pulled(provider)
    reach = datetime.now(UTC) - timedelta(days=200)
    server.wrote(reach, "awaited")
    texts, deep = await pulled(provider, pages[-1].sync_point, reach)
    assert [one.body for one in texts] == ["awaited"]
    assert deep[-1].covers_since is not None and deep[-1].covers_since < reach
    assert [page.sync_point is not None for page in deep] == [False] * (len(deep) - 1) + [True]


@pytest.mark.parametrize("backwards", [False, True])
async def test_a_list_that_may_have_been_cut_is_asked_for_again_in_halves(
    server: Server, provider: VoipMs, monkeypatch: pytest.MonkeyPatch, backwards: bool
) -> None:
    """There are no pages: as many rows as were asked for may be all or not."""
    monkeypatch.setattr("desktop.providers.voipms.MANY", {"sms": 20, "mms": 20})
    server.fake.reverse = backwards
    now = datetime.now(UTC)
    for count in range(150):
        server.wrote(now - timedelta(hours=10 * count), str(count))
    texts, _ = await pulled(provider)
    assert sorted(int(one.body) for one in texts) == list(range(150))


async def test_a_day_that_cannot_be_listed_whole_is_no_whole_day(
    server: Server, provider: VoipMs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.providers.voipms.MANY", {"sms": 5, "mms": 5})
    monkeypatch.setattr("desktop.providers.voipms.MOST", 10)
    for count in range(10):
        server.inbound(STRANGER, LINE, str(count))
    with pytest.raises(Unreadable):
        await pulled(provider)


async def test_ten_thousand_texts_come_whole(server: Server, provider: VoipMs) -> None:
    """E2, E3."""
    now = datetime.now(UTC)
    for count in range(10_000):
        server.wrote(now - timedelta(minutes=30 * (10_000 - count)), str(count))
    texts, _ = await pulled(provider)
    assert len(texts) == 10_000
    assert len({(one.kind, one.remote_id) for one in texts}) == 10_000


@pytest.mark.parametrize("method", ["getSMS", "getMMS"])
async def test_a_pull_whose_second_half_fails_has_no_sync_point(
    server: Server, provider: VoipMs, method: str
) -> None:
    """What came before counts, but the next pull begins where this one did."""
    _, pages = await pulled(provider)
    server.fake.instead[method] = "error code: 522"
    seen = []
    with pytest.raises(OutcomeUnknown):
        async for page in provider.pull(pages[-1].sync_point, None):
            seen.append(page)
    assert seen == []
    server.fake.instead.clear()
    server.fake.statuses[method] = "invalid_daterange"
    with pytest.raises(ProviderError):
        await pulled(provider)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 8, 6, 59, 59, tzinfo=UTC),  # 1:59:59 in winter
        datetime(2026, 3, 8, 7, 0, 0, tzinfo=UTC),  # 3:00:00 in summer
        datetime(2026, 7, 4, 4, 0, 0, tzinfo=UTC),  # midnight
        datetime(2026, 11, 1, 4, 59, 59, tzinfo=UTC),  # the last second before the doubled hour
        datetime(2026, 11, 1, 5, 0, 0, tzinfo=UTC),  # its first pass
        datetime(2026, 11, 1, 7, 0, 0, tzinfo=UTC),  # after its second pass
        datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
)
async def test_times_without_a_zone_are_eastern_ones_in_summer_and_winter(
    server: Server, provider: VoipMs, moment: datetime
) -> None:
    server.wrote(moment, "then")
    texts, _ = await pulled(provider)
    assert [one.created_at for one in texts] == [moment]
    assert "timezone" not in server.fake.asked[0]


async def test_a_conversation_through_the_doubled_hour_keeps_its_order(
    server: Server, provider: VoipMs
) -> None:
    """1:40 comes before 1:10 there; the ids say which is which."""
    begin = datetime(2026, 11, 1, 4, 50, tzinfo=UTC)
    moments = [begin + timedelta(minutes=10 * step) for step in range(16)]
    for moment in moments:
        server.wrote(moment, moment.isoformat())
    server.wrote(moments[6], "a picture in the first pass", kind="mms")
    texts, pages = await pulled(provider)
    told = {one.body: one.created_at for one in texts if one.kind == "sms"}
    assert told == {moment.isoformat(): moment for moment in moments}
    assert [one.created_at for one in texts if one.kind == "mms"] == [moments[6]]
    again, _ = await pulled(provider, pages[-1].sync_point, begin)
    assert {one.body: one.created_at for one in again if one.kind == "sms"} == told


async def test_a_lone_text_of_the_second_pass_is_known_by_the_pull_before_it(
    server: Server, provider: VoipMs
) -> None:
    """Else a send of that hour, whose answer was lost, would be dated an hour before it was made."""
    server.wrote(datetime(2026, 11, 1, 4, 0, tzinfo=UTC), "before")
    point = {"at": "2026-11-01T06:25:00+00:00", "newest": {"sms": 1}, "autumn": {}}
    moment = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    server.wrote(moment, "second pass")
    reach = moment - timedelta(days=1)
    texts, pages = await pulled(provider, json.dumps(point), reach)
    assert [one.created_at for one in texts if one.body == "second pass"] == [moment]
    again, _ = await pulled(provider, pages[-1].sync_point, reach)
    assert [one.created_at for one in again if one.body == "second pass"] == [moment]


@pytest.mark.parametrize("point", ["", "{}", "[]", "null", '{"at": 7}', '{"at": "soon", "newest": {}}', "\0"])
async def test_a_sync_point_that_nobody_can_read_means_reading_everything(
    server: Server, provider: VoipMs, point: str
) -> None:
    server.wrote(datetime.now(UTC) - timedelta(days=100), "old")
    texts, pages = await pulled(provider, point, datetime.now(UTC))
    assert [one.body for one in texts] == ["old"]
    assert pages[-1].covers_since is not None


async def test_a_sync_point_of_the_future_does_not_hide_what_came(server: Server, provider: VoipMs) -> None:
    point = {"at": "2999-01-01T00:00:00+00:00", "newest": {}, "autumn": {}}
    server.inbound(STRANGER, LINE, "now")
    texts, _ = await pulled(provider, json.dumps(point), None)
    assert [one.body for one in texts] == ["now"]


async def test_a_removed_number_does_not_stop_the_others(server: Server, provider: VoipMs) -> None:
    server.inbound(STRANGER, LINE, "on a number that goes")
    server.inbound(STRANGER, "+14155550102", "on one that stays")
    del server.fake.carrier.lines[0]
    assert LINE not in {line.number for line in (await provider.check()).lines}
    texts, _ = await pulled(provider)
    assert {one.line for one in texts} == {LINE, "+14155550102"}
