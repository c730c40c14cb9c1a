"""What a service said of somebody's number when a person asked it: its kind, its carrier, who said so, when.

It costs money to ask, so the answer is kept until it is asked for again. What it means for a text to that
number is in ``reach``: a landline is expected to take none, until something arrives.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.store.database import Database
from desktop.store.table import storable
from desktop.store.tables import ConversationRow, NumberFactRow

LANDLINE = "landline"
"""The kind that takes no texts."""


@dataclass(frozen=True, slots=True)
class NumberFact:
    """``kind`` and ``carrier`` are the service's own words; ``source`` is its name in ``catalog``."""

    kind: str
    carrier: str
    source: str
    at: datetime


def note(db: Database, peer: str, fact: NumberFact) -> None:
    """Keep what a service said of a number, in place of what was said before."""
    with db.transaction() as session:
        row = session.get(NumberFactRow, peer) or NumberFactRow(peer=peer, kind="", source="", at=fact.at)
        row.kind, row.carrier = storable(fact.kind), storable(fact.carrier)
        row.source, row.at = fact.source, fact.at
        session.add(row)
        threads = session.exec(select(ConversationRow.id).where(ConversationRow.peer == peer)).all()
    db.announce(MessagesChanged(frozenset(one for one in threads if one is not None)))


def of(db: Database, peer: str) -> NumberFact | None:
    """What a service said of a number; ``None``: nobody asked."""
    with db.reading() as session:
        return known(session, peer)


def known(session: Session, peer: str) -> NumberFact | None:
    """As ``of``, inside the caller's session."""
    row = session.connection().execute(_FACT, {"peer": peer}).first()
    return None if row is None else NumberFact(row.kind, row.carrier, row.source, row.at)


_FACT = sql_select(
    col(NumberFactRow.kind), col(NumberFactRow.carrier), col(NumberFactRow.source), col(NumberFactRow.at)
).where(col(NumberFactRow.peer) == bindparam("peer"))
