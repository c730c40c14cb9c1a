"""A number that the service's phone book blocks is opted out on every line, until the book says otherwise."""

from datetime import timedelta

from desktop.store import blocked, consent, outbox
from desktop.store.database import Database
from tests.store.texts import ACCOUNT, LINE, PEER, at, inbound, now, pull, queued, sending

OURS = "+447700900011"


def kind(db: Database, line: str = LINE) -> str:
    """What holds for the number."""
    return consent.state(db, ACCOUNT, line, PEER).kind


def test_a_blocked_number_is_opted_out_on_every_line_and_nothing_leaves(db: Database) -> None:
    """B20."""
    text = queued(db)
    blocked.keep(db, ACCOUNT, [PEER], at(10))
    blocked.keep(db, ACCOUNT, [PEER], at(20))
    found = consent.state(db, ACCOUNT, LINE, PEER)
    assert (found.kind, found.stopped, found.since) == (consent.BLOCKED, True, at(10))
    assert kind(db, OURS) == consent.BLOCKED and not consent.state(db, "b", LINE, PEER).stopped
    assert not outbox.mark_sending(db, text.id, at(30))
    assert now(db, text).held_reason == outbox.OPTED_OUT


def test_it_is_lifted_when_the_phone_book_says_so_not_by_half_of_one_nor_by_silence(db: Database) -> None:
    blocked.keep(db, ACCOUNT, [PEER], at(10))
    blocked.keep(db, ACCOUNT, [], at(20), free=[PEER], whole=False)
    assert kind(db) == consent.BLOCKED
    blocked.keep(db, ACCOUNT, [], at(30))
    assert kind(db) == consent.BLOCKED  # it is not there any more, which says nothing
    blocked.keep(db, ACCOUNT, [], at(40), free=[PEER])
    assert kind(db) == ""


def test_a_start_counts_by_its_time_until_the_next_look_says_otherwise(db: Database) -> None:
    pull(db, inbound("1", "START", seconds=5))
    blocked.keep(db, ACCOUNT, [PEER], at(10))
    assert kind(db) == consent.BLOCKED
    pull(db, inbound("2", "START", seconds=15))
    assert kind(db) == consent.START
    blocked.keep(db, ACCOUNT, [PEER], at(20))
    assert kind(db) == consent.BLOCKED


def test_their_own_stop_holds_although_the_book_says_nothing(db: Database) -> None:
    pull(db, inbound("1", "STOP", seconds=5))
    blocked.keep(db, ACCOUNT, [PEER], at(10))
    assert kind(db) == consent.STOP
    blocked.keep(db, ACCOUNT, [], at(20), free=[PEER])
    assert kind(db) == consent.STOP


def test_where_opting_in_has_a_time_only_a_later_one_ends_what_a_refusal_taught(db: Database) -> None:
    """B20: that they are listed as not blocked may be older than the refusal."""
    text = sending(db)
    outbox.fail(db, text.id, "21610", "")
    refused = consent.state(db, ACCOUNT, LINE, PEER).since
    assert refused is not None
    before, after = refused - timedelta(seconds=1), refused + timedelta(seconds=1)
    for back, held in (
        ({}, consent.REFUSED),
        ({PEER: before}, consent.REFUSED),
        ({PEER: after}, consent.UNBLOCKED),
    ):
        blocked.keep(db, ACCOUNT, [PEER], at(10))
        blocked.keep(db, ACCOUNT, [], at(20), free=[PEER], back=back)
        assert kind(db) == held


def test_what_a_refusal_had_taught_ends_with_the_block(db: Database) -> None:
    text = sending(db)
    outbox.fail(db, text.id, "21610", "")
    assert kind(db) == consent.REFUSED
    blocked.keep(db, ACCOUNT, [PEER], at(10))
    blocked.keep(db, ACCOUNT, [], at(20), free=[PEER])
    assert kind(db) == consent.UNBLOCKED
    assert not consent.state(db, ACCOUNT, LINE, PEER).stopped


def test_nobody_here_can_override_what_the_service_would_refuse(db: Database) -> None:
    blocked.keep(db, ACCOUNT, [PEER], at(10))
    assert consent.override(db, ACCOUNT, LINE, PEER, reason="by phone", now=at(20)) is None
    assert kind(db) == consent.BLOCKED
