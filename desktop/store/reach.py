"""What past texts tell of a number: reached before, landline, dead, off lately, not from this line (idea 10).

Nothing is kept but a person's marks: each answer is worked out from the newest texts with that number, by
index. So a text that is deleted is forgotten, and news count at once. What a code teaches and how long that
holds is ``sms.reachability``.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import NamedTuple

from sqlalchemy import BigInteger, Integer, bindparam, type_coerce
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms import line_advice
from desktop.sms.delivery import State
from desktop.sms.line_advice import failed_for_line
from desktop.sms.reachability import Lesson, Reach, Reachability, holds, lesson_of
from desktop.store import number_facts
from desktop.store.accounts import service_of
from desktop.store.consent import Consent, held_by
from desktop.store.database import Database
from desktop.store.number_facts import NumberFact
from desktop.store.tables import ConversationRow, MessageRow, NumberMarkRow

LANDLINE, DEAD, MOBILE = "landline", "dead", "mobile"
"""What a person can mark a number as; ``MOBILE``: it can be texted, whatever outcomes seem to say."""

NEWEST = 50
"""So many texts of each thread with the number are looked at; what is older has been overtaken."""
THREADS = 20
"""Of so many of our lines, those with the newest texts."""

_ABOUT_NUMBER = {
    Lesson.LANDLINE: Reachability.LANDLINE,
    Lesson.DEAD: Reachability.DEAD,
    Lesson.UNREACHABLE: Reachability.UNREACHABLE,
}
_MARKS = {LANDLINE: Reachability.LANDLINE, DEAD: Reachability.DEAD}


class Outcome(NamedTuple):
    """What became of one text with a number."""

    id: int
    stored_at: int
    """Microseconds since 1970: a moment is made of it only where it is told."""
    line: str
    account_id: str
    outbound: int
    state: str
    code: str | None
    lesson: Lesson | None = None
    """What it teaches, if it is a text of ours that failed."""
    for_line: bool = False
    """It failed because of the line that it left from."""

    @property
    def at(self) -> datetime:
        """When it was written or came."""
        return _EPOCH + timedelta(microseconds=self.stored_at)

    @property
    def delivered(self) -> bool:
        """Whether it proves that its line reaches the number."""
        return bool(self.outbound) and self.state == State.DELIVERED

    @property
    def arrived(self) -> bool:
        """Whether it proves that the number is in use for texts: it was delivered, or they wrote."""
        return not self.outbound or self.delivered

    @property
    def failed(self) -> bool:
        """Whether it is a text of ours that did not go out or did not arrive."""
        return bool(self.outbound) and self.state == State.FAILED


def of(db: Database, peer: str, now: datetime, *, account_id: str = "", line: str = "") -> Reach:
    """What is to be expected of a text to ``peer``, and if ``line`` is named, of one from that line.

    A person's mark wins over every outcome, a STOP to that line over all but the mark.
    """
    with db.reading() as session:
        return known(session, peer, now, account_id=account_id, line=line)


def known(
    session: Session,
    peer: str,
    now: datetime,
    *,
    account_id: str = "",
    line: str = "",
    held: Consent | None = None,
) -> Reach:
    """As ``of``, inside the caller's session. ``held``: what holds for that line, if it was read before."""
    newest = outcomes(session, peer)
    found = _judged(session, newest, peer, now, account_id, line, held)
    return replace(found, line_failed=True) if _line_failed(newest, account_id, line, now) else found


def _judged(
    session: Session,
    outcomes: list[Outcome],
    peer: str,
    now: datetime,
    account_id: str,
    line: str,
    held: Consent | None,
) -> Reach:
    arrived = next((one for one in outcomes if one.arrived), None)
    delivered = next((one for one in outcomes if one.delivered), None)
    delivered_at = delivered.at if delivered is not None else None
    delivered_by = delivered.line if delivered is not None else ""
    mark = session.connection().execute(_MARK, {"peer": peer}).first()
    if mark is not None and mark.mark in _MARKS:
        return Reach(
            _MARKS[mark.mark], mark.at, marked=True, delivered_at=delivered_at, delivered_by=delivered_by
        )
    if line:
        consent = held_by(session, account_id, line, peer) if held is None else held
        if consent.stopped:
            return Reach(
                Reachability.OPTED_OUT,
                consent.since,
                line,
                delivered_at=delivered_at,
                delivered_by=delivered_by,
                message_id=consent.message_id,
            )
        wrong = _wrong_pair(outcomes, account_id, line, now)
        if wrong is not None:
            # Of the same account: to another service's line leads ``line_advice``, with its account.
            near = (one for one in outcomes if one.account_id == account_id and one.line != line)
            other = next((one.line for one in near if one.delivered), "")
            return _reach(Reachability.WRONG_PAIR, wrong, delivered_at, other)
    lesson = None if mark is not None else _about_number(outcomes, now)
    told = None if mark is not None else number_facts.known(session, peer)
    if told is not None and _is_landline(told, lesson, arrived, now):
        return Reach(
            Reachability.LANDLINE,
            told.at,
            told_by=told.source,
            delivered_at=delivered_at,
            delivered_by=delivered_by,
        )
    if lesson is not None:
        return _reach(_ABOUT_NUMBER[lesson.lesson or Lesson.DEAD], lesson, delivered_at, delivered_by)
    if arrived is not None:
        return _reach(Reachability.DELIVERED, arrived, delivered_at, delivered_by)
    return Reach(marked=mark is not None)


