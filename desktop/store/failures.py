"""Our own texts that failed and that nobody has dealt with yet, and what a person does about them (idea 5).

Look here for what counts as dealt with, for sending many of them again, and for taking any of that back. Each
step is one transaction, and gives a ``Done`` that undoes it. What belongs together is in ``sms.remedy``; what
keeps words from going out unchanged is in ``store.refusals``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, exists, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms import errors
from desktop.sms.delivery import State
from desktop.sms.remedy import may_go_again
from desktop.store import part_again, parts
from desktop.store.accounts import service_of
from desktop.store.consent import is_stopped
from desktop.store.database import Database
from desktop.store.messages import COLUMNS, Message, read
from desktop.store.refusals import refused_among
from desktop.store.tables import MessageRow, NumberMarkRow, SettledFailureRow
from desktop.store.undo import is_open, remove

RESENT, MARKED, EDITED, LEFT = "resent", "marked", part_again.EDITED, "left"
"""How a failure was dealt with: sent again as a new text, its number marked, its words taken up by a person,
or left as it is."""

_UNDER_WAY = (
    State.HELD,
    State.QUEUED,
    State.SENDING,
    State.UNCONFIRMED,
    State.ACCEPTED,
    State.SENT,
    State.DELIVERED,
)
_NEWEST_FIRST = (col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
_AT_ONCE = 500
"""Ids in one statement."""


class Failure(NamedTuple):
    """As much of a failed text as is needed to say where it belongs."""

    id: int
    service: str
    """A key of ``providers.catalog``, "" where nobody told."""
    code: str | None
    text: str
    sent_again: bool
    """The same words failed in this conversation before and were sent again then: once is enough."""


class Standing(NamedTuple):
    """How many there are, and which, in a form that is quick to compare."""

    texts: int
    newest: int
    sum: int


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did, so that it can be undone."""

    settled: tuple[int, ...] = ()
    sent: tuple[tuple[int, int], ...] = ()
    """(the failed text, the new one) where they were sent again."""
    marks: tuple[tuple[str, str | None, datetime | None], ...] = ()
    """What the numbers were marked as before, and when."""
    passed_over: int = 0
    """Texts that were not sent again, because they must not be or are dealt with already."""

    def followed_by(self, other: "Done") -> "Done":
        """Both as one step; of a number that both marked, the first knows what it was before."""
        first = {peer for peer, _, _ in self.marks}
        more = tuple(one for one in other.marks if one[0] not in first)
        return Done(
            self.settled + other.settled,
            self.sent + other.sent,
            self.marks + more,
            self.passed_over + other.passed_over,
        )

    def in_parts(self, size: int) -> "Iterator[Done]":
        """The same in steps of ``size`` texts, since nobody else can write during one."""
        sent = dict(self.sent)
        for start in range(0, len(self.settled), size):
            some = self.settled[start : start + size]
            pairs = tuple((one, sent[one]) for one in some if one in sent)
            yield Done(some, pairs, self.marks if start == 0 else ())


def standing(db: Database) -> Standing:
    """What there is now; costs no more than counting."""
    found = Standing(0, 0, 0)
    with db.reading() as session:
        for account_id in _accounts(session):
            values = {"account": account_id}
            count, newest, total = session.connection().execute(_STANDING, values).one()
            found = Standing(found.texts + count, max(found.newest, newest or 0), found.sum + (total or 0))
    return found


def more_than(db: Database, number: int) -> bool:
    """Whether there are more than so many; quick, however many there are."""
    left = number + 1
    with db.reading() as session:
        for account_id in _accounts(session):
            values = {"account": account_id, "most": left}
            left -= len(session.connection().execute(_SOME, values).all())
            if left <= 0:
                return True
    return False


def listing(db: Database) -> list[Failure]:
    """All that nobody has dealt with, newest first. Texts that another program sent are not among them."""
    with db.reading() as session:
        again = _sent_again(session)
        found: list[Any] = []
        for account_id in _accounts(session):
            service = service_of(session, account_id)
            rows = session.connection().execute(_LISTED, {"account": account_id})
            found += ((*row, service) for row in rows)
        found.sort(key=lambda row: row[:2], reverse=True)
        twice = _with_words(session, [row[1] for row in found if row[2] in again], again)
        return [Failure(row[1], row[5], row[3], row[4], row[1] in twice) for row in found]


def texts(db: Database, message_ids: Sequence[int]) -> list[Message]:
    """These texts in this order; those that are gone are left out."""
    with db.reading() as session:
        found = {
            one.id: one
            for some in _batches(message_ids)
            for one in read(session, _THESE_TEXTS, {"ids": list(some)})
        }
        return [found[one] for one in message_ids if one in found]


