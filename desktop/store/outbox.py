"""The outbox as rows: which text is due, and every step that a send may take through its states.

The rules and their order are described in ARCHITECTURE.md, "Sending". Each step is one transaction that
changes a row only from the state it expects, so that two of them can never both act.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms.delivery import State, may_follow
from desktop.sms.sameness import bare
from desktop.store import accounts, consent, parts, waited
from desktop.store.binding import Receipt, bind, release
from desktop.store.database import Database
from desktop.store.messages import COLUMNS, NO_LIST, Message, plain, read
from desktop.store.part_again import again
from desktop.store.refusals import is_refused
from desktop.store.tables import MessageRow
from desktop.store.undo import is_open, sweep

HOLD = timedelta(seconds=30)
"""How long an unconfirmed text keeps later ones of its conversation waiting if no pull completes."""

TIMED_OUT, CUT, SERVER_ERROR, UNREADABLE, ENDED = "timed_out", "cut", "server_error", "unreadable", "ended"
CONTRADICTED = "contradicted"
"""Why an outcome is unknown: no answer in time, the connection broke, the service answered with an error
of its own (HTTP 5xx) or with something that cannot be read, or the program ended meanwhile. Or it put the
text off and yet listed one like it, which a pull had taken for ours."""

SENT_AGAIN = "sent_again"
"""Kept as an unconfirmed text's ``held_reason``: somebody sent it once more, and once is enough."""

OPTED_OUT = waited.OPTED_OUT

ALIKE = timedelta(hours=26)
"""How far from an attempt the same words may be dated and still be mentioned: any mistake of a time zone."""


def recover(
    db: Database, now: datetime, *, account_id: str | None = None, there: datetime | None = None
) -> int:
    """At start, under the profile's lock: what was being sent when the program died is unconfirmed now.

    Of one account, if only its sending had to begin anew; else conversations that a text which was taken
    back left empty go, too. ``there``: the service's time, if it is known. Returns how many there were.
    """
    with db.transaction() as session:
        query = select(MessageRow).where(MessageRow.state == State.SENDING)
        if account_id is not None:
            query = query.where(MessageRow.account_id == account_id)
        rows = session.exec(query).all()
        for row in rows:
            put_in_doubt(session, row, now, there, ENDED)
            session.add(row)
            parts.halt(session, row)
        touched = {row.conversation_id for row in rows}
        if account_id is None:
            touched |= sweep(session)
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return len(rows)


def due(
    db: Database, account_id: str, now: datetime, *, busy: Collection[int] = (), unreviewed: int = 0
) -> list[Message]:
    """The next text of each conversation that may go out now, oldest first.

    A conversation waits while one of its texts is in flight, while its oldest queued text is not due
    yet or can still be taken back, and for a while (``HOLD``) after one became unconfirmed. ``busy``:
    conversations to leave out. ``unreviewed``: texts up to this id wait for ``held.review``.
    """
    with db.reading() as session:
        waiting = read(session, _UNDER_WAY, {"account": account_id})
        held = {row.conversation_id for row in waiting if _holds(row, now)} | set(busy)
        found: list[Message] = []
        for row in waiting:
            if row.state != State.QUEUED or row.conversation_id in held:
                continue
            held.add(row.conversation_id)
            if row.id > unreviewed and _may_leave(row, now):
                found.append(row)
        return found


def next_moment(db: Database, account_id: str, now: datetime) -> datetime | None:
    """The earliest moment after ``now`` at which ``due`` may answer differently, or ``None``."""
    with db.reading() as session:
        rows = session.connection().execute(_MOMENTS, {"account": account_id}).all()
    queued = {row.conversation_id for row in rows if row.state == State.QUEUED}
    moments = [moment for row in rows if row.state == State.QUEUED for moment in (row.due_at, row.undo_until)]
    moments += [
        row.doubted_at + HOLD
        for row in rows
        if row.state == State.UNCONFIRMED
        and row.conversation_id in queued
        and row.looked_at is None
        and row.doubted_at is not None
    ]
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


@dataclass(frozen=True, slots=True)
class Left:
    """How many texts still wait here, how many are not confirmed (of those that nobody decided about),
    and how many wait for a person."""

    queued: int
    unconfirmed: int
    held: int = 0


def left(db: Database, account_id: str) -> Left:
    """What is not settled in the account's outbox."""
    with db.reading() as session:
        states = session.connection().execute(_LEFT, {"account": account_id}).scalars().all()
    doubtful = sum(state == State.UNCONFIRMED for state in states)
    held = sum(state == State.HELD for state in states)
    return Left(len(states) - doubtful - held, doubtful, held)


