"""Calls: what the services recorded, and those that were handed to a phone app from here.

Look here for the kinds of calls, for pages of them that stay quick at 100,000, and for what is kept: every
call, with the service's own word for how it ended. None is ever removed.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, tuple_
from sqlalchemy import select as sql_select
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op
from sqlmodel import col, select

from desktop.announce import AccountChanged
from desktop.sms.phone import digits
from desktop.store.contact_names import matches, sourced_name, told, visible
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.database import Database
from desktop.store.tables import CallRow

MOST = 200
"""Rows of one transaction; more would hold the window up."""

HANDED_OVER = "handed_over"
"""The outcome of a call that a phone app was asked to place: nobody here knows what became of it."""


class Kind(StrEnum):
    """What a call was, of direction and outcome together (product row "Call history")."""

    MISSED = "missed"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    NO_ANSWER = "no_answer"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    VOICEMAIL = "voicemail"
    ELSEWHERE = "elsewhere"
    """Somebody took it on another telephone."""
    HANDED_OVER = "handed_over"
    OTHER = "other"
    """The service's word is not known here; it is kept and shown as it is."""


_KINDS: dict[str, tuple[Kind, Kind]] = {
    "answered": (Kind.INCOMING, Kind.OUTGOING),
    "missed": (Kind.MISSED, Kind.NO_ANSWER),
    "declined": (Kind.DECLINED, Kind.DECLINED),
    "cancelled": (Kind.CANCELLED, Kind.CANCELLED),
    "voicemail": (Kind.VOICEMAIL, Kind.VOICEMAIL),
    "answered_elsewhere": (Kind.ELSEWHERE, Kind.ELSEWHERE),
    HANDED_OVER: (Kind.HANDED_OVER, Kind.HANDED_OVER),
}
"""Outcomes: the kind of a call that came in so, and of one that went out."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call. ``outcome`` is a key of the kinds or the service's own word; ``seconds`` only where recorded;
    ``name`` comes from the contacts; ``id`` is the row's."""

    account_id: str
    remote_id: str
    outbound: bool
    line: str
    peer: str
    started_at: datetime
    outcome: str
    seconds: int | None = None
    name: str = ""
    id: int = field(default=0, compare=False)
    name_from: str = ""
    """The other service whose phone book has the name (a key of ``providers.catalog``); "" for a near one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls to list: of these kinds (none: of all), one line (account id, number) or all, and those
    whose contact's name or company or whose digits hold ``search``."""

    kinds: frozenset[Kind] = frozenset()
    line: tuple[str, str] | None = None
    search: str = ""


EVERY = Wanted()


def kind(outbound: bool, outcome: str) -> Kind:
    """What a call was."""
    return _KINDS.get(outcome, (Kind.OTHER, Kind.OTHER))[outbound]


def listing(
    db: Database,
    wanted: Wanted = EVERY,
    *,
    after: Call | None = None,
    through: Call | None = None,
    limit: int | None = 500,
) -> list[Call]:
    """Calls, newest first: at most ``limit``, those behind the listed call ``after``, down to ``through``."""
    place = tuple_(CallRow.started_at, CallRow.id)
    query = sql_select(*_columns()).where(*_conditions(wanted))
    if after is not None:
        query = query.where(place < (after.started_at, after.id))
    if through is not None:
        query = query.where(place >= (through.started_at, through.id))
    query = query.order_by(col(CallRow.started_at).desc(), col(CallRow.id).desc()).limit(limit)
    with db.reading() as session:
        return [_plain(*row) for row in session.execute(query)]


def counts(db: Database, wanted: Wanted = EVERY) -> dict[Kind, int]:
    """How many calls of each kind ``wanted`` lists, whatever kinds it asks for; no zeros."""
    query = sql_select(col(CallRow.outbound), col(CallRow.outcome), func.count()).where(
        *_conditions(Wanted(line=wanted.line, search=wanted.search))
    )
    # Without a search, the index alone has the answer, in order; with one, going to and fro takes longer.
    through = _value if wanted.search.strip() else col
    query = query.group_by(through(CallRow.outbound), through(CallRow.outcome))
    found: dict[Kind, int] = {}
    with db.reading() as session:
        for outbound, outcome, number in session.execute(query):
            one = kind(outbound, outcome)
            found[one] = found.get(one, 0) + number
    return found


