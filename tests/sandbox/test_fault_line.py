"""What each fault does to a request: was it processed, and what came back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from desktop.sandbox.fault_line import HungUp
from tests.program_process import until
from tests.sandbox.practice import MESSAGES, SEND, STRANGER, Practice
from tests.sandbox_process import BRIEF, practice_server

TEXT = {"from_number_id": 42, "to": STRANGER, "body": "Hello"}
WALLET = "/api/v1/portal/wallet"


def bodies(practice: Practice) -> list[str]:
    return [text["body"] for text in practice.get("/_sandbox/carrier")]


@pytest.mark.parametrize(("fault", "status"), [("status_500", 500), ("status_429", 429)])
def test_an_error_status_means_that_nothing_was_done(practice: Practice, fault: str, status: int) -> None:
    """B28: a 429 says when to come again."""
    practice.post("/_sandbox/faults", **{fault: 1})
    sent = practice.post(SEND, **TEXT)
    assert sent.status_code == status
    assert sent.headers.get("Retry-After") == ("1" if status == 429 else None)
    assert practice.request("GET", MESSAGES).status_code == status
    assert practice.request("GET", WALLET).status_code == status
    assert bodies(practice) == []


def test_garbage_means_that_the_text_was_taken(practice: Practice) -> None:
    practice.post("/_sandbox/faults", garbage=1)
    answer = practice.post(SEND, **TEXT)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()
    assert bodies(practice) == ["Hello"]
    assert practice.messages()[0]["body"] == "Hello"


def test_a_text_that_is_refused_is_refused_in_spite_of_garbage_and_dropped_replies(
    practice: Practice,
) -> None:
    """Both speak of a text that was accepted."""
    practice.post("/_sandbox/faults", garbage=1, drop_reply=1)
    answer = practice.post(SEND, **{**TEXT, "from_number_id": 44})
    assert answer.json()["error"] == "SMS not available for this number type"


def test_dropped_replies_and_garbage_leave_reading_alone(practice: Practice) -> None:
    practice.post("/_sandbox/faults", garbage=1, drop_reply=1)
    assert practice.request("GET", MESSAGES).status_code == 200


def test_garbage_for_lists_leaves_sending_alone(practice: Practice) -> None:
    practice.post("/_sandbox/faults", list_garbage=1, list_drop=0)
    practice.send()
    answer = practice.request("GET", MESSAGES)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_without_a_connection_to_close_hanging_up_is_an_error(practice: Practice) -> None:
    """In the test's own process there is none."""
    practice.post("/_sandbox/faults", drop_reply=1)
    with pytest.raises(HungUp):
        practice.post(SEND, **TEXT)
    assert bodies(practice) == ["Hello"]


def test_a_page_with_doubled_and_shuffled_rows_still_holds_every_text(practice: Practice) -> None:
    whole = {row["id"] for row in practice.messages()}
    practice.post("/_sandbox/faults", duplicate_rows=1, reorder_rows=1)
    found: list[dict[str, Any]] = []
    link: str | None = f"{MESSAGES}?per_page=10"
    while link:
        page = practice.get(link)
        found += page["data"]
        link = page["links"]["next"]
    ids = [row["id"] for row in found]
    assert set(ids) == whole
    assert len(ids) > len(whole)
    assert ids != sorted(ids, reverse=True)


def test_contacts_and_calls_are_no_messages(practice: Practice) -> None:
    practice.post("/_sandbox/faults", duplicate_rows=1, reorder_rows=1)
    assert [one["id"] for one in practice.get("/api/v1/portal/contacts")["data"]] == list(range(1, 16))


def test_a_text_on_the_way_is_taken_although_its_client_has_gone() -> None:
    with practice_server("--fault", "late=2") as server:
        with pytest.raises(httpx.ReadTimeout):
            server.request("POST", SEND, json=TEXT, timeout=BRIEF)
        assert server.carrier() == []
        until(server.carrier, "it arrives")
        assert [text["body"] for text in server.carrier()] == ["Hello"]
        assert server.complaints() == ""


