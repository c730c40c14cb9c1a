"""Queueing a text, and reading texts by threads and pages."""

from pathlib import Path

import pytest

from desktop.announce import Announcement, MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import conversations, doubts, drafts, messages
from desktop.store.database import Database, StoreUnwritable
from tests.store.texts import (
    ACCOUNT,
    LINE,
    NOON,
    OTHER,
    PEER,
    at,
    doubted,
    inbound,
    listed,
    now,
    pull,
    queued,
)


def test_send_puts_the_text_into_the_thread_at_once_and_takes_the_draft_away(
    db: Database, announced: list[Announcement]
) -> None:
    """C1: the bubble stands even offline; message, conversation and draft in one transaction."""
    drafts.keep(db, ACCOUNT, LINE, PEER, drafts.Draft(body="Hello"))
    drafts.keep(db, ACCOUNT, LINE, OTHER, drafts.Draft(body="Another"))
    announced.clear()
    message = queued(db, "Hello")
    assert (message.state, message.outbound, message.created_at) == (State.QUEUED, True, NOON)
    assert messages.thread(db, message.conversation_id) == [message]
    assert drafts.get(db, ACCOUNT, LINE, PEER) == drafts.Draft()
    assert drafts.get(db, ACCOUNT, LINE, OTHER).body == "Another"
    assert announced == [MessagesChanged(frozenset({message.conversation_id})), TextQueued(ACCOUNT)]


def test_a_text_that_cannot_be_stored_leaves_its_draft(db: Database, announced: list[Announcement]) -> None:
    """Nothing is lost on a full disk, and nobody is told of a text that does not exist."""
    drafts.keep(db, ACCOUNT, LINE, PEER, drafts.Draft(body="Hello"))
    with db.reading() as session:
        connection = session.connection()
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used}")
    announced.clear()
    with pytest.raises(StoreUnwritable):
        queued(db, "Hello" * 10_000)
    assert drafts.get(db, ACCOUNT, LINE, PEER).body == "Hello"
    assert conversations.listing(db) == []
    assert announced == []


def test_two_texts_with_the_same_words_are_two(db: Database) -> None:
    assert queued(db).id != queued(db).id
    assert len(messages.newest(db)) == 2


def pages(db: Database, conversation_id: int, size: int) -> list[list[str]]:
    """The whole thread by pages, the newest page first."""
    found: list[list[str]] = []
    before = None
    while page := messages.thread(db, conversation_id, before=before, limit=size):
        found.append([message.body for message in page])
        before = (page[0].created_at, page[0].id)
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_a_thread_reads_in_pages_without_a_gap_or_a_repetition(db: Database, size: int) -> None:
    """E3: back to the first text ever stored; texts of the same moment as well."""
    seconds = [0, 1, 1, 1, 2, 2, 3]
    for number, second in enumerate(seconds):
        pull(db, inbound(str(number), f"text {number}", seconds=second))
    queued(db, "elsewhere", peer=OTHER)
    (conversation_id,) = {one.id for one in conversations.listing(db) if one.peer == PEER}
    read = pages(db, conversation_id, size)
    assert [body for page in reversed(read) for body in page] == [f"text {number}" for number in range(7)]
    assert all(len(page) == size for page in read[:-1])


def test_a_text_that_arrives_late_takes_its_place_by_time(db: Database) -> None:
    pull(db, inbound("9", "later", seconds=9))
    pull(db, inbound("3", "earlier", seconds=3))
    (conversation,) = conversations.listing(db)
    assert [one.body for one in messages.thread(db, conversation.id)] == ["earlier", "later"]


def test_texts_of_all_lines_come_newest_first_and_can_be_narrowed_and_cut(db: Database) -> None:
    pull(
        db,
        inbound("1", "a", seconds=1),
        inbound("2", "b", seconds=2, peer=OTHER),
        listed("3", "c", seconds=3),
    )
    assert [one.body for one in messages.newest(db)] == ["c", "b", "a"]
    assert [one.body for one in messages.newest(db, peer=PEER)] == ["c", "a"]
    assert [one.body for one in messages.newest(db, peer=PEER, limit=1)] == ["c"]


def test_a_text_that_is_not_there_is_none(db: Database) -> None:
    assert messages.get(db, 1) is None


def test_a_text_asks_only_with_evidence_and_until_somebody_decides(db: Database) -> None:
    from desktop.store import outbox

    text = doubted(db)
    assert not text.asks
    doubts.looked(
        db, ACCOUNT, began=at(60), complete_since=at(-3600), delay=at(5) - NOON, window=at(60) - NOON
    )
    assert now(db, text).asks
    outbox.leave(db, text.id)
    assert not now(db, text).asks


def test_numbers_in_times_survive_the_store_to_the_microsecond(db: Database) -> None:
    text = queued(db, seconds=0.123456)
    assert now(db, text).created_at == at(0.123456)
    assert now(db, text).created_at.tzinfo is not None


def test_a_store_is_one_file_that_can_be_copied(db: Database, tmp_path: Path) -> None:
    queued(db)
    db.close()
    assert [path.name for path in tmp_path.glob("linedesk.db*")] == ["linedesk.db"]


def test_new_messages_begin_at_the_oldest_unread_text_of_theirs(db: Database) -> None:
    pull(db, inbound("1", "a", seconds=1), unread_since=at(5))
    pull(db, inbound("2", "b", seconds=6), listed("3", "ours", seconds=7), inbound("4", "c", seconds=8))
    (conversation,) = conversations.listing(db)
    assert conversation.unread == 2
    first = messages.first_unread(db, conversation.id)
    assert first is not None and first[0] == at(6)
    conversations.mark_read(db, conversation.id)
    assert messages.first_unread(db, conversation.id) is None
    assert messages.first_unread(db, 99) is None


def test_where_more_is_counted_than_stored_all_of_it_is_new(db: Database) -> None:
    text = queued(db)
    conversations.mark_unread(db, text.conversation_id)
    assert messages.first_unread(db, text.conversation_id) is None
    pull(db, inbound("1", seconds=5))
    first = messages.first_unread(db, text.conversation_id)
    assert first is not None and first[0] == at(5)
