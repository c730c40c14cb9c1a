"""Texts and calls of one conversation as one row of events in time, read by pages of bounded size.

Several conversations, those of one person, are read as one in the same way. Look here for the order in
which they stand and for how a window on a long thread moves: pages before and after a place, and the rows
between two places. Nothing here ever reads a whole thread.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Integer, bindparam, select, tuple_
from sqlmodel import Session, col

from desktop.store import messages
from desktop.store.calls import Call
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.table import UtcTime
from desktop.store.tables import CallRow, ConversationRow, MessageRow

Place = tuple[datetime, int, int]
"""Where an entry stands: its time, at one time texts (0) before calls (1), then its id."""
Of = int | Sequence[int]
"""The id of a conversation, or of several that are read as one."""
_TEXT, _CALL = 0, 1
_BEFORE_ALL_IDS, _AFTER_ALL_IDS = -1, 2**62


@dataclass(frozen=True, slots=True)
class TimelineCall:
    """A call between the texts of its line and person."""

    id: int
    call: Call

    @property
    def created_at(self) -> datetime:
        """When it began."""
        return self.call.started_at

    @property
    def outbound(self) -> bool:
        """Whether it came from our side."""
        return self.call.outbound


Entry = Message | TimelineCall


def place(entry: Entry) -> Place:
    """Where ``entry`` stands among the others."""
    return entry.created_at, _CALL if isinstance(entry, TimelineCall) else _TEXT, entry.id


def begin(moment: datetime) -> Place:
    """The place before everything that happened at ``moment`` or later."""
    return moment, _TEXT, _BEFORE_ALL_IDS


def text_place(at: datetime, message_id: int) -> Place:
    """The place of a text."""
    return at, _TEXT, message_id


def before(db: Database, of: Of, to: Place | None, *, limit: int, calls: bool = True) -> list[Entry]:
    """The last ``limit`` entries before a place, or of all; oldest first."""
    with db.reading() as session:
        return _before(session, of, to, limit, calls)


def after(db: Database, of: Of, since: Place, *, limit: int, calls: bool = True) -> list[Entry]:
    """The first ``limit`` entries after a place; oldest first."""
    with db.reading() as session:
        return _after(session, of, since, limit, calls)


def around(
    db: Database, of: Of, at: Place, *, earlier: int, later: int, calls: bool = True
) -> tuple[list[Entry], list[Entry]]:
    """The entries before a place, and those from it on, as two lists of at most so many rows."""
    just_before = (at[0], at[1], at[2] - 1)
    with db.reading() as session:
        return (
            _before(session, of, at, earlier, calls),
            _after(session, of, just_before, later, calls),
        )


def calls_after(db: Database, of: Of, since: Place | None, *, limit: int) -> list[TimelineCall]:
    """The first ``limit`` calls after a place, or of all; oldest first. No text is read."""
    bound = (_LONG_AGO, 0) if since is None else _bound(since, _CALL)
    with db.reading() as session:
        if isinstance(of, int):
            return _calls(session, of, bound, limit, later=True)
        found = [one for there in of for one in _calls(session, there, bound, limit, later=True)]
    return sorted(found, key=place)[:limit]


def _before(session: Session, of: Of, to: Place | None, limit: int, calls: bool) -> list[Entry]:
    bound, ring = to and _bound(to, _TEXT), to and _bound(to, _CALL)
    found: list[Entry] = []
    for there, share in _shares(session, of, bound, limit, later=False):
        found += messages.page_before(session, there, bound, share)
        if calls:
            found += _calls(session, there, ring, limit, later=False)
    return _in_order(found, of, calls)[-limit:]


def _after(session: Session, of: Of, since: Place, limit: int, calls: bool) -> list[Entry]:
    bound, ring = _bound(since, _TEXT), _bound(since, _CALL)
    found: list[Entry] = []
    for there, share in _shares(session, of, bound, limit, later=True):
        found += messages.page_after(session, there, bound, share)
        if calls:
            found += _calls(session, there, ring, limit, later=True)
    return _in_order(found, of, calls)[:limit]


def _in_order(found: list[Entry], of: Of, calls: bool) -> list[Entry]:
    return sorted(found, key=place) if calls or not isinstance(of, int) else found


def _shares(
    session: Session, of: Of, bound: tuple[datetime, int] | None, limit: int, *, later: bool
) -> list[tuple[int, int]]:
    """How many texts of each conversation a page takes: whole rows that are not shown are never read.

    Not one query for all of them: SQLite would sort all their rows.
    """
    if isinstance(of, int):
        return [(of, limit)]
    at, row_id = bound or (_NEVER, 0)
    query = _TEXTS_AFTER if later else _TEXTS_BEFORE
    stand: list[tuple[tuple[datetime, int | None], int]] = []
    for there in of:
        values = {"there": there, "at": at, "row_id": row_id, "rows": limit}
        found = session.connection().execute(query, values)
        stand += [((moment, message_id), there) for moment, message_id in found]
    taken = Counter(there for _, there in sorted(stand, reverse=not later)[:limit])
    return [(there, taken[there]) for there in of]


def _bound(at: Place, kind: int) -> tuple[datetime, int]:
    """The (time, id) that parts the rows of one kind into those before a place and those after it."""
    moment, of, row_id = at
    if of == kind:
        return moment, row_id
    # At one moment all texts stand before all calls, whatever their ids.
    return moment, _AFTER_ALL_IDS if kind < of else _BEFORE_ALL_IDS


def _calls(
    session: Session, conversation_id: int, bound: tuple[datetime, int] | None, limit: int, *, later: bool
) -> list[TimelineCall]:
    connection = session.connection()
    owner = connection.execute(_OWNER, {"there": conversation_id}).first()
    if owner is None:
        return []
    at, row_id = bound or (_NEVER, 0)
    values = {
        "account": owner.account_id,
        "line": owner.line,
        "peer": owner.peer,
        "at": at,
        "row_id": row_id,
        "rows": limit,
    }
    found = connection.execute(_CALLS_AFTER if later else _CALLS_BEFORE, values)
    return [TimelineCall(row.id, Call(**{name: getattr(row, name) for name in _NAMES})) for row in found]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a thread beside its entries: how many texts are unread, and which ask.

    Of several conversations ``asking`` is of the first: of the others it is asked where one writes to them.
    """

    unread: int = 0
    asking: tuple[Message, ...] = ()
    unread_in: tuple[int, ...] = ()
    """The conversations that have unread texts."""