def mark(db: Database, peer: str, what: str | None, now: datetime) -> None:
    """A person says what a number is (a mark of this module), or takes that back (``None``).

    Raises ``ValueError`` for another word.
    """
    if what not in (None, LANDLINE, DEAD, MOBILE):
        raise ValueError("no such mark")
    with db.transaction() as session:
        row = session.get(NumberMarkRow, peer)
        if what is None:
            if row is not None:
                session.delete(row)
        else:
            row = row or NumberMarkRow(peer=peer, mark=what, at=now)
            row.mark, row.at = what, now
            session.add(row)
        threads = session.exec(select(ConversationRow.id).where(ConversationRow.peer == peer)).all()
    db.announce(MessagesChanged(frozenset(one for one in threads if one is not None)))


def marked(db: Database, peer: str) -> str | None:
    """What a person marked the number as."""
    with db.reading() as session:
        row = session.connection().execute(_MARK, {"peer": peer}).first()
        return None if row is None else row.mark


def _is_landline(told: NumberFact, lesson: Outcome | None, arrived: Outcome | None, now: datetime) -> bool:
    """Whether a service's word that it is a landline holds: what happened since then tells more."""
    if told.kind != number_facts.LANDLINE or not holds(Lesson.LANDLINE, told.at, now):
        return False
    return all(one is None or one.at < told.at for one in (lesson, arrived))


def outcomes(session: Session, peer: str) -> list[Outcome]:
    """What became of the newest texts with the number, of all our lines, newest first."""
    connection = session.connection()
    service = cache(partial(service_of, session))
    found: list[Outcome] = []
    for (thread,) in connection.execute(_THREADS, {"peer": peer}).all():
        for row in connection.execute(_NEWEST, {"there": thread}).all():
            one = Outcome._make((*row[:-1], None, False))
            if one.failed:
                told = (service(one.account_id), one.code or "", row.error_text)
                one = one._replace(lesson=lesson_of(*told), for_line=failed_for_line(*told))
            found.append(one)
    return sorted(found, key=lambda one: (one.stored_at, one.id), reverse=True)


def _wrong_pair(outcomes: Iterable[Outcome], account_id: str, line: str, now: datetime) -> Outcome | None:
    """The failure that says that this line does not reach the number, unless a later text of it did."""
    for one in outcomes:
        if one.line != line or one.account_id != account_id:
            continue
        if one.delivered:
            return None
        if one.lesson is Lesson.WRONG_PAIR:
            return one if holds(Lesson.WRONG_PAIR, one.at, now) else None
    return None


def _line_failed(outcomes: Iterable[Outcome], account_id: str, line: str, now: datetime) -> bool:
    """Whether the newest text from this line failed because of the line, not long ago."""
    ours = (one for one in outcomes if one.outbound and (one.account_id, one.line) == (account_id, line))
    newest = next(ours, None)
    return newest is not None and newest.for_line and now - newest.at < line_advice.LASTS


def _about_number(outcomes: Iterable[Outcome], now: datetime) -> Outcome | None:
    """The newest failure that says something of the number itself, unless something arrived after it."""
    for one in outcomes:
        if one.arrived:
            return None
        if one.lesson in _ABOUT_NUMBER and one.lesson is not None:
            return one if holds(one.lesson, one.at, now) else None
    return None


def _reach(what: Reachability, one: Outcome, delivered_at: datetime | None, delivered_by: str) -> Reach:
    return Reach(
        what,
        one.at,
        one.line,
        code=(one.code or "") if one.lesson is not None else "",
        delivered_at=delivered_at,
        delivered_by=delivered_by,
        message_id=one.id,
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Made once: putting a statement together takes longer than what it asks.
_THREADS = (
    sql_select(col(ConversationRow.id))
    .where(col(ConversationRow.peer) == bindparam("peer"))
    .order_by(col(ConversationRow.last_at).desc())
    .limit(THREADS)
)
_MARK = sql_select(col(NumberMarkRow.mark), col(NumberMarkRow.at)).where(
    col(NumberMarkRow.peer) == bindparam("peer")
)
_NEWEST = (
    sql_select(
        col(MessageRow.id),
        type_coerce(col(MessageRow.created_at), BigInteger),
        col(MessageRow.line),
        col(MessageRow.account_id),
        type_coerce(col(MessageRow.outbound), Integer),
        col(MessageRow.state),
        col(MessageRow.error_code),
        col(MessageRow.error_text),
    )
    .where(col(MessageRow.conversation_id) == bindparam("there"))
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    .limit(NEWEST)
)
