"""Texts that leave from the service at a time: written here or there, and no texts before that.

They have a table of their own, so that nothing counts, ticks or sends one again. When one has left, the
service lists it like any text, and its row here goes. How one of ours gets there, and what a crash leaves:

    new      here alone; its handle is stored as soon as step one gave it
    asked    committed before the request that makes it wait: after a lost answer it is looked at
    waiting  it waits there
    missing  the service's list has it no more: it is looked at
    stopping a person takes it back, and the service has to be asked
    ended    it will not leave by itself: a person reads why, and decides

Look here for what a person does; what the service is told of one, or tells, is in ``later_steps``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from desktop.announce import DraftsChanged, MessagesChanged, TextQueued
from desktop.store import drafts, strays, undo
from desktop.store.conversations import conversation_row, id_of
from desktop.store.crm_tables import LaterTextRow
from desktop.store.database import Database

NEW, ASKED, WAITING, MISSING, STOPPING, ENDED = "new", "asked", "waiting", "missing", "stopping", "ended"
MISSED, TOO_LATE, RETURNED = "missed", "too_late", "returned"
STOPPED_THERE, GONE, OPTED_OUT = "stopped_there", "gone", "opted_out"
NOT_RETURNED, UNSEEN = "not_returned", "unseen"
"""Why one has ended: its time came before the service knew it; it left before it could be taken back; it was
taken back; somebody made it a draft again there, or deleted it; they opted out meanwhile. Or it waits there
still, since the service would not give it back; or nobody knows, since the service refused a look at it."""
OPEN = (NEW, ASKED, MISSING, STOPPING)
"""Of these the service has to be told, or asked."""


@dataclass(frozen=True, slots=True)
class Later:
    """A text that waits, or waited, for its time; ``code`` and ``text`` say why it has ended."""

    id: int
    account_id: str
    line: str
    peer: str
    body: str
    due_at: datetime
    state: str
    handle: str | None
    ours: bool
    author: str
    code: str = ""
    text: str = ""

    @property
    def unseen(self) -> bool:
        """Whether it cannot be looked at: it may wait there, and leave."""
        return self.state in (ASKED, MISSING) and self.code == UNSEEN


def add(
    db: Database,
    *,
    account_id: str,
    line: str,
    peer: str,
    body: str,
    due_at: datetime,
    now: datetime,
    draft: tuple[str, str, str] | None = None,
) -> Later:
    """Keep a text for its time; its draft goes in the same transaction. Nothing is sent here."""
    with db.transaction() as session:
        there = conversation_row(session, account_id, line, peer, now).id
        row = LaterTextRow(
            account_id=account_id, line=line, peer=peer, body=body, due_at=due_at, state=NEW, ours=True
        )
        session.add(row)
        drafts.remove(session, draft or (account_id, line, peer))
        session.flush()
        made = plain(row)
    assert there is not None
    db.announce(DraftsChanged(frozenset({there})))
    tell(db, made, there)
    db.announce(TextQueued(account_id))
    return made


def of(db: Database, account_id: str, line: str, peer: str) -> list[Later]:
    """Those of one conversation, by their time."""
    with db.reading() as session:
        values = {"account": account_id, "ours": line, "theirs": peer}
        return _read(session, _OF_PAIR, values)


def get(db: Database, later_id: int) -> Later | None:
    """One of them, while it is there."""
    with db.reading() as session:
        return next(iter(_read(session, _ONE, {"wanted": later_id})), None)


def listing(db: Database, account_id: str | None = None) -> list[Later]:
    """All of an account, or of all, by their time."""
    with db.reading() as session:
        return _read(session, _ALL if account_id is None else _OF_ACCOUNT, {"account": account_id})


def take_back(db: Database, later_id: int, now: datetime) -> str | None:
    """A person's click: what does not wait there goes from here, and its words are in the draft again.

    What waits there is asked back first: ``None``. When it is back it has ended as ``RETURNED``, and a second
    click gives the words.
    """
    with db.transaction() as session:
        row = session.get(LaterTextRow, later_id)
        if row is None:
            return None
        one, words = plain(row), None
        if one.state in (ASKED, WAITING, MISSING):
            row.state = STOPPING
            session.add(row)
        elif one.state == NEW or (one.state == ENDED and one.code != TOO_LATE):
            words = row.body
            undo.before_draft(session, row, words, now)
            _remove(session, row)
    tell(db, one)
    db.announce(TextQueued(one.account_id))
    return words


def dismiss(db: Database, later_id: int) -> None:
    """A person has read why it ended, and wants nothing of it; a draft of ours that is there goes as well."""
    with db.transaction() as session:
        row = session.get(LaterTextRow, later_id)
        if row is None or row.state != ENDED:
            return
        one, there = plain(row), id_of(session, row.account_id, row.line, row.peer)
        _remove(session, row)
        session.flush()
        undo.sweep(session)  # a conversation that was begun for it alone
    tell(db, one, there)


def _read(session: Session, query: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> list[Later]:
    return [Later(*row) for row in session.connection().execute(query, values)]


def _remove(session: Session, row: LaterTextRow) -> None:
    """Its draft there is nobody's then; one that left is no draft, as is seen when it is to be removed."""
    if row.ours and row.handle is not None:
        strays.note(session, row.account_id, row.handle)
    session.delete(row)


def tell(db: Database, one: Later, there: int | None = None) -> None:
    """Whoever shows its conversation hears of a change."""
    if there is None:
        with db.reading() as session:
            there = id_of(session, one.account_id, one.line, one.peer)
    db.announce(MessagesChanged(frozenset({there} if there is not None else ())))


def plain(row: LaterTextRow) -> Later:
    """A row, for those outside the store."""
    assert row.id is not None
    return Later(
        row.id,
        row.account_id,
        row.line,
        row.peer,
        row.body,
        row.due_at,
        row.state,
        row.handle,
        row.ours,
        row.author,
        row.error_code,
        row.error_text,
    )


# Made once: putting a statement together takes longer than what it asks.
_ALL: Select[*tuple[Any, ...]] = sql_select(
    col(LaterTextRow.id),
    col(LaterTextRow.account_id),
    col(LaterTextRow.line),
    col(LaterTextRow.peer),
    col(LaterTextRow.body),
    col(LaterTextRow.due_at),
    col(LaterTextRow.state),
    col(LaterTextRow.handle),
    col(LaterTextRow.ours),
    col(LaterTextRow.author),
    col(LaterTextRow.error_code),
    col(LaterTextRow.error_text),
).order_by(col(LaterTextRow.due_at), col(LaterTextRow.id))
_OF_ACCOUNT = _ALL.where(col(LaterTextRow.account_id) == bindparam("account"))
_ONE = _ALL.where(col(LaterTextRow.id) == bindparam("wanted"))
_OF_PAIR = _OF_ACCOUNT.where(
    col(LaterTextRow.line) == bindparam("ours"), col(LaterTextRow.peer) == bindparam("theirs")
)
