"""The steps of a text on its way to waiting at the service, and what the service's list tells of such texts.

Taken by ``sync.later``, in the order that ``later`` describes. Each is one transaction that changes a row
only from the states that it expects, so that a person's click and an answer never both act.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from desktop.announce import TextQueued
from desktop.sms.delivery import State, advance
from desktop.store import consent, strays
from desktop.store.crm_tables import LaterTextRow
from desktop.store.database import Database
from desktop.store.later import (
    ASKED,
    ENDED,
    MISSING,
    NEW,
    NOT_RETURNED,
    OPEN,
    OPTED_OUT,
    RETURNED,
    STOPPING,
    UNSEEN,
    WAITING,
    Later,
    listing,
    plain,
    tell,
)
from desktop.store.table import Table, storable
from desktop.store.tables import MessageRow


@dataclass(frozen=True, slots=True)
class Told:
    """One as the service tells of it."""

    handle: str
    line: str
    peer: str
    body: str
    due_at: datetime
    author: str = ""


def to_do(db: Database, account_id: str) -> list[Later]:
    """Those of which the service has to be told, or asked."""
    return [one for one in listing(db, account_id) if one.state in OPEN]


def keep_handle(db: Database, one: Later, handle: str) -> bool:
    """Store what step one gave, before step two. False: it was taken back meanwhile, and that is a stray."""
    with db.transaction() as session:
        row = session.get(LaterTextRow, one.id)
        if row is None:
            strays.note(session, one.account_id, handle)
            return False
        row.handle = handle
        session.add(row)
        return True


def ask(db: Database, one: Later) -> bool:
    """Commit, before the request, that the service is about to be told. False: it must not be any more.

    Where they opted out meanwhile it has ended (B20).
    """
    with db.transaction() as session:
        row = session.get(LaterTextRow, one.id)
        if row is None or row.state != NEW:
            return False
        stopped = consent.is_stopped(session, row.account_id, row.line, row.peer)
        row.state, row.error_code = (ENDED, OPTED_OUT) if stopped else (ASKED, "")
        session.add(row)
    tell(db, one)
    return not stopped


def put_back(db: Database, one: Later) -> None:
    """The service certainly did not do it: again later."""
    _step(db, one, (ASKED,), lambda row: _be(row, NEW))


def waits(db: Database, one: Later, author: str = "") -> None:
    """It waits there."""

    def change(row: LaterTextRow) -> None:
        _be(row, WAITING)
        _seen(row)
        row.author = storable(author) or row.author

    _step(db, one, (ASKED, MISSING), change)


def unseen(db: Database, one: Later, text: str) -> None:
    """The service refused a look at it: where it stands is not known, and that is said."""
    if one.unseen:
        return

    def change(row: LaterTextRow) -> None:
        row.error_code, row.error_text = UNSEEN, storable(text)

    _step(db, one, (ASKED, MISSING), change)


def stays(db: Database, one: Later, text: str) -> None:
    """The service would not give it back: it waits there still, and that is said."""

    def change(row: LaterTextRow) -> None:
        _be(row, WAITING)
        row.error_code, row.error_text = NOT_RETURNED, storable(text)

    _step(db, one, (STOPPING,), change)


def end(db: Database, one: Later, code: str, text: str = "") -> None:
    """It will not leave by itself, or has left though it should not; a person reads why."""

    def change(row: LaterTextRow) -> None:
        _be(row, ENDED)
        row.error_code, row.error_text = code, storable(text)

    _step(db, one, OPEN, change)


def left(db: Database, one: Later) -> None:
    """It left, and is listed as a text now. One that was written here is no text from elsewhere."""
    with db.transaction() as session:
        _own(session, one)
        row = session.get(LaterTextRow, one.id)
        if row is not None:
            session.delete(row)
    tell(db, one)


def _own(session: Session, one: Later) -> None:
    """Inside the caller's transaction: a text that was written here and left there is ours."""
    if one.ours and one.handle is not None:
        session.connection().execute(_OWN, {"account": one.account_id, "text": one.handle})


def returned(db: Database, one: Later) -> None:
    """The service made it a draft again: one of ours waits for a person, and that draft is a stray."""
    with db.transaction() as session:
        row = session.get(LaterTextRow, one.id)
        if row is None or row.state != STOPPING:
            return
        if row.handle is not None:
            _stopped(session, row, row.handle)
        if not row.ours:
            session.delete(row)
        else:
            if row.handle is not None:
                strays.note(session, row.account_id, row.handle)
            row.state, row.error_code, row.handle = ENDED, RETURNED, None
            session.add(row)
    tell(db, one)


def _stopped(session: Session, row: LaterTextRow, handle: str) -> None:
    """Inside the caller's transaction: it was listed as a text already while it stood in the queue there."""
    listed = select(MessageRow).where(
        MessageRow.account_id == row.account_id, MessageRow.remote_id == handle, col(MessageRow.outbound)
    )
    for text in session.exec(listed):
        text.state = advance(State(text.state), State.STOPPED)
        text.outside = text.outside and not row.ours
        session.add(text)


def forget(db: Database, one: Later) -> None:
    """One that was not written here waits there no more."""
    with db.transaction() as session:
        row = session.get(LaterTextRow, one.id)
        if row is not None:
            session.delete(row)
    tell(db, one)


def follow(db: Database, account_id: str, told: Sequence[Told], *, whole: bool) -> None:
    """Take over what the service says waits. ``whole``: what is not among it does not wait there any more."""
    by_handle = {one.handle: one for one in told}
    changed: list[Later] = []
    with db.transaction() as session:
        rows = session.exec(select(LaterTextRow).where(LaterTextRow.account_id == account_id)).all()
        known = {row.handle: row for row in rows if row.handle is not None}
        for handle, one in by_handle.items():
            row = known.get(handle)
            if row is None:
                row = LaterTextRow(
                    account_id=account_id,
                    line=one.line,
                    peer=one.peer,
                    body="",
                    due_at=one.due_at,
                    state=WAITING,
                    handle=handle,
                )
            elif row.state not in (ASKED, WAITING, MISSING):
                continue
            news = (WAITING, storable(one.body), one.due_at, storable(one.author))
            if (row.state, row.body, row.due_at, row.author) != news:
                row.state, row.body, row.due_at, row.author = news
                _seen(row)
                session.add(row)
                session.flush()
                changed.append(plain(row))
        for row in rows if whole else ():
            if row.state == WAITING and row.handle not in by_handle:
                row.state = MISSING
                session.add(row)
                changed.append(plain(row))
    for later in changed:
        tell(db, later)
    if any(one.state == MISSING for one in changed):
        db.announce(TextQueued(account_id))


def _step(db: Database, one: Later, states: Sequence[str], change: Callable[[LaterTextRow], None]) -> bool:
    with db.transaction() as session:
        row = session.get(LaterTextRow, one.id)
        if row is None or row.state not in states:
            return False
        change(row)
        session.add(row)
    tell(db, one)
    return True


def _be(row: LaterTextRow, state: str) -> None:
    row.state = state


def _seen(row: LaterTextRow) -> None:
    if row.error_code == UNSEEN:
        row.error_code = row.error_text = ""


_TEXTS = Table.metadata.tables["message"]
_OWN = (
    update(_TEXTS)
    .where(
        _TEXTS.c.account_id == bindparam("account"),
        _TEXTS.c.remote_id == bindparam("text"),
        _TEXTS.c.outbound,
    )
    .values(outside=False)
)
