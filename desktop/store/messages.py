"""Texts as the screens and the command line read them, and putting a new one in the queue.

What happens to a queued text afterwards is in ``outbox``; what comes from the service is in ``merge``.
"""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, Select, bindparam, delete, or_, tuple_, type_coerce
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.sms.segments import count
from desktop.store import overridden, parts
from desktop.store.conversations import conversation_row, touch
from desktop.store.counting import policy
from desktop.store.database import Database
from desktop.store.media import OF_TEXT, Attachment, attachments
from desktop.store.table import UtcTime
from desktop.store.tables import ConversationRow, DraftRow, MessageRow

Place = tuple[datetime, int]
"""Where a text stands in its thread: its time, and its id among those of one time."""

UNPROVEN = timedelta(seconds=30)
"""So long after an attempt a list that shows nothing of it, and proves nothing, is no longer waited for."""

NO_LIST, MARKED_SENT = "no_list", "marked_sent"
"""Kept as an unconfirmed text's ``held_reason``: its service has no list that could show it, so a person is
asked at once; and that a person says it went out, which is no word of the service's."""

NO_DRAFT = ("", "", "")
"""For a text that was nobody's draft: no draft has this name."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text, plain. ``state`` is as in ``sms.delivery``; times are UTC."""

    id: int
    client_id: str
    """Ours; no other text ever has it."""
    account_id: str
    conversation_id: int
    outbound: bool
    line: str
    peer: str
    body: str
    state: State
    created_at: datetime
    outside: bool
    remote_kind: str
    remote_id: str | None
    remote_status: str
    parts: int | None
    price: str | None
    """A decimal string, in ``currency``."""
    currency: str
    carrier: str
    error_code: str | None
    error_text: str
    attempts: int
    attempted_at: datetime | None
    handle: str | None
    due_at: datetime | None
    doubted_at: datetime | None
    looked_at: datetime | None
    missing_since: datetime | None
    left_alone: bool
    attempted_there: datetime | None
    """As ``attempted_at``, by the service's clock."""
    doubted_there: datetime | None
    undo_until: datetime | None
    """Until then ``undo.take_back`` can have it back, and it does not leave."""
    held_reason: str
    """Why it waits for a person: a code of ``held``; "" where it does not."""
    counted_parts: int | None
    """How many parts were counted here when it was queued; ``None``: it was not queued here."""
    group_id: str | None
    """Shared by the parts of one text that travel as texts of their own."""
    group_place: int | None
    media: tuple[Attachment, ...] = ()
    """Its pictures and other files, in their order."""

    @property
    def part(self) -> tuple[int, int] | None:
        """Which part of how many it is, if it is one of several that travel as texts of their own (B7)."""
        return None if self.group_place is None else (self.group_place, parts.total(self.group_id))

    @property
    def asks(self) -> bool:
        """Whether a person has to decide: not confirmed, and the service's list does not show it, or there is
        none."""
        if self.state is not State.UNCONFIRMED or self.left_alone:
            return False
        return self.missing_since is not None or self.held_reason == NO_LIST

    @property
    def unproven(self) -> bool:
        """Whether the list was read long after the attempt and could not say that the text is missing.

        Then a person has to decide as well. Either clock time may be from before somebody set the clock, so
        it is the distance that counts.
        """
        if self.state is not State.UNCONFIRMED or self.left_alone or self.missing_since is not None:
            return False
        looked, doubted = self.looked_at, self.doubted_at
        return looked is not None and doubted is not None and abs(looked - doubted) >= UNPROVEN


def queue(
    db: Database,
    *,
    account_id: str,
    line: str,
    peer: str,
    body: str,
    now: datetime | None = None,
    draft: tuple[str, str, str] | None = None,
    undo: timedelta | None = None,
    passed_over: Collection[str] = (),
    kind: str = "sms",
) -> Message:
    """Put a text in the outbox: message, conversation and draft in one transaction.

    Where the service takes single parts only, it becomes several rows (``parts``); the first is returned.
    ``body`` must have been through ``segments.outgoing``. ``draft`` is the key (account, line, peer) of
    the draft that it was, the conversation's own if that is not said. For ``undo`` it stays here and can
    be taken back. ``passed_over``: the rules whose warnings stood above it (``preflight.warnings``).
    ``kind``: ``mms`` where a person chose to send it whole instead.
    Nothing is sent here; a failure to write raises and leaves the draft as it was.
    """
    now = now or datetime.now(UTC)
    with db.transaction() as session:
        cut = [body] if kind == "mms" else parts.cut(session, account_id, body)
        group = parts.new_group(len(cut)) if len(cut) > 1 else None
        row, *_ = [
            queue_row(
                session,
                account_id=account_id,
                line=line,
                peer=peer,
                body=piece,
                now=now,
                undo_until=now + undo if undo else None,
                part=(group, place) if group else None,
                kind=kind,
            )
            for place, piece in enumerate(cut, 1)
        ]
        if passed_over and row.id is not None:
            overridden.write(session, row.id, peer, passed_over)
        written = draft or (account_id, line, peer)
        session.connection().execute(
            _NO_LONGER_WRITTEN, dict(zip(("account", "from_line", "to"), written, strict=True))
        )
        session.flush()
        message = plain(row)
    db.announce(MessagesChanged(frozenset({message.conversation_id})))
    db.announce(TextQueued(account_id))
    return message