def standing(db: Database, of: Of) -> Standing:
    """How a conversation stands; as an empty one where there is none."""
    first, *others = (of,) if isinstance(of, int) else of
    with db.reading() as session:
        connection = session.connection()
        owner = connection.execute(_OWNER, {"there": first}).first()
        if owner is None:
            return Standing()
        unread = {first: owner.unread}
        for there in others:
            unread[there] = connection.execute(_UNREAD, {"there": there}).scalar() or 0
        asking = tuple(messages.asking(session, first, owner.account_id))
    return Standing(sum(unread.values()), asking, tuple(there for there, count in unread.items() if count))


_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_NAMES = ("account_id", "remote_id", "outbound", "line", "peer", "started_at", "outcome", "seconds")
_OWNER = select(
    col(ConversationRow.account_id),
    col(ConversationRow.line),
    col(ConversationRow.peer),
    col(ConversationRow.unread),
).where(col(ConversationRow.id) == bindparam("there"))
_UNREAD = select(col(ConversationRow.unread)).where(col(ConversationRow.id) == bindparam("there"))
_COLUMNS: list[Any] = [getattr(CallRow, name) for name in ("id", *_NAMES)]
_OF_PERSON = select(*_COLUMNS).where(
    col(CallRow.account_id) == bindparam("account"),
    col(CallRow.line) == bindparam("line"),
    col(CallRow.peer) == bindparam("peer"),
)
_PLACE = tuple_(col(MessageRow.created_at), col(MessageRow.id))
_PLACES = select(col(MessageRow.created_at), col(MessageRow.id)).where(
    col(MessageRow.conversation_id) == bindparam("there")
)
_WHERE = tuple_(col(CallRow.started_at), col(CallRow.id))
_AT = tuple_(bindparam("at", type_=UtcTime), bindparam("row_id", type_=Integer))
_CALLS_BEFORE = (
    _OF_PERSON.where(_WHERE < _AT)
    .order_by(col(CallRow.started_at).desc(), col(CallRow.id).desc())
    .limit(bindparam("rows", type_=Integer))
)
_TEXTS_BEFORE = (
    _PLACES.where(_PLACE < _AT)
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    .limit(bindparam("rows", type_=Integer))
)
_TEXTS_AFTER = (
    _PLACES.where(_PLACE > _AT)
    .order_by(col(MessageRow.created_at), col(MessageRow.id))
    .limit(bindparam("rows", type_=Integer))
)
_CALLS_AFTER = (
    _OF_PERSON.where(_WHERE > _AT)
    .order_by(col(CallRow.started_at), col(CallRow.id))
    .limit(bindparam("rows", type_=Integer))
)
