"""The fake Close says what the reference says, asked without our adapter: paths, pages, filters, log."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.providers.close_account import LINE, UNKNOWN, account, new_account
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
def http(wire: Wire, fake: fakes.Close) -> Iterator[httpx.Client]:
    """A plain client with the key."""
    with httpx.Client(base_url=f"{wire.url}/api/v1", auth=(KEY, "")) as client:
        yield client


def draft(fake: fakes.Close, **change: Any) -> dict[str, Any]:
    """The body of a draft."""
    told = {"status": "draft", "local_phone": LINE, "remote_phone": STRANGER, "text": "Hello"}
    return {**told, "lead_id": fake.people.leads[0]["id"], **change}


def test_a_key_opens_it_and_every_path_ends_with_a_slash(http: httpx.Client) -> None:
    assert http.get("/me/").json()["id"]
    assert http.get("/me").status_code == 404
    assert http.get("/nothing/").json()["error"]
    for auth in ((KEY, "x"), ("api_x", ""), ("", "")):
        answer = http.get("/me/", auth=auth)
        assert (answer.status_code, answer.json()) == (401, {"error": "Unauthorized"})


def test_lists_have_limits_and_say_themselves_whether_they_go_on(
    http: httpx.Client, fake: fakes.Close
) -> None:
    for number in range(7):
        fake.carrier.inbound(STRANGER, LINE, f"text {number}")
    first = http.get("/activity/sms/", params={"_limit": 4, "_fields": "id,text"}).json()
    rest = http.get("/activity/sms/", params={"_limit": 4, "_skip": 4}).json()
    assert (len(first["data"]), first["has_more"], len(rest["data"]), rest["has_more"]) == (4, True, 3, False)
    assert set(first["data"][0]) == {"id", "text"}
    assert http.get("/activity/sms/", params={"_limit": 101}).status_code == 400
    assert "max_skip = " in http.get("/activity/sms/", params={"_skip": 10_001}).text
    assert http.get("/lead/", params={"query": "*", "_limit": 0}).json()["total_results"] == 1


def test_nothing_filters_by_status_or_number(http: httpx.Client, fake: fakes.Close) -> None:
    fake.carrier.inbound(STRANGER, LINE, "Hi")
    asked = {"status": "error", "direction": "outbound", "remote_phone": UNKNOWN}
    assert len(http.get("/activity/sms/", params=asked).json()["data"]) == 1
    later = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    assert http.get("/activity/sms/", params={"date_created__gte": later}).json()["data"] == []
    assert http.get("/activity/sms/", params={"date_created__gte": "soon"}).status_code == 400


def test_only_drafts_change_and_only_they_leave(http: httpx.Client, fake: fakes.Close) -> None:
    made = http.post("/activity/sms/", json=draft(fake)).json()
    assert (made["status"], fake.carrier.taken()) == ("draft", [])
    where = f"/activity/sms/{made['id']}/"
    assert http.put(where, json={"text": "Better"}).json()["text"] == "Better"
    assert http.put(where, json={"status": "outbox"}).json()["status"] == "outbox"
    assert http.put(where, json={"status": "draft"}).json()["status"] == "draft"
    assert fake.carrier.taken() == []
    http.put(where, json={"status": "outbox"})
    fake.carrier.step()
    fake.carrier.step()
    assert http.get(where).json()["status"] == "sent"
    assert http.put(where, json={"status": "outbox"}).status_code == 400
    assert http.delete(where).json() == {}
    assert http.get(where).status_code == 404
    assert [one["body"] for one in fake.carrier.taken()] == ["Better"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"local_phone": "+12125550144"}, "local_phone"),
        ({"local_phone": "+12125550143"}, "local_phone"),
        ({"local_phone": None}, "local_phone"),
        ({"remote_phone": "+1"}, "remote_phone"),
        ({"text": ""}, "text"),
        ({"lead_id": None}, "lead_id"),
        ({"status": "delivered"}, "status"),
    ],
)
def test_what_cannot_be_sent_is_refused_by_field(
    http: httpx.Client, fake: fakes.Close, change: dict[str, Any], field: str
) -> None:
    answer = http.post("/activity/sms/", json=draft(fake, **change))
    assert answer.status_code == 400 and list(answer.json()["field-errors"]) == [field]


def test_the_log_takes_some_filters_together_and_others_not(http: httpx.Client, fake: fakes.Close) -> None:
    fake.carrier.inbound(STRANGER, LINE, "Hi")
    http.get("/me/")
    since = {"date_updated__gte": (datetime.now(UTC) - timedelta(minutes=1)).isoformat()}
    both = {"object_type": "activity.sms", "action": "created"}
    (event,) = http.get("/event/", params={**both, **since}).json()["data"]
    assert event["data"]["text"] == "Hi"
    assert "+" not in event["date_created"] and "Z" not in event["date_created"]
    assert http.get("/event/", params={"object_type": "activity.sms", **since}).status_code == 400
    assert http.get("/event/", params=since).json()["data"]
    assert http.get("/event/", params={**both, "_limit": 51}).status_code == 400
    assert http.get("/event/", params={**both, "_skip": 1}).status_code == 400
    assert http.get("/event/", params={**both, "_cursor": "made up"}).status_code == 400
    assert http.get("/event/", params={**both, **since, "nonsense": 1}).status_code == 200


def test_events_are_merged_kept_for_a_month_and_hidden_from_most(
    http: httpx.Client, fake: fakes.Close
) -> None:
    made = http.post("/activity/sms/", json=draft(fake)).json()
    for word in ("a", "b"):
        http.put(f"/activity/sms/{made['id']}/", json={"text": word})
    updated = {"object_type": "activity.sms", "action": "updated"}
    (event,) = http.get("/event/", params=updated).json()["data"]
    assert event["date_updated"] >= event["date_created"] and event["data"]["text"] == "b"
    real, fake.log.admin = fake.carrier.clock, False
    fake.carrier.clock = lambda: real() + timedelta(hours=2)
    assert http.get("/event/", params=updated).json()["data"][0]["data"] is None
    fake.carrier.clock = lambda: real() + timedelta(days=30)
    assert http.get("/event/", params=updated).json()["data"] == []


def test_open_tasks_come_only_by_their_type(http: httpx.Client, fake: fakes.Close) -> None:
    fake.carrier.inbound(STRANGER, LINE, "Hi")
    assert http.get("/task/").json()["data"] == []
    asked = {"_type": "incoming_sms", "view": "inbox"}
    (task,) = http.get("/task/", params=asked).json()["data"]
    assert http.put("/task/", params={"id__in": task["id"]}, json={"text": "x"}).status_code == 400
    http.put("/task/", params={"id__in": task["id"]}, json={"is_complete": True})
    assert http.get("/task/", params=asked).json()["data"] == []


def test_a_file_opens_by_the_key_and_lies_elsewhere(
    http: httpx.Client, wire: Wire, fake: fakes.Close
) -> None:
    fake.carrier.inbound(STRANGER, LINE, "Look")
    fake.texts.look()
    one = fake.texts.all[0]
    one.files = [("a.png", "image/png", b"\x89PNG")]
    where = f"{wire.url}/go/file/{one.id}/0"
    assert httpx.get(where).status_code == 401
    answer = httpx.get(where, auth=(KEY, ""))
    assert answer.status_code == 302
    assert httpx.get(wire.url + answer.headers["Location"]).content == b"\x89PNG"
    assert httpx.get(wire.url + answer.headers["Location"], auth=(KEY, "")).status_code == 400


def test_somebody_may_try_it_out() -> None:
    app, secrets = fakes.practice()
    with serving(app) as wire:
        answer = httpx.get(f"{wire.url}/api/v1/activity/sms/", auth=(secrets["api_key"], ""))
        assert answer.json()["data"][0]["direction"] == "inbound"
