"""A row of the conversation list never claims more than its service can prove."""

from datetime import UTC, datetime

import pytest

from desktop.sms.delivery import Proof, State
from desktop.store.conversation import Conversation

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def row(state: State | None, proof: Proof) -> Conversation:
    return Conversation(
        1, "a", "+447700900010", "+447700900123", "", NOON, "x", True, state, None, "", 0, "", NOON, proof
    )


@pytest.mark.parametrize(
    ("proof", "stands"),
    [(Proof.ACCEPTED, State.ACCEPTED), (Proof.SENT, State.SENT), (Proof.DELIVERED, State.DELIVERED)],
)
def test_what_it_draws_is_cut_down_to_what_is_proven(proof: Proof, stands: State) -> None:
    """C6: whatever state an earlier version stored."""
    assert row(State.DELIVERED, proof).stands is stands


def test_where_no_text_is_nothing_is_drawn() -> None:
    assert row(None, Proof.DELIVERED).stands is None
