"""Writes the status history: every transaction of ``Database`` is watched, so that no step can forget it.

What counts as a change is here (``_FACTS``), and how a row gets its entry in the very transaction that
changed it. Reading the history is in ``status_history``.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlmodel import Session

from desktop.store.schema import METADATA
from desktop.store.tables import MessageRow

_FACTS = ("state", "remote_status", "error_code", "error_text")
CLOCK = "clock"
"""What a watched session's ``info`` holds: the clock that dates its entries, at its commit."""
_ASKED = "asked"
_TOUCHED = "touched"
# Made once: putting a statement together takes longer than what it writes.
_INSERT = insert(METADATA.tables["status_change"])


class WatchedSession(Session):
    """A session that writes an entry for each text of ours that it changes.

    Rows inserted in bulk are not seen: a history that is fetched has no changes to tell.
    """


def asked_before(session: Session, at: datetime | None) -> None:
    """What this session changes was learned by asking, and was asked for ``at`` that time before."""
    session.info[_ASKED] = at


@event.listens_for(WatchedSession, "before_flush")
def _note(session: Session, *_: object) -> None:
    """Remember how each touched text was when the transaction began."""
    touched = session.info.setdefault(_TOUCHED, {})
    for row in session.new:
        if isinstance(row, MessageRow) and row.outbound:
            touched.setdefault(id(row), (row, None))
    for row in session.dirty:
        if isinstance(row, MessageRow) and row.outbound and id(row) not in touched:
            before = _before(row)
            if before != _now(row):
                touched[id(row)] = (row, before)


@event.listens_for(WatchedSession, "before_commit")
def _write(session: Session) -> None:
    session.flush()
    at = session.info[CLOCK]()
    entries = []
    for row, before in session.info.pop(_TOUCHED, {}).values():
        if not inspect(row).persistent or before == _now(row):
            continue
        entries.append(
            {
                "message_id": row.id,
                "at": at,
                **dict(zip(_FACTS, _now(row), strict=True)),
                "seen_within": _seen_within(session, row, at),
            }
        )
    if entries:
        session.connection().execute(_INSERT, entries)


def _seen_within(session: Session, row: MessageRow, at: datetime) -> float | None:
    if _ASKED not in session.info:
        return None
    asked = session.info[_ASKED]
    # Before the text existed nothing can have happened to it.
    since = row.created_at if asked is None or asked > at else max(asked, row.created_at)
    return max((at - since).total_seconds(), 0.0)


def _before(row: MessageRow) -> tuple[Any, ...]:
    history = [inspect(row).attrs[name].history for name in _FACTS]
    return tuple(
        one.deleted[0] if one.deleted else getattr(row, name)
        for name, one in zip(_FACTS, history, strict=True)
    )


def _now(row: MessageRow) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _FACTS)
