"""How CloudTalk is asked: the key, pages, the company's limit, whose answer an error is."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from desktop.providers.base import Busy, Credentials, Refused, SignInNeeded, Unreadable
from desktop.providers.cloudtalk import CloudTalk, connect
from desktop.providers.cloudtalk_calls import Calls, meaning, own, wait_of
from tests.providers.cloudtalk_account import TEXT, Server, account, hurried, impatient, new_account
from tests.providers.fakes import cloudtalk_shapes as shapes
from tests.providers.fakes.serving import Wire, serving
from tests.providers.odd_server import answer, odd_server
from tests.providers.patience import LITTLE


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has a company of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """A company that has sent nothing."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[CloudTalk]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


async def test_a_key_is_both_parts_of_basic_and_what_cannot_be_one_is_not_asked_with(
    server: Server, provider: CloudTalk
) -> None:
    """I4: pasted as one or as two; nothing of it is in any repr."""
    joined = f"{shapes.KEY_ID}:{shapes.KEY_SECRET}"
    whole = connect(Credentials(server.wire.url, {"api_key": joined}))
    assert (await whole.check()).lines
    await whole.close()
    assert shapes.KEY_SECRET not in repr(provider.__dict__)
    for key in ("", "id-alone", "id:", ":secret", "two words:secret", "kéy:secret"):
        with pytest.raises(SignInNeeded) as caught:
            connect(Credentials(server.wire.url, {"api_key": key}))
        assert caught.value.code == "cloudtalk_key"


async def test_too_fast_is_told_by_the_companys_limit_and_until_when_by_the_services_clock(
    server: Server, provider: CloudTalk
) -> None:
    """B28: 60 requests a minute for all programs of the company together; ours may be hours off."""
    server.fake.a_minute = 2
    for _ in range(2):
        await provider.calls()
    with pytest.raises(Busy) as caught:
        await provider.deliver(TEXT, None)
    assert 0 < caught.value.retry_after <= 62
    assert server.carrier() == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"X-CloudTalkAPI-ResetTime": "1795338040", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 40),
        ({"X-CloudTalkAPI-ResetTime": "1795338040000", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 40),
        ({"X-CloudTalkAPI-ResetTime": "1", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 0.1),
        ({"X-CloudTalkAPI-ResetTime": "9999999999", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 3600),
        ({"X-CloudTalkAPI-ResetTime": "soon"}, 60),
        ({"Retry-After": "7"}, 7),
        ({}, 60),
    ],
    ids=str,
)
def test_how_long_to_wait_is_read_from_the_reset_time(headers: dict[str, str], seconds: float) -> None:
    """B28: there is no Retry-After there; without a word it is a minute, as the limit counts."""
    at = datetime(2026, 11, 22, 8, 20, tzinfo=UTC)
    if headers.get("X-CloudTalkAPI-ResetTime", "").startswith("1795"):
        reset = int((at + timedelta(seconds=40)).timestamp())
        many = len(headers["X-CloudTalkAPI-ResetTime"]) > 10
        headers = {**headers, "X-CloudTalkAPI-ResetTime": str(reset * 1000 if many else reset)}
    assert wait_of(httpx.Headers(headers)) == pytest.approx(seconds)


async def test_a_list_is_read_page_by_page_to_its_end(server: Server, provider: CloudTalk) -> None:
    """Pages hold a thousand rows at most; the next one only where the answer counts more."""
    server.fake.people = [shapes.person(n, f"Person {n}", f"+1202555{n:04}") for n in range(2500)]
    assert len((await provider.contacts()).good) == 2500
    asked = [query["page"] for _, path, query in server.fake.asked if path == "/contacts/index.json"]
    assert asked == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("status", "body", "ours"),
    [
        (400, {"responseData": {"status": 400, "message": "Bad request"}}, True),
        (406, {"responseData": {"status": "406", "message": "Invalid input data."}}, True),
        (400, {"responseData": {"status": 404}}, False),
        (408, {"responseData": {"status": 408}}, False),
        (409, {"responseData": {"status": 409}}, False),
        (400, {"responseData": []}, False),
        (400, {"statusCode": 400, "message": "Bad request"}, False),
        (400, None, False),
    ],
    ids=str,
)
def test_an_error_is_the_services_own_in_its_envelope_alone(status: int, body: object, ours: bool) -> None:
    """I7: to a send nothing else proves that the text was not taken; 408 and 409 never do."""
    assert own(status, body) is ours


@pytest.mark.parametrize("body", [b"<h1>slow down", {"message": "Too many requests"}])
async def test_too_fast_in_any_form_is_its_own_where_its_headers_count(body: bytes | dict[str, str]) -> None:
    """B28, C1: it was not processed, so it goes again by itself; somebody else's 429 proves nothing."""
    reset = "1795338040"
    for headers, trouble in (({"X_CloudTalkAPI_ResetTime": reset}, Busy), ({}, Unreadable)):
        async with odd_server(answer(body, "429 Too Many Requests", **headers)) as odd:
            adapter = impatient(Credentials(odd.url, {"api_key": "id:secret"}))
            with pytest.raises(trouble):
                await adapter.deliver(TEXT, None)
            await adapter.close()


def test_what_is_wrong_with_each_field_stands_beside_the_message() -> None:
    faults = {"email": ["Please supply a valid email address."], "name": "Too long", "odd": 3}
    told = meaning(406, {"responseData": {"status": 406, "message": "Invalid input data.", "data": faults}})
    assert isinstance(told, Refused) and told.code == "http_406"
    assert told.text == "Invalid input data.; email: Please supply a valid email address.; name: Too long"


async def test_an_address_may_be_pasted_with_the_path_of_the_api(server: Server) -> None:
    calls = Calls(
        Credentials(f"{server.wire.url}/api/", server.credentials.secrets), timeout=LITTLE, pages_a_second=100
    )
    assert len(await calls.all("/numbers/index.json", {})) == 3
    await calls.close()
