"""What becomes of a text, and who answers it, while the test turns the clock."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.sandbox.people import BENNETT, DENTAL, JORDAN, OWEN, PEOPLE, PRIYA, QUAYSIDE, ZOE
from tests.sandbox.practice import STRANGER, Practice


def arrived(practice: Practice, peer: str) -> list[str]:
    """What a person wrote since the account began, oldest first."""
    rows = practice.messages(direction="inbound", per_page=20)
    since = [row for row in reversed(rows) if row["created_at"] > "2026-04-03T10"]
    return [row["body"] for row in since if row["from"] == peer]


def test_a_text_goes_from_queued_to_delivered(practice: Practice) -> None:
    """C2"""
    text = practice.send()
    seen = [text["status"]]
    for _ in range(30):
        practice.wait(0.1)
        seen.append(practice.status(text["id"]))
    assert list(dict.fromkeys(seen)) == ["queued", "sending", "sent", "delivered"]
    assert seen == sorted(seen, key=["queued", "sending", "sent", "delivered"].index)


@pytest.mark.parametrize(
    ("to", "body", "code", "seconds"),
    [
        (DENTAL.number, "Hello", "landline", 3),
        (OWEN.number, "Hello", "opted_out", 3),
        (PRIYA.number, "Hello", "unreachable", 121),
        (STRANGER, "A free evening at the CASINO", "filtered", 3),
    ],
)
def test_a_text_that_fails_says_why(
    practice: Practice, to: str, body: str, code: str, seconds: float
) -> None:
    """C2: a failed row carries the reason (own extension)."""
    text = practice.send(to, body)
    assert "error" not in text
    practice.wait(seconds)
    row = practice.row(text["id"])
    assert row["status"] == "failed"
    assert row["error"]["code"] == code
    assert row["error"]["text"]


def test_a_text_to_a_handset_that_is_off_stays_sent_for_long(practice: Practice) -> None:
    """C5"""
    text = practice.send(PRIYA.number)
    practice.wait(110)
    assert practice.status(text["id"]) == "sent"


def test_a_text_can_be_stuck_in_queued_for_more_than_a_minute(practice: Practice) -> None:
    """C4"""
    text = practice.send(QUAYSIDE.number)
    practice.wait(70)
    assert practice.status(text["id"]) == "queued"
    practice.wait(10)
    assert practice.status(text["id"]) == "delivered"


def test_customers_answer_after_delivery_each_time_with_the_next_of_their_texts(practice: Practice) -> None:
    expected: list[str] = []
    for turn in range(len(ZOE.script) + 1):
        text = practice.send(ZOE.number, f"turn {turn}")
        practice.wait(2.4)
        assert arrived(practice, ZOE.number) == expected
        practice.wait(10)
        expected += ZOE.script[turn % len(ZOE.script)]
        assert arrived(practice, ZOE.number) == expected
        assert practice.status(text["id"]) == "delivered"


def test_an_answer_is_dated_when_it_was_written_and_takes_its_place_before_later_texts(
    practice: Practice,
) -> None:
    practice.send(ZOE.number)
    practice.wait(3600)
    practice.send(STRANGER, "an hour later")
    later, answer, *_ = practice.messages()
    assert later["body"] == "an hour later"
    assert (answer["from"], answer["status"]) == (ZOE.number, "received")
    assert answer["created_at"].startswith("2026-04-03T10:00:0")


def test_a_long_answer_counts_its_segments(practice: Practice) -> None:
    """B6"""
    practice.send(BENNETT.number)
    practice.wait(10)
    assert practice.messages(direction="inbound", per_page=1)[0]["segments"] == 3


def test_a_stranger_gets_the_text_and_says_nothing(practice: Practice) -> None:
    before = practice.get("/api/v1/portal/sms")["meta"]["total"]
    text = practice.send(STRANGER)
    practice.wait(86_400)
    assert practice.status(text["id"]) == "delivered"
    assert practice.get("/api/v1/portal/sms")["meta"]["total"] == before + 1


def test_no_answer_reaches_a_line_that_only_sends(practice: Practice) -> None:
    """A5: an outbound-only range."""
    practice.send(JORDAN.number, line=47)
    practice.send(ZOE.number, line=47)
    practice.wait(60)
    assert arrived(practice, ZOE.number) == []


def test_who_writes_stop_gets_nothing_more_until_start(practice: Practice) -> None:
    """B20"""
    for word, status in (("Stop", "failed"), ("start", "delivered")):
        practice.post("/_sandbox/inbound", **{"from": STRANGER, "to": "+447700900010", "body": word})
        text = practice.send(STRANGER)
        practice.wait(5)
        assert practice.status(text["id"]) == status


def test_people_with_a_script_leave_the_strangers_numbers_free() -> None:
    assert not [one for one in PEOPLE if one.number.startswith("+120255501")]
    assert len({one.number for one in PEOPLE}) == len(PEOPLE)


def test_what_was_under_way_goes_on_after_a_restart(
    tmp_path: Path, open_practice: Callable[..., Practice]
) -> None:
    """C2: status, answers, wallet and carrier's list survive with the state file."""
    before = open_practice(state=tmp_path / "state")
    text = before.send(ZOE.number, "Are you there?")
    rows = before.messages()
    before.ledger.close()

    after = open_practice(state=tmp_path / "state")
    assert after.key == before.key
    assert after.messages() == rows
    assert [one["body"] for one in after.get("/_sandbox/carrier")] == ["Are you there?"]
    assert after.get("/api/v1/portal/wallet")["data"]["balance"] == "12.392"
    after.wait(20)
    assert after.status(text["id"]) == "delivered"
    assert arrived(after, ZOE.number) == list(ZOE.script[0])
    assert after.send(STRANGER)["id"] == text["id"] + 1 + len(ZOE.script[0])
