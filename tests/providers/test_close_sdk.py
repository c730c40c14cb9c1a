"""The fake Close asked by Close's own Python library: what that cannot read is no Close.

Nothing here knows our adapter. Look into ``test_close_fake`` for what the reference says beyond it.
"""

from collections.abc import Iterator

import pytest
from closeio_api import APIError, Client, ValidationError

from tests.providers.close_account import LINE, NAME, UNKNOWN, account, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes import close as fakes
from tests.providers.fakes.close_shapes import KEY
from tests.providers.fakes.serving import Wire, serving


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def fake(wire: Wire) -> fakes.Close:
    """An organisation of this test's own."""
    return account(wire).fake


@pytest.fixture
def client(wire: Wire, fake: fakes.Close) -> Iterator[Client]:
    """The library, looking for Close at the fake's address; once is enough for it."""
    made = opened(wire, KEY)
    yield made
    made.session.close()


def opened(wire: Wire, key: str) -> Client:
    """The library with a key."""
    client = Client(key, max_retries=1)
    client.base_url = f"{wire.url}/api/v1/"
    return client


def test_a_text_is_written_sent_read_and_deleted(client: Client, fake: fakes.Close) -> None:
    (lead,) = client.get("lead", params={"query": f'"{STRANGER}"'})["data"]
    assert lead["contacts"][0]["phones"][0]["phone"] == STRANGER
    told = {"status": "draft", "lead_id": lead["id"], "local_phone": LINE, "remote_phone": STRANGER}
    draft = client.post("activity/sms", data={**told, "text": "Hello \u00e9"})
    assert fake.carrier.taken() == []
    assert client.put(f"activity/sms/{draft['id']}", data={"status": "outbox"})["status"] == "outbox"
    assert [one["body"] for one in fake.carrier.taken()] == ["Hello \u00e9"]
    found = client.get(f"activity/sms/{draft['id']}")
    assert (found["_type"], found["text"], found["direction"]) == ("SMS", "Hello \u00e9", "outbound")
    assert client.delete(f"activity/sms/{draft['id']}") == {}
    with pytest.raises(APIError) as caught:
        client.get(f"activity/sms/{draft['id']}")
    assert caught.value.response.status_code == 404


def test_pages_are_walked_as_the_librarys_own_scripts_do(client: Client, fake: fakes.Close) -> None:
    """``_skip`` by the length of each page, as long as ``has_more``."""
    for number in range(23):
        fake.carrier.inbound(STRANGER, LINE, f"text {number}")
    words: list[str] = []
    more = True
    while more:
        page = client.get("activity/sms", params={"_skip": len(words), "_limit": 10})
        words += [one["text"] for one in page["data"]]
        more = page["has_more"]
    assert words == [f"text {number}" for number in reversed(range(23))]


def test_errors_of_fields_are_where_the_library_looks(client: Client, fake: fakes.Close) -> None:
    told = {"status": "outbox", "lead_id": fake.people.leads[0]["id"], "text": "Hello"}
    with pytest.raises(ValidationError) as caught:
        client.post("activity/sms", data={**told, "local_phone": "+12125550144", "remote_phone": STRANGER})
    assert list(caught.value.field_errors) == ["local_phone"] and caught.value.errors == []
    assert fake.carrier.taken() == []


def test_a_key_opens_it_and_a_wrong_one_does_not(wire: Wire, client: Client) -> None:
    assert client.get("me")["id"].startswith("user_")
    assert client.get("phone_number")["data"][0]["sms_enabled"] is True
    stranger = opened(wire, "api_another")
    with pytest.raises(APIError) as caught:
        stranger.get("me")
    assert (caught.value.response.status_code, caught.value.response.json()) == (
        401,
        {"error": "Unauthorized"},
    )
    stranger.session.close()


def test_the_library_reads_the_documented_limit_and_passes_over_the_one_that_was_seen(
    client: Client, fake: fakes.Close, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its expression wants commas; with semicolons it falls through to Retry-After."""
    waited: list[float] = []
    monkeypatch.setattr("closeio_api.time.sleep", waited.append)
    for spelling in ("documented", "seen"):
        fake.busy = spelling
        with pytest.raises(APIError) as caught:
            client.get("me")
        assert caught.value.response.status_code == 429
    assert waited == [4.0, 4.0]


def test_a_lead_is_made_with_its_contact(client: Client, fake: fakes.Close) -> None:
    made = client.post(
        "lead", data={"name": "New", "contacts": [{"name": "New", "phones": [{"phone": UNKNOWN}]}]}
    )
    assert made["contacts"][0]["phones"][0]["outbound_sms_blocked"] is False
    names = [one["display_name"] for one in client.get("lead", params={"_fields": "display_name"})["data"]]
    assert names == [NAME, "New"]
