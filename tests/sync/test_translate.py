"""The adapters' records become the store's without losing or inventing anything."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.providers import base
from desktop.providers.base import ON, Accepted, Capabilities, ContactNumber, Failure
from desktop.sms.delivery import Proof, State
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, Policy
from desktop.store.contacts import Number
from desktop.store.database import Database
from desktop.sync import translate
from tests.sync.fake_service import ACCOUNT, LINE, NOON, PEER, listed, queued


def test_a_listed_text_keeps_everything_the_service_said() -> None:
    text = replace(
        listed("7", "Hello", state=State.FAILED),
        remote_status="failed",
        kind="mms",
        parts=2,
        price=Decimal("0.0160"),
        currency="EUR",
        carrier="cliqtel",
        failure=Failure("landline", "No"),
    )
    found = translate.listed(text, Proof.DELIVERED)
    assert (found.outbound, found.line, found.peer, found.body, found.created_at) == (
        True,
        LINE,
        PEER,
        "Hello",
        NOON,
    )
    said = found.receipt
    assert (said.remote_id, said.remote_kind, said.state, said.remote_status) == (
        "7",
        "mms",
        State.FAILED,
        "failed",
    )
    assert (said.parts, said.price, said.currency, said.carrier) == (2, "0.0160", "EUR", "cliqtel")
    assert (said.error_code, said.error_text) == ("landline", "No")


def test_a_word_that_nobody_knows_proves_acceptance_only_and_is_kept() -> None:
    """C2."""
    text = replace(listed("7", state=None), remote_status="teleporting")
    said = translate.listed(text, Proof.DELIVERED).receipt
    assert (said.state, said.remote_status, said.word_known) == (State.ACCEPTED, "teleporting", False)


@pytest.mark.parametrize(
    ("proof", "state"),
    [(Proof.ACCEPTED, State.ACCEPTED), (Proof.SENT, State.SENT), (Proof.DELIVERED, State.DELIVERED)],
)
def test_nothing_is_believed_that_the_service_cannot_know(proof: Proof, state: State) -> None:
    """C6."""
    assert translate.listed(listed("7", state=State.DELIVERED), proof).receipt.state is state
    assert translate.receipt(Accepted("7", State.DELIVERED), proof).state is state


def test_the_answer_to_a_send_keeps_its_facts() -> None:
    said = translate.receipt(
        Accepted(None, State.SENT, "sent", "sms", 3, Decimal("0.1"), "EUR", "c"), Proof.DELIVERED
    )
    assert (said.remote_id, said.state, said.remote_status, said.remote_kind) == (
        None,
        State.SENT,
        "sent",
        "sms",
    )
    assert (said.parts, said.price, said.currency, said.carrier) == (3, "0.1", "EUR", "c")


def test_a_queued_text_leaves_with_the_services_id_of_its_line(db: Database) -> None:
    (message,) = queued(db, "Hello")
    assert translate.outgoing(message, "42") == base.OutgoingText("42", LINE, PEER, "Hello")


def test_lines_contacts_calls_and_bad_rows_keep_every_field() -> None:
    line = base.Line("42", LINE, "Support", "GB", "mobile", "active", True, False, None, "send_only", "x")
    assert translate.line(ACCOUNT, line).reason_code == "send_only"
    assert translate.line(ACCOUNT, line).can_receive is False
    contact = base.Contact("1", "Zoë", "Patel", (ContactNumber(PEER, "mobile"),))
    assert translate.contact(ACCOUNT, contact).numbers == (Number(PEER, "mobile"),)
    call = base.Call("1", True, LINE, PEER, NOON, "answered", 65)
    assert (translate.call(ACCOUNT, call).seconds, translate.call(ACCOUNT, call).account_id) == (65, ACCOUNT)
    assert translate.unread(base.BadRow("7", "no body", "{}")).fault == "no body"


@pytest.mark.parametrize("policy", [JOINED, SEPARATE_160_BYTES, replace(JOINED, max_characters=1600)])
def test_how_texts_are_counted_is_known_without_the_service(policy: Policy) -> None:
    """E1: the counter counts right offline."""
    can = replace(
        Capabilities(), policy=policy, price_per_part=Decimal("0.008"), calls=ON, listing_delay=timedelta(1)
    )
    stored = translate.stored_capabilities(can)
    assert translate.policy_of(stored) == policy
    assert '"price_per_part": "0.008"' in stored
    assert translate.policy_of(None) is JOINED


def test_when_people_opted_in_again_is_the_earliest_that_a_phone_book_says() -> None:
    """B20: somebody may be in it twice."""
    later = NOON + timedelta(hours=1)
    numbers = (ContactNumber(PEER, opted_in=later), ContactNumber(PEER, opted_in=NOON), ContactNumber(LINE))
    people = tuple(base.Contact(str(place), "Ada", numbers=(one,)) for place, one in enumerate(numbers))
    assert translate.opted_in(base.Rows(people)) == {PEER: NOON}