def of_peers(db: Database, peers: Sequence[str], limit: int) -> tuple[int, list[Message]]:
    """How many texts to these numbers ever failed, and the newest of them, dealt with or not (E19).

    Those that another program sent are among them: this is a history, not a list of things to do.
    """
    count, found = 0, list[Message]()
    with db.reading() as session:
        for account_id in _accounts(session) if peers else ():
            values = {"account": account_id, "peers": list(peers), "most": limit}
            count += session.connection().execute(_COUNT_OF_PEERS, values).scalar_one()
            found += read(session, _OF_PEERS, values)
    found.sort(key=lambda one: (one.created_at, one.id), reverse=True)
    return count, found[:limit]


def settle(db: Database, message_ids: Sequence[int], how: str, now: datetime) -> Done:
    """These have been dealt with (``EDITED``, ``LEFT``)."""
    with db.transaction() as session:
        rows = _open(session, message_ids)
        _settle(session, rows, how, now)
    _tell(db, rows)
    return Done(_ids(rows))


def mark(db: Database, message_ids: Sequence[int], what: str, now: datetime) -> Done:
    """The numbers of these texts are ``what`` (a mark of ``store.reach``); so the texts are dealt with."""
    with db.transaction() as session:
        rows = _open(session, message_ids)
        before: dict[str, tuple[str, str | None, datetime | None]] = {}
        for peer in dict.fromkeys(row.peer for row in rows):
            known = session.get(NumberMarkRow, peer)
            before[peer] = (peer, known.mark if known else None, known.at if known else None)
            _put_mark(session, peer, what, now)
        _settle(session, rows, MARKED, now)
    _tell(db, rows)
    return Done(_ids(rows), marks=tuple(before.values()))


def resend(db: Database, message_ids: Sequence[int], now: datetime, undo: timedelta | None) -> Done:
    """Send these again, oldest first, each once as a new text that can be taken back for ``undo``.

    What must not go out unchanged is passed over, whoever asks (``remedy.may_go_again``), and so is whoever
    has opted out meanwhile, and what somebody wrote once more since. So are words that were refused for good
    in another try (``refusals``, C15). The same words to one person go once. Behind a part go those of its
    text that wait for it.
    """
    sent: list[tuple[int, int]] = []
    with db.transaction() as session:
        rows = _open(session, sorted(message_ids))
        once: dict[tuple[int, str, int | None], MessageRow] = {}
        refused = refused_among(session, rows)
        for row in rows:
            words = (row.conversation_id, row.body, row.group_place)
            if words in once or not _may_go(session, row) or _went_since(session, row):
                continue
            if row.id not in refused:
                once[words] = row
        going = list(once.values())
        for row in going:
            new = part_again.again(session, row, now, now + undo if undo else None)
            sent.append((row.id or 0, new.id or 0))
        _settle(session, going, RESENT, now)
    _tell(db, going)
    for account_id in {row.account_id for row in going}:
        db.announce(TextQueued(account_id))
    return Done(_ids(going), sent=tuple(sent), passed_over=len(set(message_ids)) - len(going))


def take_back(db: Database, done: Done, now: datetime) -> int:
    """Undo a step. What has left already stays sent, and dealt with; returns how many are open again."""
    with db.transaction() as session:
        gone = dict(done.sent)
        back: list[MessageRow] = []
        for row in _rows(session, done.settled):
            new = session.get(MessageRow, gone[row.id or 0]) if row.id in gone else None
            if row.id in gone:
                # Gone altogether: somebody took it back, and its words are a draft.
                if new is None or new.state != State.QUEUED or new.attempts:
                    continue
                if not is_open(new.undo_until, now):
                    continue
                remove(session, new)
                parts.halt(session, row)
            settled = session.get(SettledFailureRow, row.id)
            if settled is not None:
                session.delete(settled)
            back.append(row)
        for peer, what, at in done.marks:
            _put_mark(session, peer, what, at or now)
    _tell(db, back)
    return len(back)


def entry_of(session: Session, row: MessageRow) -> errors.Entry | None:
    """What the catalogue says of a failed text."""
    return errors.find(service_of(session, row.account_id), row.error_code, row.error_text)


def _accounts(session: Session) -> Iterator[str]:
    """All accounts with texts, those that were signed out too: a step in the index each."""
    here: str | None = session.connection().execute(_FIRST_ACCOUNT).scalar_one()
    while here is not None:
        yield here
        here = session.connection().execute(_NEXT_ACCOUNT, {"account": here}).scalar_one()


def _sent_again(session: Session) -> dict[int, set[str]]:
    """The words that failed and were sent again, by conversation."""
    found: dict[int, set[str]] = {}
    for conversation_id, body in session.connection().execute(_SENT_AGAIN):
        found.setdefault(conversation_id, set()).add(body)
    return found


def _with_words(session: Session, message_ids: list[int], words: dict[int, set[str]]) -> set[int]:
    """Which of these texts say something of ``words``."""
    rows = _rows(session, message_ids)
    return {row.id for row in rows if row.id is not None and row.body in words[row.conversation_id]}


