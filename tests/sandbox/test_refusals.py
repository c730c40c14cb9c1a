"""What the practice server says no to, and how. Nothing is taken and nothing charged by any of these."""

from typing import Any

import pytest

from desktop.sandbox.refusals import Refusal
from tests.sandbox.practice import SEND, STRANGER, Practice

GOOD = {"from_number_id": 42, "to": STRANGER, "body": "Hello"}
SENDING_FAILED = "Failed to send SMS"
NOT_FOR_NUMBER = "SMS not available for this number type"


def test_a_refusal_knows_its_status_its_words_and_how_long_to_wait() -> None:
    refusal = Refusal(429, "Too Many Attempts.", retry_after=1)
    assert (refusal.status, str(refusal), refusal.retry_after) == (429, "Too Many Attempts.", 1)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"to": "02025550123"}, SENDING_FAILED),
        ({"to": "+1 202 555 0123"}, SENDING_FAILED),
        ({"to": "+999123456789"}, SENDING_FAILED),
        ({"to": "+12"}, SENDING_FAILED),
        ({"to": "PARCELBOX"}, SENDING_FAILED),
        ({"to": ""}, SENDING_FAILED),
        ({"to": None}, SENDING_FAILED),
        ({"to": 12025550123}, SENDING_FAILED),
        ({"to": "+447700900010"}, SENDING_FAILED),
        ({"from_number_id": 44}, NOT_FOR_NUMBER),
        ({"from_number_id": 45}, NOT_FOR_NUMBER),
        ({"from_number_id": 46}, NOT_FOR_NUMBER),
        ({"from_number_id": 48}, NOT_FOR_NUMBER),
        ({"from_number_id": 7}, "The selected from_number_id is invalid."),
        ({"from_number_id": "42"}, "The selected from_number_id is invalid."),
        ({"from_number_id": True}, "The selected from_number_id is invalid."),
        ({"body": ""}, "The body field is required."),
        ({"body": " \n"}, "The body field is required."),
        ({"body": None}, "The body field is required."),
        ({"body": "x" * 1601}, "The body field must not be greater than 1600 characters."),
        ({"body": "half a pair: \ud83d"}, "The request body must be JSON with valid text."),
    ],
)
def test_a_send_that_cannot_work_is_refused_with_its_reason(
    practice: Practice, wrong: dict[str, Any], error: str
) -> None:
    """A11, B4, B11, B12: the documented error texts; a line that cannot send; From = To; over 1,600."""
    answer = practice.post(SEND, **{**GOOD, **wrong})
    assert answer.status_code == 422
    assert answer.json() == {"success": False, "error": error}
    assert practice.get("/_sandbox/carrier") == []
    assert practice.get("/api/v1/portal/wallet")["data"]["balance"] == "12.40"


def test_sixteen_hundred_characters_are_still_taken(practice: Practice) -> None:
    """B4"""
    assert practice.send(body="x" * 1600)["segments"] == 11


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'"text"', b"[" * 100_000])
def test_a_send_that_is_no_json_object_is_refused(practice: Practice, content: bytes) -> None:
    answer = practice.request("POST", SEND, content=content)
    assert answer.status_code == 422
    assert answer.json()["success"] is False
    assert practice.get("/_sandbox/carrier") == []


def test_an_empty_wallet_sends_nothing(practice: Practice) -> None:
    """B24: the documented text; what a send costs is what its segments cost."""
    practice.post("/_sandbox/wallet", balance="0.015")
    two_parts = practice.post(SEND, **{**GOOD, "body": "x" * 161})
    assert two_parts.status_code == 402
    assert two_parts.json() == {"success": False, "error": "Insufficient wallet balance"}
    assert practice.get("/_sandbox/carrier") == []
    practice.send()
    assert practice.get("/api/v1/portal/wallet")["data"]["balance"] == "0.007"


def test_the_eleventh_text_in_a_second_is_refused_and_taken_a_second_later(practice: Practice) -> None:
    """B28: ten a second for an account, whichever lines they leave from."""
    for number in range(10):
        practice.send(line=42 + number % 2)
        practice.wait(0.05)
    answer = practice.post(SEND, **GOOD)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert len(practice.get("/_sandbox/carrier")) == 10
    practice.wait(0.5)
    practice.send()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer practice-0123"},
        {"Authorization": "Bearer ключ".encode()},
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/portal/sms", "/_sandbox/carrier", "/_sandbox/faults", "/nowhere"])
def test_nothing_is_answered_without_the_key(practice: Practice, headers: dict[str, Any], path: str) -> None:
    answer = practice.bare("GET", path, headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_a_call_that_does_not_exist_is_answered_in_json(practice: Practice) -> None:
    missing = practice.request("GET", "/api/v1/portal/fax")
    assert (missing.status_code, missing.json()) == (404, {"message": "Not Found"})
    wrong_method = practice.request("GET", SEND)
    assert (wrong_method.status_code, wrong_method.json()) == (405, {"message": "Method Not Allowed"})
