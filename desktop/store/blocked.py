"""Numbers that a service's phone book says are not to be texted: they opted out there (B20).

It holds for every line of the account, until the phone book lists that number as not blocked. A START of
theirs that is newer than the last look wins until the next one; nothing that is only known here does, since
the service would refuse the text anyway. ``consent.held_by`` asks this.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session
from sqlmodel import select as rows_of

from desktop.announce import AccountChanged, MessagesChanged
from desktop.store import consent
from desktop.store.crm_tables import BlockedNumberRow
from desktop.store.database import Database
from desktop.store.table import Table
from desktop.store.tables import ConsentRow, ConversationRow


def keep(
    db: Database,
    account_id: str,
    numbers: Collection[str],
    now: datetime,
    *,
    free: Collection[str] = (),
    back: Mapping[str, datetime] | None = None,
    whole: bool = True,
) -> None:
    """These (E.164) are blocked, and those ``free`` are not, as a look at the phone book found at ``now``.

    ``now`` is the service's time. Only who is ``free`` is lifted, never who is merely missing, and nobody
    where not the ``whole`` book could be read. One that is lifted also lifts what a refusal had taught,
    unless the service tells when people opted in again (``back``): then only if that was later.
    """
    wanted = set(numbers)
    with db.transaction() as session:
        before = set(session.connection().execute(_ALL, {"account": account_id}).scalars())
        wanted |= before.difference(free) if whole else before
        if not wanted | before:
            return
        for peer in wanted - before:
            session.add(BlockedNumberRow(account_id=account_id, peer=peer, since=now, seen_at=now))
        if wanted & before:
            session.connection().execute(_SEEN, {"account": account_id, "now": now})
        threads: list[ConversationRow] = []
        for peer in before - wanted:
            session.connection().execute(_LIFT, {"account": account_id, "number": peer})
        for peer in before ^ wanted:
            theirs = rows_of(ConversationRow).where(
                ConversationRow.account_id == account_id, ConversationRow.peer == peer
            )
            found = session.exec(theirs).all()
            threads += found
            if peer in before:
                _lift_refusals(session, found, now, back)
        touched = frozenset(one.id for one in threads if one.id is not None)
    if before != wanted:
        db.announce(AccountChanged(account_id))
        db.announce(MessagesChanged(touched))


def _lift_refusals(
    session: Session,
    threads: Collection[ConversationRow],
    now: datetime,
    back: Mapping[str, datetime] | None,
) -> None:
    for one in threads:
        held = consent.held_by(session, one.account_id, one.line, one.peer)
        since = None if back is None else back.get(one.peer)
        over = back is None or (since is not None and held.since is not None and since > held.since)
        if held.kind == consent.REFUSED and over:
            session.add(
                ConsentRow(
                    account_id=one.account_id, line=one.line, peer=one.peer, at=now, kind=consent.UNBLOCKED
                )
            )


_TABLE = Table.metadata.tables["blocked_number"]
_OF_ACCOUNT = _TABLE.c.account_id == bindparam("account")
_ALL = select(_TABLE.c.peer).where(_OF_ACCOUNT)
_SEEN = update(_TABLE).where(_OF_ACCOUNT).values(seen_at=bindparam("now"))
_LIFT = delete(_TABLE).where(_OF_ACCOUNT, _TABLE.c.peer == bindparam("number"))
