"""The account's own numbers and what each can do, as last told by the service."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlmodel import col, select

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
        query = select(LineRow).where(col(LineRow.gone).is_(False))
        if account_id is not None:
            query = query.where(LineRow.account_id == account_id)
        return [
            _plain(row) for row in session.exec(query.order_by(LineRow.account_id, col(LineRow.position)))
        ]


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
    return [line for line in listing(db, account_id) if line.number == number]


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
