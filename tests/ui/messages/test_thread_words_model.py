"""What a call between the texts says, to eyes and ears: nothing that nobody recorded."""

import pytest

from desktop.store.calls import Call
from desktop.store.timeline import TimelineCall
from desktop.ui.messages.thread_words_model import call_parts, call_sentence, call_tip
from tests.ui.account import ACCOUNT, SUPPORT
from tests.ui.messages.texts import NOON, ZOE


def entry(outcome: str, *, outbound: bool = False, seconds: int | None = None) -> TimelineCall:
    call = Call(
        account_id=ACCOUNT,
        remote_id="1",
        outbound=outbound,
        line=SUPPORT,
        peer=ZOE,
        started_at=NOON,
        outcome=outcome,
        seconds=seconds,
    )
    return TimelineCall(1, call)


@pytest.mark.parametrize(
    ("one", "first", "count"),
    [
        (entry("missed"), "Missed call", 2),
        (entry("answered", seconds=133), "Incoming call", 3),
        (entry("answered", outbound=True), "Outgoing call", 2),
        (entry("handed_over", outbound=True), "Handed to the phone app", 2),
        (entry("voicemail", seconds=20), "Voicemail", 3),
        (entry("Forwarded to <b>", seconds=None), "Forwarded to <b>", 2),
    ],
)
def test_it_says_what_when_and_how_long_only_where_that_is_known(
    one: TimelineCall, first: str, count: int
) -> None:
    parts = call_parts(one)
    assert (parts[0], len(parts)) == (first, count)
    assert call_sentence(one).startswith(f"{first}, ")
    assert first in call_tip(one) and "2026-03-02" in call_tip(one)
