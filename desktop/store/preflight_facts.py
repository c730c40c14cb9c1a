"""Gathers what the store knows for preflight of a text from one line to one number: ``sms.preflight.Facts``.

Asked when a conversation is opened and when something in it changes, not at every key: the caller keeps the
answer. What only settings know (plan, countries, word lists) is handed in as ``Given``.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Integer, Row, bindparam, exists, func, select
from sqlmodel import Session, col

from desktop.sms import service_day
from desktop.sms.abilities import SMS_COUNTRIES
from desktop.sms.coverage import NO_BULK, TRIAL_PARTS
from desktop.sms.delivery import State
from desktop.sms.phone import region_of
from desktop.sms.preflight import Facts, RegionTrouble, SentBefore, Stopped, recipient
from desktop.sms.preflight_words import AGAIN, MANY
from desktop.sms.reachability import Lesson, lesson_of
from desktop.sms.restricted import DEFAULT, Lexicon
from desktop.sms.segments import JOINED
from desktop.store import consent, daily, reach, stopped_elsewhere
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.conversations import id_of
from desktop.store.counting import policy_of
from desktop.store.database import Database
from desktop.store.overridden import quiet_for
from desktop.store.tables import AccountRow, ConversationRow, LineFactRow, LineRow, MessageRow

_HOUR = timedelta(hours=1)
_FAILURES = 500
"""So many of the newest failed texts of an account are looked through for what concerns countries."""
_NEWEST = 200
"""So many texts of a thread are looked through for an answer."""
_REGIONAL = (Lesson.COUNTRY_OFF, Lesson.SENDER, Lesson.REGION)
_NOT_SENT = (State.FAILED, State.STOPPED, State.HELD)
_USED = (State.QUEUED, State.SENDING, State.UNCONFIRMED, State.ACCEPTED, State.SENT, State.DELIVERED)


@dataclass(frozen=True, slots=True)
class Given:
    """What settings and the adapter know, and the store does not."""

    service: str = ""
    """A key of ``providers.catalog``."""
    trial: bool = False
    trial_parts: int | None = None
    allowed: frozenset[str] | None = None
    unjoined: frozenset[str] = frozenset()
    words: Lexicon = field(default=DEFAULT)
    home: str | None = None
    """The computer's country, for its emergency numbers (``emergency.home_region``)."""


def gather(db: Database, account_id: str, line: str, to: str, now: datetime, given: Given) -> Facts:
    """All that is known for a text from ``line`` (E.164) to what stands in To, on one view of the store.

    ``account_id`` "" or a line that nobody has leaves out what only a line of an account has. Raises
    ``StoreError``.
    """
    with db.reading() as session:
        row = session.connection().execute(_LINE, {"account": account_id, "number": line}).first()
        country = row.country if row is not None else ""
        facts = Facts(
            now=now,
            line=line,
            line_region=_region(country) or region_of(line),
            recipient=recipient(to, line, country, given.home),
            service=given.service,
            allowed=given.allowed,
            unjoined=given.unjoined,
            words=given.words,
        )
        if row is not None:
            facts = replace(_of_line(facts, row), listed=_listed(session, account_id, line))
        if account_id:
            facts = _of_account(session, facts, account_id, given)
        peer = facts.recipient.number if facts.recipient is not None else ""
        return _of_number(session, facts, account_id, peer) if peer else facts


def _of_line(facts: Facts, row: Row[*tuple[Any, ...]]) -> Facts:
    return replace(
        facts,
        line_kind=row.kind,
        line_state=row.state,
        line_reason=row.reason_code,
        line_said=row.reason,
        line_gone=row.gone,
        can_send=row.can_send,
    )


def _listed(session: Session, account_id: str, line: str) -> frozenset[str] | None:
    told = session.connection().execute(_LISTED, {"account": account_id, "number": line}).scalar()
    return None if told is None else frozenset(told.split())


def _of_account(session: Session, facts: Facts, account_id: str, given: Given) -> Facts:
    connection = session.connection()
    account = connection.execute(_ACCOUNT, {"account": account_id}).first()
    told = json.loads(account.capabilities) if account is not None and account.capabilities else {}
    price, currency = _decimal(told.get("price_per_part")), told.get("currency", "")
    balance = _decimal(account.balance) if account is not None else None
    in_one_currency = account is not None and account.currency in ("", currency)
    facts = replace(
        facts,
        policy=JOINED if account is None else policy_of(account.counting, account.capabilities),
        price=price,
        currency=currency,
        pace=_pace(told.get("pace")),
        has_gaps=_has(told, "snippets"),
        unknown_person=_has(told, "needs_contact"),
        balance=balance if in_one_currency else None,
        balance_at=None if account is None else account.balance_at,
        waiting=connection.execute(_WAITING, {"account": account_id}).scalar_one(),
    )
    most = told.get("daily")
    if isinstance(most, int):
        zone = str(told.get("zone", ""))
        since = service_day.began(zone, facts.now)
        facts = replace(
            facts,
            daily=most,
            today=daily.used(session, account_id, since),
            next_day=service_day.ends(zone, facts.now),
        )
    if given.trial:
        parts = given.trial_parts if given.trial_parts is not None else TRIAL_PARTS.get(given.service)
        used = None if parts is None else _used(session, account_id, parts)
        facts = replace(facts, trial=True, trial_parts=parts, trial_used=used)
    return _of_failures(session, facts, account_id, str(told.get("service", "")))


