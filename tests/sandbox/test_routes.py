"""The documented calls, shape by shape, and a server that has nothing else."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.practice import MESSAGES, SEND, STRANGER, Practice


def test_the_list_of_numbers_holds_those_that_can_text(practice: Practice) -> None:
    """A8: only active numbers with SMS switched on."""
    numbers = practice.get("/api/v1/portal/sms/numbers")
    assert set(numbers) == {"data"}
    assert [line["label"] for line in numbers["data"]] == ["Support UK", "Sales US", "Alerts AU", "Intake FR"]
    assert numbers["data"][0] == {
        "id": 42,
        "number": "+447700900010",
        "label": "Support UK",
        "country": "GB",
        "sms_enabled": True,
    }


def test_a_send_is_answered_as_the_guide_shows(practice: Practice) -> None:
    """C2: accepted means "queued"."""
    total = practice.get(MESSAGES)["meta"]["total"]
    answer = practice.post(SEND, from_number_id=42, to=STRANGER, body="Your order #1234 has shipped!")
    assert answer.status_code == 200
    assert answer.json() == {
        "success": True,
        "message": {
            "id": total + 1,
            "direction": "outbound",
            "from": "+447700900010",
            "to": STRANGER,
            "body": "Your order #1234 has shipped!",
            "status": "queued",
            "segments": 1,
            "carrier": "cliqtel",
            "created_at": "2026-04-03T10:00:00.000000Z",
        },
    }
    assert "X-Practice-Extension" not in answer.headers


def test_a_body_is_kept_as_it_was_sent(practice: Practice) -> None:
    body = "“Zoë”\n\u202eשלום‏\t\u0007 👩‍👩‍👧‍👦 <b>&amp;</b>"
    assert practice.send(body=body)["body"] == body
    assert practice.messages()[0]["body"] == body
    assert practice.get("/_sandbox/carrier")[0]["body"] == body


def test_a_sent_text_is_on_top_of_the_list(practice: Practice) -> None:
    text = practice.send()
    assert practice.messages()[0] == text


def test_texts_come_newest_first_and_by_direction_on_request(practice: Practice) -> None:
    both = practice.messages(per_page=200)
    assert [row["id"] for row in both] == sorted((row["id"] for row in both), reverse=True)
    assert [row["created_at"] for row in both] == sorted((row["created_at"] for row in both), reverse=True)
    inbound = practice.messages(direction="inbound", per_page=200)
    outbound = practice.messages(direction="outbound", per_page=200)
    assert {row["direction"] for row in inbound} == {"inbound"}
    assert {row["direction"] for row in outbound} == {"outbound"}
    assert len(inbound) + len(outbound) == len(both)
    assert {row["status"] for row in inbound} == {"received"}


@pytest.mark.parametrize("per_page", [1, 7, 50, 200])
def test_following_the_links_reads_every_text_once(practice: Practice, per_page: int) -> None:
    whole = practice.messages(per_page=200, direction="outbound")
    found: list[dict[str, Any]] = []
    link: str | None = f"{MESSAGES}?direction=outbound&per_page={per_page}"
    while link:
        page = practice.get(link)
        assert page["meta"]["total"] == len(whole)
        assert page["meta"]["per_page"] == per_page
        found += page["data"]
        link = page["links"]["next"]
    assert found == whole


def test_fifty_texts_make_a_page_and_two_hundred_at_most(open_practice: Callable[..., Practice]) -> None:
    practice = open_practice(conversations=20, messages=450)
    assert len(practice.messages()) == 50
    page = practice.get(MESSAGES, per_page=1000)
    assert len(page["data"]) == 200
    assert page["meta"] == {"current_page": 1, "last_page": 3, "per_page": 200, "total": 450}
    assert page["links"]["prev"] is None
    assert page["links"]["next"].startswith("http://practice/api/v1/portal/sms?")
    beyond = practice.get(MESSAGES, page=99)
    assert (beyond["data"], beyond["links"]["next"]) == ([], None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": 0},
        {"page": "-1"},
        {"page": "two"},
        {"page": "²"},
        {"page": 10**20},
        {"per_page": 0},
        {"per_page": ""},
        {"direction": "up"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(practice: Practice, wrong: dict[str, Any]) -> None:
    answer = practice.request("GET", MESSAGES, params=wrong)
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.json()["error"]


def test_a_server_with_only_the_documented_calls_has_no_pages_and_no_reasons(
    open_practice: Callable[..., Practice],
) -> None:
    """What the guide leaves open stays out: a bare list of everything, no links, no errors."""
    practice = open_practice(documented_only=True)
    practice.send("+442079460018")
    practice.wait(5)
    answer = practice.get(MESSAGES, per_page=3)
    assert set(answer) == {"data"}
    assert len(answer["data"]) > 40
    assert answer["data"][0]["status"] == "failed"
    assert not [row for row in answer["data"] if "error" in row]
    assert {row["direction"] for row in practice.messages(direction="inbound")} == {"inbound"}


@pytest.mark.parametrize("path", ["numbers", "wallet", "contacts", "calls", "numbers/45/sms"])
def test_a_server_with_only_the_documented_calls_knows_no_extension(
    open_practice: Callable[..., Practice], path: str
) -> None:
    practice = open_practice(documented_only=True)
    method = "PUT" if path.endswith("/sms") else "GET"
    answer = practice.request(method, f"/api/v1/portal/{path}", json={"enabled": True})
    assert answer.status_code == 404
    assert practice.get("/_sandbox/carrier") == []


def test_every_time_is_written_with_microseconds_and_z(practice: Practice) -> None:
    pattern = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
    assert all(pattern.fullmatch(row["created_at"]) for row in practice.messages())
