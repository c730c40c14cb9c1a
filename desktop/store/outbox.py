"""The outbox as rows: which text is due, and every step that a send may take through its states.

The rules and their order are described in ARCHITECTURE.md, "Sending". Each step is one transaction that
changes a row only from the state it expects, so that two of them can never both act.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, or_, select

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms.delivery import State, may_follow
from desktop.store.binding import Receipt, bind, release
from desktop.store.database import Database
from desktop.store.messages import Message, plain, queue_row
from desktop.store.tables import ConversationRow, MessageRow

HOLD = timedelta(seconds=30)
"""How long an unconfirmed text keeps later ones of its conversation waiting if no pull completes."""


def recover(db: Database, now: datetime, *, account_id: str | None = None) -> int:
    """At start, under the profile's lock: what was being sent when the program died is unconfirmed now.

    Of one account, if only its sending had to begin anew. Returns how many there were.
    """
    with db.transaction() as session:
        query = select(MessageRow).where(MessageRow.state == State.SENDING)
        if account_id is not None:
            query = query.where(MessageRow.account_id == account_id)
        rows = session.exec(query).all()
        for row in rows:
            _doubt(row, now)
            session.add(row)
        touched = frozenset(row.conversation_id for row in rows)
    if touched:
        db.announce(MessagesChanged(touched))
    return len(rows)


def due(db: Database, account_id: str, now: datetime, *, busy: Collection[int] = ()) -> list[Message]:
    """The next text of each conversation that may go out now, oldest first.

    A conversation waits while one of its texts is in flight, while its oldest queued text is not due
    yet, and for a while (``HOLD``) after one became unconfirmed. ``busy``: conversations to leave out.
    """
    with db.reading() as session:
        waiting = session.exec(
            select(MessageRow)
            .where(
                MessageRow.account_id == account_id,
                col(MessageRow.state).in_([State.QUEUED, State.SENDING, State.UNCONFIRMED]),
            )
            .order_by(col(MessageRow.id))
        ).all()
        held = {row.conversation_id for row in waiting if _holds(row, now)} | set(busy)
        found: list[Message] = []
        for row in waiting:
            if row.state != State.QUEUED or row.conversation_id in held:
                continue
            held.add(row.conversation_id)
            if row.due_at is None or row.due_at <= now:
                found.append(plain(row))
        return found


def next_moment(db: Database, account_id: str, now: datetime) -> datetime | None:
    """The earliest moment after ``now`` at which ``due`` may answer differently, or ``None``."""
    with db.reading() as session:
        rows = session.exec(
            select(MessageRow).where(
                MessageRow.account_id == account_id,
                col(MessageRow.state).in_([State.QUEUED, State.UNCONFIRMED]),
            )
        ).all()
    queued = {row.conversation_id for row in rows if row.state == State.QUEUED}
    moments = [row.due_at for row in rows if row.state == State.QUEUED and row.due_at is not None]
    moments += [
        row.doubted_at + HOLD
        for row in rows
        if row.state == State.UNCONFIRMED
        and row.conversation_id in queued
        and row.looked_at is None
        and row.doubted_at is not None
    ]
    return min((moment for moment in moments if moment > now), default=None)


@dataclass(frozen=True, slots=True)
class Left:
    """How many texts still wait here, and how many are not confirmed."""

    queued: int
    unconfirmed: int


def left(db: Database, account_id: str) -> Left:
    """What is not settled in the account's outbox."""
    with db.reading() as session:
        states = session.exec(
            select(MessageRow.state).where(
                MessageRow.account_id == account_id,
                col(MessageRow.state).in_([State.QUEUED, State.SENDING, State.UNCONFIRMED]),
            )
        ).all()
    doubtful = sum(state == State.UNCONFIRMED for state in states)
    return Left(len(states) - doubtful, doubtful)


def waiting(db: Database, account_id: str) -> list[Message]:
    """Texts that have certainly not left this computer, oldest first."""
    with db.reading() as session:
        rows = session.exec(
            select(MessageRow)
            .where(MessageRow.account_id == account_id, MessageRow.state == State.QUEUED)
            .order_by(col(MessageRow.id))
        )
        return [plain(row) for row in rows]


def unconfirmed(db: Database, account_id: str) -> list[Message]:
    """Texts whose outcome is unknown and about which nobody has decided, oldest first."""
    with db.reading() as session:
        rows = session.exec(
            select(MessageRow)
            .where(
                MessageRow.account_id == account_id,
                MessageRow.state == State.UNCONFIRMED,
                col(MessageRow.left_alone).is_(False),
            )
            .order_by(col(MessageRow.id))
        )
        return [plain(row) for row in rows]


def oldest_open(db: Database, account_id: str, since: datetime) -> datetime | None:
    """When the oldest text left, not before ``since``, of which news may still come; ``None``: there is none.

    A text that is not confirmed counts whatever its age, until the list has been read for it.
    """
    with db.reading() as session:
        rows = session.exec(
            select(MessageRow.created_at, MessageRow.attempted_at).where(
                MessageRow.account_id == account_id,
                or_(
                    and_(
                        col(MessageRow.state).in_([State.ACCEPTED, State.SENT, State.SENDING]),
                        col(MessageRow.created_at) >= since,
                    ),
                    and_(
                        MessageRow.state == State.UNCONFIRMED,
                        col(MessageRow.missing_since).is_(None),
                    ),
                ),
            )
        ).all()
    return min((attempted or created for created, attempted in rows), default=None)


