"""Deleting texts for good: all that belongs to them goes, and no list brings them back."""

from dataclasses import replace

import pytest

from desktop.announce import Announcement, MessagesChanged
from desktop.sms.delivery import State
from desktop.store import conversations, deleted, media, messages, outbox
from desktop.store.database import Database
from desktop.store.media import Media
from tests.store.texts import NOON, at, doubted, inbound, listed, pull, queued, rows, sending


def ids(db: Database) -> list[int]:
    """Of all texts, the oldest first."""
    return sorted(one.id for one in messages.newest(db))


def test_a_deleted_text_is_gone_and_a_list_that_still_has_it_does_not_bring_it_back(
    db: Database, announced: list[Announcement]
) -> None:
    """E15."""
    page = [inbound("1", "secret"), inbound("2", "stays", seconds=1)]
    pull(db, *page)
    first, _ = ids(db)
    announced.clear()
    assert deleted.delete(db, [first], NOON) == 1
    assert [type(one) for one in announced] == [MessagesChanged]
    pull(db, *page)
    assert [body for _, body, _, _ in rows(db)] == ["stays"]
    assert deleted.delete(db, [first], NOON) == 0


def test_the_same_id_of_another_kind_is_another_text(db: Database) -> None:
    """Services count each kind for itself."""
    one = inbound("7", "sms")
    pull(db, one)
    deleted.delete(db, ids(db), NOON)
    pull(db, replace(one, body="mms", receipt=replace(one.receipt, remote_kind="mms")))
    assert [body for _, body, _, _ in rows(db)] == ["mms"]


def test_the_list_shows_the_newest_text_that_is_left_and_no_empty_conversation(db: Database) -> None:
    pull(db, inbound("1", "first"), inbound("2", "second", seconds=1))
    first, second = ids(db)
    deleted.delete(db, [second], NOON)
    (row,) = conversations.listing(db)
    assert (row.last_body, row.unread) == ("first", 1)
    deleted.delete(db, [first], NOON)
    assert conversations.listing(db) == []


def test_an_older_text_that_was_read_takes_nothing_from_what_is_unread(db: Database) -> None:
    pull(db, inbound("1", "read"))
    (there,) = conversations.listing(db)
    conversations.mark_read(db, there.id)
    pull(db, inbound("2", "new", seconds=1))
    deleted.delete(db, [ids(db)[0]], NOON)
    assert conversations.listing(db)[0].unread == 1


def test_what_came_with_it_goes_too(db: Database) -> None:
    pull(db, replace(inbound("1", ""), media=(Media("", "image/png"),)))
    (one,) = messages.newest(db)[0].media
    deleted.delete(db, ids(db), NOON)
    assert media.find(db, one.id) is None


def test_a_text_that_may_still_leave_or_is_not_confirmed_is_not_deleted(db: Database) -> None:
    """Nobody loses sight of what may be on its way."""
    texts = [queued(db, "waits"), sending(db, "leaves"), doubted(db, "doubtful")]
    assert deleted.delete(db, [one.id for one in texts], NOON) == 0
    outbox.stop(db, texts[0].id)
    assert deleted.delete(db, [texts[0].id], NOON) == 1


@pytest.mark.parametrize("state", [State.ACCEPTED, State.SENT, State.DELIVERED, State.FAILED])
def test_a_text_of_ours_goes_once_it_has_left(db: Database, state: State) -> None:
    pull(db, listed("1", "ours", state=state))
    assert deleted.delete(db, ids(db), at(5)) == 1
    pull(db, listed("1", "ours", state=state))
    assert rows(db) == []
