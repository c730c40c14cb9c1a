"""Takes a page of the service's texts into the store: the one road by which anything comes in.

Look here for how a listed text finds its row: by the service's id, else by adopting one of ours whose
answer is still out (same line, number and words, inside a time window), else as a new row.
"""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.store.accounts import row_of
from desktop.store.binding import Receipt, apply, bind
from desktop.store.conversations import conversation_row, touch
from desktop.store.database import Database
from desktop.store.tables import BadRowRow, ConversationRow, MessageRow

MOST = 200
"""Rows of one transaction; more would hold the window up."""

LATEST = timedelta(minutes=5)
"""How long after an attempt the service may still date the text it made of it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A text as a service lists it; ``receipt`` holds its id and state there."""

    outbound: bool
    line: str
    peer: str
    body: str
    created_at: datetime
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be read, kept with its fault (E: nothing is lost)."""

    remote_id: str
    fault: str
    row: str


@dataclass(slots=True)
class Merged:
    """What a page brought: ids of new inbound rows, and counts of new and of changed rows."""

    arrived: list[int] = field(default_factory=list)
    new: int = 0
    changed: int = 0


def merge(
    db: Database,
    account_id: str,
    page: Sequence[Listed],
    *,
    bad: Sequence[Unread] = (),
    window: timedelta,
    now: datetime,
    unread_since: datetime | None = None,
    finished: tuple[str | None, datetime] | None = None,
) -> Merged:
    """Insert, adopt and update in one transaction; announced after its commit.

    ``window`` is how far the service's clock may lie before ours. ``unread_since``: older texts do not
    count as unread (a first pull brings texts that were read elsewhere). ``finished`` (sync point, when
    the pull began) goes with the last page, so that it is never ahead of what is stored.
    """
    if len(page) > MOST:
        raise ValueError(f"at most {MOST} rows in one transaction")
    merged = Merged()
    touched: set[int] = set()
    with db.transaction() as session:
        known = _known(session, account_id, page)
        threads: dict[tuple[str, str], ConversationRow] = {}
        for listed in sorted(page, key=_oldest_first):
            key = (listed.receipt.remote_kind, listed.receipt.remote_id or "")
            row = known.get(key)
            if row is None and listed.outbound:
                row = _waiting_for(session, account_id, listed, window)
                if row is not None:
                    bind(session, row, listed.receipt)
                    merged.changed += 1
                    touched.add(row.conversation_id)
            elif row is not None and apply(row, listed.receipt):
                session.add(row)
                merged.changed += 1
                touched.add(row.conversation_id)
            if row is None:
                row = _insert(session, account_id, listed, threads, unread_since)
                merged.new += 1
                touched.add(row.conversation_id)
                if not listed.outbound and row.id is not None:
                    merged.arrived.append(row.id)
            known[key] = row
        for unread in bad:
            _set_aside(session, account_id, unread, now)
        if finished is not None:
            account = row_of(session, account_id)
            account.sync_point, account.pulled_at = finished
            session.add(account)
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return merged


def _known(session: Session, account_id: str, page: Sequence[Listed]) -> dict[tuple[str, str], MessageRow]:
    ids = {listed.receipt.remote_id for listed in page if listed.receipt.remote_id is not None}
    rows = session.exec(
        select(MessageRow).where(MessageRow.account_id == account_id, col(MessageRow.remote_id).in_(ids))
    )
    return {(row.remote_kind, row.remote_id or ""): row for row in rows}


def _waiting_for(session: Session, account_id: str, listed: Listed, window: timedelta) -> MessageRow | None:
    """Our oldest row that this may be the outcome of: by count, so two deliberate "ok" are two."""
    return session.exec(
        select(MessageRow)
        .where(
            MessageRow.account_id == account_id,
            # Accepted ones too: some services give no id with their answer.
            col(MessageRow.state).in_([State.SENDING, State.UNCONFIRMED, State.ACCEPTED]),
            col(MessageRow.remote_id).is_(None),
            MessageRow.line == listed.line,
            MessageRow.peer == listed.peer,
            MessageRow.body == listed.body,
            col(MessageRow.attempted_at) <= listed.created_at + window,
            col(MessageRow.attempted_at) >= listed.created_at - LATEST,
        )
        .order_by(col(MessageRow.id))
    ).first()


def _insert(
    session: Session,
    account_id: str,
    listed: Listed,
    threads: dict[tuple[str, str], ConversationRow],
    unread_since: datetime | None,
) -> MessageRow:
    key = (listed.line, listed.peer)
    conversation = threads.get(key)
    if conversation is None:
        conversation = conversation_row(session, account_id, listed.line, listed.peer, listed.created_at)
        threads[key] = conversation
    assert conversation.id is not None
    receipt = listed.receipt
    row = MessageRow(
        client_id=uuid.uuid4().hex,
        account_id=account_id,
        conversation_id=conversation.id,
        outbound=listed.outbound,
        line=listed.line,
        peer=listed.peer,
        body=listed.body,
        state=receipt.state,
        created_at=listed.created_at,
        outside=listed.outbound,
        remote_kind=receipt.remote_kind,
        remote_id=receipt.remote_id,
        remote_status=receipt.remote_status,
        parts=receipt.parts,
        price=receipt.price,
        currency=receipt.currency,
        carrier=receipt.carrier,
        error_code=receipt.error_code,
        error_text=receipt.error_text,
    )
    session.add(row)
    session.flush()
    touch(conversation, row)
    if not listed.outbound and (unread_since is None or listed.created_at >= unread_since):
        conversation.unread += 1
    session.add(conversation)
    return row


def _set_aside(session: Session, account_id: str, unread: Unread, now: datetime) -> None:
    # Rows without an id are told apart by what they hold.
    mark = hashlib.sha256(unread.row.encode("utf-8", "surrogatepass")).hexdigest()
    remote_id = unread.remote_id or f"sha256:{mark}"
    seen = session.exec(
        select(BadRowRow.id).where(
            BadRowRow.account_id == account_id,
            BadRowRow.remote_id == remote_id,
            BadRowRow.fault == unread.fault,
        )
    ).first()
    if seen is None:
        session.add(
            BadRowRow(
                account_id=account_id,
                remote_id=remote_id,
                fault=unread.fault,
                row=json.dumps(unread.row, ensure_ascii=True),
                seen_at=now,
            )
        )


def _oldest_first(listed: Listed) -> tuple[datetime, int, str]:
    """By time, then by id as the service counts, so that equal times keep their order."""
    remote_id = listed.receipt.remote_id or ""
    return (
        listed.created_at,
        int(remote_id) if remote_id.isascii() and remote_id.isdigit() else 0,
        remote_id,
    )
