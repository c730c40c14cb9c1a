from datetime import UTC, datetime, timedelta

from desktop.store import messages
from desktop.store.database import Database
from desktop.store.last_used import known_lines, last_used, texted_since


def text(db: Database, number: str) -> None:
    messages.queue(db, account_id="practice", line="+447700900010", peer=number, body="Hello")


def test_numbers_that_were_texted_with_come_with_their_last_moment(db: Database) -> None:
    text(db, "+447700900123")
    text(db, "+447700900124")
    found = last_used(db, ["+447700900123", "+447700900124", "+447700900125"])
    assert set(found) == {"+447700900123", "+447700900124"}
    assert found["+447700900123"] <= found["+447700900124"]


def test_more_numbers_than_fit_into_one_question_are_asked_for_in_several(db: Database) -> None:
    text(db, "+447700900123")
    many = [f"+4479{number:08}" for number in range(1200)]
    assert set(last_used(db, [*many, "+447700900123"])) == {"+447700900123"}


def test_nothing_is_asked_for_nobody(db: Database) -> None:
    assert last_used(db, []) == {}


def test_the_lines_that_somebody_knows_come_the_latest_first(db: Database) -> None:
    """Demand 13."""
    for at, ours in ((1, "+447700900010"), (3, "+12125550142"), (2, "+33639980010")):
        moment = datetime(2026, 3, at, tzinfo=UTC)
        messages.queue(db, account_id="practice", line=ours, peer="+447700900123", body="Hello", now=moment)
    text(db, "+447700900124")
    found = known_lines(db, "+447700900123")
    assert [line for _, line in found] == ["+12125550142", "+33639980010", "+447700900010"]
    assert known_lines(db, "+447700900125") == []


def test_who_was_texted_with_of_late_is_told_from_who_was_long_ago(db: Database) -> None:
    long_ago = datetime(2026, 3, 1, tzinfo=UTC)
    messages.queue(
        db, account_id="practice", line="+447700900010", peer="+447700900123", body="Hi", now=long_ago
    )
    assert texted_since(db, "+447700900123", long_ago)
    assert not texted_since(db, "+447700900123", long_ago + timedelta(seconds=1))
    assert not texted_since(db, "+447700900124", long_ago)
