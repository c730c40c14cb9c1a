"""Twilio's answers as a whole: its error codes, and answers of another shape.

Next pages and keys of the wrong kind are in test_twilio_lists.py, against a server.
"""

from typing import Any

import pytest

from desktop.providers import twilio_answers
from desktop.providers.base import Refused, SignInNeeded, Unreadable


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, None),
        (404, {}),
        (400, {"code": "21211"}),
        (400, {"code": True}),
        (401, {"code": 20004, "message": "Authenticate"}),
        (401, {"code": "20003"}),
        (429, {"code": 20429, "message": "Too Many Requests"}),
        (429, {"code": 20001}),
    ],
)
def test_what_has_no_code_or_says_no_more_than_http_is_left_to_http(status: int, body: Any) -> None:
    assert twilio_answers.meaning(status, body) is None


def test_codes_of_a_key_that_may_not_ask_for_a_sign_in_and_others_are_refusals() -> None:
    no = twilio_answers.meaning(403, {"code": 20006, "message": "Access Denied"})
    assert isinstance(no, SignInNeeded) and (no.allowed, no.text) == (False, "Access Denied")
    wrong = twilio_answers.meaning(401, {"code": 20003, "message": "Authenticate"})
    assert isinstance(wrong, SignInNeeded)
    assert (wrong.allowed, wrong.code, wrong.text) == (True, "20003", "Authenticate")
    test = twilio_answers.meaning(403, {"code": 20008, "message": 7})
    assert isinstance(test, Refused) and (test.code, test.text) == ("20008", "")
    long = twilio_answers.meaning(400, {"code": 21211, "message": "x\ud83d" * 5000})
    assert isinstance(long, Refused) and len(long.text) == 1000 and "\ud83d" not in long.text


def test_an_answer_of_another_shape_is_named_by_its_keys_alone() -> None:
    with pytest.raises(Unreadable) as caught:
        twilio_answers.rows({"messages": None, "+12025550123": "secret words", "page": 1}, "messages")
    assert str(caught.value) == "no page of messages under: messages, page"
