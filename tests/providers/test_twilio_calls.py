"""How Twilio's calls are read: what became of each, and which legs belong to one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.providers import twilio_calls

CALL: dict[str, Any] = {
    "sid": "CA" + "2e" * 16,
    "direction": "outbound-api",
    "status": "completed",
    "from": "+13051416799",
    "to": "+13051913581",
    "duration": "4",
    "start_time": "Fri, 18 Oct 2019 17:02:00 +0000",
    "date_created": "Fri, 18 Oct 2019 17:00:00 +0000",
    "parent_call_sid": None,
}


@pytest.mark.parametrize(
    ("direction", "status", "outbound", "outcome"),
    [
        ("inbound", "completed", False, "answered"),
        ("inbound", "no-answer", False, "missed"),
        ("inbound", "busy", False, "missed"),
        ("inbound", "canceled", False, "missed"),
        ("inbound", "failed", False, "failed"),
        ("trunking-originating", "completed", False, "answered"),
        ("outbound-api", "completed", True, "answered"),
        ("outbound-dial", "no-answer", True, "missed"),
        ("outbound-dial", "busy", True, "busy"),
        ("trunking-terminating", "canceled", True, "cancelled"),
        ("inbound", "", False, "other"),
    ],
)
def test_a_call_says_what_became_of_it(direction: str, status: str, outbound: bool, outcome: str) -> None:
    """What is no outcome that we know stays the service's own word."""
    call = twilio_calls.call({**CALL, "direction": direction, "status": status})
    ours, theirs = ("+13051416799", "+13051913581")
    assert (call.outbound, call.outcome, call.seconds) == (outbound, outcome, 4)
    assert (call.line, call.peer) == ((ours, theirs) if outbound else (theirs, ours))
    assert call.started_at == datetime(2019, 10, 18, 17, 2, tzinfo=UTC)


def test_the_legs_of_a_call_are_part_of_it_and_stand_for_it_where_a_program_began_it() -> None:
    leg = {**CALL, "sid": "CA" + "3e" * 16, "parent_call_sid": CALL["sid"]}
    assert twilio_calls.folded([leg, CALL]) == [CALL]
    assert twilio_calls.folded([{**CALL, "from": "client:anna"}, leg]) == [leg]
    assert twilio_calls.folded([leg]) == [leg]
    assert twilio_calls.folded([None, 7, CALL]) == [None, 7, CALL]
    assert twilio_calls.folded([{**CALL, "from": "client:anna"}]) == [{**CALL, "from": "client:anna"}]
