"""What the store knows of an account's service: sync point, capabilities, balance.

Names, addresses and secrets of accounts are in ``desktop.settings``; this is only what was learned.
"""

import json
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, delete, func, select

from desktop.announce import AccountChanged, LinesChanged, StoreChangedElsewhere
from desktop.sms.delivery import Proof
from desktop.store.contact_tables import ContactRow, StandInRow
from desktop.store.crm_tables import (
    BlockedNumberRow,
    LaterTextRow,
    SharedUnreadRow,
    SnippetRow,
    StrayDraftRow,
)
from desktop.store.database import Database
from desktop.store.tables import (
    AccountRow,
    BadRowRow,
    CallRow,
    ConsentRow,
    ConversationRow,
    DraftRow,
    LineFactRow,
    LineRow,
    MessageRow,
)

RENEWED = timedelta(minutes=2)
"""How old the moment of a balance is allowed to get while the service tells the same one."""


@dataclass(frozen=True, slots=True)
class Known:
    """The last known facts about an account's service; texts of numbers are decimal strings."""

    sync_point: str | None = None
    pulled_at: datetime | None = None
    """When the last pull that reached its end began."""
    capabilities: str | None = None
    balance: str | None = None
    currency: str = ""
    counting: str | None = None
    """How its texts are counted, as JSON, where a person confirmed it: see ``store.counting``."""
    balance_at: datetime | None = None
    """When the service told the balance, by our clock."""


def known(db: Database, account_id: str) -> Known:
    """What was learned of the account so far; all empty for a new one."""
    with db.reading() as session:
        row = session.connection().execute(_KNOWN, {"account": account_id}).first()
        return Known() if row is None else Known(*row)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a service counts and charges, as far as it was told: see ``sms.segments.Policy``."""

    policy: dict[str, Any]
    price_per_part: str | None
    currency: str
    features: dict[str, Any]
    """By name: whether the service offers it (``on``), else a code for ``wording`` (``reason``)."""
    proof: Proof = Proof.ACCEPTED
    """The strongest thing it can say of a text; the least where nothing was told yet (C6)."""
    listing_delay: float = 0.0
    """Seconds for which a text that it took may still be missing from its list."""
    service: str = ""
    """Which service it is, by its name in ``providers.catalog``; "" where nothing was told yet."""
    price_told: bool = False
    """Whether the service itself tells its price; else it is of a paper: see ``sms.prices``."""
    daily: int | None = None
    """Texts a day that it takes over its API; ``None``: no such limit is known."""
    mms: int | None = None
    """Characters of one text that goes as MMS; ``None``: none can."""
    zone: str = "UTC"
    """Where its days begin, as an IANA name."""

    @property
    def listed(self) -> bool:
        """Whether it lists texts; else only what was sent from here is known."""
        return bool(self.features.get("listed", {}).get("on", True))


def terms(db: Database, account_id: str) -> Terms:
    """The terms of an account's service; empty before its first check."""
    facts = known(db, account_id)
    found = json.loads(facts.capabilities) if facts.capabilities is not None else {}
    return Terms(
        json.loads(facts.counting) if facts.counting else found.get("policy", {}),
        found.get("price_per_part"),
        found.get("currency", ""),
        found.get("features", {}),
        Proof(found.get("proof", Proof.ACCEPTED)),
        found.get("listing_delay", 0.0),
        found.get("service", ""),
        bool(found.get("price_told")),
        found.get("daily"),
        found.get("mms"),
        found.get("zone", "UTC"),
    )


def learn(
    db: Database,
    account_id: str,
    *,
    capabilities: str,
    balance: str | None,
    currency: str,
    balance_at: datetime | None = None,
) -> None:
    """Store what a check found out; announced only if it is news.

    ``balance_at``: when the service told the balance, ``None`` where it did not do so now. The same balance
    gets a new moment every ``RENEWED``, for the sake of the disk.
    """
    with db.transaction() as session:
        row = row_of(session, account_id)
        news = (row.capabilities, row.balance, row.currency) != (capabilities, balance, currency)
        before = row.balance_at
        if balance_at is not None and (news or before is None or abs(balance_at - before) >= RENEWED):
            row.balance_at, news = balance_at, True
        row.capabilities, row.balance, row.currency = capabilities, balance, currency
        session.add(row)
    if news:
        db.announce(AccountChanged(account_id))


def service_of(session: Session, account_id: str) -> str:
    """Which service an account's errors come from; "" where nobody told."""
    capabilities = session.connection().execute(_CAPABILITIES, {"account": account_id}).scalar()
    told = json.loads(capabilities) if capabilities else {}
    return str(told.get("service", ""))


def lists_texts(session: Session, account_id: str) -> bool:
    """Whether the account's service lists texts, by which they can be looked for; yes unless it said no."""
    capabilities = session.connection().execute(_CAPABILITIES, {"account": account_id}).scalar()
    told = json.loads(capabilities) if capabilities else {}
    return bool(told.get("features", {}).get("listed", {}).get("on", True))


def row_of(session: Session, account_id: str) -> AccountRow:
    """The account's row inside a transaction, made if it is new."""
    row = find(session, account_id)
    if row is None:
        row = AccountRow(id=account_id)
        session.add(row)
    return row


def find(session: Session, account_id: str) -> AccountRow | None:
    """The account's row inside the caller's session, if there is one."""
    return session.exec(_ROW, params={"account": account_id}).first()


def accounts_with_texts(db: Database) -> frozenset[str]:
    """Ids of the accounts that conversations in the store belong to."""
    with db.reading() as session:
        return frozenset(session.connection().execute(_WITH_TEXTS).scalars())


def numbers_of(db: Database, account_id: str) -> frozenset[str]:
    """All numbers that the account's lines ever had, those that are gone included."""
    with db.reading() as session:
        return frozenset(session.connection().execute(_NUMBERS, {"account": account_id}).scalars())


def count_texts(db: Database, account_id: str) -> int:
    """How many texts of the account the store holds."""
    with db.reading() as session:
        return session.connection().execute(_TEXTS, {"account": account_id}).scalar_one()


def forget(db: Database, account_id: str) -> None:
    """Remove everything that the store holds of an account, its texts included."""
    with db.transaction() as session:
        owners = (
            *(ConversationRow, DraftRow, LineRow, LineFactRow, ContactRow, StandInRow),
            *(CallRow, BadRowRow, ConsentRow),
            *(SnippetRow, LaterTextRow, StrayDraftRow, SharedUnreadRow, BlockedNumberRow),
        )
        for owner in owners:
            session.exec(delete(owner).where(col(owner.account_id) == account_id))
        session.exec(delete(AccountRow).where(col(AccountRow.id) == account_id))
    db.announce(LinesChanged(account_id))
    db.announce(AccountChanged(account_id))
    db.announce(StoreChangedElsewhere())


# Made once: putting a statement together takes longer than what it asks.
_ROW = select(AccountRow).where(AccountRow.id == bindparam("account"))
_KNOWN = sql_select(*(getattr(AccountRow, field.name) for field in fields(Known))).where(
    col(AccountRow.id) == bindparam("account")
)
_CAPABILITIES = sql_select(col(AccountRow.capabilities)).where(col(AccountRow.id) == bindparam("account"))
_WITH_TEXTS = sql_select(col(ConversationRow.account_id)).distinct()
_NUMBERS = sql_select(col(LineRow.number)).where(col(LineRow.account_id) == bindparam("account"))
_TEXTS = (
    sql_select(func.count()).select_from(MessageRow).where(col(MessageRow.account_id) == bindparam("account"))
)
