"""Message states: which there are, which may follow which, and what a provider can prove.

Look here for the one table that decides whether a status change counts (requirement C2). Words for
people are in ``desktop.wording``; a server's own status word is kept beside the state, verbatim.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a message stands, as this program can justify it.

    ``QUEUED`` and ``SENDING`` are ours and mean *no answer yet*; a server's own "queued" or
    "sending" comes after its acceptance and is ``ACCEPTED`` here.
    """

    DRAFT = "draft"
    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    UNCONFIRMED = "unconfirmed"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    STOPPED = "stopped"
    RECEIVED = "received"


class Proof(StrEnum):
    """The strongest thing a service can say about an outbound text (requirement C6)."""

    ACCEPTED = "accepted"
    """It took the text; nothing more is ever known."""
    SENT = "sent"
    """It says when the carrier took the text."""
    DELIVERED = "delivered"
    """It passes on the handset's receipt."""


PROVES: dict[str, Proof] = {
    "cliqtel": Proof.DELIVERED,
    "twilio": Proof.DELIVERED,
    "voipms": Proof.ACCEPTED,
    "close": Proof.SENT,
    "cloudtalk": Proof.ACCEPTED,
    "salesmsg": Proof.DELIVERED,
}
"""What each service can prove, by its name in ``providers.catalog``; the one place that says so."""


def proof_of(service: str) -> Proof:
    """What a service can prove; of an unknown one no more than that it took the text."""
    return PROVES.get(service, Proof.ACCEPTED)


_FOLLOWERS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.HELD, State.QUEUED}),
    State.HELD: frozenset({State.DRAFT, State.QUEUED, State.STOPPED}),
    State.QUEUED: frozenset({State.HELD, State.SENDING, State.FAILED, State.STOPPED}),
    # Back to QUEUED only with proof that nothing was accepted (Unreachable, Busy, SignInNeeded).
    State.SENDING: frozenset(
        {
            State.QUEUED,
            State.UNCONFIRMED,
            State.ACCEPTED,
            State.SENT,
            State.DELIVERED,
            State.FAILED,
        }
    ),
    State.UNCONFIRMED: frozenset({State.ACCEPTED, State.SENT, State.DELIVERED, State.FAILED}),
    State.ACCEPTED: frozenset({State.SENT, State.DELIVERED, State.FAILED, State.STOPPED}),
    State.SENT: frozenset({State.DELIVERED, State.FAILED}),
    State.DELIVERED: frozenset(),
    State.FAILED: frozenset(),
    State.STOPPED: frozenset(),
    State.RECEIVED: frozenset(),
}

TAKEN = frozenset({State.ACCEPTED, State.SENT, State.DELIVERED})
"""States that need a service's own acknowledgement: only these may carry a tick."""


def may_follow(now: State, later: State) -> bool:
    """Whether a message in state ``now`` may go to ``later`` (requirement C2)."""
    return later in _FOLLOWERS[now]


def advance(now: State, later: State) -> State:
    """The state after news of ``later`` reached a message in ``now``: late or odd news is ignored."""
    return later if may_follow(now, later) else now


def provable(state: State, proof: Proof) -> State:
    """``state`` cut down to what a service of this ``proof`` can know (requirement C6).

    A service without receipts never yields ``DELIVERED``, whatever word its answer held, and whatever
    another version of this program stored: screens cut down what they draw as well.
    """
    if state is State.DELIVERED and proof is not Proof.DELIVERED:
        state = State.SENT
    if state is State.SENT and proof is Proof.ACCEPTED:
        state = State.ACCEPTED
    return state
