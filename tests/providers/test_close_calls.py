"""How Close is asked: pages that end by their word alone, windows in place of skipping, errors, waiting."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import httpx
import pytest

from desktop.providers.base import Busy, Refused, SignInNeeded, Unreadable
from desktop.providers.close import Close
from desktop.providers.close_calls import Calls, checked_id, listed, meaning, wait_of
from desktop.providers.http_client import LONGEST_WAIT
from tests.providers.close_account import LINE, Server, account, hurried, new_account
from tests.providers.contract import STRANGER, pulled
from tests.providers.fakes.serving import Wire, serving
from tests.providers.patience import LITTLE


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


def fill(server: Server, count: int, apart: timedelta) -> set[str]:
    """A history of texts that came in, the last one now; returns their words."""
    for number in range(count):
        record = server.fake.carrier.inbound(STRANGER, LINE, f"text {number}")
        record.at -= apart * (count - 1 - number)
    return {f"text {number}" for number in range(count)}


@pytest.mark.parametrize("order", ["newest", "oldest", "mixed"])
async def test_a_whole_history_is_read_whatever_its_order(
    server: Server, provider: Close, order: str
) -> None:
    """The order of lists is not documented."""
    server.fake.order = order  # type: ignore[assignment]
    words = fill(server, 340, timedelta(hours=7))
    texts, pages = await pulled(provider)
    assert {one.body for one in texts} == words and len(texts) == 340
    for number, page in enumerate(pages):
        later = [one.created_at for after in pages[number + 1 :] for one in after.texts]
        assert page.covers_since is None or all(at < page.covers_since for at in later)


async def test_where_a_list_cannot_be_skipped_through_its_window_is_halved(
    server: Server, provider: Close
) -> None:
    """``max_skip``: more texts of one day than may be skipped."""
    server.fake.max_skip = 50
    words = fill(server, 420, timedelta(minutes=2))
    texts, _ = await pulled(provider)
    assert {one.body for one in texts} == words and len({one.remote_id for one in texts}) == 420


async def test_more_texts_in_a_moment_than_can_be_listed_are_no_end_of_the_list(
    server: Server, provider: Close
) -> None:
    server.fake.max_skip = 50
    fill(server, 420, timedelta(0))
    with pytest.raises(Unreadable):
        await pulled(provider)


async def test_a_list_ends_by_its_own_word_and_not_by_a_short_page(server: Server) -> None:
    """Loop on ``has_more``; a service may give fewer rows than were asked for."""
    asked: list[str] = []

    class Short(Calls):
        async def get(self, path: str, asked_for: object = None) -> dict[str, object]:
            assert isinstance(asked_for, dict)
            asked.append(asked_for["_skip"])
            skip = int(asked_for["_skip"])
            return {"data": list(range(skip, min(skip + 3, 7))), "has_more": skip + 3 < 7}

    calls = Short(server.credentials, timeout=LITTLE)
    assert await calls.all("/x/", {}) == list(range(7))
    assert asked == ["0", "3", "6"]
    await calls.close()


@pytest.mark.parametrize(
    "told", [{"data": []}, {"data": [], "has_more": True}, {"data": {}, "has_more": False}, {}]
)
async def test_a_list_that_does_not_say_whether_it_goes_on_is_not_taken_for_whole(
    server: Server, provider: Close, told: object
) -> None:
    server.fake.refuse["GET /phone_number/"] = (200, told)
    with pytest.raises(Unreadable):
        await provider.check()


@pytest.mark.parametrize(("spelling", "seconds"), [("documented", 4.0), ("seen", 4.0)])
async def test_too_fast_is_waited_out_in_both_spellings(
    server: Server, provider: Close, spelling: str, seconds: float
) -> None:
    """B28: the request was not carried out."""
    server.fake.busy = spelling  # type: ignore[assignment]
    with pytest.raises(Busy) as caught:
        await provider.check()
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"RateLimit": "limit=100, remaining=0, reset=7"}, 7.0),
        ({"RateLimit": "limit=100; remaining=0; reset=7"}, 7.0),
        ({"RateLimit": "reset = 2.5"}, 2.5),
        ({"RateLimit": "limit=100, reset=1", "Retry-After": "9"}, 9.0),
        ({"RateLimit": "nonsense", "Retry-After": "3"}, 3.0),
        ({"RateLimit": "nonsense; reset=soon", "RateLimit-Reset": "6"}, 6.0),
        ({"RateLimit-Reset": "never"}, 2.0),
        ({"RateLimit": "reset=99999999"}, LONGEST_WAIT),
        ({"RateLimit": "x" * 100_000 + "reset=1"}, 2.0),
        ({}, 2.0),
    ],
)
def test_how_long_to_wait_is_read_from_whatever_is_there(headers: dict[str, str], seconds: float) -> None:
    assert wait_of(httpx.Headers(headers)) == seconds


def test_what_is_wrong_with_fields_is_said_in_a_line() -> None:
    nested = {
        "errors": [],
        "field-errors": {"contacts": {"errors": {"0": {"field-errors": {"phone": "Bad."}}}}},
    }
    told = meaning(400, nested)
    assert isinstance(told, Refused) and told.text.endswith("Bad.")
    told = meaning(400, {"errors": ["One.", "Two."], "field-errors": {"text": "Too long."}})
    assert isinstance(told, Refused) and told.text == "One.; Two.; text: Too long."
    assert isinstance(meaning(400, {"errors": "x", "field-errors": [[[[[[["deep"]]]]]]]}), Refused)
    assert isinstance(meaning(401, {"error": "Unauthorized"}), SignInNeeded)
    assert meaning(404, {"error": "x"}) is None and meaning(400, []) is None


def test_only_an_id_stands_in_a_path() -> None:
    assert checked_id("acti_0aZ") == "acti_0aZ"
    for odd in ("", "a/b", "../me", "a?b", "a b", None, 7, "x" * 101):
        with pytest.raises(Refused):
            checked_id(odd)
    with pytest.raises(Unreadable):
        listed({"data": None})
