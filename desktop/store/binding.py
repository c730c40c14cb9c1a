"""Which of our rows belongs to which text of the service: binding an id, and taking it back.

A pull can overtake the answer to a send, and a text with the same words can have been sent elsewhere at
the same moment. So a row may be bound before its own answer comes, and bound wrongly. The answer is the
truth: it wins here, and the text that had been bound by mistake gets a row of its own.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam
from sqlmodel import Session, col, select

from desktop.sms.delivery import State, advance
from desktop.store.conversations import touch
from desktop.store.tables import ConversationRow, MessageRow


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a service said of a text that it took. ``price`` is a decimal string."""

    remote_id: str | None
    state: State
    remote_status: str = ""
    remote_kind: str = "sms"
    parts: int | None = None
    price: str | None = None
    currency: str = ""
    carrier: str = ""
    error_code: str | None = None
    error_text: str = ""
    word_known: bool = True
    """False: ``remote_status`` is a word that nobody here knows, and ``state`` no more than a guess."""


_FACTS = (
    "remote_kind",
    "remote_id",
    "remote_status",
    "state",
    "parts",
    "price",
    "currency",
    "carrier",
    "error_code",
    "error_text",
)
_DOUBTS = ("doubted_at", "looked_at", "missing_since")
SEEN: list[Any] = [getattr(MessageRow, name) for name in ("id", *_FACTS, *_DOUBTS)]
"""The columns that ``is_news`` needs."""
_NOTHING_KNOWN: dict[str, Any] = {
    "remote_id": None,
    "remote_status": "",
    "parts": None,
    "price": None,
    "currency": "",
    "carrier": "",
    "error_code": None,
    "error_text": "",
}


def bind(session: Session, row: MessageRow, receipt: Receipt) -> bool:
    """Give ``row`` the id and the news of ``receipt``. True if that changed anything."""
    before = facts_of(row)
    if receipt.remote_id is not None and receipt.remote_id != row.remote_id:
        if row.remote_id is not None:
            release(session, row)
            row.state = State.SENDING
        holder = _holder(session, row, receipt)
        if holder is not None and holder.outside:
            _absorb(session, row, holder)
        elif holder is not None:
            _back_in_doubt(session, holder)
        row.remote_kind, row.remote_id = receipt.remote_kind, receipt.remote_id
    apply(row, receipt)
    session.add(row)
    return before != facts_of(row)


def apply(row: MessageRow, receipt: Receipt) -> bool:
    """News of a bound row: the state only forward, the other facts where there are any (C2)."""
    before = facts_of(row)
    after = _told(before, receipt)
    # Only what differs: a row that was written to has to be looked at before the transaction ends.
    for name, value in after.items():
        if value != before[name]:
            setattr(row, name, value)
    if after["state"] != State.UNCONFIRMED:
        for name in _DOUBTS:
            if getattr(row, name) is not None:
                setattr(row, name, None)
    return after != before


def is_news(row: Row[*tuple[Any, ...]], receipt: Receipt) -> bool:
    """Whether ``apply`` would change a row, of which the ``SEEN`` columns are enough to tell."""
    before = facts_of(row)
    after = _told(before, receipt)
    doubtful = any(getattr(row, name) is not None for name in _DOUBTS)
    return after != before or (doubtful and after["state"] != State.UNCONFIRMED)


def _told(before: dict[str, Any], receipt: Receipt) -> dict[str, Any]:
    """The facts of a bound row after what a service said of it."""
    facts = dict(before)
    if before["state"] == State.UNCONFIRMED and receipt.state != State.UNCONFIRMED:
        facts["error_code"], facts["error_text"] = None, ""  # why nobody knew
    after = advance(State(before["state"]), receipt.state)
    if after == receipt.state or not receipt.word_known:
        facts["remote_status"] = receipt.remote_status or facts["remote_status"]
        if after == State.FAILED:
            facts["error_code"] = receipt.error_code or facts["error_code"]
            facts["error_text"] = receipt.error_text or facts["error_text"]
    facts["state"] = after
    facts["parts"] = receipt.parts if receipt.parts is not None else facts["parts"]
    facts["price"] = receipt.price if receipt.price is not None else facts["price"]
    facts["currency"] = receipt.currency or facts["currency"]
    facts["carrier"] = receipt.carrier or facts["carrier"]
    return facts


def release(session: Session, row: MessageRow) -> None:
    """Take the service's id back from ``row``: the text it stands for gets a row of its own."""
    facts = facts_of(row)
    _unbind(session, row)
    stranger = MessageRow(
        client_id=uuid.uuid4().hex,
        account_id=row.account_id,
        conversation_id=row.conversation_id,
        outbound=True,
        line=row.line,
        peer=row.peer,
        body=row.body,
        created_at=row.created_at,
        outside=True,
        **facts,
    )
    session.add(stranger)
    session.flush()
    conversation = session.get(ConversationRow, row.conversation_id)
    assert conversation is not None and stranger.id is not None
    touch(conversation, stranger.id, stranger.created_at)
    session.add(conversation)


def _holder(session: Session, row: MessageRow, receipt: Receipt) -> MessageRow | None:
    values = {"account": row.account_id, "kind": receipt.remote_kind, "remote_id": receipt.remote_id}
    return session.exec(_HOLDER, params=values).first()


def _absorb(session: Session, row: MessageRow, stranger: MessageRow) -> None:
    """A pull had listed this very text as one sent elsewhere: one row is enough."""
    for name, value in facts_of(stranger).items():
        if name not in ("remote_id", "state"):
            setattr(row, name, value)
    row.state = advance(State(row.state), State(stranger.state))
    session.delete(stranger)
    session.flush()
    conversation = session.get(ConversationRow, stranger.conversation_id)
    if conversation is not None and conversation.last_message_id == stranger.id:
        newest = session.exec(
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation.id)
            .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
        ).first()
        if newest is None:
            session.delete(conversation)
        else:
            conversation.last_message_id, conversation.last_at = newest.id, newest.created_at
            session.add(conversation)
        session.flush()


def _back_in_doubt(session: Session, row: MessageRow) -> None:
    """Another of our texts, the same in words, had been bound to what was not its own: nobody knows again."""
    _unbind(session, row)
    row.state, row.doubted_at, row.doubted_there = State.UNCONFIRMED, row.attempted_at, row.attempted_there
    row.looked_at = row.missing_since = None
    session.add(row)
    session.flush()


def _unbind(session: Session, row: MessageRow) -> None:
    for name, value in _NOTHING_KNOWN.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()


def facts_of(row: MessageRow | Receipt | Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What a service can tell of a text, by the names of the columns."""
    return {name: getattr(row, name) for name in _FACTS}


# Made once: putting a statement together takes longer than what it asks.
_HOLDER = select(MessageRow).where(
    MessageRow.account_id == bindparam("account"),
    MessageRow.remote_kind == bindparam("kind"),
    MessageRow.remote_id == bindparam("remote_id"),
)
