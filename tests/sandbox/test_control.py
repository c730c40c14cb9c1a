"""The controls under /_sandbox/."""

from typing import Any

import pytest

from desktop.sandbox.faults import KINDS
from tests.sandbox.practice import SEND, STRANGER, Practice


def test_the_carriers_list_holds_every_accepted_text_in_order_whatever_became_of_it(
    practice: Practice,
) -> None:
    assert practice.get("/_sandbox/carrier") == []
    sent = [("+442079460018", "to a landline"), (STRANGER, "same"), (STRANGER, "same")]
    ids = []
    for to, body in sent:
        ids.append(practice.send(to, body)["id"])
        practice.wait(1)
    practice.post(SEND, from_number_id=44, to=STRANGER, body="refused")
    assert practice.get("/_sandbox/carrier") == [
        {
            "id": ids[second],
            "from": "+447700900010",
            "to": to,
            "body": body,
            "at": f"2026-04-03T10:00:0{second}.000000Z",
        }
        for second, (to, body) in enumerate(sent)
    ]


def test_faults_are_merged_and_all_that_are_in_force_answered(practice: Practice) -> None:
    assert practice.post("/_sandbox/faults", duplicate_rows=0.5).json()["duplicate_rows"] == 0.5
    in_force = practice.post("/_sandbox/faults", delay=0).json()
    assert in_force == {**dict.fromkeys(KINDS, 0.0), "duplicate_rows": 0.5}
    assert practice.get("/_sandbox/faults") == in_force


@pytest.mark.parametrize(
    "wrong",
    [
        {"drop_repyl": 1},
        {"drop_reply": 1.01},
        {"drop_reply": -0.1},
        {"drop_reply": "1"},
        {"drop_reply": True},
        {"drop_reply": None},
        {"delay": -1},
        {"delay": 1e9},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_by_name_and_changes_nothing(
    practice: Practice, wrong: dict[str, Any]
) -> None:
    answer = practice.post("/_sandbox/faults", reorder_rows=1, **wrong)
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.json()["error"]
    assert set(practice.get("/_sandbox/faults").values()) == {0.0}


@pytest.mark.parametrize("content", [b"", b"[]", b"drop_reply=1", b'{"cut": NaN}'])
def test_faults_that_are_no_object_are_refused(practice: Practice, content: bytes) -> None:
    assert practice.request("POST", "/_sandbox/faults", content=content).status_code == 422


def test_a_text_that_a_colleague_sends_elsewhere_is_listed_whatever_the_faults(practice: Practice) -> None:
    practice.post("/_sandbox/faults", cut=1)
    text = practice.post("/_sandbox/elsewhere", from_number_id=42, to=STRANGER, body="From the portal").json()
    practice.post("/_sandbox/faults", cut=0)
    assert practice.messages()[0]["id"] == text["id"]
    refused = practice.post("/_sandbox/elsewhere", from_number_id=44, to=STRANGER, body="No")
    assert refused.status_code == 422


def test_how_often_each_fault_struck_is_counted(practice: Practice) -> None:
    assert set(practice.get("/_sandbox/struck").values()) == {0}
    practice.post("/_sandbox/faults", status_500=1, clock=60)
    practice.request("GET", "/api/v1/portal/sms")
    practice.post("/_sandbox/faults", status_500=0)
    practice.request("GET", "/api/v1/portal/sms")
    struck = {name: count for name, count in practice.get("/_sandbox/struck").items() if count}
    assert struck == {"status_500": 1, "clock": 1}


def test_controls_work_through_every_fault(practice: Practice) -> None:
    practice.send(body="before")
    answer = practice.post("/_sandbox/faults", **{**dict.fromkeys(KINDS, 1), "delay": 3600})
    assert answer.status_code == 200
    assert [text["body"] for text in practice.get("/_sandbox/carrier")] == ["before"]
    assert practice.post("/_sandbox/faults", **dict.fromkeys(KINDS, 0)).status_code == 200
    practice.send(body="after")


def test_a_customer_can_be_made_to_write(practice: Practice) -> None:
    answer = practice.post("/_sandbox/inbound", **{"from": STRANGER, "to": "+12125550142", "body": "Anyone?"})
    assert answer.status_code == 200
    assert practice.messages()[0] == answer.json()
    assert (answer.json()["from"], answer.json()["status"]) == (STRANGER, "received")
    assert practice.get("/_sandbox/carrier") == []


@pytest.mark.parametrize(
    "wrong", [{"to": "+61491570156"}, {"to": "+12025550199"}, {"body": ""}, {"from": 5}, {"from": ""}]
)
def test_nobody_writes_to_a_line_that_receives_nothing(practice: Practice, wrong: dict[str, Any]) -> None:
    """A5"""
    good = {"from": STRANGER, "to": "+12125550142", "body": "Anyone?"}
    assert practice.post("/_sandbox/inbound", **{**good, **wrong}).status_code == 422


def test_a_line_changes_while_the_server_runs(practice: Practice) -> None:
    """A4, A10"""
    answer = practice.post("/_sandbox/line", id=46, state="active", sms_enabled=True)
    assert answer.json()["reason"] is None
    assert practice.send(line=46)["from"] == "+493023125100"
    practice.post("/_sandbox/line", id=42, sms_in=False)
    assert practice.get("/api/v1/portal/numbers")["data"][0]["reason"]["code"] == "send_only"


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 7},
        {"colour": "red"},
        {"sms_in": 0},
        {"label": None},
        {"number": "+12025550123"},
        {"sms_in": False, "sms_out": False},
    ],
)
def test_a_line_takes_only_changes_that_make_sense(practice: Practice, wrong: dict[str, Any]) -> None:
    before = practice.get("/api/v1/portal/numbers")
    assert practice.post("/_sandbox/line", **{"id": 42, **wrong}).status_code == 422
    assert practice.get("/api/v1/portal/numbers") == before


@pytest.mark.parametrize("balance", ["-1", "much", "", 5, "1e9", "0.0001"])
def test_the_wallet_takes_only_amounts(practice: Practice, balance: object) -> None:
    assert practice.post("/_sandbox/wallet", balance=balance).status_code == 422
    assert practice.post("/_sandbox/wallet", balance="3.5").json() == {"balance": "3.50"}
