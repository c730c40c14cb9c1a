from desktop.store import messages
from desktop.store.database import Database
from desktop.store.last_used import last_used


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
