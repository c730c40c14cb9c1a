"""Texts that a service passed on by itself, without saying of which kind they are.

Look here for how such a row and a listed one are known to be the same text (D4). A service that numbers
its kinds separately may give one id to two texts: neither may be taken for the other, or it would be lost.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from desktop.store.binding import Receipt
from desktop.store.tables import MessageRow

PASSED_ON = "passed_on"
"""The kind of a text that was passed on, until a list tells its own."""
_LISTED_KINDS = ("sms", "mms")
"""What lists tell of texts that came in."""
MOMENT = timedelta(minutes=2)
"""So far apart at most is one text dated on both ways, where its words are written otherwise."""


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
) -> tuple[dict[tuple[str, str], MessageRow], set[tuple[str, str]]]:
    """Find the rows of texts that are stored under another kind than they have here.

    First those that were passed on and are listed now: they have the listed kind from here on. Then the
    kinds and ids of those that are passed on now and were brought before: nothing is new of them.
    """
    inbound = [one for one in page if not one.outbound and one.receipt.remote_id]
    if not inbound:
        return {}, set()
    passed_on = any(one.receipt.remote_kind == PASSED_ON for one in inbound)
    values = {
        "account": account_id,
        "kinds": [PASSED_ON, *_LISTED_KINDS] if passed_on else [PASSED_ON],
        "ids": [one.receipt.remote_id for one in inbound],
    }
    stored = session.exec(_STORED, params=values).all()
    listed: dict[tuple[str, str], MessageRow] = {}
    again = set()
    for one in inbound:
        key = (one.receipt.remote_kind, one.receipt.remote_id or "")
        row = next((row for row in stored if _same(row, one)), None)
        if row is not None and key[0] == PASSED_ON:
            again.add(key)
        elif row is not None:
            row.remote_kind = key[0]
            session.add(row)
            listed[key] = row
    return listed, again


def _same(row: MessageRow, one: Listed) -> bool:
    if (row.remote_id, row.line, row.peer) != (one.receipt.remote_id, one.line, one.peer):
        return False
    if one.receipt.remote_kind != PASSED_ON and row.remote_kind != PASSED_ON:
        return False
    return row.body.strip() == one.body.strip() or abs(row.created_at - one.created_at) <= MOMENT


_STORED = select(MessageRow).where(
    col(MessageRow.account_id) == bindparam("account"),
    col(MessageRow.remote_kind).in_(bindparam("kinds", expanding=True)),
    col(MessageRow.remote_id).in_(bindparam("ids", expanding=True)),
    ~col(MessageRow.outbound),
)
