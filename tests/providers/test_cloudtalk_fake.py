"""The fake CloudTalk says what the reference says, asked without our adapter."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.providers.cloudtalk_account import LINE, account, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes import cloudtalk as fakes
from tests.providers.fakes.cloudtalk_shapes import ERRORS, KEY_ID, KEY_SECRET, REFUSALS
from tests.providers.fakes.serving import Wire, serving

JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has a company of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def fake(wire: Wire) -> fakes.CloudTalk:
    """A company of this test's own."""
    return account(wire).fake


@pytest.fixture
def http(wire: Wire, fake: fakes.CloudTalk) -> Iterator[httpx.Client]:
    """A plain client with the key."""
    with httpx.Client(base_url=f"{wire.url}/api", auth=(KEY_ID, KEY_SECRET), headers=JSON) as client:
        yield client


def inside(answer: httpx.Response) -> dict[str, Any]:
    """What an answer holds."""
    found: dict[str, Any] = answer.json()["responseData"]
    return found


def test_a_key_opens_it_and_another_does_not(http: httpx.Client) -> None:
    assert http.get("/agents/index.json", params={"limit": 1}).status_code == 200
    for auth in ((KEY_ID, "x"), ("", "")):
        answer = http.get("/agents/index.json", auth=auth)
        assert (answer.status_code, inside(answer)) == (401, {"status": 401, "message": "Unauthorized"})
    assert inside(http.get("/sms/index.json")) == {"status": 404, "message": "Not Found"}
    assert http.get("/agents/index.json", headers={"Accept": "text/html"}).status_code == 406


def test_lists_have_pages_and_are_short_where_nobody_asks_for_more(
    http: httpx.Client, fake: fakes.CloudTalk
) -> None:
    fake.people = [{"Contact": {"id": str(number)}} for number in range(7)]
    short = inside(http.get("/contacts/index.json"))
    assert (len(short["data"]), short["pageCount"], short["itemsCount"]) == (5, 2, 7)
    rest = inside(http.get("/contacts/index.json", params={"limit": 4, "page": 2}))
    assert (len(rest["data"]), rest["pageNumber"]) == (3, 2)
    assert inside(http.get("/contacts/index.json", params={"limit": 1001}))["status"] == 406


@pytest.mark.parametrize("words", [True, False])
def test_a_send_is_answered_at_http_200_whatever_became_of_it(
    http: httpx.Client, fake: fakes.CloudTalk, words: bool
) -> None:
    fake.words = words
    body = {"recipient": STRANGER, "message": "Hello", "sender": LINE}
    good = inside(http.post("/sms/send.json", json=body))
    assert good == {"success": "true" if words else True, "data": body}
    wrong = [("+18005550134", "bad_number_configuration"), ("+12125550199", "unknown_number")]
    for sender, code in wrong:
        answer = http.post("/sms/send.json", json={**body, "sender": sender})
        assert answer.status_code == 200
        assert inside(answer) == {"success": "false" if words else False, "data": REFUSALS[code]}
    for code, (status, message) in ERRORS.items():
        fake.refuse = code
        answer = http.post("/sms/send.json", json=body)
        assert (answer.status_code, inside(answer)) == (status, {"status": status, "message": message})
    assert len(fake.carrier.taken()) == 1


def test_the_company_has_so_many_requests_a_minute_and_is_told_until_when(
    http: httpx.Client, fake: fakes.CloudTalk
) -> None:
    fake.a_minute = 1
    http.get("/agents/index.json")
    answer = http.get("/agents/index.json")
    assert (answer.status_code, inside(answer)["status"]) == (429, 429)
    assert int(answer.headers["X-CloudTalkAPI-ResetTime"]) > fake.carrier.clock().timestamp()
    assert "Retry-After" not in answer.headers
