"""The counter that audits itself against what services report."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from desktop.announce import AccountChanged, Announcement, Announcer
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, Policy, count
from desktop.store import accounts, counting, messages
from desktop.store.database import Database, open_database
from desktop.store.tables import MessageRow

LINE, PEER = "+447700900010", "+447700900123"
TEXTS = ["a" * 305, "b" * 20, "\u4e2d" * 133, "c" * 160, "d" * 458, "e" * 320, "\u4e2d" * 140, "f" * 480]
"""Their parts differ between all the ways of counting that are known."""


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path / "linedesk.db", Announcer())


def send(db: Database, *bodies: str, as_counted_by: Policy | None) -> None:
    """Queue texts; the service then reports the parts that this policy gives, or none."""
    for body in bodies:
        message = messages.queue(db, account_id="a", line=LINE, peer=PEER, body=body)
        if as_counted_by is not None:
            with db.transaction() as session:
                row = session.get(MessageRow, message.id)
                assert row is not None
                row.parts = count(body, as_counted_by).segments
                session.add(row)


def test_a_text_keeps_how_many_parts_were_counted_when_it_was_queued(db: Database) -> None:
    """C14"""
    message = messages.queue(db, account_id="a", line=LINE, peer=PEER, body="a" * 161)
    assert message.counted_parts == 2
    counting.count_as(db, "a", replace(JOINED, gsm_single=161))
    kept = messages.get(db, message.id)
    assert kept is not None
    assert kept.counted_parts == 2
    assert messages.queue(db, account_id="a", line=LINE, peer=PEER, body="a" * 161).counted_parts == 1


def test_a_service_that_counts_the_same_is_not_complained_about(db: Database) -> None:
    send(db, *TEXTS, as_counted_by=JOINED)
    send(db, "not reported", as_counted_by=None)
    found = counting.audit(db, "a")
    assert (found.compared, found.differing, found.drifts, found.fits) == (len(TEXTS), 0, False, None)


@pytest.mark.parametrize("real", counting.OTHERS[1:], ids=lambda one: one.name)
def test_the_way_that_a_service_really_counts_is_found_and_used_once_confirmed(
    db: Database, real: Policy
) -> None:
    """Idea 18"""
    terms = {"policy": asdict(replace(JOINED, name="x", max_characters=1600))}
    accounts.learn(db, "a", capabilities=json.dumps(terms), balance=None, currency="")
    send(db, *TEXTS, *TEXTS, as_counted_by=real)
    found = counting.audit(db, "a")
    assert found.drifts
    assert found.fits == replace(real, max_characters=1600)
    counting.count_as(db, "a", found.fits)
    after = counting.audit(db, "a")
    assert (after.differing, after.drifts, after.confirmed) == (0, False, True)
    assert Policy(**accounts.terms(db, "a").policy) == found.fits
    counting.count_as(db, "a", None)
    assert Policy(**accounts.terms(db, "a").policy).name == "x"


def test_two_texts_that_differ_are_not_yet_a_drift(db: Database) -> None:
    send(db, *TEXTS[:2], as_counted_by=replace(JOINED, gsm_single=10, gsm_part=10))
    found = counting.audit(db, "a")
    assert (found.compared, found.differing, found.drifts) == (2, 2, False)


def test_where_no_known_way_fits_none_is_offered(db: Database) -> None:
    send(db, *TEXTS, as_counted_by=replace(JOINED, gsm_single=50, gsm_part=40))
    found = counting.audit(db, "a")
    assert found.drifts
    assert found.fits is None


def test_a_confirmed_way_is_announced_so_that_open_composers_count_anew(tmp_path: Path) -> None:
    announcer = Announcer()
    heard: list[Announcement] = []
    announcer.subscribe(heard.append)
    db = open_database(tmp_path / "linedesk.db", announcer)
    counting.count_as(db, "a", SEPARATE_160_BYTES)
    assert AccountChanged("a") in heard