def _of_failures(session: Session, facts: Facts, account_id: str, service: str) -> Facts:
    """What failed for a reason that concerns a country or this line, newest first (B14, B15, B29)."""
    region = facts.recipient.region if facts.recipient is not None else None
    for peer, line, at, code, text in session.connection().execute(_FAILED, {"account": account_id}):
        lesson = lesson_of(service, code, text)
        if lesson in _REGIONAL and facts.region_trouble is None and region and region_of(peer) == region:
            facts = replace(facts, region_trouble=RegionTrouble(lesson.value, at, code or ""))
        if lesson is Lesson.TOLL_FREE and line == facts.line and facts.toll_free_refused is None:
            facts = replace(facts, toll_free_refused=at)
    return facts


def _of_number(session: Session, facts: Facts, account_id: str, peer: str) -> Facts:
    thread = id_of(session, account_id, facts.line, peer)
    held = consent.held_by(session, account_id, facts.line, peer)
    stopped = None
    if held.stopped and held.since is not None:
        blocked = held.kind == consent.BLOCKED
        stopped = Stopped(held.since, held.words, held.message_id, blocked=blocked)
    return replace(
        facts,
        unknown_person=facts.unknown_person and _is_unknown(session, account_id, peer, thread),
        stopped=stopped,
        stopped_elsewhere=None if stopped else _elsewhere(session, account_id, facts.line, peer, held),
        reach=reach.known(session, peer, facts.now, account_id=account_id, line=facts.line, held=held),
        quiet=quiet_for(session, peer),
        sent_before=() if thread is None else _sent_before(session, thread, facts.now),
        replied=None if thread is None else _replied(session, thread),
        spread=_spread(session, account_id, peer, facts.now) if facts.service in NO_BULK else (),
    )


def _elsewhere(
    session: Session, account_id: str, line: str, peer: str, held: consent.Consent
) -> Stopped | None:
    """The newest STOP to another line of ours, unless they agreed to texts from this one since (B20)."""
    agreed = held.since if held.kind in (consent.START, consent.OVERRIDE) else None
    for one in stopped_elsewhere.places(session, peer):
        since, blocked = one.held.since, one.held.kind == consent.BLOCKED
        if since is None or (agreed is not None and agreed >= since):
            continue
        # What the phone book says of this line's own account is known of this line already.
        if (one.account_id, one.line) == (account_id, line) or (blocked and one.account_id == account_id):
            continue
        return Stopped(since, one.held.words, one.held.message_id, blocked=blocked, line=one.line)
    return None


def _is_unknown(session: Session, account_id: str, peer: str, thread: int | None) -> bool:
    """Whether the phone book was read and has not this number, and the service never had a text with it."""
    values = {"account": account_id, "number": peer, "there": thread}
    return bool(session.connection().execute(_UNKNOWN, values).scalar())


def _has(told: dict[str, Any], feature: str) -> bool:
    """Whether the service has a feature, by what it told."""
    return bool(told.get("features", {}).get(feature, {}).get("on"))


def _sent_before(session: Session, thread: int, now: datetime) -> tuple[SentBefore, ...]:
    found = session.connection().execute(_LATELY_SENT, {"there": thread, "since": now - AGAIN})
    texts: dict[object, SentBefore] = {}
    for one in found:
        # Parts that travel as texts of their own are one text.
        key, whole = one.group_id or one.id, texts.get(one.group_id)
        body = one.body if whole is None else whole.body + one.body
        texts[key] = SentBefore(body, one.created_at, one.id or 0)
    return tuple(texts.values())


def _replied(session: Session, thread: int) -> bool:
    return bool(session.connection().execute(_ANSWER, {"there": thread}).scalar())


def _spread(session: Session, account_id: str, peer: str, now: datetime) -> tuple[tuple[str, int], ...]:
    """Texts that went to several others within the last hour; read from the threads with news since then."""
    values = {"account": account_id, "peer": peer, "since": now - _HOUR}
    return tuple((body, number) for body, number in session.connection().execute(_SPREAD, values))


