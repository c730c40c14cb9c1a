"""How Salesmsg is asked: the version, errors, lists without an end mark, words that stay out of sight."""

import logging
import traceback
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.providers.base import (
    Busy,
    Credentials,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.http_client import BadAddress
from desktop.providers.salesmsg import Salesmsg
from desktop.providers.salesmsg_calls import Calls, meaning, own, wait_of
from tests.providers.contract import STRANGER, pulled
from tests.providers.fakes.salesmsg_shapes import KEY
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.providers.patience import LITTLE
from tests.providers.salesmsg_account import (
    LINE,
    NO_LIMIT,
    TEXT,
    Server,
    account,
    hurried,
    impatient,
    new_account,
)

SECRET_WORDS = "Meet me at the harbour 0815"
NOW = datetime.now(UTC)


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
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


@pytest.fixture
async def calls(server: Server) -> AsyncIterator[Calls]:
    """Only the requests."""
    asked = Calls(server.credentials, timeout=LITTLE, a_minute=NO_LIMIT)
    yield asked
    await asked.close()


@pytest.mark.parametrize("path", ["", "/", "/pub/v2.3", "/pub/v2.3/"])
async def test_the_version_is_a_part_of_the_address(server: Server, path: str) -> None:
    """Salesmsg 1: v2.3 unless the address names another."""
    adapter = impatient(replace(server.credentials, url=f"{server.wire.url}{path}"))
    assert (await adapter.check()).lines
    await adapter.close()
    other = impatient(replace(server.credentials, url=f"{server.wire.url}/pub/v2.2"))
    with pytest.raises(Refused):
        await other.check()
    assert server.wire.requests[-1][1].startswith("/pub/v2.2/")
    await other.close()


async def test_a_token_may_be_pasted_with_its_bearer(server: Server) -> None:
    adapter = impatient(Credentials(server.wire.url, {"api_key": f" Bearer {KEY} "}))
    assert (await adapter.check()).lines
    await adapter.close()


@pytest.mark.parametrize("secret", ["", "  ", "two words", "späť", "Bearer "])
def test_what_can_be_no_token_is_not_even_tried(secret: str) -> None:
    with pytest.raises(SignInNeeded) as caught:
        impatient(Credentials("https://api.example.com", {"api_key": secret}))
    assert caught.value.code == "salesmsg_token"


def test_an_address_that_is_none_says_so() -> None:
    with pytest.raises(BadAddress):
        impatient(Credentials("https://[", {"api_key": "k"}))


@pytest.mark.parametrize(
    "fault", ["hang_up", "truncated", "html", "stall", "status_500", "redirect", "giant"]
)
async def test_the_words_of_a_text_are_in_the_address_and_nowhere_else(
    server: Server, provider: Salesmsg, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """I4, Salesmsg 1: in no log, no error, no repr and no traceback."""
    caplog.set_level(logging.DEBUG)
    text = replace(TEXT, body=SECRET_WORDS)
    await provider.check()
    handle = await provider.prepare(text)
    server.wire.strike(fault, only_sends=True)
    with pytest.raises(ProviderError) as caught:
        await provider.deliver(text, handle)
    assert any("harbour" in target for _, target in server.wire.requests)
    told = [repr(provider), repr(provider._calls), caplog.text, handle]
    error: BaseException | None = caught.value
    while error is not None:
        told += [repr(error), str(error), *traceback.format_exception(error)]
        error = error.__cause__ or error.__context__
    assert [one for one in told if "harbour" in one or STRANGER in one or KEY in one] == []


async def test_an_answer_without_words_may_mean_a_token_that_cannot_be_read(server: Server) -> None:
    """Salesmsg 1: 500 with a message of null, on some paths; so the account is asked who it is."""
    server.fake.refuse["GET /numbers"] = (500, {"message": None})
    adapter = hurried(server)
    with pytest.raises(OutcomeUnknown):
        await adapter.check()
    server.fake.refuse["GET /users/me"] = (403, {"message": "Could not decode token", "auth_required": True})
    with pytest.raises(SignInNeeded):
        await adapter.check()
    server.fake.refuse["GET /conversations"] = (500, {"message": None})
    with pytest.raises(SignInNeeded):
        await pulled(adapter)
    await adapter.close()


async def test_a_web_page_with_status_200_is_no_answer(server: Server, provider: Salesmsg) -> None:
    """Salesmsg 1: so are bad requests answered now and then."""
    server.fake.pages = True
    await provider.check()
    with pytest.raises(Unreadable):
        await provider.prepare(replace(TEXT, peer="+1"))
    assert server.carrier() == []


def test_errors_are_its_own_only_in_its_own_form() -> None:
    """I7: what a gate in front says about the token is not what it says."""
    assert own(422, {"message": "x"}) and own(429, {"message": None}) and own(414, None)
    assert own(401, {"message": "Unauthorized", "auth_required": False})
    assert not own(403, {"message": "Forbidden"}) and not own(400, {"error": "x"}) and not own(400, None)


def test_a_scope_that_is_missing_is_not_a_token_that_has_ended() -> None:
    ended = meaning(403, {"message": "Could not decode token: x", "auth_required": True})
    assert isinstance(ended, SignInNeeded) and ended.allowed and ended.code == "salesmsg_token"
    assert meaning(403, {"message": "Missing scope", "auth_required": False}) is None
    long = meaning(414, None)
    assert isinstance(long, Refused) and long.code == "address_too_long"


def test_after_too_fast_a_minute_has_to_pass() -> None:
    """Salesmsg 1: nothing is taken for 60 s, and no header says so."""
    assert wait_of({}) == 60 and wait_of({"Retry-After": "3"}) == 60
    assert wait_of({"Retry-After": "90"}) == 90


async def test_too_fast_is_told_by_every_kind_of_request(server: Server, calls: Calls) -> None:
    server.wire.strike("status_429")
    for work in (
        calls.get("/numbers"),
        calls.write("/contacts", {"number": STRANGER}, once=False),
        calls.search_all("/contacts/list", {}),
    ):
        with pytest.raises(Busy):
            await work


async def test_a_conversation_is_read_to_its_beginning_however_few_rows_a_page_has(
    server: Server, calls: Calls
) -> None:
    """Salesmsg 5.1: by ``before_id``; a server may cut pages smaller than it was asked to."""
    for most in (300, 30, 12):
        server.fake.most_rows = most
        for number in range(31):
            server.inbound(STRANGER, LINE, f"{most} {number}")
    server.fake.look()
    place = str(server.fake.conversations[0].id)
    found = [row["id"] async for page in calls.messages(place) for row in page]
    assert len(found) == len(set(found)) == 93


async def test_conversations_end_with_an_empty_page_or_a_known_one(server: Server, calls: Calls) -> None:
    """Salesmsg 4: nothing says that there are more."""
    server.fake.most_rows = 12
    for number in range(30):
        server.inbound(f"+120255501{number:02d}", LINE, "Hi")
    found = [row["id"] async for page in calls.conversations("open", {}) for row in page]
    assert len(found) == len(set(found)) == 30
    assert [row async for page in calls.conversations("closed", {}) for row in page] == []


async def test_conversations_that_cannot_be_reached_by_skipping_are_asked_for_by_their_day(
    server: Server, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Salesmsg 4: clients stop at about 10,000."""
    monkeypatch.setattr("desktop.providers.salesmsg_calls.FARTHEST", 20)
    server.fake.most_rows = 12
    for number in range(60):
        record = server.behind.inbound(f"+120255501{number:02d}", LINE, "Hi")
        record.at = NOW - timedelta(hours=12 * number)
    found = [row["id"] async for page in calls.conversations("open", {}) for row in page]
    assert len(found) == len(set(found)) == 60
    server.fake.newest_shown = False
    with pytest.raises(Unreadable):
        async for _ in calls.conversations("open", {}):
            pass


async def test_a_renewed_token_is_used_at_once_and_shown_nowhere(server: Server, calls: Calls) -> None:
    """Salesmsg 2: the old one may be dead from then on."""
    token, lasts = await calls.renew()
    assert token in server.fake.tokens and token != KEY and lasts == 3600
    assert await calls.who()
    assert token not in repr(calls)
    renewals: tuple[dict[str, Any], ...] = (
        {},
        {"access_token": ""},
        {"access_token": 7},
        {"access_token": "two words"},
    )
    for told in renewals:
        server.fake.refuse["POST /oauth"] = (200, told)
        with pytest.raises(Unreadable):
            await calls.renew()
    server.fake.refuse["POST /oauth"] = (200, {"access_token": token, "expires_in": "soon"})
    assert await calls.renew() == (token, None)
