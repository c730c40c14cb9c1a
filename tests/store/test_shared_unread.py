"""What is open in the shared inbox is counted by conversation, and reading here closes nothing of it."""

from desktop.announce import Announcement, MessagesChanged
from desktop.store import conversations, shared_unread
from desktop.store.database import Database
from desktop.store.shared_unread import Open
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, inbound, pull


def test_entries_are_counted_by_conversation_and_stay_when_it_is_read(db: Database) -> None:
    pull(db, inbound("1"))
    thread = conversations.find(db, ACCOUNT, LINE, PEER)
    assert thread is not None
    shared_unread.replace(
        db, ACCOUNT, [Open("t1", LINE, PEER), Open("t2", LINE, PEER), Open("t3", LINE, OTHER)]
    )
    conversations.mark_read(db, thread)
    assert shared_unread.counts(db) == {thread: 2}
    assert shared_unread.of(db, ACCOUNT, LINE, PEER) == ["t1", "t2"]


def test_closing_and_being_closed_elsewhere_are_told_to_whoever_shows_it(
    db: Database, announced: list[Announcement]
) -> None:
    pull(db, inbound("1"))
    thread = conversations.find(db, ACCOUNT, LINE, PEER)
    assert thread is not None
    shared_unread.replace(db, ACCOUNT, [Open("t1", LINE, PEER), Open("t2", LINE, PEER)])
    announced.clear()
    shared_unread.close(db, ACCOUNT, ["t1"])
    assert shared_unread.of(db, ACCOUNT, LINE, PEER) == ["t2"]
    assert MessagesChanged(frozenset({thread})) in announced
    announced.clear()
    shared_unread.replace(db, ACCOUNT, [Open("t2", LINE, PEER)])
    assert announced == []
    shared_unread.replace(db, ACCOUNT, [])
    assert shared_unread.counts(db) == {} and MessagesChanged(frozenset({thread})) in announced
