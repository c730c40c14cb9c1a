"""Gathers what the store knows of one of our numbers for its sheet: ``sms.abilities.About`` (A16).

Asked when the sheet is opened and when something changes. What only settings know is handed in as ``Given``.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import bindparam, exists
from sqlalchemy import select as sql_select
from sqlmodel import col

from desktop.sms.abilities import ASKED_ANEW, VOICE_ONLY, About, Fact, Learned
from desktop.sms.coverage import TRIAL_PARTS
from desktop.sms.line_learned import Outcome, learned
from desktop.sms.phone import region_of
from desktop.store import accounts, line_facts
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.store.preflight_facts import Given, parts_used
from desktop.store.schema import METADATA
from desktop.store.tables import ConversationRow, MediaRow, MessageRow

THREADS = 200
"""Of so many threads of the line, those with the newest texts …"""
NEWEST = 20
"""… so many texts of each teach something."""


@dataclass(frozen=True, slots=True)
class Money:
    """What is left in the account's wallet, and when the service said so."""

    amount: Decimal | None = None
    currency: str = ""
    at: datetime | None = None


def about(db: Database, line: Line, given: Given, now: datetime) -> About:
    """All that is known of the line."""
    terms = accounts.terms(db, line.account_id)
    service = given.service or terms.service
    parts = given.trial_parts if given.trial_parts is not None else TRIAL_PARTS.get(service)
    facts = line_facts.of(db, line.account_id, line.number)
    used = None
    if given.trial and parts is not None:
        used = parts_used(db, line.account_id, parts)
    return About(
        number=line.number,
        now=now,
        service=service,
        country=line.country,
        kind=line.kind,
        state=line.state,
        can_send=line.can_send,
        can_receive=line.can_receive,
        can_call=line.can_call,
        reason_code=line.reason_code,
        reason=line.reason,
        facts=facts,
        learned=_since(facts.get(VOICE_ONLY), taught(db, line, terms.service)),
        allowed=given.allowed,
        switches=bool(terms.features.get("line_settings", {}).get("on")),
        listed=terms.listed,
        trial=given.trial,
        trial_parts=parts if given.trial else None,
        trial_used=used,
    )


def taught(db: Database, line: Line, service: str) -> Learned:
    """What the newest texts of the line teach."""
    values = {"account": line.account_id, "line": line.number}
    with db.reading() as session:
        found = [Outcome(*row) for row in session.connection().execute(_OUTCOMES, values)]
    return learned(found, service, region_of(line.number) or line.country or None)


def _since(found_out: Fact | None, learned: Learned) -> Learned:
    """What was learned, without a refusal from before a person had that asked anew."""
    if found_out is None or found_out.value != ASKED_ANEW or learned.no_sender is None:
        return learned
    gone = learned.no_sender <= found_out.since
    return replace(learned, no_sender=None, no_sender_code="") if gone else learned


def money(db: Database, account_id: str) -> Money:
    """What is left in the account's wallet, as last told (G1)."""
    known = accounts.known(db, account_id)
    amount = None if known.balance is None else Decimal(known.balance)
    return Money(amount, known.currency, known.balance_at)


# Made once: putting a statement together takes longer than what it asks.
_threads = (
    sql_select(col(ConversationRow.id))
    .where(
        col(ConversationRow.account_id) == bindparam("account"),
        col(ConversationRow.line) == bindparam("line"),
    )
    .order_by(col(ConversationRow.last_at).desc(), col(ConversationRow.id).desc())
    .limit(THREADS)
    .subquery()
)
_other = METADATA.tables["message"].alias("newer")
_newest = (
    sql_select(_other.c.id)
    .where(_other.c.conversation_id == _threads.c.id)
    .order_by(_other.c.created_at.desc(), _other.c.id.desc())
    .limit(NEWEST)
    .correlate(_threads)
    .scalar_subquery()
)
_OUTCOMES = sql_select(
    col(MessageRow.outbound),
    col(MessageRow.peer),
    col(MessageRow.state),
    col(MessageRow.created_at),
    col(MessageRow.error_code),
    col(MessageRow.error_text),
    exists().where(col(MediaRow.message_id) == col(MessageRow.id)),
).join(_threads, col(MessageRow.id).in_(_newest))