def _rows(session: Session, message_ids: Sequence[int]) -> list[MessageRow]:
    found: dict[int | None, MessageRow] = {}
    for some in _batches(message_ids):
        found.update((row.id, row) for row in session.exec(_THESE, params={"ids": list(some)}))
    return [found[one] for one in dict.fromkeys(message_ids) if one in found]


def _batches(message_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(message_ids), _AT_ONCE):
        yield message_ids[start : start + _AT_ONCE]


def _open(session: Session, message_ids: Sequence[int]) -> list[MessageRow]:
    """Those that failed and that nobody has dealt with: what a click was about may be settled by now."""
    settled: set[int] = set()
    for some in _batches(message_ids):
        settled.update(session.connection().execute(_SETTLED, {"ids": list(some)}).scalars())
    rows = _rows(session, message_ids)
    return [row for row in rows if row.outbound and row.state == State.FAILED and row.id not in settled]


def _may_go(session: Session, row: MessageRow) -> bool:
    if not may_go_again(entry_of(session, row)):
        return False
    return not is_stopped(session, row.account_id, row.line, row.peer)


def _went_since(session: Session, row: MessageRow) -> bool:
    """Whether a later text with the same words went to them, may have, or waits to."""
    values = {"there": row.conversation_id, "at": row.created_at, "this": row.id, "body": row.body}
    since = session.connection().execute(_WENT_SINCE, values)
    # Another part of the same text may say the same.
    return any(
        one.group_id is None or one.group_id != row.group_id or one.group_place == row.group_place
        for one in since
    )


def _settle(session: Session, rows: Sequence[MessageRow], how: str, now: datetime) -> None:
    session.add_all(SettledFailureRow(message_id=row.id or 0, at=now, how=how) for row in rows)


def _put_mark(session: Session, peer: str, what: str | None, at: datetime) -> None:
    row = session.get(NumberMarkRow, peer)
    if what is None:
        if row is not None:
            session.delete(row)
        return
    row = row or NumberMarkRow(peer=peer, mark=what, at=at)
    row.mark, row.at = what, at
    session.add(row)


def _ids(rows: Sequence[MessageRow]) -> tuple[int, ...]:
    return tuple(row.id for row in rows if row.id is not None)


def _tell(db: Database, rows: Sequence[MessageRow]) -> None:
    if rows:
        db.announce(MessagesChanged(frozenset(row.conversation_id for row in rows)))


# Made once: putting a statement together takes longer than what it asks.
_FAILED = (
    col(MessageRow.account_id) == bindparam("account"),
    col(MessageRow.state) == State.FAILED,
    col(MessageRow.outbound).is_(True),
)
# In the order of the index on account and state.
_OPEN = (
    *_FAILED,
    col(MessageRow.outside).is_(False),
    ~exists().where(col(SettledFailureRow.message_id) == MessageRow.id),
)
_AT_MOST = bindparam("most", type_=Integer)
_STANDING = sql_select(func.count(), func.max(col(MessageRow.id)), func.sum(col(MessageRow.id))).where(*_OPEN)
_SOME = sql_select(col(MessageRow.id)).where(*_OPEN).limit(_AT_MOST)
_LISTED = sql_select(
    col(MessageRow.created_at),
    col(MessageRow.id),
    col(MessageRow.conversation_id),
    col(MessageRow.error_code),
    col(MessageRow.error_text),
).where(*_OPEN)
_TO_PEERS = (*_FAILED, col(MessageRow.peer).in_(bindparam("peers", expanding=True)))
_COUNT_OF_PEERS = sql_select(func.count()).where(*_TO_PEERS)
_OF_PEERS = sql_select(*COLUMNS).where(*_TO_PEERS).order_by(*_NEWEST_FIRST).limit(_AT_MOST)
_FIRST_ACCOUNT = sql_select(func.min(col(MessageRow.account_id)))
_NEXT_ACCOUNT = _FIRST_ACCOUNT.where(col(MessageRow.account_id) > bindparam("account"))
_SENT_AGAIN = (
    sql_select(col(MessageRow.conversation_id), col(MessageRow.body))
    .join(SettledFailureRow, col(SettledFailureRow.message_id) == MessageRow.id)
    .where(col(SettledFailureRow.how) == RESENT)
)
_AMONG_THESE = col(MessageRow.id).in_(bindparam("ids", expanding=True))
_THESE = select(MessageRow).where(_AMONG_THESE)
_THESE_TEXTS = sql_select(*COLUMNS).where(_AMONG_THESE)
_SETTLED = sql_select(col(SettledFailureRow.message_id)).where(
    col(SettledFailureRow.message_id).in_(bindparam("ids", expanding=True))
)
_WENT_SINCE = sql_select(col(MessageRow.group_id), col(MessageRow.group_place)).where(
    col(MessageRow.conversation_id) == bindparam("there"),
    col(MessageRow.created_at) >= bindparam("at"),
    col(MessageRow.id) > bindparam("this"),
    col(MessageRow.outbound).is_(True),
    col(MessageRow.state).in_(_UNDER_WAY),
    col(MessageRow.body) == bindparam("body"),
)
