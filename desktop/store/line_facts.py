"""What is known of each of our numbers, who said so and since when: the facts behind the line sheet (A16).

Names and values are those of ``sms.abilities``. A check notes what the service tells, and only news is
written; a person may tell what no service does (A13). What texts teach is worked out, and not kept.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import LinesChanged
from desktop.sms.abilities import ASKED_ANEW, VOICE_ONLY, Fact, Source
from desktop.store.database import Database
from desktop.store.tables import LineFactRow, LineRow

TOLD_VOICE_ONLY = "told_voice_only"
"""Why a line cannot text: a person said so, and the service says nothing."""
LEARNED_VOICE_ONLY = "learned_voice_only"
"""The same, where the service refused a text because of the line (A6)."""


def note(db: Database, account_id: str, told: Mapping[str, Mapping[str, str]], now: datetime) -> None:
    """What the service tells of its numbers now: facts by name, by number.

    What stays as it was keeps its ``since``. A fact that the service no longer tells of a number that it
    lists is forgotten; what a person told stays until the service tells it.
    """
    with db.reading() as session:
        known = _of_account(session, account_id)
    if _news(known, told):
        with db.transaction() as session:
            known = _of_account(session, account_id)
            for number, name, value in _news(known, told):
                row = known.get((number, name))
                if value is None:
                    if row is not None:
                        session.delete(row)
                    continue
                row = row or LineFactRow(
                    account_id=account_id, number=number, name=name, value="", source="", since=now
                )
                row.value, row.source, row.since = value, Source.SERVICE, now
                session.add(row)
        db.announce(LinesChanged(account_id))


def tell(db: Database, account_id: str, number: str, name: str, value: str, now: datetime) -> None:
    """A person says something of a number, or with "" takes it back. What the service says stays.

    That it cannot text counts at once where the service does not say whether it can. Where a text taught so,
    taking it back means that this is asked anew: what was learned until now counts no more.
    """
    with db.transaction() as session:
        row = session.get(LineFactRow, (account_id, number, name))
        if row is not None and row.source == Source.SERVICE:
            return
        learned = row is not None and row.source == Source.LEARNED
        if not value and row is not None and (learned or row.value == ASKED_ANEW):
            value = ASKED_ANEW
        if not value:
            if row is not None:
                session.delete(row)
        else:
            row = row or LineFactRow(
                account_id=account_id, number=number, name=name, value="", source="", since=now
            )
            row.value, row.source, row.since = value, Source.PERSON, now
            session.add(row)
        if name == VOICE_ONLY:
            _grey(session, account_id, number, voice_only=value == "yes", learned=learned)
    db.announce(LinesChanged(account_id))


def learn(db: Database, account_id: str, number: str, *, can: bool, now: datetime) -> None:
    """A text was taken from this number, or refused because of it; counts where the service is silent."""
    value = "no" if can else "yes"
    with db.reading() as session:
        if not _teaches(session, account_id, number, value):
            return
    with db.transaction() as session:
        line = _line_of(session, account_id, number)
        if line is None or not _teaches(session, account_id, number, value):
            return
        row = session.get(LineFactRow, (account_id, number, VOICE_ONLY)) or LineFactRow(
            account_id=account_id, number=number, name=VOICE_ONLY, value="", source="", since=now
        )
        row.value, row.source, row.since = value, Source.LEARNED, now
        session.add(row)
        line.can_send, line.can_receive = can, None if can else False
        line.reason_code = "" if can else LEARNED_VOICE_ONLY
        session.add(line)
    db.announce(LinesChanged(account_id))


def of(db: Database, account_id: str, number: str) -> dict[str, Fact]:
    """All that was told of a number, by name."""
    values = {"account": account_id, "number": number}
    with db.reading() as session:
        found = session.connection().execute(_OF_NUMBER, values)
        return {row.name: Fact(row.value, Source(row.source), row.since) for row in found}


def found_out(db: Database, account_id: str) -> dict[str, Fact]:
    """Numbers of which a person or a text told whether they can text: ``VOICE_ONLY`` of each."""
    with db.reading() as session:
        found = session.connection().execute(_FOUND_OUT, {"account": account_id})
        return {row.number: Fact(row.value, Source(row.source), row.since) for row in found}


def _news(
    known: Mapping[tuple[str, str], LineFactRow], told: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str, str | None]]:
    """(number, name, value) of all that has to be written; ``None`` for what is no longer told."""
    news: list[tuple[str, str, str | None]] = []
    for number, facts in told.items():
        for name, value in facts.items():
            row = known.get((number, name))
            if row is None or (row.value, row.source) != (value, Source.SERVICE):
                news.append((number, name, value))
    for (number, name), row in known.items():
        if number in told and name not in told[number] and row.source == Source.SERVICE:
            news.append((number, name, None))
    return news


def _of_account(session: Session, account_id: str) -> dict[tuple[str, str], LineFactRow]:
    rows = session.exec(select(LineFactRow).where(LineFactRow.account_id == account_id))
    return {(row.number, row.name): row for row in rows}


def _grey(session: Session, account_id: str, number: str, *, voice_only: bool, learned: bool) -> None:
    row = _line_of(session, account_id, number)
    if row is None:
        return
    silent = row.can_send is None and row.can_receive is None
    if voice_only and (silent or learned):
        row.can_send, row.can_receive, row.reason_code = False, False, TOLD_VOICE_ONLY
    elif not voice_only and (learned or row.reason_code == TOLD_VOICE_ONLY):
        row.can_send, row.can_receive, row.reason_code = None, None, ""
    session.add(row)


def _teaches(session: Session, account_id: str, number: str, value: str) -> bool:
    """Whether that is news: neither the service nor a person says it, and nothing has taught it before."""
    line = _line_of(session, account_id, number)
    row = session.get(LineFactRow, (account_id, number, VOICE_ONLY))
    if row is not None and row.source == Source.LEARNED:
        return row.value != value
    return line is not None and line.can_send is None


def _line_of(session: Session, account_id: str, number: str) -> LineRow | None:
    return session.exec(
        select(LineRow).where(LineRow.account_id == account_id, LineRow.number == number)
    ).first()


# Made once: putting a statement together takes longer than what it asks.
_OF_NUMBER = sql_select(
    col(LineFactRow.name), col(LineFactRow.value), col(LineFactRow.source), col(LineFactRow.since)
).where(col(LineFactRow.account_id) == bindparam("account"), col(LineFactRow.number) == bindparam("number"))
_FOUND_OUT = sql_select(
    col(LineFactRow.number), col(LineFactRow.value), col(LineFactRow.source), col(LineFactRow.since)
).where(col(LineFactRow.account_id) == bindparam("account"), col(LineFactRow.name) == VOICE_ONLY)