def test_an_answer_that_breaks_in_the_middle_or_never_comes_belongs_to_a_text_that_was_taken() -> None:
    with practice_server("--fault", "half_reply=1") as server:
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            server.request("POST", SEND, json={**TEXT, "body": "half"})
        server.faults(half_reply=0, stall=1)
        with pytest.raises(httpx.ReadTimeout):
            server.request("POST", SEND, json={**TEXT, "body": "stalled"}, timeout=BRIEF)
        server.faults(stall=0, list_half=1)
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            server.request("GET", MESSAGES)
        until(lambda: len(server.carrier()) == 2, "it is taken")
        assert [text["body"] for text in server.carrier()] == ["half", "stalled"]
        assert server.stop() == 0
        assert server.complaints() == ""


def test_a_server_that_goes_down_keeps_nobody_waiting_for_an_answer() -> None:
    with practice_server("--fault", "stall=1") as server, ThreadPoolExecutor(1) as elsewhere:
        asked = elsewhere.submit(server.request, "POST", SEND, json=TEXT)
        until(server.carrier, "it is taken")
        assert server.stop() == 0
        assert isinstance(asked.exception(), httpx.RemoteProtocolError | httpx.ReadError)
        assert server.complaints() == ""


def test_a_text_that_the_list_lags_behind_appears_after_that_time(practice: Practice) -> None:
    practice.post("/_sandbox/faults", list_lag=2)
    text = practice.send()
    assert text["id"] not in [row["id"] for row in practice.messages()]
    assert bodies(practice) == ["Hello"]
    practice.wait(2)
    assert text["id"] in [row["id"] for row in practice.messages()]


def test_a_wrong_clock_dates_texts_and_answers_and_slows_nothing_down(practice: Practice) -> None:
    """The practice account's clock says 10:00."""
    practice.post("/_sandbox/faults", clock=5400)
    assert practice.request("GET", MESSAGES).headers["Date"] == "Fri, 03 Apr 2026 11:30:00 GMT"
    first = practice.send()
    practice.post("/_sandbox/faults", clock=-5400)
    second = practice.send()
    for _ in range(8):
        practice.send()
    assert first["created_at"][11:16] == "11:30"
    assert second["created_at"][11:16] == "08:30"
    assert practice.post(SEND, **TEXT).status_code == 429
    practice.wait(1)
    assert practice.post(SEND, **TEXT).status_code == 200


def test_wrong_times_in_lists_leave_the_servers_own_clock_alone(practice: Practice) -> None:
    practice.post("/_sandbox/faults", clock_rows=-3600)
    assert practice.send()["created_at"][11:16] == "10:00"
    answer = practice.request("GET", MESSAGES)
    assert answer.headers["Date"] == "Fri, 03 Apr 2026 10:00:00 GMT"
    assert answer.json()["data"][0]["created_at"][11:16] == "09:00"


def test_over_a_real_connection_each_fault_does_what_it_says() -> None:
    with practice_server() as server:
        server.faults(cut=1)
        for method, path in (("POST", SEND), ("GET", MESSAGES), ("GET", WALLET)):
            with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)):
                server.request(method, path, json=TEXT)
        assert server.carrier() == []

        server.faults(cut=0, drop_reply=1)
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            server.request("POST", SEND, json=TEXT)
        assert [text["body"] for text in server.carrier()] == ["Hello"]

        server.faults(drop_reply=0, list_drop=1)
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            server.request("GET", MESSAGES)

        server.faults(list_drop=0, delay=600)
        with pytest.raises(httpx.ReadTimeout):
            server.request("POST", SEND, json={**TEXT, "body": "late"}, timeout=BRIEF)
        until(lambda: len(server.carrier()) == 2, "it is taken")
        assert [text["body"] for text in server.carrier()] == ["Hello", "late"]

        server.faults(delay=0)
        assert server.request("POST", SEND, json=TEXT).json()["success"] is True
        assert server.complaints() == ""
        assert server.stop() == 0
        assert server.complaints() == ""
