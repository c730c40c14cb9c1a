import json

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from desktop.sms.delivery import State
from desktop.store import accounts, failures, held, messages, outbox, reach, refused, waited
from desktop.store.database import Database
from desktop.store.refusals import refused_before, refused_words
from tests.store.texts import (
    ACCOUNT,
    LINE,
    OTHER,
    PEER,
    at,
    doubted,
    inbound,
    now,
    pull,
    queued,
    sending,
)

SECOND, SECOND_LINE = "b", "+447700900011"


@pytest.fixture(autouse=True)
def service(db: Database) -> None:
    tell(db, ACCOUNT, "salesmsg")


def tell(db: Database, account: str, service: str) -> None:
    capabilities = json.dumps({"service": service})
    accounts.learn(db, account, capabilities=capabilities, balance=None, currency="")


def failed(db: Database, code: str, body: str = "Loan!") -> int:
    text = queued(db, body)
    assert outbox.mark_sending(db, text.id, at(0))
    outbox.fail(db, text.id, code, "")
    return text.id


def code(db: Database, body: str = "Loan!", *, line: str = LINE, peer: str = PEER) -> str:
    found = refused_before(db, ACCOUNT, line, peer, body)
    return "" if found is None else found.entry.code


@pytest.mark.parametrize("refusal", ["30007", "21610", "30006", "21211"])
def test_words_that_were_refused_for_good_do_not_go_out_unchanged(db: Database, refusal: str) -> None:
    text = failed(db, refusal)
    found = refused_before(db, ACCOUNT, LINE, PEER, "Loan!")
    assert found is not None
    assert (found.entry.code, found.message_id, found.at) == (refusal, text, at(0))
    assert code(db, "Your appointment") == ""
    assert code(db, peer=OTHER) == ""


@pytest.mark.parametrize("body", ["Loan! ", "loan!", "\u200bLoan!\n"])
def test_a_space_or_capital_more_makes_no_other_text(db: Database, body: str) -> None:
    """C15: what a carrier filters is the same with them."""
    failed(db, "30007")
    assert code(db, body) == "30007"


@pytest.mark.parametrize("passing", ["30003", "30008", "30410", "21408", "no such code"])
def test_other_failures_stop_nothing(db: Database, passing: str) -> None:
    failed(db, passing)
    assert code(db) == ""


def test_refused_words_stay_refused_whatever_arrives_since(db: Database) -> None:
    failed(db, "30007")
    pull(db, inbound("r1", "Hi", seconds=60))
    reach.mark(db, PEER, reach.MOBILE, at(90))
    assert code(db) == "30007"
    assert code(db, line="+12125550142") == "30007"


def test_a_number_that_proves_itself_counts_again(db: Database) -> None:
    failed(db, "30006")
    pull(db, inbound("r1", "Hi", seconds=60))
    assert code(db) == ""


def test_a_person_may_say_that_a_number_works(db: Database) -> None:
    failed(db, "30006")
    reach.mark(db, PEER, reach.MOBILE, at(60))
    assert code(db) == ""


def test_an_opt_out_ends_with_their_start_and_concerns_its_own_line(db: Database) -> None:
    failed(db, "21610")
    assert code(db, line="+12125550142") == ""
    pull(db, inbound("r1", "START", seconds=60))
    assert code(db) == ""


def from_second(db: Database, body: str = "Loan!") -> str:
    found = refused_before(db, SECOND, SECOND_LINE, PEER, body)
    return "" if found is None else found.entry.code


@pytest.mark.parametrize(
    ("refusal", "counts"),
    [
        ("30006", True),
        ("21211", True),
        ("30005", True),
        ("30007", False),
        ("21610", False),
        ("30004", False),
        ("21266", False),
    ],
)
def test_what_is_wrong_with_a_number_counts_for_every_account_and_nothing_else_does(
    db: Database, refusal: str, counts: bool
) -> None:
    """C15: another service has other carriers, who may let the words through; a landline stays one."""
    tell(db, SECOND, "cliqtel")
    failed(db, refusal)
    assert code(db) == refusal
    assert from_second(db) == (refusal if counts else "")
    pull(db, inbound("r1", "Hi", seconds=60))
    assert from_second(db) == ""


def test_a_number_that_only_one_service_refuses_may_be_tried_by_another(db: Database) -> None:
    """C15: "failed to send" says of the number what nobody can tell."""
    tell(db, ACCOUNT, "cliqtel")
    failed(db, "failed_to_send_sms")
    assert code(db) == code(db, line=SECOND_LINE) == "failed_to_send_sms"
    assert from_second(db) == ""


def test_the_line_itself_as_recipient_is_wrong_for_that_line_alone(db: Database) -> None:
    """B11."""
    failed(db, "21266")
    assert (code(db), code(db, line=SECOND_LINE)) == ("21266", "")


def test_a_held_text_stays_where_its_words_were_refused_meanwhile(db: Database) -> None:
    """C15, idea 8: not one alone either; other words go."""
    texts = [queued(db, "Loan!"), queued(db, "See you at nine")]
    held.review(db, ACCOUNT, at(900))
    failed_meanwhile(db, 900)
    assert held.send(db, texts[0].id, at(901)) is None
    assert (now(db, texts[0]).state, now(db, texts[0]).held_reason) == (State.HELD, held.REFUSED)
    assert held.send(db, texts[1].id, at(902)) is not None


def test_an_unconfirmed_text_is_not_sent_again_where_its_words_were_refused_meanwhile(db: Database) -> None:
    """C15: the new one waits for a person and says why."""
    text = doubted(db, "Loan!")
    failed_meanwhile(db, 60)
    again = outbox.send_again(db, text.id, at(90))
    assert again is not None and (again.state, again.held_reason) == (State.HELD, held.REFUSED)


def test_what_the_program_repeats_by_itself_waits_where_its_words_were_refused_meanwhile(
    db: Database,
) -> None:
    """C11, C15."""
    text = sending(db, "Loan!")
    assert refused.later(db, text.id, at(1), code="21611", text="")
    failed_meanwhile(db, 10)
    assert not outbox.mark_sending(db, text.id, at(60))
    assert now(db, text).held_reason == waited.REFUSED


def failed_meanwhile(db: Database, seconds: float) -> None:
    """The same words were refused on another line of the account."""
    other = messages.queue(db, account_id=ACCOUNT, line=SECOND_LINE, peer=PEER, body="Loan!", now=at(seconds))
    assert outbox.mark_sending(db, other.id, at(seconds))
    outbox.fail(db, other.id, "30007", "")


def test_an_older_try_by_another_line_does_not_go_out_either(db: Database) -> None:
    """C15."""
    older = failed(db, "30003")
    failed_meanwhile(db, 10)
    assert failures.resend(db, [older], at(60), None).sent == ()


def test_however_many_texts_failed_the_store_is_asked_the_same(db: Database) -> None:
    """Hundreds of failures to one number are looked at before a key shows."""
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        counts = []
        for number in range(3):
            failed(db, "30006", f"text {number}")
            asked.clear()
            assert len(refused_words(db, ACCOUNT, LINE, PEER)) == number + 1
            counts.append(len(asked))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert counts == [counts[0]] * 3
