"""Texts that a service passed on by itself, without saying of which kind they are.

Look here for how such a row and a listed one are known to be the same text (D4), and what the list mends
of it then (D3). A service that numbers its kinds separately may give one id to two texts: neither may be
taken for the other, or it would be lost.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from desktop.store import consent
from desktop.store.binding import Receipt
from desktop.store.tables import MessageRow
from desktop.store.undo import newest_stands

PASSED_ON = "passed_on"
"""The kind of a text that was passed on, until a list tells its own."""
PASSED_ON_MMS = "passed_on_mms"
"""The same of one that came with files, so that no list of texts without them can have it."""
KINDS = (PASSED_ON, PASSED_ON_MMS)
_LISTED_KINDS = ("sms", "mms")
"""What lists tell of texts that came in."""
MOMENT = timedelta(minutes=2)
"""So far apart at most is one text dated on both ways, where its words are written otherwise."""
_DOUBLED = timedelta(hours=1)
"""Or as far as the two hours that autumn has of the same name."""
_MEANT = {PASSED_ON: (*KINDS, *_LISTED_KINDS), PASSED_ON_MMS: (*KINDS, "mms")}


class Listed(Protocol):
    """As ``merge.Listed``."""

    @property
    def outbound(self) -> bool: ...
    @property
    def line(self) -> str: ...
    @property
    def peer(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def receipt(self) -> Receipt: ...


def settle(
    session: Session, account_id: str, page: Sequence[Listed]
) -> tuple[dict[tuple[str, str], MessageRow], dict[tuple[str, str], MessageRow]]:
    """Find the rows of texts that are stored under another kind than they have here.

    First those that were passed on and are listed now: they have the listed kind, words and time from here
    on. Then those that are passed on now and were brought before: no more than files can be new of them.
    """
    inbound = [one for one in page if not one.outbound and one.receipt.remote_id]
    if not inbound:
        return {}, {}
    passed_on = any(one.receipt.remote_kind in KINDS for one in inbound)
    values = {
        "account": account_id,
        "kinds": [*KINDS, *_LISTED_KINDS] if passed_on else [*KINDS],
        "ids": [one.receipt.remote_id for one in inbound],
    }
    stored = session.exec(_STORED, params=values).all()
    listed: dict[tuple[str, str], MessageRow] = {}
    again: dict[tuple[str, str], MessageRow] = {}
    for one in inbound:
        key = (one.receipt.remote_kind, one.receipt.remote_id or "")
        row = next((row for row in stored if _same(row, one)), None)
        if row is not None and key[0] in KINDS:
            again[key] = row
        elif row is not None:
            row.remote_kind = key[0]
            session.add(row)
            _mend(session, row, one)
            listed[key] = row
    return listed, again


def meant(kind: str) -> tuple[str, ...]:
    """The kinds under which a text of this kind may be known here."""
    return _MEANT.get(kind, (kind,))


def _mend(session: Session, row: MessageRow, one: Listed) -> None:
    """The list is the truth: what was passed on may have lost signs, and does not tell a doubled hour."""
    if (row.body, row.created_at) == (one.body, one.created_at):
        return
    moved = row.created_at != one.created_at
    row.body, row.created_at = one.body, one.created_at
    consent.learn_anew(session, row)
    if moved:
        newest_stands(session, row.conversation_id)


def _same(row: MessageRow, one: Listed) -> bool:
    if (row.remote_id, row.line, row.peer) != (one.receipt.remote_id, one.line, one.peer):
        return False
    here, there = row.remote_kind, one.receipt.remote_kind
    if (here not in KINDS and there not in KINDS) or (there not in meant(here) and here not in meant(there)):
        return False
    apart = abs(row.created_at - one.created_at)
    return row.body.strip() == one.body.strip() or apart <= MOMENT or abs(apart - _DOUBLED) <= MOMENT


_STORED = select(MessageRow).where(
    col(MessageRow.account_id) == bindparam("account"),
    col(MessageRow.remote_kind).in_(bindparam("kinds", expanding=True)),
    col(MessageRow.remote_id).in_(bindparam("ids", expanding=True)),
    ~col(MessageRow.outbound),
)
