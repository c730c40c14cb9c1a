"""How long delivery usually takes on a line to a country, learned from the status history (idea 7).

Only texts that were watched closely count: both the moment when the service took one and the moment when
its delivery was learned are known to ``CLOSE`` seconds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Integer, bindparam, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from desktop.sms.delivery import State
from desktop.sms.phone import region_of
from desktop.store.database import Database
from desktop.store.tables import MessageRow, StatusChangeRow

CLOSE = 30.0
"""Seconds; who asked less often does not know when it happened."""
FEWEST = 10
MOST = 500
"""The newest so many count."""
LONGEST = timedelta(hours=72)
"""More, or less than nothing, comes from a clock that was changed."""
QUIET = timedelta(minutes=10)
"""After so long a text that was sent and not confirmed is said to be just that (C5)."""
LONGEST_QUIET = timedelta(hours=24)
_READ = 2000
"""Deliveries of a line that are looked through for those to one country."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Of ``count`` texts to ``country`` (ISO code), half were delivered within ``half``, nine of ten within
    ``most``."""

    count: int
    half: timedelta
    most: timedelta
    country: str


def usual(db: Database, account_id: str, line: str, peer: str) -> Usual | None:
    """What is usual from this line to the country of ``peer``; ``None`` while too little is known."""
    country = _country(peer)
    if country is None:
        return None
    with db.reading() as session:
        newest = session.connection().execute(_NEWEST).scalar()
        known = _known.setdefault(db, {})
        key = (account_id, line, country)
        if key not in known or known[key][0] != newest:
            known[key] = (newest, _learned(session, *key))
        return known[key][1]


def quiet_period(db: Database, account_id: str, line: str, peer: str) -> timedelta:
    """How long to wait for a receipt before saying that there is none: longer where delivery is slow (C5)."""
    found = usual(db, account_id, line, peer)
    return QUIET if found is None else min(max(QUIET, 3 * found.most), LONGEST_QUIET)


def summed_up(times: Iterable[timedelta], country: str) -> Usual | None:
    """The usual time as these tell it; the nearest ranks, so that it is always one that was measured."""
    ordered = sorted(times)
    if len(ordered) < FEWEST:
        return None
    half, most = ((len(ordered) * percent + 99) // 100 - 1 for percent in (50, 90))
    return Usual(len(ordered), ordered[half], ordered[most], country)


def _learned(session: Session, account_id: str, line: str, country: str) -> Usual | None:
    rows = session.execute(_DELIVERIES, {"account": account_id, "of_line": line, "most": _READ})
    times: list[timedelta] = []
    seen: set[int] = set()
    for message_id, peer, delivered_at, taken_at in rows:
        if message_id in seen or _country(peer) != country:
            continue
        seen.add(message_id)
        took = delivered_at - taken_at
        if timedelta(0) <= took <= LONGEST:
            times.append(took)
            if len(times) == MOST:
                break
    return summed_up(times, country)


_known: WeakKeyDictionary[Database, dict[tuple[str, str, str], tuple[int | None, Usual | None]]]
_known = WeakKeyDictionary()
"""What was learned, with the newest delivery that it was learned from."""
_country = lru_cache(maxsize=20_000)(region_of)
_delivery, _taking, _first = aliased(StatusChangeRow), aliased(StatusChangeRow), aliased(StatusChangeRow)
_NEWEST = select(func.max(col(_delivery.id))).where(col(_delivery.state) == State.DELIVERED)


def _watched(change: type[StatusChangeRow]) -> ColumnElement[bool]:
    return or_(col(change.seen_within).is_(None), col(change.seen_within) <= CLOSE)


_DELIVERIES = (
    select(col(MessageRow.id), col(MessageRow.peer), col(_delivery.at), col(_taking.at))
    .select_from(_delivery)
    .join(MessageRow, col(MessageRow.id) == _delivery.message_id)
    .join(
        _taking,
        col(_taking.id)
        == select(func.min(col(_first.id)))
        .where(
            col(_first.message_id) == _delivery.message_id,
            col(_first.state).in_([State.ACCEPTED, State.SENT]),
        )
        .scalar_subquery(),
    )
    .where(
        col(_delivery.state) == State.DELIVERED,
        col(MessageRow.account_id) == bindparam("account"),
        col(MessageRow.line) == bindparam("of_line"),
        _watched(_delivery),
        _watched(_taking),
    )
    .order_by(col(_delivery.id).desc())
    .limit(bindparam("most", type_=Integer))
)