def youngest(db: Database, account_id: str) -> tuple[datetime | None, datetime | None]:
    """Times of the newest text of the account, and of the newest outbound one that is not settled."""
    with db.reading() as session:
        newest = session.exec(
            select(ConversationRow.last_at)
            .where(ConversationRow.account_id == account_id)
            .order_by(col(ConversationRow.last_at).desc())
            .limit(1)
        ).first()
        waiting = session.exec(
            select(MessageRow.created_at)
            .where(
                MessageRow.account_id == account_id,
                col(MessageRow.state).in_([State.ACCEPTED, State.SENT, State.SENDING, State.UNCONFIRMED]),
            )
            .order_by(col(MessageRow.id).desc())
            .limit(1)
        ).first()
    return newest, waiting


def mark_sending(db: Database, message_id: int, now: datetime, *, handle: str | None = None) -> bool:
    """Commit, before the request, that one is about to leave. False: somebody else was first."""

    def step(session: Session, row: MessageRow) -> bool:
        if row.state != State.QUEUED:
            return False
        row.state, row.attempted_at, row.due_at = State.SENDING, now, None
        row.attempts += 1
        row.handle = handle
        return True

    return _step(db, message_id, step)


def keep_handle(db: Database, message_id: int, handle: str) -> None:
    """Store what step one of a two-step service gave, before step two."""

    def step(session: Session, row: MessageRow) -> bool:
        row.handle = handle
        return True

    _step(db, message_id, step)


def accept(db: Database, message_id: int, receipt: Receipt) -> None:
    """The service took it: bind its id and go forward. A pull may have been first; that is expected."""
    _step(db, message_id, lambda session, row: bind(session, row, receipt))


def requeue(db: Database, message_id: int, due_at: datetime | None) -> None:
    """Back in the queue until ``due_at``: only with proof that the service did not take it."""

    def step(session: Session, row: MessageRow) -> bool:
        if row.remote_id is not None:
            release(session, row)  # a pull had taken another text for this one
        elif row.state != State.SENDING:
            return False
        row.state, row.due_at, row.attempted_at = State.QUEUED, due_at, None
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


def doubt(db: Database, message_id: int, now: datetime) -> None:
    """The request left and no usable answer came: unconfirmed, never resent by itself."""

    def step(session: Session, row: MessageRow) -> bool:
        if row.state != State.SENDING:
            return False  # a pull has already found it
        _doubt(row, now)
        return True

    _step(db, message_id, step)


def looked(
    db: Database,
    account_id: str,
    *,
    began: datetime,
    complete_since: datetime,
    delay: timedelta,
    window: timedelta,
) -> int:
    """A pull ended that began at ``began`` and holds all texts since ``complete_since``.

    Every text still unconfirmed was not in it. That releases its conversation; it is evidence only if
    the pull began after the service's listing ``delay`` and reaches back past the attempt and the
    clocks' ``window``. Returns how many texts a person has to decide about now.
    """
    with db.transaction() as session:
        rows = session.exec(
            select(MessageRow).where(
                MessageRow.account_id == account_id, MessageRow.state == State.UNCONFIRMED
            )
        ).all()
        touched = set()
        for row in rows:
            assert row.attempted_at is not None and row.doubted_at is not None
            if began < row.doubted_at:
                continue
            row.looked_at = began
            if began >= row.doubted_at + delay and complete_since <= row.attempted_at - window:
                row.missing_since = complete_since
            session.add(row)
            touched.add(row.conversation_id)
        asking = sum(row.missing_since is not None and not row.left_alone for row in rows)
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return asking


def send_again(db: Database, message_id: int, now: datetime) -> Message | None:
    """A person's click: the same text once more, as a new row, while the unconfirmed one asks no more.

    ``None`` if it is not unconfirmed any more: news came before the click.
    """
    with db.transaction() as session:
        row = session.get(MessageRow, message_id)
        if row is None or row.state != State.UNCONFIRMED or row.left_alone:
            return None
        row.left_alone = True
        session.add(row)
        again = plain(
            queue_row(
                session, account_id=row.account_id, line=row.line, peer=row.peer, body=row.body, now=now
            )
        )
    db.announce(MessagesChanged(frozenset({again.conversation_id})))
    db.announce(TextQueued(again.account_id))
    return again


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
        row = session.get(MessageRow, message_id)
        if row is None or not change(session, row):
            return False
        session.add(row)
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return True


def _doubt(row: MessageRow, now: datetime) -> None:
    row.state, row.doubted_at = State.UNCONFIRMED, now
    row.looked_at = row.missing_since = None


def _holds(row: MessageRow, now: datetime) -> bool:
    if row.state == State.SENDING:
        return True
    return (
        row.state == State.UNCONFIRMED
        and row.looked_at is None
        and not row.left_alone
        and row.doubted_at is not None
        and row.doubted_at + HOLD > now
    )