def waiting(db: Database, account_id: str) -> list[Message]:
    """Texts that have certainly not left this computer, held ones included, oldest first."""
    with db.reading() as session:
        return read(session, _WAITING, {"account": account_id})


def lookalike(db: Database, message: Message) -> Message | None:
    """A text sent elsewhere with the same line, number and words, dated within ``ALIKE`` of the attempt.

    The nearest in time. It is bound to none of ours and was not taken for this one, because its time does
    not fit; but whoever decides about an unconfirmed text has to know of it.
    """
    attempted = message.attempted_there or message.attempted_at
    if attempted is None:
        return None
    with db.reading() as session:
        values = {
            "account": message.account_id,
            "there": message.conversation_id,
            "first": attempted - ALIKE,
            "last": attempted + ALIKE,
        }
        rows = [row for row in read(session, _ALIKE, values) if bare(row.body) == bare(message.body)]
        return min(rows, key=lambda row: abs(row.created_at - attempted), default=None)


def mark_sending(
    db: Database,
    message_id: int,
    now: datetime,
    *,
    handle: str | None = None,
    there: datetime | None = None,
) -> bool:
    """Commit, before the request, that one is about to leave. False: somebody else was first, or it must not.

    The last moment to see that they opted out, or that a text which was put off is no longer what anybody
    wants to send: it is held instead, for a person (B20, ``waited``). ``there``: the service's time now, if
    it is known; what it lists is compared with that.
    """

    left = False

    def step(session: Session, row: MessageRow) -> bool:
        nonlocal left
        if row.state != State.QUEUED or is_open(row.undo_until, now):
            return False
        if consent.is_stopped(session, row.account_id, row.line, row.peer):
            waited.hold(session, row, OPTED_OUT)
            return True
        if why := parts.gate(session, row):
            waited.hold(session, row, why)
            return True
        if why := waited.after_refusal(session, row, now):
            waited.hold(session, row, why)
            for one in waited.behind(session, row):
                waited.hold(session, one, waited.FOLLOWED)
            return True
        left = True
        row.state, row.attempted_at, row.attempted_there, row.due_at = State.SENDING, now, there, None
        row.error_code, row.error_text = None, ""  # why it was put off before
        row.attempts += 1
        row.handle = handle
        return True

    return _step(db, message_id, step) and left


def keep_handle(db: Database, message_id: int, handle: str) -> bool:
    """Store what step one of a two-step service gave, before step two. False: its text is not there now."""

    def step(session: Session, row: MessageRow) -> bool:
        row.handle = handle
        return True

    return _step(db, message_id, step)


def accept(db: Database, message_id: int, receipt: Receipt) -> None:
    """The service took it: bind its id and go forward. A pull may have been first; that is expected."""
    _step(db, message_id, lambda session, row: bind(session, row, receipt))


def requeue(db: Database, message_id: int, due_at: datetime | None) -> None:
    """Back in the queue until ``due_at``: only with proof that the service did not take it.

    Without ``due_at`` the service was not even asked, so that was no attempt. After a refusal: ``refused``.
    """

    def step(session: Session, row: MessageRow) -> bool:
        if row.remote_id is not None:
            release(session, row)  # a pull had taken another text for this one
        elif row.state != State.SENDING:
            return False
        row.state, row.due_at = State.QUEUED, due_at
        if due_at is None:
            row.attempts = max(row.attempts - 1, 0)
        return True

    _step(db, message_id, step)


def fail(db: Database, message_id: int, code: str | None, text: str) -> None:
    """The service refused it; ``code`` and ``text`` are its own words."""

    def step(session: Session, row: MessageRow) -> bool:
        if row.remote_id is not None:
            release(session, row)  # a pull had taken another text for this one
        elif not may_follow(State(row.state), State.FAILED):
            return False
        row.state, row.error_code, row.error_text = State.FAILED, code, text
        return True

    _step(db, message_id, step)


def doubt(
    db: Database,
    message_id: int,
    now: datetime,
    *,
    there: datetime | None = None,
    why: str = ENDED,
    detail: str = "",
) -> None:
    """The request left and no usable answer came: unconfirmed, never resent by itself.

    ``there``: the service's time, if it is known. ``why`` (a code) and ``detail`` are kept as the row's
    error until its fate is known.
    """

    def step(session: Session, row: MessageRow) -> bool:
        if row.state != State.SENDING:
            return False  # a pull has already found it
        put_in_doubt(session, row, now, there, why, detail)
        return True

    _step(db, message_id, step)