def queue_row(
    session: Session,
    *,
    account_id: str,
    line: str,
    peer: str,
    body: str,
    now: datetime,
    undo_until: datetime | None = None,
    part: tuple[str, int] | None = None,
    kind: str = "sms",
) -> MessageRow:
    """The row of a new queued text, inside the caller's transaction. ``part``: its group and place in it.

    ``kind``: ``mms`` for one that goes whole, however long it is.
    """
    conversation = conversation_row(session, account_id, line, peer, now)
    assert conversation.id is not None
    row = MessageRow(
        client_id=uuid.uuid4().hex,
        account_id=account_id,
        conversation_id=conversation.id,
        outbound=True,
        line=line,
        peer=peer,
        body=body,
        state=State.QUEUED,
        created_at=now,
        remote_kind=kind,
        counted_parts=1 if kind == "mms" else count(body, policy(session, account_id)).segments,
        undo_until=undo_until,
        group_id=part and part[0],
        group_place=part and part[1],
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    touch(conversation, row.id, now)
    session.add(conversation)
    return row


def queue_again(
    session: Session, row: MessageRow, now: datetime, undo_until: datetime | None = None
) -> MessageRow:
    """The row of the same text, or part, once more, queued, inside the caller's transaction."""
    return queue_row(
        session,
        account_id=row.account_id,
        line=row.line,
        peer=row.peer,
        body=row.body,
        now=now,
        undo_until=undo_until,
        part=(row.group_id, row.group_place) if row.group_id and row.group_place else None,
        kind=row.remote_kind,
    )


def thread(
    db: Database, conversation_id: int, *, before: Place | None = None, limit: int = 100
) -> list[Message]:
    """A page of a conversation, oldest first: the newest ``limit`` texts, or those before a (time, id)."""
    with db.reading() as session:
        return page_before(session, conversation_id, before, limit)


def page_before(session: Session, conversation_id: int, before: Place | None, limit: int) -> list[Message]:
    """As ``thread``, inside the caller's session."""
    at, row_id = before or _AFTER_ALL
    values = {"there": conversation_id, "at": at, "row_id": row_id, "rows": limit}
    return read(session, _BEFORE, values)[::-1]


def page_after(session: Session, conversation_id: int, after: Place, limit: int) -> list[Message]:
    """The ``limit`` texts that follow a (time, id), oldest first."""
    values = {"there": conversation_id, "at": after[0], "row_id": after[1], "rows": limit}
    return read(session, _AFTER, values)


def following(db: Database, conversation_id: int, after: Place | None, *, limit: int) -> list[Message]:
    """The ``limit`` texts that follow a (time, id), or the first of all; oldest first."""
    with db.reading() as session:
        return page_after(session, conversation_id, after or _BEFORE_ALL, limit)


def asking(session: Session, conversation_id: int, account_id: str) -> list[Message]:
    """The texts of a conversation about which a person has to decide, oldest first; on any page."""
    return read(session, _ASKING, {"there": conversation_id, "account": account_id})


def first_unread(db: Database, conversation_id: int) -> Place | None:
    """Where "New messages" begins: the (time, id) of the oldest text of theirs that is unread."""
    with db.reading() as session:
        connection = session.connection()
        unread = connection.execute(_UNREAD, {"there": conversation_id}).scalar()
        if not unread:
            return None
        found = connection.execute(_THEIRS_BACK, {"there": conversation_id, "newer": unread - 1}).first()
        if found is None:
            # More are counted than are stored: all of them are new.
            found = connection.execute(_THEIRS_FIRST, {"there": conversation_id}).first()
        return None if found is None else (found[0], found[1] or 0)


def get(db: Database, message_id: int) -> Message | None:
    """One text, or ``None`` if there is none of that id."""
    with db.reading() as session:
        return next(iter(read(session, _ONE, {"message": message_id})), None)


def newest(db: Database, *, peer: str | None = None, limit: int | None = None) -> list[Message]:
    """Texts of all lines, newest first, optionally only those with one other number."""
    with db.reading() as session:
        values: dict[str, Any] = {"rows": _NO_END if limit is None else limit}
        if peer is None:
            return read(session, _NEWEST, values)
        return read(session, _NEWEST_WITH, {**values, "peer": peer})


def plain(row: MessageRow) -> Message:
    """The row as a record that outlives its session; its media are not looked for."""
    values = {name: getattr(row, name) for name in _NAMES if name != "media"}
    return Message(**{**values, "state": State(row.state)})


def read(session: Session, statement: Select[Any], values: dict[str, Any]) -> list[Message]:
    """The texts that a statement for ``COLUMNS`` finds in the file, in its order: quicker than by rows."""
    return [_same(tuple(row)) for row in session.connection().execute(statement, values)]


@lru_cache(maxsize=2048)
def _same(stored: tuple[Any, ...]) -> Message:
    """The record of a row as the file holds it: one that did not change is the very same object again.

    A window reads all rows it holds of a thread with every text that arrives; most have not changed.
    """
    known = [make(value) for make, value in zip(_MAKE, stored, strict=True)]
    return Message(*known)


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else _EPOCH + timedelta(microseconds=stored)


def _as_stored(name: str) -> Any:
    """A column without the conversions that SQLAlchemy would make for each row."""
    if name == "media":
        return OF_TEXT.label(name)
    column = getattr(MessageRow, name)
    return type_coerce(column, _PLAIN.get(type(column.type), column.type)).label(name)


def _maker(name: str) -> Callable[[Any], Any]:
    if name == "media":
        return attachments
    kind = getattr(MessageRow, name).type
    if name == "state":
        return State
    if isinstance(kind, UtcTime):
        return _moment
    return bool if isinstance(kind, Boolean) else _unchanged


def _unchanged(value: Any) -> Any:
    return value


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN: dict[type, Any] = {UtcTime: BigInteger(), Boolean: Integer()}
_NAMES = [field.name for field in fields(Message)]
_MAKE = [_maker(name) for name in _NAMES]
_BEFORE_ALL = (datetime(1, 1, 1, tzinfo=UTC), 0)
_AFTER_ALL = (datetime(9999, 1, 1, tzinfo=UTC), 0)
_PLACE = tuple_(col(MessageRow.created_at), col(MessageRow.id))
_AT = tuple_(bindparam("at", type_=UtcTime), bindparam("row_id", type_=Integer))
_NEWEST_FIRST = (col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
_NO_END = -1
"""A limit that is none."""
COLUMNS: list[Any] = [_as_stored(name) for name in _NAMES]
"""What ``read`` makes texts of."""
_PAGE = sql_select(*COLUMNS).where(col(MessageRow.conversation_id) == bindparam("there"))
# Made once: putting a statement together takes longer than reading a page by it.
_BEFORE = _PAGE.where(_PLACE < _AT).order_by(*_NEWEST_FIRST).limit(bindparam("rows", type_=Integer))
_AFTER = (
    _PAGE.where(_PLACE > _AT)
    .order_by(col(MessageRow.created_at), col(MessageRow.id))
    .limit(bindparam("rows", type_=Integer))
)
_ASKING = (
    sql_select(*COLUMNS)
    .where(
        col(MessageRow.account_id) == bindparam("account"),
        col(MessageRow.state) == State.UNCONFIRMED.value,
        # Not by the index of threads: few texts of an account are in this state, and a thread may be long.
        col(MessageRow.conversation_id) + 0 == bindparam("there"),
        or_(col(MessageRow.missing_since).is_not(None), col(MessageRow.held_reason) == NO_LIST),
        col(MessageRow.left_alone).is_(False),
    )
    .order_by(col(MessageRow.created_at), col(MessageRow.id))
)
_ONE = sql_select(*COLUMNS).where(col(MessageRow.id) == bindparam("message"))
_NEWEST = sql_select(*COLUMNS).order_by(*_NEWEST_FIRST).limit(bindparam("rows", type_=Integer))
_NEWEST_WITH = _NEWEST.where(col(MessageRow.peer) == bindparam("peer"))
_UNREAD = sql_select(col(ConversationRow.unread)).where(col(ConversationRow.id) == bindparam("there"))
_THEIRS = sql_select(col(MessageRow.created_at), col(MessageRow.id)).where(
    col(MessageRow.conversation_id) == bindparam("there"), col(MessageRow.outbound).is_(False)
)
_THEIRS_BACK = _THEIRS.order_by(*_NEWEST_FIRST).offset(bindparam("newer", type_=Integer)).limit(1)
_THEIRS_FIRST = _THEIRS.order_by(col(MessageRow.created_at), col(MessageRow.id)).limit(1)
_NO_LONGER_WRITTEN = delete(DraftRow).where(
    col(DraftRow.account_id) == bindparam("account"),
    col(DraftRow.line) == bindparam("from_line"),
    col(DraftRow.peer) == bindparam("to"),
)
