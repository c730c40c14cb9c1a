"""Cliqtel's adapter against servers that list in their own ways, in circles, backwards, or nonsense."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.providers.base import (
    EVERYTHING,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Refused,
    Unreadable,
)
from desktop.providers.cliqtel import Cliqtel, connect
from desktop.sms.delivery import State
from tests.providers.contract import pulled
from tests.providers.odd_server import OddServer, answer, odd_server, pages

NOON = datetime(2026, 4, 3, 12, tzinfo=UTC)
LIST = "/api/v1/portal/sms"
TEXT = OutgoingText("42", "+447700900010", "+447700900123", "Hello")


def row(number: int, minute: float | None = None) -> dict[str, Any]:
    """A text, number ``number``, sent so many minutes after noon."""
    created = NOON + timedelta(minutes=number if minute is None else minute)
    return {
        "id": number,
        "direction": "inbound",
        "from": "+447700900123",
        "to": "+447700900010",
        "body": f"text {number}",
        "created_at": created.isoformat(),
    }


def point(minute: float) -> str:
    """The sync point of a pull whose newest text was sent then."""
    return json.dumps({"newest": (NOON + timedelta(minutes=minute)).isoformat()})


def adapter(server: OddServer) -> Cliqtel:
    return connect(Credentials(server.url, {"api_key": "k"}))


@pytest.mark.parametrize(
    "body",
    [
        [row(1), row(2)],
        {"messages": [row(1), row(2)]},
        {"data": {"data": [row(1), row(2)]}},
        {"data": [row(1), row(2)], "meta": {"current_page": 1, "last_page": 1}},
        {"success": True, "items": [row(1), row(2)]},
    ],
)
async def test_a_list_in_any_usual_shape_is_read(body: Any) -> None:
    async with odd_server(answer(body)) as server:
        provider = adapter(server)
        texts, (page,) = await pulled(provider)
        await provider.close()
    assert [text.body for text in texts] == ["text 1", "text 2"]
    assert page.covers_since == EVERYTHING
    assert page.sync_point == point(2)


async def test_a_long_list_that_speaks_of_no_pages_is_complete_since_its_oldest_text_only() -> None:
    """Absence is evidence only where the list reaches back: it may have been cut without a word."""
    async with odd_server(answer([row(number) for number in range(50, 0, -1)])) as server:
        provider = adapter(server)
        _, (page,) = await pulled(provider)
        await provider.close()
    assert page.covers_since == NOON + timedelta(minutes=1)


@pytest.mark.parametrize("order", [lambda number: number, lambda number: number * 7 % 51])
async def test_a_list_that_may_have_been_cut_at_its_new_end_is_complete_for_nothing(
    order: Callable[[int], int],
) -> None:
    """Oldest first, or in no order: the newest texts may be missing, whatever it holds of old ones."""
    rows = [row(number) for number in sorted(range(1, 51), key=order)]
    async with odd_server(answer(rows)) as server:
        provider = adapter(server)
        texts, (page,) = await pulled(provider)
        await provider.close()
    assert len(texts) == 50
    assert page.covers_since is None and page.sync_point is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            {"data": [row(2)], "meta": {"current_page": 1, "last_page": 2}},
            {"data": [row(1)], "meta": {"current_page": 2, "last_page": 2}},
        ),
        ({"data": [row(2)], "next_page_url": f"{LIST}?page=2"}, {"data": [row(1)], "next_page_url": None}),
        (
            {"messages": [row(2)], "links": {"next": "?page=2"}},
            {"messages": [row(1)], "links": {"next": None}},
        ),
    ],
    ids=["meta only", "next_page_url", "links"],
)
async def test_pages_are_followed_however_they_are_named(first: Any, second: Any) -> None:
    async with odd_server(answer(first), answer(second)) as server:
        provider = adapter(server)
        texts, found = await pulled(provider)
        await provider.close()
    assert [text.remote_id for text in texts] == ["2", "1"]
    assert server.requests == [f"GET {LIST}", f"GET {LIST}?page=2"]
    assert [page.sync_point for page in found] == [None, point(2)]


async def test_larger_pages_are_asked_for_where_the_server_pages_in_the_ordinary_way() -> None:
    rows = [row(number) for number in range(450, 0, -1)]
    async with odd_server(pages(LIST, rows, 15)) as server:
        provider = adapter(server)
        texts, _ = await pulled(provider)
        await pulled(provider, point(450))
        await provider.close()
    assert len(texts) == 450
    assert server.requests == [
        f"GET {LIST}",
        f"GET {LIST}?per_page=200",
        f"GET {LIST}?page=2&per_page=200",
        f"GET {LIST}?page=3&per_page=200",
        f"GET {LIST}?per_page=200",
    ]


async def test_a_server_that_refuses_larger_pages_gets_its_own_size() -> None:
    rows = [row(number) for number in range(5, 0, -1)]
    ordinary = pages(LIST, rows, 2)

    async def strict(request: Any, writer: Any) -> bytes | None:
        if "per_page" in request.target:
            return answer(
                {"message": "The per page field must not be greater than 100."}, "422 Unprocessable"
            )
        assert not isinstance(ordinary, bytes)
        return await ordinary(request, writer)

    async with odd_server(strict) as server:
        provider = adapter(server)
        texts, _ = await pulled(provider)
        await pulled(provider)
        await provider.close()
    assert [text.remote_id for text in texts] == ["5", "4", "3", "2", "1"]
    assert sum("per_page" in request for request in server.requests) == 1


@pytest.mark.parametrize("address", ["https://evil.example/?page=2", "//127.0.0.1:1/?page=2"])
async def test_a_next_page_elsewhere_is_refused_and_never_asked_for(address: str) -> None:
    async with odd_server(answer({"data": [row(1)], "links": {"next": address}})) as server:
        provider = adapter(server)
        with pytest.raises(Unreadable, match="another host"):
            await pulled(provider)
        await provider.close()
    assert len(server.requests) == 1


async def test_pages_that_go_round_in_a_circle_have_an_end() -> None:
    there = answer({"data": [row(2)], "links": {"next": "?page=2"}})
    back = answer({"data": [row(1)], "links": {"next": "?page=1"}})
    async with odd_server(there, back, there, back, there) as server:
        provider = adapter(server)
        with pytest.raises(Unreadable, match="circle"):
            await pulled(provider)
        await provider.close()
    assert len(server.requests) == 3


async def in_pages(
    parts: Sequence[Sequence[dict[str, Any]]], since: str | None, reach: datetime | None = None
) -> tuple[list[str], list[Any]]:
    """What a pull reads of a list in these pages: ids, and what each page claims to cover."""

    async def reply(request: Any, _: Any) -> bytes:
        number = int(request.target.partition("page=")[2] or 1)
        following = f"?page={number + 1}" if number < len(parts) else None
        return answer({"data": list(parts[number - 1]), "links": {"next": following}})

    async with odd_server(reply) as server:
        provider = adapter(server)
        texts, found = await pulled(provider, since, reach)
        await provider.close()
    return [text.remote_id for text in texts], [page.covers_since for page in found]


async def test_a_newest_first_list_is_read_only_as_far_as_news_may_be() -> None:
    """C3: a poll asks for little."""
    parts = [[row(90), row(80)], [row(70), row(60)], [row(50), row(40)]]
    ids, covers = await in_pages(parts, point(95 - 5), NOON + timedelta(minutes=75))
    assert ids == ["90", "80", "70", "60"]
    assert covers == [NOON + timedelta(minutes=80), NOON + timedelta(minutes=60)]


async def test_an_oldest_first_list_is_walked_to_its_end() -> None:
    """The new text is on the last page, and no page before it may claim to be complete."""
    parts = [[row(10), row(20)], [row(30), row(40)], [row(50)]]
    for since in (None, point(20), point(40)):
        ids, covers = await in_pages(parts, since)
        assert ids == ["10", "20", "30", "40", "50"]
        assert covers == [None, None, EVERYTHING]


async def test_an_oldest_first_list_whose_first_page_was_all_there_was_is_walked_to_its_end() -> None:
    """The newest text of the last pull is on the first page, and new ones are behind it."""
    ids, covers = await in_pages([[row(1), row(20)], [row(30)]], point(20))
    assert ids == ["1", "20", "30"]
    assert covers[0] is None


async def test_a_list_without_an_order_is_walked_to_its_end() -> None:
    parts = [[row(90), row(10), row(50)], [row(95), row(20)], [row(40), row(99)]]
    ids, covers = await in_pages(parts, point(90))
    assert len(ids) == 7
    assert covers == [None, None, EVERYTHING]


async def test_a_list_shuffled_within_its_pages_needs_one_page_more() -> None:
    parts = [[row(80), row(90)], [row(60), row(70)], [row(40), row(50)]]
    ids, covers = await in_pages(parts, point(90))
    assert ids == ["80", "90", "60", "70"]
    assert covers == [None, NOON + timedelta(minutes=60)]


async def test_one_text_with_a_date_in_the_future_does_not_end_later_pulls_too_early() -> None:
    far = row(99, (datetime.now(UTC) - NOON + timedelta(days=9999)).total_seconds() / 60)
    async with odd_server(answer({"data": [far, row(5)], "links": {"next": None}})) as server:
        provider = adapter(server)
        before = datetime.now(UTC)
        _, (page,) = await pulled(provider)
        await provider.close()
    assert page.sync_point is not None
    assert before <= datetime.fromisoformat(json.loads(page.sync_point)["newest"]) <= datetime.now(UTC)


async def test_rows_that_cannot_be_read_are_set_aside_and_the_others_come() -> None:
    rows = [row(3), {**row(2), "body": None}, "no row", row(1)]
    async with odd_server(answer({"data": rows, "links": {"next": None}})) as server:
        provider = adapter(server)
        texts, (page,) = await pulled(provider)
        await provider.close()
    assert [text.remote_id for text in texts] == ["3", "1"]
    assert [(bad.remote_id, bad.fault) for bad in page.bad] == [("2", "no body"), ("", "no object")]


async def test_nothing_but_bad_rows_is_still_an_end() -> None:
    async with odd_server(answer([{}] * 20)) as server:
        provider = adapter(server)
        texts, (page,) = await pulled(provider)
        await provider.close()
    assert texts == [] and len(page.bad) == 20
    assert page.sync_point is not None


@pytest.mark.parametrize(
    ("body", "state", "remote_id"),
    [
        ({"success": True, "message": {"id": 7}}, State.ACCEPTED, "7"),
        ({"message": {"id": "abc", "status": "sent"}}, State.SENT, "abc"),
        ({"success": True, "message": {"id": 7, "status": "teleporting"}}, State.ACCEPTED, "7"),
        (
            {"success": True, "message": {"id": 7, "created_at": "0001-01-01T00:00:00+14:00"}},
            State.ACCEPTED,
            "7",
        ),
        ({"success": True, "message": {"id": 7, "status": "failed"}}, State.FAILED, "7"),
    ],
)
async def test_an_answer_with_the_messages_id_means_that_it_was_taken(
    body: Any, state: State, remote_id: str
) -> None:
    async with odd_server(answer(body)) as server:
        provider = adapter(server)
        accepted = await provider.deliver(TEXT, None)
        await provider.close()
    assert (accepted.state, accepted.remote_id) == (state, remote_id)
    assert json.loads(server.asked[0].body) == {
        "from_number_id": 42,
        "to": "+447700900123",
        "body": "Hello",
    }


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        None,
        7,
        "ok",
        {"success": True},
        {"success": True, "message": "queued"},
        {"message": {"id": None}},
    ],
)
async def test_an_answer_without_the_messages_id_leaves_the_outcome_unknown(body: Any) -> None:
    async with odd_server(answer(body)) as server:
        provider = adapter(server)
        with pytest.raises(OutcomeUnknown):
            await provider.deliver(TEXT, None)
        await provider.close()
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"success": False, "message": "Failed to send SMS"}, "Failed to send SMS"),
        ({"success": False, "error": "half \ud83d"}, "half �"),
        ({"success": False}, ""),
    ],
)
async def test_no_success_is_a_refusal_even_with_status_200(body: Any, words: str) -> None:
    async with odd_server(answer(body)) as server:
        provider = adapter(server)
        with pytest.raises(Refused) as caught:
            await provider.deliver(TEXT, None)
        await provider.close()
    assert caught.value.text == words
