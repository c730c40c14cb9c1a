"""Warnings that were passed over go quiet after three deliveries and no failure since (idea 3)."""

from datetime import timedelta

from desktop.sms.delivery import State
from desktop.sms.preflight import Rule
from desktop.store import accounts, messages, outbox, overridden, undo
from desktop.store.database import Database
from desktop.store.messages import Message
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, at, receipt

RULES = (Rule.LANDLINE, Rule.RESTRICTED)


def proves(db: Database, proof: str) -> None:
    accounts.learn(db, ACCOUNT, capabilities=f'{{"proof": "{proof}"}}', balance=None, currency="")


def over(db: Database, *rules: Rule, peer: str = PEER) -> Message:
    return messages.queue(
        db, account_id=ACCOUNT, line=LINE, peer=peer, body="ok", now=at(0), passed_over=rules or RULES
    )


def ends(db: Database, message: Message, state: State) -> None:
    outbox.mark_sending(db, message.id, at(1))
    if state is State.FAILED:
        outbox.fail(db, message.id, "30003", "off")
    else:
        outbox.accept(db, message.id, receipt(str(message.id), state))


def test_three_deliveries_make_a_rule_quiet_for_that_number_alone(db: Database) -> None:
    proves(db, "delivered")
    ends(db, over(db), State.DELIVERED)
    ends(db, over(db, Rule.LANDLINE), State.DELIVERED)
    assert overridden.quiet(db, PEER) == frozenset()
    ends(db, over(db, Rule.LANDLINE, Rule.LANDLINE), State.DELIVERED)
    assert overridden.quiet(db, PEER) == {"landline"}
    assert overridden.quiet(db, OTHER) == frozenset()


def test_a_failure_since_makes_it_speak_again(db: Database) -> None:
    proves(db, "delivered")
    for _ in range(3):
        ends(db, over(db), State.DELIVERED)
    assert overridden.quiet(db, PEER) == set(RULES)
    plain = messages.queue(db, account_id=ACCOUNT, line=LINE, peer=PEER, body="ok", now=at(9))
    ends(db, plain, State.FAILED)
    assert overridden.quiet(db, PEER) == frozenset()
    for _ in range(3):
        ends(db, over(db, Rule.LANDLINE), State.DELIVERED)
    assert overridden.quiet(db, PEER) == {"landline"}


def test_what_counts_as_arrived_is_what_the_service_can_prove(db: Database) -> None:
    """C6."""
    for _ in range(3):
        ends(db, over(db), State.SENT)
    proves(db, "delivered")
    assert overridden.quiet(db, PEER) == frozenset()
    proves(db, "sent")
    assert overridden.quiet(db, PEER) == set(RULES)


def test_a_text_that_was_taken_back_was_never_sent_past_a_warning(db: Database) -> None:
    proves(db, "accepted")
    for _ in range(2):
        ends(db, over(db), State.ACCEPTED)
    third = messages.queue(
        db,
        account_id=ACCOUNT,
        line=LINE,
        peer=PEER,
        body="ok",
        now=at(0),
        undo=timedelta(seconds=5),
        passed_over=RULES,
    )
    assert undo.take_back(db, third.id, at(1)) == "ok"
    assert overridden.quiet(db, PEER) == frozenset()
