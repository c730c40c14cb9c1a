"""The samples of the gallery and the benchmarks hold one of everything."""

from datetime import UTC, datetime
from pathlib import Path

from desktop import samples
from desktop.announce import Announcer
from desktop.sms.delivery import State
from desktop.store import calls, contacts, conversations, lines, messages
from desktop.store.database import open_database

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_samples_show_a_text_in_every_state_that_a_bubble_can_have(tmp_path: Path) -> None:
    db = open_database(tmp_path / "cache.db", Announcer())
    samples.furnish(db, NOW)
    states = {message.state for message in messages.newest(db)}
    assert states == set(State) - {State.DRAFT}
    assert {line.can_text for line in lines.listing(db)} == {True, False}
    assert {call.outcome for call in calls.listing(db)} >= {"missed", "answered", "declined", "voicemail"}
    assert any(len(contact.numbers) > 1 for contact in contacts.listing(db))
    rows = conversations.listing(db)
    assert any(row.unread for row in rows) and any(row.draft for row in rows)
    assert all(message.created_at < NOW for message in messages.newest(db))
    db.close()


def test_a_crowd_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    db = open_database(tmp_path / "cache.db", Announcer())
    samples.crowd(db, conversations=10, messages=200, longest=110, now=NOW)
    assert len(conversations.listing(db)) == 10
    assert len(messages.newest(db)) == 110 + 9 * 10
    newest = conversations.listing(db)[0]
    assert len(messages.thread(db, newest.id, limit=500)) == 110
    db.close()
