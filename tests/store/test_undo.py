"""Taking a text back: until when, what becomes of its words and its conversation, and who wins a race."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from desktop.announce import Announcement, Announcer, MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import conversations, drafts, messages, outbox, undo
from desktop.store.database import Database, open_database
from desktop.store.drafts import Draft
from desktop.store.messages import Message
from tests.store.texts import ACCOUNT, LINE, NOON, PEER, at, now, queued, rows

FIVE = timedelta(seconds=5)


def written(db: Database, body: str = "ok", *, seconds: float = 0, undo: timedelta = FIVE) -> Message:
    return messages.queue(db, account_id=ACCOUNT, line=LINE, peer=PEER, body=body, now=at(seconds), undo=undo)


def due(db: Database, seconds: float) -> list[str]:
    return [message.body for message in outbox.due(db, ACCOUNT, at(seconds))]


def test_a_text_stays_here_while_it_can_be_taken_back_and_leaves_then(db: Database) -> None:
    text = written(db)
    queued(db, "behind it")
    assert text.undo_until == at(5)
    assert due(db, 4.9) == [] and outbox.next_moment(db, ACCOUNT, at(1)) == at(5)
    assert not outbox.mark_sending(db, text.id, at(4.9))
    assert due(db, 5) == ["ok"]


def test_what_is_taken_back_is_in_the_draft_again_before_what_is_there(
    db: Database, announced: list[Announcement]
) -> None:
    """C15: no word is lost."""
    before = queued(db, "earlier")
    text = written(db, "Hello")
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft(body="and more"))
    announced.clear()
    assert undo.take_back(db, text.id, at(4)) == "Hello"
    assert announced == [MessagesChanged(frozenset({text.conversation_id}))]
    assert messages.get(db, text.id) is None
    assert drafts.get(db, ACCOUNT, LINE, PEER).body == "Hello\nand more"
    (shown,) = conversations.listing(db)
    assert (shown.last_body, shown.last_at) == ("earlier", before.created_at)


def test_a_conversation_without_another_text_stays_with_its_draft_and_goes_when_that_is_gone(
    db: Database, announced: list[Announcement]
) -> None:
    text = written(db, "Hello")
    undo.take_back(db, text.id, at(1))
    outbox.recover(db, at(2))
    (shown,) = conversations.listing(db)
    assert (shown.last_body, shown.draft) == ("", "Hello")
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft())
    announced.clear()
    outbox.recover(db, at(3))
    assert conversations.listing(db) == []
    assert announced == [MessagesChanged(frozenset({text.conversation_id}))]


@pytest.mark.parametrize("seconds", [5, 6, 86_400])
def test_when_the_window_is_over_it_is_too_late(db: Database, seconds: float) -> None:
    text = written(db)
    assert undo.take_back(db, text.id, at(seconds)) is None
    assert now(db, text).state is State.QUEUED


def test_without_a_window_there_is_nothing_to_take_back(db: Database) -> None:
    """The command line has none."""
    assert undo.take_back(db, queued(db).id, NOON) is None
    assert undo.take_back(db, written(db, undo=timedelta(0)).id, NOON) is None
    assert undo.take_back(db, 99, NOON) is None


def test_send_now_ends_the_window(db: Database, announced: list[Announcement]) -> None:
    text = written(db)
    announced.clear()
    assert undo.send_now(db, text.id)
    assert announced == [MessagesChanged(frozenset({text.conversation_id})), TextQueued(ACCOUNT)]
    assert due(db, 1) == ["ok"]
    assert undo.take_back(db, text.id, at(1)) is None
    assert not undo.send_now(db, text.id)


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_a_clock_that_is_set_keeps_no_text_here(db: Database, hours: int) -> None:
    """Neither the window nor a wait that the service asked for becomes one of hours."""
    written(db)
    asked = queued(db, "busy", peer="+447700900211")
    outbox.mark_sending(db, asked.id, at(1))
    outbox.requeue(db, asked.id, at(3))
    assert due(db, 2) == []
    assert due(db, 2 + hours * 3600) == ["ok", "busy"]


def test_a_clock_that_goes_back_by_seconds_ends_no_window(db: Database) -> None:
    text = written(db)
    assert due(db, -3) == []
    assert undo.take_back(db, text.id, at(-3)) == "ok"


def test_the_draft_that_a_text_was_goes_with_it_and_no_other(db: Database) -> None:
    """A new message's draft has no number yet; one to this very number may have been begun before."""
    drafts.keep(db, ACCOUNT, LINE, "", Draft("07700 900123", "Hello"))
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft(body="begun before"))
    messages.queue(
        db, account_id=ACCOUNT, line=LINE, peer=PEER, body="Hello", now=NOON, draft=(ACCOUNT, LINE, "")
    )
    assert drafts.get(db, ACCOUNT, LINE, "") == Draft()
    assert drafts.get(db, ACCOUNT, LINE, PEER).body == "begun before"


def test_of_undo_and_the_outbox_of_another_process_exactly_one_wins(db: Database) -> None:
    """Never a text that left and stands in the draft as well."""
    other = open_database(db.path, Announcer())
    texts = [written(db, str(number)) for number in range(12)]
    start = Barrier(2)

    def take_back() -> list[bool]:
        start.wait()
        return [undo.take_back(db, text.id, at(1)) is not None for text in texts]

    def send() -> list[bool]:
        start.wait()
        found = []
        for text in reversed(texts):
            undo.send_now(other, text.id)
            found.append(outbox.mark_sending(other, text.id, at(1)))
        return found[::-1]

    with ThreadPoolExecutor(2) as pool:
        back, sent = pool.submit(take_back), pool.submit(send)
        assert [one != two for one, two in zip(back.result(), sent.result(), strict=True)] == [True] * 12
    kept = drafts.get(db, ACCOUNT, LINE, PEER).body.split("\n") if any(back.result()) else []
    assert sorted(kept) == sorted(text.body for text, mine in zip(texts, back.result(), strict=True) if mine)
    assert sorted(body for _, body, state, _ in rows(db) if state == "sending") == sorted(
        text.body for text, theirs in zip(texts, sent.result(), strict=True) if theirs
    )
    other.close()
