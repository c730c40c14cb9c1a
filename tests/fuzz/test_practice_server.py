"""The practice server's own doors: its calls, its controls and its state file. It answers, whatever comes."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sandbox.faults import FaultError, checked
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.state_file import StateFault
from tests.fuzz.counting import tried
from tests.fuzz.inputs import FEW, FUZZ, broken, mutated, rubbish, sound
from tests.sandbox.practice import STRANGER, Practice

KIND = "practice server"
ROOT = "/api/v1/portal"
BODIES = (
    {"from_number_id": 42, "to": STRANGER, "body": "Hello"},
    {"from": STRANGER, "to": "+447700900010", "body": "Hello"},
    {"id": 42, "label": "Shop", "sms_out": True},
    {"balance": "12.40"},
    {"status_429": 0.5, "delay": 0.1},
)
POSTS = (f"{ROOT}/sms/send", "/_sandbox/inbound", "/_sandbox/line", "/_sandbox/wallet", "/_sandbox/faults")
GETS = (f"{ROOT}/sms", f"{ROOT}/contacts", f"{ROOT}/calls", f"{ROOT}/numbers", "/_sandbox/carrier")


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    practice = Practice()
    yield practice
    practice.close()


@FUZZ
@given(st.sampled_from(POSTS), mutated(BODIES))
def test_a_body_of_any_kind_is_answered(practice: Practice, path: str, body: bytes) -> None:
    tried(KIND)
    answer = practice.request("POST", path, content=body)
    assert answer.status_code in (200, 402, 422, 429, 500)
    answer.json()
    # Back to a server at which everything works.
    practice.post("/_sandbox/faults", **dict.fromkeys(practice.get("/_sandbox/faults"), 0.0))
    practice.post("/_sandbox/wallet", balance="12.40")


@FUZZ
@given(
    st.sampled_from(GETS),
    st.dictionaries(st.sampled_from(("page", "per_page", "direction", "x")), sound, max_size=3),
)
def test_a_query_of_any_kind_is_answered(practice: Practice, path: str, query: dict[str, str]) -> None:
    tried(KIND)
    answer = practice.request("GET", path, params=query)
    assert answer.status_code in (200, 422)
    answer.json()


@FUZZ
@given(
    st.dictionaries(st.one_of(st.sampled_from(("delay", "cut", "status_500")), sound), rubbish, max_size=3)
)
def test_faults_are_in_range_or_refused(values: dict[str, Any]) -> None:
    tried(KIND)
    try:
        found = checked(values)
    except FaultError:
        return
    assert all(0 <= value <= 3600 for value in found.values())


@FEW
@given(st.data())
def test_a_state_file_is_opened_or_refused_and_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    tried(KIND)
    folder: Path = tmp_path_factory.getbasetemp() / "states"
    folder.mkdir(exist_ok=True)
    for leftover in folder.iterdir():
        leftover.unlink()
    path = folder / "practice.db"
    Ledger(path, 1).close()
    content = data.draw(broken(path.read_bytes()))
    path.write_bytes(content)
    try:
        ledger = Ledger(path, None)
    except StateFault:
        return
    try:
        json.dumps([line.full() for line in ledger.lines()])
    except sqlite3.DatabaseError:
        return  # a page of the middle is damaged: the server ends with that
    finally:
        ledger.close()
