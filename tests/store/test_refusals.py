import json

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from desktop.store import accounts, outbox, reach
from desktop.store.database import Database
from desktop.store.refusals import refused_before, refused_words
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, at, inbound, pull, queued


@pytest.fixture(autouse=True)
def service(db: Database) -> None:
    capabilities = json.dumps({"service": "salesmsg"})
    accounts.learn(db, ACCOUNT, capabilities=capabilities, balance=None, currency="")


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