def _used(session: Session, account_id: str, most: int) -> int:
    """Parts that the account's own texts took or will take: as reported, else as counted, at least one.

    From ``most`` on it does not matter how many more: no more than so many texts are read.
    """
    values = {"account": account_id, "most": most}
    return min(int(session.connection().execute(_USED_PARTS, values).scalar_one()), most)


def parts_used(db: Database, account_id: str, most: int) -> int:
    """Parts of a trial that the account's texts took or will take, ``most`` where there are more (A14)."""
    with db.reading() as session:
        return _used(session, account_id, most)


def _pace(value: object) -> float | None:
    """Texts a second that the service allows, where it was told."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _region(country: str) -> str | None:
    """A line's country where the service gives it as ISO 3166-1 alpha-2."""
    code = country.strip().upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _decimal(value: object) -> Decimal | None:
    """An amount as the service told it; ``None`` for what is none."""
    if not isinstance(value, str):
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


# Made once: putting a statement together takes longer than what it asks.
_LINE = select(
    col(LineRow.country),
    col(LineRow.kind),
    col(LineRow.state),
    col(LineRow.reason_code),
    col(LineRow.reason),
    col(LineRow.gone),
    col(LineRow.can_send),
).where(col(LineRow.account_id) == bindparam("account"), col(LineRow.number) == bindparam("number"))
_LISTED = select(col(LineFactRow.value)).where(
    col(LineFactRow.account_id) == bindparam("account"),
    col(LineFactRow.number) == bindparam("number"),
    col(LineFactRow.name) == SMS_COUNTRIES,
)
_ACCOUNT = select(
    col(AccountRow.capabilities),
    col(AccountRow.counting),
    col(AccountRow.balance),
    col(AccountRow.currency),
    col(AccountRow.balance_at),
).where(col(AccountRow.id) == bindparam("account"))
_OF_ACCOUNT = col(MessageRow.account_id) == bindparam("account")
_WAITING = (
    select(func.count()).select_from(MessageRow).where(_OF_ACCOUNT, col(MessageRow.state) == State.QUEUED)
)
_FAILED = (
    select(
        col(MessageRow.peer),
        col(MessageRow.line),
        col(MessageRow.created_at),
        col(MessageRow.error_code),
        col(MessageRow.error_text),
    )
    .where(_OF_ACCOUNT, col(MessageRow.state) == State.FAILED)
    .order_by(col(MessageRow.id).desc())
    .limit(_FAILURES)
)
_LATELY_SENT = (
    select(col(MessageRow.body), col(MessageRow.created_at), col(MessageRow.id), col(MessageRow.group_id))
    .where(
        col(MessageRow.conversation_id) == bindparam("there"),
        col(MessageRow.created_at) > bindparam("since"),
        col(MessageRow.outbound).is_(True),
        col(MessageRow.state).not_in(_NOT_SENT),
    )
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.group_place))
    .limit(_NEWEST)
)
_newest = (
    select(col(MessageRow.outbound))
    .where(col(MessageRow.conversation_id) == bindparam("there"))
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    .limit(_NEWEST)
    .subquery()
)
_ANSWER = select(exists().where(_newest.c.outbound.is_(False)))
_UNKNOWN = select(
    exists().where(col(ContactRow.account_id) == bindparam("account")),
).where(
    ~exists().where(
        col(ContactNumberRow.number) == bindparam("number"),
        col(ContactNumberRow.contact_id) == col(ContactRow.id),
        col(ContactRow.account_id) == bindparam("account"),
    ),
    ~exists().where(
        col(MessageRow.conversation_id) == bindparam("there"), col(MessageRow.remote_id).is_not(None)
    ),
)
_others: Any = func.count(func.distinct(col(MessageRow.peer)))
_SPREAD = (
    select(col(MessageRow.body), _others)
    .join(ConversationRow, col(ConversationRow.id) == col(MessageRow.conversation_id))
    .where(
        col(ConversationRow.last_at) > bindparam("since"),
        col(ConversationRow.account_id) == bindparam("account"),
        col(MessageRow.created_at) > bindparam("since"),
        col(MessageRow.outbound).is_(True),
        col(MessageRow.peer) != bindparam("peer"),
    )
    .group_by(col(MessageRow.body))
    .having(_others >= MANY)
)
_parts: Any = func.max(func.coalesce(col(MessageRow.parts), col(MessageRow.counted_parts), 1), 1)
_each = (
    select(_parts.label("parts"))
    .where(_OF_ACCOUNT, col(MessageRow.state).in_(_USED), col(MessageRow.outbound).is_(True))
    .limit(bindparam("most", type_=Integer))
    .subquery()
)
_USED_PARTS = select(func.coalesce(func.sum(_each.c.parts), 0))