def send_again(db: Database, message_id: int, now: datetime) -> Message | None:
    """A person's click: the same text once more, as a new row, while the unconfirmed one asks no more.

    Of a part, the parts that wait behind it go as well.
    Also for one that was left as it is. ``None`` if it is not unconfirmed any more, because news came
    before the click, or if it was sent again already. Where the same words were refused for good meanwhile,
    the new one is held (C15).
    """
    with db.transaction() as session:
        row = session.get(MessageRow, message_id)
        if row is None or row.state != State.UNCONFIRMED or row.held_reason == SENT_AGAIN:
            return None
        row.left_alone, row.held_reason = True, SENT_AGAIN
        session.add(row)
        new = again(session, row, now)
        if is_refused(session, new):
            waited.hold(session, new, waited.REFUSED)
            parts.halt(session, new)
        sent = plain(new)
    db.announce(MessagesChanged(frozenset({sent.conversation_id})))
    db.announce(TextQueued(sent.account_id))
    return sent


def leave(db: Database, message_id: int) -> None:
    """A person's click: leave an unconfirmed text as it is; it asks no more."""

    def step(session: Session, row: MessageRow) -> bool:
        row.left_alone = True
        return True

    _step(db, message_id, step)


def stop(db: Database, message_id: int) -> bool:
    """Take a text that certainly has not left out of the queue. False: it is too late for that."""

    def step(session: Session, row: MessageRow) -> bool:
        if row.state != State.QUEUED:
            return False
        row.state = State.STOPPED
        return True

    return _step(db, message_id, step)


def _step(db: Database, message_id: int, change: Callable[[Session, MessageRow], bool]) -> bool:
    """Change one row in one transaction; announced only if ``change`` says that it did."""
    with db.transaction() as session:
        row = session.exec(_ROW, params={"message": message_id}).first()
        if row is None or not change(session, row):
            return False
        session.add(row)
        parts.halt(session, row)
        consent.learn(session, [row])
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return True


def put_in_doubt(
    session: Session, row: MessageRow, now: datetime, there: datetime | None, why: str, detail: str = ""
) -> None:
    """Inside the caller's transaction: nobody knows whether it went out, and why.

    Where the service lists no texts nothing will ever tell, so a person is asked from this moment on.
    """
    row.state, row.doubted_at, row.doubted_there = State.UNCONFIRMED, now, there
    row.looked_at = row.missing_since = None
    row.error_code, row.error_text = why, detail
    if not accounts.lists_texts(session, row.account_id):
        row.held_reason = NO_LIST


def _may_leave(row: Message, now: datetime) -> bool:
    """Whether nothing keeps a queued text here. A clock that was put back does not keep it for hours:
    who asked to wait did so after the last attempt."""
    if is_open(row.undo_until, now):
        return False
    return row.due_at is None or not (row.attempted_at or row.created_at) <= now < row.due_at


def _holds(row: Message, now: datetime) -> bool:
    if row.state == State.SENDING:
        return True
    return (
        row.state == State.UNCONFIRMED
        and row.looked_at is None
        and not (row.left_alone or row.asks)
        and row.doubted_at is not None
        and row.doubted_at <= now < row.doubted_at + HOLD
    )


# Made once: putting a statement together takes longer than what it asks.
_ROW = select(MessageRow).where(MessageRow.id == bindparam("message"))
_OF_ACCOUNT = col(MessageRow.account_id) == bindparam("account")
_UNDER_WAY = (
    sql_select(*COLUMNS)
    .where(_OF_ACCOUNT, col(MessageRow.state).in_([State.QUEUED, State.SENDING, State.UNCONFIRMED]))
    .order_by(col(MessageRow.id))
)
_MOMENTS = sql_select(
    col(MessageRow.conversation_id),
    col(MessageRow.state),
    col(MessageRow.due_at),
    col(MessageRow.undo_until),
    col(MessageRow.doubted_at),
    col(MessageRow.looked_at),
).where(_OF_ACCOUNT, col(MessageRow.state).in_([State.QUEUED, State.UNCONFIRMED]))
_LEFT = sql_select(col(MessageRow.state)).where(
    _OF_ACCOUNT,
    col(MessageRow.state).in_([State.QUEUED, State.SENDING, State.UNCONFIRMED, State.HELD]),
    col(MessageRow.left_alone).is_(False),
)
_WAITING = (
    sql_select(*COLUMNS)
    .where(_OF_ACCOUNT, col(MessageRow.state).in_([State.QUEUED, State.HELD]))
    .order_by(col(MessageRow.id))
)
_ALIKE = sql_select(*COLUMNS).where(
    _OF_ACCOUNT,
    col(MessageRow.conversation_id) == bindparam("there"),
    col(MessageRow.created_at).between(bindparam("first"), bindparam("last")),
    col(MessageRow.outside).is_(True),
)
