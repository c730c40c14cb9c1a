"""How far back a pull has to read, and how young the youngest texts are."""

from datetime import timedelta

from desktop.sms.delivery import State
from desktop.store import awaited, doubts, outbox
from desktop.store.database import Database
from desktop.store.messages import Message
from tests.store.texts import ACCOUNT, NOON, WINDOW, at, doubted, receipt, sending


def opened(db: Database, seconds: float) -> Message:
    text = sending(db, str(seconds), seconds=seconds, peer=f"+1202555{int(seconds) % 100:04d}")
    outbox.accept(db, text.id, receipt(str(text.id)))
    return text


def test_a_pull_reaches_back_to_the_oldest_text_of_which_news_may_come(db: Database) -> None:
    assert awaited.oldest_open(db, ACCOUNT, at(-1)) is None
    opened(db, 10)
    opened(db, 20)
    assert awaited.oldest_open(db, ACCOUNT, at(0)) == at(10)
    assert awaited.oldest_open(db, ACCOUNT, at(15)) == at(20)
    assert awaited.oldest_open(db, ACCOUNT, at(25)) is None


def test_a_doubtful_text_is_looked_for_whatever_its_age_until_the_list_was_read_for_it(db: Database) -> None:
    doubted(db)
    assert awaited.oldest_open(db, ACCOUNT, at(86_400)) == NOON
    doubts.looked(
        db, ACCOUNT, began=at(60), complete_since=at(-3600), delay=timedelta(seconds=5), window=WINDOW
    )
    assert awaited.oldest_open(db, ACCOUNT, at(86_400)) is None


def test_how_young_the_youngest_are_decides_how_often_to_look(db: Database) -> None:
    """C3."""
    assert awaited.youngest(db, ACCOUNT) == (None, None)
    text = sending(db, seconds=5)
    assert awaited.youngest(db, ACCOUNT) == (at(5), at(5))
    outbox.accept(db, text.id, receipt("7", State.DELIVERED))
    assert awaited.youngest(db, ACCOUNT) == (at(5), None)
    assert awaited.youngest(db, "b") == (None, None)
