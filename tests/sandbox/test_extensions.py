"""What the practice server adds to the documented calls, marked as its own."""

from typing import Any

import httpx
import pytest

from desktop.sandbox.people import PEOPLE
from tests.sandbox.practice import SEND, STRANGER, Practice


def switched(practice: Practice, line: int, enabled: object) -> httpx.Response:
    return practice.request("PUT", f"/api/v1/portal/numbers/{line}/sms", json={"enabled": enabled})


def balance(practice: Practice) -> str:
    return str(practice.get("/api/v1/portal/wallet")["data"]["balance"])


@pytest.mark.parametrize("path", ["numbers", "wallet", "contacts", "calls"])
def test_each_extension_says_that_it_is_one(practice: Practice, path: str) -> None:
    answer = practice.request("GET", f"/api/v1/portal/{path}")
    assert answer.status_code == 200
    assert answer.headers["X-Practice-Extension"] == "yes"


def test_all_lines_come_with_what_they_can_do_and_why_not(practice: Practice) -> None:
    """A5, A10, A12"""
    lines = {line["id"]: line for line in practice.get("/api/v1/portal/numbers")["data"]}
    assert list(lines) == [42, 43, 44, 45, 46, 47, 48]
    assert lines[45] == {
        "id": 45,
        "number": "+46701740610",
        "label": "Service SE",
        "country": "SE",
        "type": "mobile",
        "state": "active",
        "sms_enabled": False,
        "capabilities": {"sms_out": False, "sms_in": False, "voice": True},
        "reason": {"code": "sms_off", "text": "SMS is switched off for this number."},
        "sms_monthly_price": "0.75",
        "currency": "EUR",
    }
    assert lines[46]["state"] == "provisioning"


def test_switching_sms_on_charges_a_month_and_lets_the_line_text(practice: Practice) -> None:
    """A9: the add-on is charged from the wallet."""
    answer = switched(practice, 45, True)
    assert answer.status_code == 200
    assert answer.json()["success"] is True
    assert answer.json()["data"]["reason"] is None
    assert balance(practice) == "11.65"
    assert practice.send(line=45)["from"] == "+46701740610"
    assert 45 in [line["id"] for line in practice.get("/api/v1/portal/sms/numbers")["data"]]


def test_switching_on_what_is_on_costs_nothing(practice: Practice) -> None:
    """A9"""
    assert switched(practice, 42, True).status_code == 200
    assert balance(practice) == "12.40"


def test_switching_sms_off_stops_the_line_and_gives_nothing_back(practice: Practice) -> None:
    """A4, A9"""
    assert switched(practice, 42, False).json()["data"]["reason"]["code"] == "sms_off"
    assert balance(practice) == "12.40"
    assert practice.post(SEND, from_number_id=42, to=STRANGER, body="Hello").status_code == 422


@pytest.mark.parametrize(
    ("line", "enabled", "status", "error"),
    [
        (44, True, 422, "SMS not available for this number type"),
        (46, True, 422, "Number must be active to enable SMS"),
        (99, True, 404, "Number not found"),
        (45, "yes", 422, "The enabled field must be true or false."),
    ],
)
def test_a_line_that_cannot_be_switched_on_says_why(
    practice: Practice, line: int, enabled: object, status: int, error: str
) -> None:
    """A10, A11: the documented error texts."""
    answer = switched(practice, line, enabled)
    assert (answer.status_code, answer.json()) == (status, {"success": False, "error": error})
    assert answer.headers["X-Practice-Extension"] == "yes"
    assert balance(practice) == "12.40"


def test_a_wallet_below_the_monthly_price_switches_nothing_on(practice: Practice) -> None:
    """A9: the documented error text."""
    practice.post("/_sandbox/wallet", balance="0.74")
    answer = switched(practice, 45, True)
    assert answer.status_code == 402
    assert answer.json()["error"] == "Insufficient wallet balance"
    assert balance(practice) == "0.74"
    assert practice.get("/api/v1/portal/numbers")["data"][3]["sms_enabled"] is False


def test_the_wallet_pays_for_each_segment(practice: Practice) -> None:
    """B25: 0.008 euros a segment."""
    assert practice.get("/api/v1/portal/wallet") == {
        "data": {"balance": "12.40", "currency": "EUR", "price_per_segment": "0.008"}
    }
    practice.send(body="é" * 161)
    practice.send(body="ж" * 71)
    assert balance(practice) == "12.368"


def test_the_phone_book_is_read_page_by_page(practice: Practice) -> None:
    found: list[dict[str, Any]] = []
    link: str | None = "/api/v1/portal/contacts?per_page=4"
    while link:
        page = practice.get(link)
        found += page["data"]
        link = page["links"]["next"]
    assert [one["name"] for one in found] == [person.name for person in PEOPLE]
    assert found[0] == {
        "id": 1,
        "name": "Zoë Patel",
        "company": "Patel Bicycles",
        "numbers": [{"number": "+447700900123", "label": "mobile"}],
    }


def test_the_call_log_comes_newest_first(practice: Practice) -> None:
    calls = practice.get("/api/v1/portal/calls")["data"]
    assert [call["started_at"] for call in calls] == sorted(
        (call["started_at"] for call in calls), reverse=True
    )
    assert {call["outcome"] for call in calls} == {"answered", "missed", "declined", "voicemail"}
    assert calls[0] == {
        "id": len(calls),
        "direction": "inbound",
        "from": "+447700900123",
        "to": "+447700900010",
        "started_at": "2026-04-03T09:30:00.000000Z",
        "seconds": None,
        "outcome": "missed",
    }
