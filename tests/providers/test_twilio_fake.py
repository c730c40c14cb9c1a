"""The fake Twilio held against its reference, without the adapter: the dialect with its documented traps."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.providers.contract import STRANGER
from tests.providers.fakes import twilio as fakes
from tests.providers.fakes.carrier import Carrier, Line
from tests.providers.fakes.twilio_shapes import ACCOUNT, KEY_SECRET, KEY_SID, TOKEN, sid_of

LINE = "+12125550142"
HOME = f"/2010-04-01/Accounts/{ACCOUNT}"
TEXT = {"To": STRANGER, "From": LINE, "Body": "Hello"}
START = datetime(2024, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def fake() -> fakes.Twilio:
    """An account whose texts are dated a minute apart."""
    times = (START + timedelta(minutes=number) for number in range(10**6))
    return fakes.Twilio(Carrier([Line(LINE), Line("+442071838750", can_text=False)], lambda: next(times)))


@pytest.fixture
async def client(fake: fakes.Twilio) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with the account's token."""
    transport = httpx.ASGITransport(app=fake.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://twilio", auth=(ACCOUNT, TOKEN)) as one:
        yield one


def told(answer: httpx.Response) -> tuple[int, int]:
    """The status and the code of an error, whose envelope has four keys."""
    body = answer.json()
    assert set(body) == {"code", "message", "more_info", "status"}
    assert body["status"] == answer.status_code
    assert body["more_info"].endswith(str(body["code"]))
    return answer.status_code, body["code"]


async def test_a_send_answers_201_with_strings_for_numbers_and_nothing_known_yet(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post(f"{HOME}/Messages.json", data={**TEXT, "Body": "x" * 161})
    body = answer.json()
    assert answer.status_code == 201
    assert (body["status"], body["direction"], body["num_segments"]) == ("queued", "outbound-api", "2")
    assert (body["date_sent"], body["price"], body["error_code"]) == (None, None, None)
    assert body["date_created"] == "Sun, 10 Mar 2024 12:00:00 +0000"
    assert body["sid"].startswith("SM") and len(body["sid"]) == 34
    again = await client.get(body["uri"])
    assert again.json() == body


@pytest.mark.parametrize(
    ("change", "told_to"),
    [
        ({"From": ""}, (400, 21603)),
        ({"To": ""}, (400, 21604)),
        ({"Body": ""}, (400, 21602)),
        ({"Body": "x" * 1601}, (400, 21617)),
        ({"To": "12025550123"}, (400, 21211)),
        ({"To": LINE}, (400, 21266)),
        ({"From": "+442071838750"}, (400, 21606)),
        ({"From": "+12125550999"}, (400, 21659)),
        ({"ValidityPeriod": "36001"}, (400, 21624)),
    ],
)
async def test_what_cannot_be_sent_is_refused_with_its_code(
    client: httpx.AsyncClient, fake: fakes.Twilio, change: dict[str, str], told_to: tuple[int, int]
) -> None:
    assert told(await client.post(f"{HOME}/Messages.json", data={**TEXT, **change})) == told_to
    assert fake.carrier.records == []


async def test_only_a_form_is_taken(client: httpx.AsyncClient, fake: fakes.Twilio) -> None:
    answer = await client.post(f"{HOME}/Messages.json", json=TEXT)
    assert answer.status_code == 415 and fake.carrier.records == []


async def test_without_json_in_the_path_the_answer_is_xml(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{HOME}/Messages")
    assert answer.headers["content-type"].startswith("application/xml")


async def test_who_may_come_in(client: httpx.AsyncClient) -> None:
    """The token or a key; the path holds the account either way."""
    assert (await client.get(f"{HOME}/Balance.json", auth=(KEY_SID, KEY_SECRET))).status_code == 200
    for pair in ((ACCOUNT, "x"), (KEY_SID, TOKEN), ("", "")):
        assert told(await client.get(f"{HOME}/Balance.json", auth=pair)) == (401, 20003)
    other = HOME.replace(ACCOUNT, "AC" + "0" * 32)
    assert told(await client.get(f"{other}/Balance.json")) == (404, 20404)
    assert told(await client.get(f"{HOME}/Nothing.json")) == (404, 20404)


async def test_pages_are_followed_by_their_own_address_alone(
    client: httpx.AsyncClient, fake: fakes.Twilio
) -> None:
    for number in range(5):
        fake.carrier.inbound(STRANGER, LINE, f"text {number}")
    bodies: list[str] = []
    last = ""
    uri: str | None = f"{HOME}/Messages.json?To=%2B12125550142&DateSent%3E=2024-03-10&PageSize=2"
    while uri is not None:
        page = (await client.get(uri)).json()
        bodies += [row["body"] for row in page["messages"]]
        last, uri = uri, page["next_page_uri"]
        if uri is not None:
            assert "To=%2B12125550142&DateSent%3E=2024-03-10&PageSize=2&Page=" in uri
    assert bodies == [f"text {number}" for number in (4, 3, 2, 1, 0)]
    for made_up in (f"{HOME}/Messages.json?PageSize=2&Page=1", f"{HOME}/Messages.json?PageToken=PA1&Page=1"):
        assert told(await client.get(made_up)) == (400, 21481)
    changed = last.replace("PageSize=2", "PageSize=3")
    assert told(await client.get(changed)) == (400, 21481)


@pytest.mark.parametrize("size", ["0", "1001", "many"])
async def test_a_page_has_no_more_than_a_thousand_rows(client: httpx.AsyncClient, size: str) -> None:
    assert (await client.get(f"{HOME}/Messages.json", params={"PageSize": size})).status_code == 400


@pytest.mark.parametrize(
    ("query", "bodies"),
    [
        ({"DateSent>": "2024-03-10T12:02:00Z"}, ["c", "b"]),
        ({"DateSent<": "2024-03-10T12:02:00Z"}, ["b", "a"]),
        ({"DateSent": "2024-03-10"}, ["c", "b", "a"]),
        ({"DateSent": "2024-03-11"}, []),
        ({"From": STRANGER}, ["c", "b", "a"]),
        ({"From": LINE}, []),
        ({"To": LINE, "DateSent>": "2024-03-10", "DateSent<": "2024-03-10"}, ["c", "b", "a"]),
    ],
)
async def test_filters_are_inclusive_and_a_bare_date_is_a_whole_day(
    client: httpx.AsyncClient, fake: fakes.Twilio, query: dict[str, str], bodies: list[str]
) -> None:
    fake.carrier.clock()
    for body in "abc":
        fake.carrier.inbound(STRANGER, LINE, body)
    page = (await client.get(f"{HOME}/Messages.json", params=query)).json()
    assert [row["body"] for row in page["messages"]] == bodies


async def test_a_text_is_redacted_and_deleted_only_once_it_has_left(
    client: httpx.AsyncClient, fake: fakes.Twilio
) -> None:
    sid = (await client.post(f"{HOME}/Messages.json", data=TEXT)).json()["sid"]
    one = f"{HOME}/Messages/{sid}.json"
    assert told(await client.delete(one)) == (409, 20009)
    assert told(await client.post(one, data={"Status": "canceled"})) == (409, 30409)
    assert told(await client.post(one, data={"Body": "", "Status": "canceled"})) == (400, 30400)
    assert (await client.post(one, data={"Body": ""})).json()["body"] == ""
    for _ in range(3):
        fake.carrier.step()
    assert (await client.get(one)).json()["status"] == "delivered"
    assert (await client.delete(one)).status_code == 204
    assert told(await client.delete(one)) == (404, 20404)
    assert (await client.get(f"{HOME}/Messages.json")).json()["messages"] == []


async def test_a_failure_has_a_number_for_its_code(client: httpx.AsyncClient, fake: fakes.Twilio) -> None:
    await client.post(f"{HOME}/Messages.json", data={**TEXT, "To": "+442079460018"})
    for _ in range(4):
        fake.carrier.step()
    (row,) = (await client.get(f"{HOME}/Messages.json")).json()["messages"]
    assert (row["status"], row["error_code"], row["price"]) == ("undelivered", 30006, "-0.00750")
    assert sid_of(fake.carrier.records[0]) == row["sid"]


async def test_a_fast_client_is_told_so_before_anything_else(
    client: httpx.AsyncClient, fake: fakes.Twilio
) -> None:
    fake.busy = True
    assert told(await client.post(f"{HOME}/Messages.json", data=TEXT, auth=("", ""))) == (429, 20429)
    assert fake.carrier.records == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"From": "+15005550001"}, 21212),
        ({"From": "+15005550007"}, 21606),
        ({"From": "+15005550008"}, 21611),
        ({"From": LINE}, 21606),
        ({"To": "+15005550001"}, 21211),
        ({"To": "+15005550002"}, 21612),
        ({"To": "+15005550003"}, 21408),
        ({"To": "+15005550004"}, 21610),
        ({"To": "+15005550009"}, 21614),
        ({}, None),
    ],
)
async def test_test_credentials_only_send_and_only_between_numbers_of_the_papers(
    client: httpx.AsyncClient, fake: fakes.Twilio, change: dict[str, str], code: int | None
) -> None:
    fake.test_credentials = True
    assert told(await client.get(f"{HOME}/Messages.json")) == (403, 20008)
    answer = await client.post(f"{HOME}/Messages.json", data={**TEXT, "From": "+15005550006", **change})
    assert (answer.status_code == 201) if code is None else (told(answer) == (400, code))
    assert fake.carrier.records == []
