"""What came in since one last looked, and is unread."""

from desktop.store import conversations
from desktop.store.arrivals import arrived, newest_id, still_unread
from desktop.store.database import Database
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, at, inbound, listed, pull, queued


def talk(db: Database, peer: str = PEER) -> int:
    found = conversations.find(db, ACCOUNT, LINE, peer)
    assert found is not None
    return found


def test_new_texts_are_told_by_conversation_with_the_newest_words(db: Database) -> None:
    pull(db, inbound("1", "before"))
    seen = newest_id(db)
    pull(
        db,
        inbound("2", "one", seconds=1),
        inbound("3", "two", seconds=2),
        inbound("4", "other", seconds=3, peer=OTHER),
    )
    found = arrived(db, seen)
    assert [(one.conversation_id, one.count, one.body) for one in found] == [
        (talk(db), 2, "two"),
        (talk(db, OTHER), 1, "other"),
    ]
    assert found[0].oldest_at == at(1)
    assert arrived(db, newest_id(db)) == []


def test_what_was_read_or_written_by_us_is_no_news(db: Database) -> None:
    pull(db, inbound("1", "read"), listed("2", "ours", seconds=1, peer=OTHER))
    queued(db, "ours", seconds=2)
    conversations.mark_read(db, talk(db))
    assert arrived(db, 0) == []


def test_of_a_history_that_still_comes_in_only_what_counts_as_unread_is_news(db: Database) -> None:
    """The first pull of an account brings years; what arrived since it began is all there is to tell."""
    pull(db, inbound("9", "new", seconds=9), unread_since=at(5))
    assert [one.body for one in arrived(db, 0)] == ["new"]
    seen = newest_id(db)
    pull(
        db, *(inbound(str(place), f"old {place}", seconds=place) for place in range(1, 5)), unread_since=at(5)
    )
    assert newest_id(db) > seen
    assert arrived(db, seen) == []


def test_a_store_without_texts_has_seen_nothing(db: Database) -> None:
    assert newest_id(db) == 0
    assert arrived(db, 0) == []


def test_a_conversation_is_unread_until_it_is_read(db: Database) -> None:
    pull(db, inbound("1"), inbound("2", peer=OTHER))
    both = {talk(db), talk(db, OTHER)}
    assert still_unread(db, both) == both
    conversations.mark_read(db, talk(db))
    assert still_unread(db, both) == {talk(db, OTHER)}
