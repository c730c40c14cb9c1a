"""The state table: which news of a text counts, and what a service can prove."""

from itertools import product

import pytest

from desktop.sms.delivery import (
    PROVES,
    TAKEN,
    Proof,
    State,
    advance,
    may_follow,
    proof_of,
    provable,
)

TABLE = {
    "draft": "held queued",
    "held": "draft queued stopped",
    "queued": "held sending failed stopped",
    "sending": "queued unconfirmed accepted sent delivered failed",
    "unconfirmed": "accepted sent delivered failed",
    "accepted": "sent delivered failed stopped",
    "sent": "delivered failed",
    "delivered": "",
    "failed": "",
    "stopped": "",
    "received": "",
}


@pytest.mark.parametrize(("now", "later"), list(product(State, State)))
def test_a_state_follows_only_as_the_table_says(now: State, later: State) -> None:
    """C2: queued → sending → sent → delivered or failed, never back; every pair of states."""
    allowed = later.value in TABLE[now.value].split()
    assert may_follow(now, later) is allowed
    assert advance(now, later) is (later if allowed else now)


def test_the_table_names_every_state() -> None:
    assert set(TABLE) == {state.value for state in State}


def test_a_late_sent_after_delivered_is_ignored() -> None:
    """C2."""
    assert advance(State.DELIVERED, State.SENT) is State.DELIVERED


def test_a_text_that_may_have_gone_out_never_goes_back_to_the_queue() -> None:
    """The promise of never two: only an answer that proves nothing was taken leads back, from sending."""
    back = {state for state in State if may_follow(state, State.QUEUED)}
    assert back == {State.DRAFT, State.HELD, State.SENDING}


@pytest.mark.parametrize("state", [State.DELIVERED, State.FAILED, State.STOPPED])
def test_no_news_changes_a_settled_text(state: State) -> None:
    """C2."""
    assert not any(may_follow(state, later) for later in State)


def test_a_tick_needs_the_services_own_acknowledgement() -> None:
    """C6."""
    assert not TAKEN & {State.HELD, State.QUEUED, State.SENDING, State.UNCONFIRMED, State.STOPPED}


def test_what_a_service_can_prove_is_said_in_one_table_and_an_unknown_one_proves_least() -> None:
    """C6."""
    assert {name: proof_of(name) for name in PROVES} == PROVES
    assert proof_of("a service of a later version") is Proof.ACCEPTED


@pytest.mark.parametrize(
    ("proof", "told", "known"),
    [
        (Proof.ACCEPTED, State.ACCEPTED, State.ACCEPTED),
        (Proof.ACCEPTED, State.SENT, State.ACCEPTED),
        (Proof.ACCEPTED, State.DELIVERED, State.ACCEPTED),
        (Proof.SENT, State.ACCEPTED, State.ACCEPTED),
        (Proof.SENT, State.SENT, State.SENT),
        (Proof.SENT, State.DELIVERED, State.SENT),
        (Proof.DELIVERED, State.ACCEPTED, State.ACCEPTED),
        (Proof.DELIVERED, State.SENT, State.SENT),
        (Proof.DELIVERED, State.DELIVERED, State.DELIVERED),
    ],
)
def test_a_service_without_receipts_never_proves_delivery(proof: Proof, told: State, known: State) -> None:
    """C6."""
    assert provable(told, proof) is known


@pytest.mark.parametrize(
    ("proof", "state"), list(product(Proof, [State.FAILED, State.RECEIVED, State.UNCONFIRMED]))
)
def test_what_needs_no_receipt_is_believed_of_every_service(proof: Proof, state: State) -> None:
    """C6."""
    assert provable(state, proof) is state
