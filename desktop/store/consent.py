"""Whether somebody may be texted from a line: a log of STOP and START that is only ever added to (B20).

Look here for what counts (``state``), and how it is learned: from their texts and from failures, always in
the transaction that stores those. A STOP holds until their own START, or an admin's override, which is kept.
An entry goes only where a list tells other words than a service had passed on (``learn_anew``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy import select as sql_select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms import errors, optout
from desktop.sms.delivery import State
from desktop.sms.optout import OptOut
from desktop.store.accounts import service_of
from desktop.store.crm_tables import BlockedNumberRow
from desktop.store.database import Database
from desktop.store.table import Table
from desktop.store.tables import ConsentRow, ConversationRow, MessageRow

STOP, START, REFUSED, OVERRIDE = "stop", "start", "refused", "override"
"""What an entry says: they wrote STOP; they wrote START; the service refused a text because they had opted
out; an admin says that they agreed in another way, and answers for it."""
UNBLOCKED = "unblocked"
"""The service's phone book says no longer that they opted out: what a refusal had taught is over."""
BLOCKED = "blocked"
"""No entry: what holds while the service's phone book says that they opted out (``store.blocked``)."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What holds between a line and a number. ``kind`` is "" where nobody ever said anything."""

    kind: str = ""
    since: datetime | None = None
    words: str = ""
    """What they wrote, or the admin's reason."""
    message_id: int | None = None
    """The text that says so, where it is still there."""

    @property
    def stopped(self) -> bool:
        """Whether they must not be texted from this line."""
        return self.kind in (STOP, REFUSED, BLOCKED)


def state(db: Database, account_id: str, line: str, peer: str) -> Consent:
    """What holds now."""
    with db.reading() as session:
        return held_by(session, account_id, line, peer)


def history(db: Database, account_id: str, line: str, peer: str) -> list[Consent]:
    """All that was ever said, oldest first."""
    with db.reading() as session:
        rows = session.connection().execute(_HISTORY, {"account": account_id, "line": line, "peer": peer})
        return [Consent(kind, at, words, message_id) for _, kind, at, words, message_id in rows]


def held_by(session: Session, account_id: str, line: str, peer: str) -> Consent:
    """As ``state``, inside the caller's session.

    STOP and START have the service's time and count by it, since older texts may be fetched later; of the
    same second a STOP wins. What has our time, as an override or the refusal of a text that left before the
    service's time was known, counts against them by the order in which they were stored.
    """
    pair = {"account": account_id, "line": line, "peer": peer}
    connection = session.connection()
    said = connection.execute(_SAID, pair).first()
    ours = connection.execute(_OURS, {**pair, "after": 0 if said is None else said.id}).first()
    block = connection.execute(_BLOCK, pair).first()
    answered = block is not None and said is not None and said.kind == START and said.at > block.seen_at
    found = Consent()
    if (counts := ours or said) is not None:
        _, kind, at, words, message_id = counts
        found = Consent(kind, at, words, message_id)
    return found if block is None or answered or found.stopped else Consent(BLOCKED, block.since)


def is_stopped(session: Session, account_id: str, line: str, peer: str) -> bool:
    """Whether a text from this line to this number must not leave, inside the caller's session."""
    return held_by(session, account_id, line, peer).stopped


def override(
    db: Database, account_id: str, line: str, peer: str, *, reason: str, now: datetime
) -> Consent | None:
    """An admin opens the way again and says why; kept for ever. ``None`` where nothing was stopped.

    Nor where the service's phone book stops it (``BLOCKED``): it would refuse the text all the same.

    Raises ``ValueError`` for an empty reason.
    """
    if not reason.strip():
        raise ValueError("an override needs a reason")
    with db.transaction() as session:
        held = held_by(session, account_id, line, peer)
        if not held.stopped or held.kind == BLOCKED:
            return None
        session.add(
            ConsentRow(
                account_id=account_id,
                line=line,
                peer=peer,
                at=now,
                kind=OVERRIDE,
                words=reason.strip(),
                ours=True,
            )
        )
        session.flush()
        found = held_by(session, account_id, line, peer)
        conversation = session.exec(
            select(ConversationRow.id).where(
                ConversationRow.account_id == account_id,
                ConversationRow.line == line,
                ConversationRow.peer == peer,
            )
        ).first()
    if conversation is not None:
        db.announce(MessagesChanged(frozenset({conversation})))
    return found


