"""The account's own numbers and what each can do, as last told by the service."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import LinesChanged
from desktop.store.database import Database
from desktop.store.tables import LineRow


@dataclass(frozen=True, slots=True)
class Line:
    """One of our numbers (E.164). A capability of ``None`` is unknown, not "no" (requirement A5)."""

    account_id: str
    remote_id: str
    number: str
    label: str = ""
    country: str = ""
    kind: str = ""
    state: str = ""
    can_send: bool | None = None
    can_receive: bool | None = None
    can_call: bool | None = None
    reason_code: str = ""
    reason: str = ""

    @property
    def can_text(self) -> bool:
        """Whether Messages opens for this line: it can send or receive, or nobody says that it can't."""
        return self.can_send is not False or self.can_receive is not False


def listing(db: Database, account_id: str | None = None) -> list[Line]:
    """The lines in the service's order, of one account or of all."""
    with db.reading() as session:
        return _listed(session, account_id, None)


def replace(db: Database, account_id: str, lines: Sequence[Line], *, whole: bool = True) -> None:
    """Make the account's lines these, in this order; a line that is no longer listed is kept as gone.

    Of a list that is not ``whole``, a line that is missing stays as and where it was.
    """
    lines = list({line.number: line for line in lines}.values())  # a list may hold one twice
    with db.transaction() as session:
        rows = {
            row.number: row for row in session.exec(select(LineRow).where(LineRow.account_id == account_id))
        }
        before = [_plain(row) for row in sorted(rows.values(), key=lambda row: row.position) if not row.gone]
        if not whole:
            lines = _filled_up(before, lines)
        for row in rows.values():
            row.gone = True
        for position, line in enumerate(lines):
            row = rows.get(line.number) or LineRow(
                account_id=account_id, number=line.number, remote_id=line.remote_id
            )
            for name, value in asdict(line).items():
                setattr(row, name, value)
            row.account_id, row.position, row.gone = account_id, position, False
            session.add(row)
    if before != lines:
        db.announce(LinesChanged(account_id))


def find(db: Database, number: str, account_id: str | None = None) -> list[Line]:
    """Lines with this number; more than one where two accounts hold it."""
    with db.reading() as session:
        return _listed(session, account_id, number)


def _listed(session: Session, account_id: str | None, number: str | None) -> list[Line]:
    query = _LISTED[account_id is not None, number is not None]
    return [
        Line(*row) for row in session.connection().execute(query, {"account": account_id, "number": number})
    ]


def _filled_up(before: list[Line], listed: list[Line]) -> list[Line]:
    """The lines of both, each as last told, in the order in which they were known."""
    news = {line.number: line for line in listed}
    known = [news.pop(line.number, line) for line in before]
    return [*known, *news.values()]


def _plain(row: LineRow) -> Line:
    return Line(
        account_id=row.account_id,
        remote_id=row.remote_id,
        number=row.number,
        label=row.label,
        country=row.country,
        kind=row.kind,
        state=row.state,
        can_send=row.can_send,
        can_receive=row.can_receive,
        can_call=row.can_call,
        reason_code=row.reason_code,
        reason=row.reason,
    )


# Made once: putting a statement together takes longer than what it asks.
_ALL = (
    sql_select(*(getattr(LineRow, field.name) for field in fields(Line)))
    .where(col(LineRow.gone).is_(False))
    .order_by(col(LineRow.account_id), col(LineRow.position))
)
_OF_ACCOUNT = col(LineRow.account_id) == bindparam("account")
_WITH_NUMBER = col(LineRow.number) == bindparam("number")
_LISTED = {
    (False, False): _ALL,
    (True, False): _ALL.where(_OF_ACCOUNT),
    (False, True): _ALL.where(_WITH_NUMBER),
    (True, True): _ALL.where(_OF_ACCOUNT, _WITH_NUMBER),
}
"""By whether they are of one account, and whether they have one number."""
