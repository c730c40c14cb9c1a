"""How an account's texts are counted, and whether its service counts the same (C14, idea 18).

Look here for the audit of the counter: each text keeps how many parts were counted when it was queued, and
how many its service reported. Where a service counts differently, a person confirms the way that fits.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from desktop.announce import AccountChanged
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, Policy, count
from desktop.store.accounts import row_of
from desktop.store.database import Database
from desktop.store.tables import AccountRow, MessageRow

COMPARED = 500
"""So many of the newest texts are compared."""
ENOUGH = 3
"""Texts that differ, before anything is said: one may have been changed on its way."""

OTHERS = (
    JOINED,
    replace(JOINED, name="joined_long_header", gsm_part=152, ucs_part=66),
    replace(JOINED, name="separate", joined=False, gsm_part=160, ucs_part=70),
    SEPARATE_160_BYTES,
)
"""Ways of counting that services are known to have; the second is 3GPP TS 23.040's 16-bit reference."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was counted here beside what the service reported, of the newest texts."""

    compared: int = 0
    differing: int = 0
    fits: Policy | None = None
    """The way of counting under which none of them would differ, if there is another one."""
    confirmed: bool = False
    """Whether a person confirmed how they are counted now."""

    @property
    def drifts(self) -> bool:
        """Whether the service counts differently, as far as several texts can tell."""
        return self.differing >= ENOUGH


def policy(session: Session, account_id: str) -> Policy:
    """How the account's texts are counted: as a person confirmed, else as its service says, else joined."""
    row = session.connection().execute(_TOLD, {"account": account_id}).first()
    return JOINED if row is None else policy_of(row.counting, row.capabilities)


def told(session: Session, account_id: str) -> Policy:
    """How the service itself says that its texts are counted and limited; joined where it is not known."""
    row = session.connection().execute(_TOLD, {"account": account_id}).first()
    return JOINED if row is None else policy_of(None, row.capabilities)


def policy_of(counting: str | None, capabilities: str | None) -> Policy:
    """The same of these two columns of an account's row."""
    if counting:
        return Policy(**json.loads(counting))
    found = json.loads(capabilities).get("policy") if capabilities else None
    return Policy(**found) if found else JOINED


def audit(db: Database, account_id: str) -> Audit:
    """Compare the newest texts sent from here; those for which nothing was reported do not count."""
    with db.reading() as session:
        row = session.connection().execute(_TOLD, {"account": account_id}).first()
        now = JOINED if row is None else policy_of(row.counting, row.capabilities)
        newest = session.connection().execute(_NEWEST, {"account": account_id}).all()
    differing = _differing(newest, now)
    fits = None
    if differing >= ENOUGH:
        others = (replace(one, max_characters=now.max_characters) for one in OTHERS)
        fits = next((one for one in others if _differing(newest, one) == 0), None)
    return Audit(len(newest), differing, fits, bool(row and row.counting))


def count_as(db: Database, account_id: str, way: Policy | None) -> None:
    """A person's click: count this account's texts so from now on; ``None``: as the service says."""
    with db.transaction() as session:
        row = row_of(session, account_id)
        row.counting = None if way is None else json.dumps(asdict(way), sort_keys=True)
        session.add(row)
    db.announce(AccountChanged(account_id))


# Made once: putting a statement together takes longer than what it asks.
_TOLD = select(col(AccountRow.counting), col(AccountRow.capabilities)).where(
    col(AccountRow.id) == bindparam("account")
)
_NEWEST = (
    select(col(MessageRow.body), col(MessageRow.parts))
    .where(
        col(MessageRow.account_id) == bindparam("account"),
        col(MessageRow.outbound).is_(True),
        col(MessageRow.outside).is_(False),
        col(MessageRow.parts).is_not(None),
        col(MessageRow.counted_parts).is_not(None),
    )
    .order_by(col(MessageRow.id).desc())
    .limit(COMPARED)
)


def _differing(texts: Sequence[tuple[str, int | None]], way: Policy) -> int:
    return sum(count(body, way).segments != parts for body, parts in texts)
