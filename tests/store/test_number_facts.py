"""What a service said of a number, kept with who and when, and what it means until something else happens."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.announce import Announcement, MessagesChanged
from desktop.sms.reachability import LASTS, Lesson, Reachability
from desktop.store import number_facts, reach
from desktop.store.database import Database
from desktop.store.number_facts import NumberFact
from tests.store.texts import PEER, at, inbound, pull

ASKED = at(0)


def said(db: Database, kind: str, *, when: datetime = ASKED) -> None:
    number_facts.note(db, PEER, NumberFact(kind, "A carrier", "twilio", when))


def test_what_was_said_is_there_with_its_source_and_date(db: Database) -> None:
    """H8: it was paid for."""
    assert number_facts.of(db, PEER) is None
    said(db, "nonFixedVoip")
    assert number_facts.of(db, PEER) == NumberFact("nonFixedVoip", "A carrier", "twilio", ASKED)
    said(db, "mobile", when=at(60))
    assert number_facts.of(db, PEER) == NumberFact("mobile", "A carrier", "twilio", at(60))


def test_a_landline_is_expected_to_take_no_texts_and_it_is_told_who_said_so(db: Database) -> None:
    """B13."""
    said(db, "landline")
    known = reach.of(db, PEER, at(60))
    assert (known.what, known.told_by, known.marked) == (Reachability.LANDLINE, "twilio", False)


@pytest.mark.parametrize("kind", ["mobile", "nonFixedVoip", "unknown", "", "Landline"])
def test_no_other_kind_says_that_texts_fail(db: Database, kind: str) -> None:
    said(db, kind)
    assert reach.of(db, PEER, at(60)).what is Reachability.UNKNOWN


def test_a_text_that_came_since_tells_more_and_an_older_one_does_not(db: Database) -> None:
    pull(db, inbound("1", seconds=-60))
    said(db, "landline")
    assert reach.of(db, PEER, at(30)).what is Reachability.LANDLINE
    pull(db, inbound("2", seconds=60))
    assert reach.of(db, PEER, at(90)).what is Reachability.DELIVERED


def test_a_persons_mark_wins_and_in_time_a_number_may_be_another_ones(db: Database) -> None:
    said(db, "landline")
    assert reach.of(db, PEER, ASKED + LASTS[Lesson.LANDLINE] + timedelta(1)).what is Reachability.UNKNOWN
    reach.mark(db, PEER, reach.MOBILE, at(1))
    assert reach.of(db, PEER, at(60)).what is Reachability.UNKNOWN


def test_whoever_shows_the_number_hears_of_it(db: Database, announced: list[Announcement]) -> None:
    pull(db, inbound("1"))
    announced.clear()
    said(db, "landline")
    assert [type(one) for one in announced] == [MessagesChanged]
    assert datetime.now(UTC) > ASKED
