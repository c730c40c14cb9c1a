"""The steps of a text for later: each only from the state it expects, and what the service's list changes."""

from desktop.store import later, later_steps, messages, status_history
from desktop.store.database import Database
from desktop.store.later_steps import Told
from tests.store.test_later import DUE, found, waiting, wanted
from tests.store.texts import ACCOUNT, LINE, PEER, at, inbound, listed, pull


def told(handle: str = "acti_1", body: str = "Tomorrow at nine?", **more: str) -> Told:
    """As the service lists one."""
    return Told(handle, LINE, PEER, body, DUE, more.get("author", "Alex"))


def test_the_request_is_marked_before_it_leaves_and_only_once(db: Database) -> None:
    """A lost answer is looked at, never repeated."""
    one = wanted(db)
    assert later_steps.ask(db, one) and not later_steps.ask(db, one)
    assert found(db, one).state == later.ASKED
    later_steps.put_back(db, one)
    assert found(db, one).state == later.NEW
    assert [each.id for each in later_steps.to_do(db, ACCOUNT)] == [one.id]


def test_to_somebody_who_opted_out_meanwhile_nothing_is_handed_over(db: Database) -> None:
    """B20."""
    one = wanted(db)
    pull(db, inbound("1", "STOP"))
    assert not later_steps.ask(db, one)
    assert (found(db, one).state, found(db, one).code) == (later.ENDED, later.OPTED_OUT)


def test_the_services_list_tells_of_those_of_others_and_of_their_changes(db: Database) -> None:
    later_steps.follow(db, ACCOUNT, [told()], whole=True)
    (one,) = later.listing(db)
    assert (one.state, one.ours, one.author, one.body) == (later.WAITING, False, "Alex", "Tomorrow at nine?")
    later_steps.follow(db, ACCOUNT, [told(body="At ten")], whole=True)
    assert [each.body for each in later.listing(db)] == ["At ten"]


def test_a_list_that_shows_it_settles_a_lost_answer(db: Database) -> None:
    one = wanted(db)
    later_steps.keep_handle(db, one, "acti_1")
    later_steps.ask(db, one)
    later_steps.follow(db, ACCOUNT, [told()], whole=True)
    assert found(db, one).state == later.WAITING and found(db, one).ours


def test_what_a_whole_list_has_no_more_is_looked_at_and_a_part_of_one_proves_nothing(db: Database) -> None:
    one = waiting(db)
    later_steps.follow(db, ACCOUNT, [], whole=False)
    assert found(db, one).state == later.WAITING
    later_steps.follow(db, ACCOUNT, [], whole=True)
    assert found(db, one).state == later.MISSING


def test_one_that_is_being_taken_back_is_not_made_to_wait_again_by_an_older_list(db: Database) -> None:
    one = waiting(db)
    later.take_back(db, one.id, at(1))
    later_steps.follow(db, ACCOUNT, [told()], whole=True)
    assert found(db, one).state == later.STOPPING
    later_steps.returned(db, found(db, one))
    later_steps.returned(db, found(db, one))
    assert found(db, one).code == later.RETURNED


def test_one_of_others_that_was_taken_back_is_their_draft_again(db: Database) -> None:
    later_steps.follow(db, ACCOUNT, [told()], whole=True)
    (one,) = later.listing(db)
    later.take_back(db, one.id, at(1))
    later_steps.returned(db, found(db, one))
    assert later.listing(db) == []


def test_one_that_left_is_a_text_of_ours_and_not_from_elsewhere(db: Database) -> None:
    """C17."""
    one = waiting(db)
    pull(db, listed("acti_1", one.body, seconds=5))
    (text,) = messages.newest(db)
    assert text.outside
    later_steps.left(db, one)
    (text,) = messages.newest(db)
    assert not text.outside and later.listing(db) == []


def test_one_that_the_service_keeps_waits_on_with_its_reason(db: Database) -> None:
    one = waiting(db)
    later.take_back(db, one.id, at(1))
    later_steps.stays(db, found(db, one), "No")
    kept = found(db, one)
    assert (kept.state, kept.code, kept.text) == (later.WAITING, later.NOT_RETURNED, "No")


def test_one_that_cannot_be_looked_at_has_not_ended_and_is_seen_again_by_a_list(db: Database) -> None:
    one = waiting(db)
    later_steps.follow(db, ACCOUNT, [], whole=True)
    later_steps.unseen(db, found(db, one), "No")
    later_steps.unseen(db, found(db, one), "No")
    missing = found(db, one)
    assert (missing.state, missing.unseen, missing.text) == (later.MISSING, True, "No")
    later_steps.follow(db, ACCOUNT, [told()], whole=True)
    assert (found(db, one).unseen, found(db, one).code, found(db, one).text) == (False, "", "")
    later_steps.unseen(db, found(db, one), "No")
    assert found(db, one).code == ""


def test_one_that_was_taken_back_after_it_was_listed_as_a_text_was_stopped(db: Database) -> None:
    """C6: and each state is in its history."""
    one = waiting(db)
    pull(db, listed("acti_1", one.body, seconds=5))
    later.take_back(db, one.id, at(6))
    later_steps.returned(db, found(db, one))
    (text,) = messages.newest(db)
    assert (text.state, text.outside) == ("stopped", False)
    assert [change.state for change in status_history.changes(db, text.id)] == ["stopped"]


def test_one_of_others_that_is_gone_is_forgotten(db: Database) -> None:
    later_steps.follow(db, ACCOUNT, [told()], whole=True)
    (one,) = later.listing(db)
    later_steps.forget(db, one)
    assert later.listing(db) == []