def hand_over(db: Database, *, account_id: str, line: str, peer: str, now: datetime | None = None) -> Call:
    """Note that a phone app was asked to call ``peer``; no duration, no result: nobody here learns them.

    Its id is our own, so that no list of a service names it. Raises ``StoreError``.
    """
    call = Call(
        account_id=account_id,
        remote_id=f"handover:{uuid.uuid4()}",
        outbound=True,
        line=line,
        peer=peer,
        started_at=now or datetime.now(UTC),
        outcome=HANDED_OVER,
    )
    keep(db, account_id, [call])
    return call


def keep(db: Database, account_id: str, calls: Sequence[Call]) -> None:
    """Add calls that are new and update those that changed; none is ever removed."""
    changed = [_keep(db, account_id, calls[start : start + MOST]) for start in range(0, len(calls), MOST)]
    if any(changed):
        db.announce(AccountChanged(account_id))


def _keep(db: Database, account_id: str, calls: Sequence[Call]) -> bool:
    changed = False
    with db.transaction() as session:
        ids = [call.remote_id for call in calls]
        rows = {
            row.remote_id: row
            for row in session.exec(
                select(CallRow).where(CallRow.account_id == account_id, col(CallRow.remote_id).in_(ids))
            )
        }
        for call in calls:
            row = rows.get(call.remote_id)
            if row is None:
                row = CallRow(
                    account_id=account_id,
                    remote_id=call.remote_id,
                    outbound=call.outbound,
                    line=call.line,
                    peer=call.peer,
                    started_at=call.started_at,
                    outcome=call.outcome,
                    seconds=call.seconds,
                )
                rows[call.remote_id] = row
            elif (row.outcome, row.seconds) == (call.outcome, call.seconds):
                continue
            row.outcome, row.seconds = call.outcome, call.seconds
            session.add(row)
            changed = True
    return changed


def _columns() -> list[Any]:
    """In the order of the fields of ``Call``."""
    fields = ("account_id", "remote_id", "outbound", "line", "peer", "started_at", "outcome", "seconds")
    name = func.coalesce(sourced_name(col(CallRow.peer), col(CallRow.account_id)), "")
    return [*(col(getattr(CallRow, one)) for one in fields), name, col(CallRow.id)]


def _plain(*row: Any) -> Call:
    *values, named, row_id = row
    name, source = told(named)
    return Call(*[*values, name, row_id, source])


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kinds:
        found.append(or_(*(_is(one) for one in sorted(wanted.kinds))))
    if wanted.line is not None:
        account_id, number = wanted.line
        found += [_value(CallRow.account_id) == account_id, _value(CallRow.line) == number]
    searched = _found(wanted.search)
    return found if searched is None else [*found, searched]


def _is(wanted: Kind) -> ColumnElement[bool]:
    outcome, outbound = _value(CallRow.outcome), _value(CallRow.outbound)
    if wanted is Kind.OTHER:
        return outcome.not_in(_KINDS)
    came = [outcome for outcome, kinds in _KINDS.items() if kinds[False] is wanted]
    went = [outcome for outcome, kinds in _KINDS.items() if kinds[True] is wanted]
    return or_(and_(outbound == 0, outcome.in_(came)), and_(outbound == 1, outcome.in_(went)))


def _value(column: Any) -> ColumnElement[Any]:
    """The column's value, but no way into an index: there SQLite would first sort all calls of a line or a
    kind, where going back from the newest finds a page of them in a few milliseconds."""
    held = column.expression
    return UnaryExpression(held, operator=custom_op("+"), type_=held.type)


def _found(search: str) -> ColumnElement[bool] | None:
    people = matches(search)
    if people is None:
        return None
    named = (
        select(ContactNumberRow.number)
        .join(ContactRow, col(ContactRow.id) == col(ContactNumberRow.contact_id))
        .where(visible(), people)
    )
    found: ColumnElement[bool] = col(CallRow.peer).in_(named)
    number = "" if any(sign.isalpha() for sign in search) else digits(search).lstrip("0")
    return or_(found, col(CallRow.peer).contains(number)) if number else found