def learn(session: Session, rows: Iterable[MessageRow]) -> None:
    """Inside the caller's transaction: keep where the failure of one of these texts of ours says so."""
    service = _Service(session)
    for row in rows:
        if (
            row.outbound
            and row.state == State.FAILED
            and errors.opted_out(service.of(row.account_id), row.error_code, row.error_text)
        ):
            at = row.attempted_there or row.attempted_at or row.created_at
            ours = not row.outside and row.attempted_there is None
            entry = _entry(REFUSED, row.account_id, row.line, row.peer, at, row.id, "")
            _add(session, [{**entry, "ours": ours}])


def learn_anew(session: Session, row: MessageRow) -> None:
    """Inside the caller's transaction: a text of theirs has other words or another time than were passed on.

    What was learned from those goes: nobody ever wrote them, or not then.
    """
    session.flush()
    session.connection().execute(_FORGET, {"text": row.id})
    assert row.id is not None
    learn_inserted(session, [(row.id, row.model_dump())])


def learn_inserted(session: Session, texts: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Inside the caller's transaction: the same for rows that were inserted as (id, values)."""
    entries = []
    service = _Service(session)
    for message_id, text in texts:
        said = (text["account_id"], text["line"], text["peer"], text["created_at"], message_id)
        if text["outbound"]:
            if text["state"] == State.FAILED and errors.opted_out(
                service.of(text["account_id"]), text["error_code"], text["error_text"]
            ):
                entries.append(_entry(REFUSED, *said, ""))
            continue
        meaning = optout.read(text["body"])
        if meaning in (OptOut.STOP, OptOut.START):
            entries.append(_entry(STOP if meaning is OptOut.STOP else START, *said, text["body"]))
    _add(session, entries)


class _Service:
    """Whose words tell that they opted out (C7): read once for each account, and where something failed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, str] = {}

    def of(self, account_id: str) -> str:
        if account_id not in self._known:
            self._known[account_id] = service_of(self._session, account_id)
        return self._known[account_id]


def _entry(
    kind: str, account_id: str, line: str, peer: str, at: datetime, message_id: int | None, words: str
) -> dict[str, Any]:
    return {
        "kind": kind,
        "account_id": account_id,
        "line": line,
        "peer": peer,
        "at": at,
        "message_id": message_id,
        "words": words,
        "ours": False,
    }


def _add(session: Session, entries: list[dict[str, Any]]) -> None:
    """Each text says a thing once, however often it is listed."""
    if entries:
        session.flush()  # they name texts that may not be written yet
        session.connection().execute(_ADD, entries)


# Made once: asked before every text that leaves, and whenever a conversation is opened.
_OF_PAIR = sql_select(
    col(ConsentRow.id),
    col(ConsentRow.kind),
    col(ConsentRow.at),
    col(ConsentRow.words),
    col(ConsentRow.message_id),
).where(
    col(ConsentRow.account_id) == bindparam("account"),
    col(ConsentRow.line) == bindparam("line"),
    col(ConsentRow.peer) == bindparam("peer"),
)
_SAID = (
    _OF_PAIR.where(col(ConsentRow.ours).is_(False))
    .order_by(col(ConsentRow.at).desc(), col(ConsentRow.kind) == START, col(ConsentRow.id).desc())
    .limit(1)
)
_OURS = (
    _OF_PAIR.where(col(ConsentRow.ours).is_(True), col(ConsentRow.id) > bindparam("after"))
    .order_by(col(ConsentRow.id).desc())
    .limit(1)
)
_BLOCK = sql_select(col(BlockedNumberRow.since), col(BlockedNumberRow.seen_at)).where(
    col(BlockedNumberRow.account_id) == bindparam("account"),
    col(BlockedNumberRow.peer) == bindparam("peer"),
)
_HISTORY = _OF_PAIR.order_by(col(ConsentRow.at), col(ConsentRow.id))
_FORGET = delete(Table.metadata.tables["consent"]).where(col(ConsentRow.message_id) == bindparam("text"))
_ADD = insert(Table.metadata.tables["consent"]).on_conflict_do_nothing()
