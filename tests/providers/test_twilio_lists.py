"""How Twilio's message list is read: windows by date, pages as they are named, rows that move meanwhile."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from desktop.providers.base import (
    EVERYTHING,
    Attempt,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Page,
    SignInNeeded,
    Text,
    Unreadable,
)
from desktop.providers.twilio import OVERLAP, Twilio, connect
from desktop.sms.delivery import State
from tests.providers.contract import STRANGER, one_of, pulled
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio_shapes import ACCOUNT
from tests.providers.odd_server import Reply, answer, odd_server
from tests.providers.twilio_account import KEY, LINE, Running, account, opened

HOME = f"/2010-04-01/Accounts/{ACCOUNT}"
LIST = f"{HOME}/Messages.json"


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(account().app) as served:
        yield served


@pytest.fixture
async def running(wire: Wire) -> AsyncIterator[Running]:
    """A served account and an adapter."""
    async with opened(wire, httpx.Timeout(20)) as there:
        yield there


async def test_ten_thousand_texts_come_back_whole_through_pages(running: Running) -> None:
    """E2, E3: no cap."""
    running.fill(10_000, timedelta(minutes=7))
    texts, pages = await pulled(running.provider)
    assert len({text.remote_id for text in texts}) == len(texts) == 10_000
    assert len(pages) == 10 and pages[-1].covers_since == EVERYTHING
    assert [page.sync_point for page in pages[:-1]] == [None] * 9
    assert all(page.covers_since == min(text.created_at for text in page.texts) for page in pages[:-1])


async def test_every_page_is_asked_for_as_the_one_before_named_it(running: Running) -> None:
    running.fill(2500, timedelta(minutes=1))
    await pulled(running.provider)
    first, second, third = [target for _, target in running.wire.requests]
    assert first == f"{LIST}?PageSize=1000"
    assert second.startswith(f"{LIST}?PageSize=1000&Page=1&PageToken=PA")
    assert third.startswith(f"{LIST}?PageSize=1000&Page=2&PageToken=PA")


async def test_news_need_one_small_page(running: Running) -> None:
    """C3: a poll asks for little."""
    running.fill(3000, timedelta(minutes=5))
    _, pages = await pulled(running.provider)
    running.wire.requests.clear()
    running.carrier.inbound(STRANGER, LINE, "new")
    news, short = await pulled(running.provider, pages[-1].sync_point, running.now)
    assert one_of(news, "new").state is State.RECEIVED
    assert [target for _, target in running.wire.requests] == [f"{LIST}?PageSize=50"]
    assert len(short) == 1 and len(news) == 50
    assert short[0].covers_since == min(text.created_at for text in news)


async def test_what_one_page_does_not_hold_is_asked_for_by_date_with_an_overlap(running: Running) -> None:
    """More came than a page holds, or a status from further back is wanted."""
    running.fill(500, timedelta(minutes=5))
    _, pages = await pulled(running.provider)
    running.wire.requests.clear()
    reach = (running.now - timedelta(hours=10)).replace(microsecond=0)
    news, deep = await pulled(running.provider, pages[-1].sync_point, reach)
    start = reach - OVERLAP
    wanted = [f"{LIST}?PageSize=50", f"{LIST}?DateSent%3E={start:%Y-%m-%dT%H%%3A%M%%3A%SZ}&PageSize=1000"]
    assert [target for _, target in running.wire.requests] == wanted
    assert deep[-1].covers_since == start
    assert {text.body for text in news} >= {f"text {number}" for number in range(378, 500)}
    assert min(text.created_at for text in news) >= start


@pytest.mark.parametrize("order", ["newest", "oldest", "mixed"])
async def test_nothing_new_is_missed_in_whatever_order_the_list_comes(running: Running, order: Any) -> None:
    """The order is not documented: only a proven one lets a pull stop early."""
    running.fake.order = order
    running.fill(1300, timedelta(minutes=1))
    texts, pages = await pulled(running.provider)
    assert len({text.remote_id for text in texts}) == 1300
    running.now += timedelta(minutes=1)
    running.carrier.inbound(STRANGER, LINE, "new")
    news, short = await pulled(running.provider, pages[-1].sync_point, running.now)
    assert one_of_many(news, "new").state is State.RECEIVED
    assert short[-1].sync_point is not None and short[-1].covers_since is not None


async def test_rows_that_move_while_pages_are_read_come_twice_and_none_is_lost(running: Running) -> None:
    """Pages are no snapshot: what comes in pushes the others one on."""
    running.fill(2500, timedelta(minutes=1))
    texts: list[Text] = []
    pages: list[Page] = []
    async for page in running.provider.pull(None, None):
        texts += page.texts
        pages.append(page)
        running.carrier.inbound(STRANGER, LINE, f"meanwhile {len(pages)}")
    assert {text.body for text in texts} >= {f"text {number}" for number in range(2500)}
    assert len(texts) > len({text.remote_id for text in texts})
    news, _ = await pulled(running.provider, pages[-1].sync_point, running.now)
    assert {text.body for text in news} >= {"meanwhile 1", "meanwhile 2", "meanwhile 3"}


async def test_a_page_that_is_gone_means_to_begin_again_later(running: Running) -> None:
    """21481: a token may be too old; nothing is wrong with the account."""
    running.fill(1500, timedelta(minutes=1))
    with pytest.raises(OutcomeUnknown) as caught:
        async for _ in running.provider.pull(None, None):
            running.fake._tokens.clear()
    assert caught.value.code == "21481"


@pytest.mark.parametrize("order", ["newest", "oldest"])
async def test_one_text_is_found_among_many_between_the_same_two(running: Running, order: Any) -> None:
    running.fake.order, now = order, running.now
    for number in range(120):
        running.now = now - timedelta(minutes=200 - number)
        running.carrier.send(LINE, STRANGER, "Hello")
    running.now = now
    record = running.carrier.send(LINE, STRANGER, "Hello")
    attempt = Attempt(OutgoingText("PN1", LINE, STRANGER, "Hello"), now, bound=frozenset())
    found = await running.provider.look_up(attempt)
    assert found is not None and found.remote_id == running.fake._shown(record)["sid"]
    pair = "From=%2B12125550142&To=%2B12025550123&PageSize=50"
    assert running.wire.requests[0] == ("GET", f"{LIST}?{pair}")
    assert len(running.wire.requests) == (1 if order == "newest" else 3)


@pytest.mark.parametrize(
    "change",
    [
        {"direction": "outbound-reply"},
        {"direction": "inbound"},
        {"num_media": "1"},
        {"body": "Hello!"},
        {"to": "+12025550124"},
        {"from": "+12125550199"},
        {"date_created": "Fri, 24 May 2019 17:44:46 +0000"},
    ],
)
async def test_a_text_that_only_resembles_one_of_ours_settles_nothing(
    running: Running, change: dict[str, str]
) -> None:
    text = OutgoingText("PN1", LINE, STRANGER, "Hello")
    row = running.fake._shown(running.carrier.send(LINE, STRANGER, "Hello"))
    running.carrier.records.clear()
    attempt = Attempt(text, running.now, bound=frozenset())
    running.fake.rows_made_elsewhere = [row]
    assert await running.provider.look_up(attempt) is not None
    running.fake.rows_made_elsewhere = [{**row, **change}]
    assert await running.provider.look_up(attempt) is None


@pytest.mark.parametrize("shown", [True, False])
async def test_a_text_that_waits_in_the_queue_is_seen_though_it_has_no_date_to_filter_by(
    running: Running, shown: bool
) -> None:
    """Whether the filter shows those is unverified; the page without one does."""
    running.fake.filter_shows_undated = shown
    running.fill(300, timedelta(minutes=1))
    _, pages = await pulled(running.provider)
    accepted = await running.provider.deliver(OutgoingText("PN1", LINE, STRANGER, "Hello"), None)
    news, _ = await pulled(running.provider, pages[-1].sync_point, running.now - timedelta(hours=3))
    assert {text.remote_id for text in news if text.body == "Hello"} == {accepted.remote_id}
    found = await running.provider.look_up(
        Attempt(OutgoingText("PN1", LINE, STRANGER, "Hello"), running.now, bound=frozenset())
    )
    assert found is not None and found.remote_id == accepted.remote_id


async def test_the_sync_point_is_never_in_the_services_future(running: Running) -> None:
    running.now += timedelta(days=400)
    running.carrier.inbound(STRANGER, LINE, "dated wrongly")
    _, pages = await pulled(running.provider)
    running.now -= timedelta(days=400)
    running.carrier.inbound(STRANGER, LINE, "new")
    news, _ = await pulled(running.provider, pages[-1].sync_point, None)
    assert "new" in {text.body for text in news}


async def test_a_text_of_a_service_that_has_chosen_no_number_yet_waits_and_hides_nothing(
    running: Running,
) -> None:
    """Its row has no From; it comes again with one."""
    running.carrier.inbound(STRANGER, LINE, "readable")
    record = running.carrier.send(LINE, STRANGER, "from a pool")
    row = running.fake._shown(record)
    running.carrier.records.remove(record)
    waiting = {**row, "from": None, "status": "accepted", "num_segments": "0", "date_sent": None}
    running.fake.rows_made_elsewhere = [waiting, {**waiting, "status": "failed"}, {"sid": "SM1"}, None]
    texts, pages = await pulled(running.provider)
    assert [text.body for text in texts] == ["readable"]
    faults = [(bad.remote_id, bad.fault) for bad in pages[-1].bad]
    assert sorted(faults) == sorted([(row["sid"], "no from"), ("SM1", "no direction"), ("", "no object")])
    running.fake.rows_made_elsewhere = [{**waiting, "from": LINE, "status": "sent"}]
    texts, _ = await pulled(running.provider)
    assert one_of(texts, "from a pool").state is State.SENT


def listed(next_page_uri: object, key: str = "messages") -> bytes:
    return answer({key: [], "next_page_uri": next_page_uri, "page": 0})


def adapter(url: str) -> Twilio:
    return connect(Credentials(url, KEY))


@pytest.mark.parametrize(
    "uri",
    [
        "https://evil.example/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json?Page=1",
        "//evil.example" + LIST,
        "http://127.0.0.1:9" + LIST,
        "/2010-04-01/Accounts/AC" + "0" * 32 + "/Messages.json?Page=1",
        HOME + "/../AC" + "0" * 32 + "/Messages.json",
        HOME + "/%2e%2e/AC0/Messages.json",
        HOME + "\\..\\Messages.json",
        "/2010-04-01/Accounts/" + ACCOUNT + "x/Messages.json",
        "Messages.json?Page=1",
        "@evil.example" + LIST,
        LIST + "?Body=é",
        "https://[evil/Messages.json",
        7,
        {},
    ],
)
async def test_a_next_page_outside_the_account_gets_no_request(uri: object) -> None:
    """The key would go along."""
    async with odd_server(listed(uri)) as server:
        provider = adapter(server.url)
        with pytest.raises(Unreadable):
            await pulled(provider)
        assert server.requests == [f"GET {LIST}?PageSize=1000"]
        await provider.close()


async def test_a_next_page_may_be_written_with_the_own_host() -> None:
    following = f"{LIST}?To=%2B123456789&DateSent%3E=2008-01-02&Page=1&PageToken=PAMM%2f1"
    first: list[bytes] = []

    async def reply(request: Any, _: Any) -> bytes:
        if len(first) == 0:
            first.append(b"")
            return listed(f"http://{request.headers['host']}{following}")
        return listed(None)

    async with odd_server(reply) as server:
        provider = adapter(server.url)
        await pulled(provider)
        assert server.requests[1] == f"GET {following}"
        await provider.close()


async def test_pages_without_an_end_are_not_followed_for_ever() -> None:
    async with odd_server(listed(f"{LIST}?Page=1")) as server:
        provider = adapter(server.url)
        with pytest.raises(Unreadable):
            await pulled(provider)
        assert len(server.requests) == 2
        await provider.close()


@pytest.mark.parametrize(
    "body",
    [[], {}, None, 7, {"messages": []}, {"messages": {}, "next_page_uri": None}, {"next_page_uri": None}],
)
async def test_an_answer_that_is_no_page_is_unreadable_and_proves_nothing(body: Any) -> None:
    async with odd_server(answer(body)) as server:
        provider = adapter(server.url)
        for work in (pulled(provider), provider.check(), provider.calls()):
            with pytest.raises(Unreadable):
                await work
        await provider.close()


@pytest.mark.parametrize(
    "body",
    [[], {}, None, "ok", {"sid": None}, {"sid": ""}, {"sid": "SM../x"}, {"sid": 7}, {"status": "queued"}],
)
async def test_an_answer_without_the_messages_id_leaves_the_outcome_unknown(body: Any) -> None:
    async with odd_server(answer(body, "201 Created")) as server:
        provider = adapter(server.url)
        with pytest.raises(Unreadable):
            await provider.deliver(OutgoingText("PN1", LINE, STRANGER, "Hello"), None)
        assert len(server.requests) == 1
        await provider.close()


@pytest.mark.parametrize("point", ["", "{}", "[]", "null", '{"newest": 7}', '{"newest": "2024-01-01"}', "\0"])
async def test_a_sync_point_that_nobody_can_read_means_reading_everything(
    running: Running, point: str
) -> None:
    running.fill(60, timedelta(minutes=1))
    texts, pages = await pulled(running.provider, point, running.now)
    assert len(texts) == 60 and pages[-1].covers_since == EVERYTHING


async def test_a_sync_point_from_before_all_time_is_no_fault(running: Running) -> None:
    running.fill(60, timedelta(minutes=1))
    texts, pages = await pulled(running.provider, '{"newest": "0001-01-01T00:00:00+00:00"}', None)
    assert len({text.remote_id for text in texts}) == 60
    covered = pages[-1].covers_since
    assert covered is not None and covered <= EVERYTHING


async def test_a_regions_address_may_come_with_the_version_and_a_prefix() -> None:
    replies: list[Reply] = [answer(b'{"incoming_phone_numbers": [], "next_page_uri": null}')]
    async with odd_server(*replies) as server:
        for address in ("", "/", "/2010-04-01", "/2010-04-01/"):
            provider = adapter(f"{server.url}{address}")
            assert (await provider.check()).lines == ()
            await provider.close()
        provider = adapter(f"{server.url}/through/here")
        await provider.check()
        await provider.close()
    paths = {request.path for request in server.asked}
    assert f"{HOME}/IncomingPhoneNumbers.json" in paths
    assert f"/through/here{HOME}/IncomingPhoneNumbers.json" in paths
    assert all(path.removeprefix("/through/here").startswith(HOME) for path in paths)


@pytest.mark.parametrize(
    ("secrets", "code"),
    [
        ({}, "key_kind"),
        ({"api_key": "k"}, "key_kind"),
        ({"api_key": f"{KEY['key_sid']}:{KEY['secret']}"}, "key_kind"),
        ({**KEY, "account_sid": KEY["key_sid"]}, "key_kind"),
        ({**KEY, "key_sid": ACCOUNT}, "key_kind"),
        ({**KEY, "account_sid": ACCOUNT + "/../x"}, "key_kind"),
        ({**KEY, "secret": ""}, ""),
        ({**KEY, "secret": "clé"}, ""),
        ({**KEY, "secret": "a\nb"}, ""),
        ({"api_key": f"{ACCOUNT}:a:b"}, "key_kind"),
    ],
)
def test_a_key_of_the_wrong_kind_is_refused_before_it_is_sent(secrets: dict[str, str], code: str) -> None:
    with pytest.raises(SignInNeeded) as caught:
        connect(Credentials("https://api.twilio.com", secrets))
    assert caught.value.code == code


async def test_the_key_is_in_no_repr_and_no_address(running: Running) -> None:
    """I4."""
    await running.provider.check()
    shown = repr(running.provider) + repr(running.wire.requests) + repr(vars(running.provider))
    assert KEY["secret"] not in shown


def one_of_many(texts: list[Text], body: str) -> Text:
    """One of the texts with these words, which may have come twice."""
    return next(text for text in texts if text.body == body)
