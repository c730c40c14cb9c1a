"""The fake Salesmsg says what the reference says, asked without our adapter: tokens, lists, sends, people."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.providers.contract import STRANGER
from tests.providers.fakes import salesmsg as fakes
from tests.providers.fakes.salesmsg_shapes import BASE, KEY
from tests.providers.fakes.serving import Wire, serving
from tests.providers.salesmsg_account import LINE, Server, account, new_account

OPEN = {"filter": "open", "limit": "100"}


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
def http(server: Server) -> Iterator[httpx.Client]:
    """A plain client with the token."""
    with httpx.Client(
        base_url=f"{server.wire.url}{BASE}", headers={"Authorization": f"Bearer {KEY}"}
    ) as client:
        yield client


def test_a_bad_token_is_told_in_three_ways(http: httpx.Client) -> None:
    """Salesmsg 1."""
    assert http.get("/users/me").json()["id"]
    del http.headers["Authorization"]
    answer = http.get("/users/me")
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized", "auth_required": False})
    http.headers["Authorization"] = "Bearer x"
    assert http.get("/numbers").json()["auth_required"] is True
    assert (http.get("/teams").status_code, http.get("/teams").json()) == (500, {"message": None})


def test_a_token_lasts_an_hour_and_is_renewed_by_itself(http: httpx.Client, server: Server) -> None:
    """Salesmsg 2."""
    server.fake.tokens[KEY] = datetime.now(UTC) + timedelta(hours=1)
    answer = http.post("/oauth/personal-token/refresh").json()
    assert answer["expires_in"] == 3600
    assert http.get("/users/me").status_code == 401
    http.headers["Authorization"] = f"Bearer {answer['access_token']}"
    assert http.get("/users/me").status_code == 200
    server.later = timedelta(hours=1, seconds=1)
    assert http.post("/oauth/personal-token/refresh").status_code == 401
    server.fake.expired_renews = True
    assert http.post("/oauth/personal-token/refresh").status_code == 200


def test_conversations_need_a_filter_and_do_not_say_whether_they_go_on(
    http: httpx.Client, server: Server
) -> None:
    """Salesmsg 4."""
    for number in range(3):
        server.inbound(f"+120255501{number:02d}", LINE, "Hi")
    assert http.get("/conversations", params={"limit": 10}).status_code == 422
    assert http.get("/conversations", params={"filter": "all", "limit": 10}).status_code == 422
    rows = http.get("/conversations", params=OPEN).json()
    assert [type(rows), len(rows)] == [list, 3]
    assert http.get("/conversations", params={**OPEN, "offset": 3}).json() == []
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert http.get("/conversations", params={**OPEN, "after": later}).json() == []
    assert len(http.get("/conversations", params={**OPEN, "before": later}).json()) == 3
    assert http.put(f"/conversations/{rows[0]['id']}/close").json()["closed_at"]
    assert len(http.get("/conversations", params=OPEN).json()) == 2


def test_a_text_goes_into_a_conversation_by_the_query_alone(http: httpx.Client, server: Server) -> None:
    """Salesmsg 5.3: a body in JSON is another matter."""
    person = http.post("/contacts", params={"number": STRANGER}).json()
    place = http.post("/conversations", params={"contact_id": person["id"]}).json()
    where = f"/messages/{place['id']}"
    assert http.post(where, json={"message": "Hello"}).status_code == 422
    sent = http.post(where, params={"message": "Hello"}).json()
    assert (sent["body"], sent["queued_at"] is None, sent["received_at"]) == ("Hello", False, None)
    server.inbound(STRANGER, LINE, "Thanks")
    rows = http.get(where, params={"limit": 20}).json()
    assert [row["body"] for row in rows] == ["Thanks", "Hello"]
    assert [row["id"] for row in http.get(where, params={"before_id": rows[0]["id"]}).json()] == [sent["id"]]
    assert http.get("/messages/1").status_code == 404
    assert server.carrier()[0]["body"] == "Hello"


def test_who_opted_out_gets_nothing_and_the_same_words_may_be_blocked(
    http: httpx.Client, server: Server
) -> None:
    """Salesmsg 6 and 10."""
    server.inbound(STRANGER, LINE, "Hi")
    (place,) = http.get("/conversations", params=OPEN).json()
    where = f"/messages/{place['id']}"
    assert http.post(where, params={"message": "Hello"}).status_code == 200
    server.fake.duplicates = "refused"
    assert "Duplicate_message" in http.post(where, params={"message": "Hello"}).text
    server.fake.duplicates = "failed"
    assert http.post(where, params={"message": "Hello"}).json()["failed_reason"] == "Duplicate_message"
    server.fake.people[0]["opt_out"] = True
    assert "21610" in http.post(where, params={"message": "Other"}).text


def test_people_are_searched_and_listed(http: httpx.Client, server: Server) -> None:
    server.fake.add_person(STRANGER, "Ada Example")
    assert len(http.get("/contacts/search", params={"term": STRANGER}).json()["results"]) == 1
    assert http.get("/contacts/search", params={"term": "+1"}).json()["results"] == []
    assert len(http.post("/contacts/list", json={"page": 1, "length": 10}).json()["data"]) == 1
    assert http.post("/contacts/list", json={"page": 2, "length": 10}).json()["data"] == []
    assert http.post("/contacts", params={"number": "+1"}).status_code == 422
    server.fake.pages = True
    page = http.post("/contacts", params={"number": "+1"})
    assert page.status_code == 200 and "html" in page.headers["content-type"]


def test_somebody_may_try_it_out() -> None:
    app, secrets = fakes.practice()
    with serving(app) as wire:
        http = httpx.Client(base_url=f"{wire.url}{BASE}")
        http.headers["Authorization"] = f"Bearer {secrets['api_key']}"
        (place,) = http.get("/conversations", params=OPEN).json()
        assert http.get(f"/messages/{place['id']}").json()[0]["received_at"]
        http.close()
