"""Asks the store once what the first click will ask, so that no click waits for its statements to be made.

Putting a statement together takes longer than answering it. Look here when a question is new on the
way from a click to the open conversation, or from a key to what is said of the text.
"""

from collections.abc import Callable
from datetime import datetime

from desktop.store import (
    arrivals,
    contacts,
    conversations,
    doubts,
    drafts,
    held,
    later,
    lines,
    messages,
    reach,
    refusals,
    timeline,
)
from desktop.store.database import Database
from desktop.store.last_used import known_lines
from desktop.store.preflight_facts import Given, gather
from desktop.store.stretch import Thread

NOWHERE = 0
"""The id of no conversation and of no text."""
ANYBODY = "100"
"""Stands for a number where there is no conversation; nothing is sent to it."""
LOOKED_BACK = 20


def ask_ahead(db: Database, now: datetime) -> None:
    """Ask everything once, of the latest conversation; nothing is written. Not for the window's thread.

    Raises ``StoreError``.
    """
    for question in _questions(db, now):
        question()


def _questions(db: Database, now: datetime) -> list[Callable[[], object]]:
    latest = next(iter(conversations.listing(db, limit=1)), None)
    if latest is None:
        account_id, line, peer, there = "", "", ANYBODY, NOWHERE
    else:
        account_id, line, peer, there = latest.account_id, latest.line, latest.peer, latest.id
    thread = Thread(db, there)
    return [
        lambda: arrivals.arrived(db, arrivals.newest_id(db)),
        lambda: conversations.get(db, there),
        lambda: conversations.find(db, account_id, line, peer),
        lambda: contacts.with_number(db, peer),
        lambda: contacts.with_number(db, peer, account_id),
        lambda: contacts.name_of(db, peer),
        lambda: lines.find(db, line),
        lambda: lines.find(db, line, account_id),
        lambda: known_lines(db, peer),
        lambda: drafts.get(db, account_id, line, peer),
        lambda: later.of(db, account_id, line, peer),
        lambda: held.waiting(db, there),
        lambda: held.ids(db, [account_id]),
        lambda: doubts.unconfirmed(db, account_id),
        lambda: messages.get(db, NOWHERE),
        lambda: messages.thread(db, there, limit=LOOKED_BACK),
        thread.first_unread,
        thread.end,
        lambda: thread.around(timeline.begin(now)),
        lambda: timeline.standing(db, thread.of),
        lambda: gather(db, account_id, line, peer, now, Given()),
        lambda: refusals.refused_words(db, account_id, line, peer),
        lambda: reach.of(db, peer, now, account_id=account_id, line=line),
    ]
