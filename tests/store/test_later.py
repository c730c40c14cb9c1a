"""A text for a later time: kept apart from texts, taken back by a click, and never lost without a word."""

from datetime import timedelta

from desktop.announce import Announcement, TextQueued
from desktop.store import conversations, drafts, later, later_steps, messages, outbox, strays
from desktop.store.database import Database
from desktop.store.drafts import Draft
from desktop.store.later import Later
from tests.store.texts import ACCOUNT, LINE, PEER, at

DUE = at(0) + timedelta(days=1)


def wanted(db: Database, body: str = "Tomorrow at nine?") -> Later:
    """Somebody chose a time for a text."""
    return later.add(db, account_id=ACCOUNT, line=LINE, peer=PEER, body=body, due_at=DUE, now=at(0))


def waiting(db: Database, handle: str = "acti_1") -> Later:
    """One that waits at the service."""
    one = wanted(db)
    later_steps.keep_handle(db, one, handle)
    assert later_steps.ask(db, one)
    later_steps.waits(db, one, "Alex")
    return found(db, one)


def found(db: Database, one: Later) -> Later:
    """It as it stands."""
    now = later.get(db, one.id)
    assert now is not None
    return now


def test_a_text_for_later_is_no_text_and_nothing_sends_or_counts_it(
    db: Database, announced: list[Announcement]
) -> None:
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft("", "Tomorrow at nine?"))
    one = wanted(db)
    assert (one.state, one.ours, one.due_at) == (later.NEW, True, DUE)
    assert later.of(db, ACCOUNT, LINE, PEER) == later.listing(db) == [one]
    assert messages.newest(db) == [] and outbox.due(db, ACCOUNT, DUE + timedelta(days=1)) == []
    assert drafts.get(db, ACCOUNT, LINE, PEER) == Draft()
    assert TextQueued(ACCOUNT) in announced


def test_its_conversation_is_there_to_find_it_in_and_stays_after_a_start(db: Database) -> None:
    wanted(db)
    outbox.recover(db, at(5))
    assert conversations.find(db, ACCOUNT, LINE, PEER) is not None


def test_what_the_service_does_not_know_is_taken_back_at_once(db: Database) -> None:
    one = wanted(db)
    assert later.take_back(db, one.id, at(1)) == "Tomorrow at nine?"
    assert later.listing(db) == []
    assert drafts.get(db, ACCOUNT, LINE, PEER).body == "Tomorrow at nine?"


def test_a_draft_there_is_a_stray_once_its_text_was_taken_back(db: Database) -> None:
    one = wanted(db)
    assert later_steps.keep_handle(db, one, "acti_1")
    later.take_back(db, one.id, at(1))
    assert strays.listing(db, ACCOUNT) == ["acti_1"]
    assert not later_steps.keep_handle(db, one, "acti_2")
    assert strays.listing(db, ACCOUNT) == ["acti_1", "acti_2"]


def test_what_waits_there_is_asked_back_first_and_then_gives_its_words(db: Database) -> None:
    one = waiting(db)
    assert later.take_back(db, one.id, at(1)) is None
    assert found(db, one).state == later.STOPPING
    later_steps.returned(db, found(db, one))
    back = found(db, one)
    assert (back.state, back.code, back.handle) == (later.ENDED, later.RETURNED, None)
    assert strays.listing(db, ACCOUNT) == ["acti_1"]
    assert drafts.get(db, ACCOUNT, LINE, PEER) == Draft()
    assert later.take_back(db, one.id, at(2)) == "Tomorrow at nine?"


def test_words_of_one_that_left_all_the_same_are_not_written_once_more(db: Database) -> None:
    one = waiting(db)
    later.take_back(db, one.id, at(1))
    later_steps.end(db, found(db, one), later.TOO_LATE)
    assert later.take_back(db, one.id, at(2)) is None
    assert found(db, one).code == later.TOO_LATE
    later.dismiss(db, one.id)
    assert later.listing(db) == []


def test_a_conversation_that_was_begun_for_it_alone_goes_with_it(db: Database) -> None:
    one = wanted(db)
    later_steps.end(db, one, later.MISSED)
    later.dismiss(db, one.id)
    assert conversations.find(db, ACCOUNT, LINE, PEER) is None


def test_only_what_has_ended_can_be_dismissed(db: Database) -> None:
    one = waiting(db)
    later.dismiss(db, one.id)
    assert found(db, one).state == later.WAITING
