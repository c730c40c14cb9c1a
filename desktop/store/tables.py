"""The tables of a profile's cache. A change here needs a migration beside the others in ``migrations``.

Rows of these classes stay inside ``desktop.store``; callers get plain frozen records. SQLModel table
classes do not validate, so nothing from the wire is put into one unparsed.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class UtcTime(TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970 UTC: sorts as a number and has no time zone to lose."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuses naive times, which would silently be read as another zone's."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone must not reach the store")
        delta = value - _EPOCH
        return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Always in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def storable(text: str) -> str:
    """``text`` as a file can hold it: half a surrogate pair, as a broken paste leaves it, becomes U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Table(SQLModel):
    """Base of all tables: its own metadata, with names for constraints so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _moment(*, nullable: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column_kwargs={"nullable": nullable}, sa_type=UtcTime)


def _text() -> Any:
    return Field(default="", sa_column_kwargs={"server_default": ""})


def _owner(target: str) -> Any:
    return Field(sa_column=Column(ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True))


class AccountRow(Table, table=True):
    """What is known of an account's service: how far pulls have come, what it can do, its balance."""

    __tablename__ = "account"
    id: str = Field(primary_key=True)
    sync_point: str | None = None
    pulled_at: datetime | None = _moment(nullable=True)
    capabilities: str | None = None
    balance: str | None = None
    currency: str = ""
    balance_at: datetime | None = _moment(nullable=True)
    """When the service last told the balance, by our clock; minutes old at most while it is told."""
    counting: str | None = None
    """How its texts are counted, as JSON, where a person confirmed that it differs (idea 18)."""


class LineRow(Table, table=True):
    """One of our own numbers; ``gone`` once the service no longer lists it (its texts stay)."""

    __tablename__ = "line"
    __table_args__ = (UniqueConstraint("account_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
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
    position: int = 0
    gone: bool = False


class ConversationRow(Table, table=True):
    """All texts between one of our lines and one other number."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("account_id", "line", "peer"),
        Index("ix_conversation_last", "last_at", "id"),
        Index("ix_conversation_peer", "peer", "last_at"),
        Index("ix_conversation_line_last", "account_id", "line", "last_at", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    line: str
    peer: str
    last_at: datetime = _moment()
    last_message_id: int | None = None
    unread: int = 0


class MessageRow(Table, table=True):
    """One text that came or that leaves. An outbound row *is* its entry in the outbox."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("account_id", "remote_kind", "remote_id"),
        Index("ix_message_thread", "conversation_id", "created_at", "id"),
        Index("ix_message_state", "account_id", "state"),
        # The id of a text that was taken back must never come to mean another one.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    client_id: str = Field(unique=True)
    account_id: str
    conversation_id: int = Field(
        sa_column=Column(ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False)
    )
    outbound: bool
    line: str
    peer: str
    body: str
    state: str
    created_at: datetime = _moment()
    """Ours: when the agent pressed Send. Else the service's time."""
    outside: bool = False
    """Outbound, but not from this program (C17)."""
    remote_kind: str = "sms"
    remote_id: str | None = None
    remote_status: str = ""
    parts: int | None = None
    price: str | None = None
    currency: str = ""
    carrier: str = ""
    error_code: str | None = None
    error_text: str = ""
    group_id: str | None = None
    """Shared by parts that travel as texts of their own."""
    handle: str | None = None
    """What step one of a two-step service gave."""
    attempts: int = 0
    attempted_at: datetime | None = _moment(nullable=True)
    due_at: datetime | None = _moment(nullable=True)
    """Not to be sent before then."""
    doubted_at: datetime | None = _moment(nullable=True)
    """Since when the outcome is unknown."""
    looked_at: datetime | None = _moment(nullable=True)
    """The last pull since then that did not show it."""
    missing_since: datetime | None = _moment(nullable=True)
    """Set where ``looked_at`` is evidence: that list was complete since this time, and did not show it."""
    left_alone: bool = False
    """A person decided about an unconfirmed text; it asks no more."""
    attempted_there: datetime | None = _moment(nullable=True)
    """As ``attempted_at`` by the service's clock: listed texts are compared with this."""
    doubted_there: datetime | None = _moment(nullable=True)
    """As ``doubted_at`` by the service's clock."""
    undo_until: datetime | None = _moment(nullable=True)
    """Until then the person who pressed Send can take it back, and it does not leave."""
    held_reason: str = _text()
    """Why a held text waits for a person: a code of ``store.held``."""
    counted_parts: int | None = None
    """How many parts this program counted when the text was queued, to compare with ``parts`` (C14)."""


class StatusChangeRow(Table, table=True):
    """Each state and status word that one of our own texts had, and when this program learned of it (E14)."""

    __tablename__ = "status_change"
    __table_args__ = (Index("ix_status_change_state", "state", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = _owner("message.id")
    at: datetime = _moment()
    state: str
    remote_status: str = _text()
    error_code: str | None = None
    error_text: str = _text()
    seen_within: float | None = None
    """Seconds since the service was asked before; ``None``: it was told at once. Says how exact ``at`` is."""


class ConsentRow(Table, table=True):
    """What says whether somebody may be texted from a line: STOP, START, and after; never changed (B20)."""

    __tablename__ = "consent"
    __table_args__ = (
        UniqueConstraint("message_id", "kind"),
        Index("ix_consent_pair", "account_id", "line", "peer", "at", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    line: str
    peer: str
    at: datetime = _moment()
    kind: str
    """A code of ``store.consent``: stop, start, refused (the service said so) or override (a person did)."""
    message_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("message.id", ondelete="SET NULL"), nullable=True)
    )
    """The text that said so, or whose failure did."""
    words: str = _text()
    """What it said, as it was: the text may be deleted later."""
    ours: bool = False
    """``at`` is by our clock: it counts against the others by the order of storing."""


class NumberMarkRow(Table, table=True):
    """What a person knows of a number: that it is a landline, or dead (B13, idea 10)."""

    __tablename__ = "number_mark"
    peer: str = Field(primary_key=True)
    mark: str
    """A code of ``store.reach``."""
    at: datetime = _moment()


class OverriddenRow(Table, table=True):
    """A warning that stood above a text when a person sent it all the same (idea 3)."""

    __tablename__ = "overridden"
    __table_args__ = (UniqueConstraint("message_id", "rule"), Index("ix_overridden_pair", "peer", "rule"))
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = _owner("message.id")
    peer: str
    rule: str
    """A code of ``sms.preflight``."""


class SettledFailureRow(Table, table=True):
    """A failed text that somebody has dealt with: it is no longer in the failure inbox (idea 5)."""

    __tablename__ = "settled_failure"
    message_id: int = Field(sa_column=Column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True))
    at: datetime = _moment()
    how: str
    """A code of ``store.failures``."""


class DraftRow(Table, table=True):
    """What somebody began to write; ``peer`` is "" for a new message without a recipient yet."""

    __tablename__ = "draft"
    account_id: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    peer: str = Field(primary_key=True)
    recipient: str = ""
    """What stands in *To* as it was typed."""
    body: str = ""
    updated_at: datetime = _moment()


class ContactRow(Table, table=True):
    """A person or company: of a service's phone book, or of our own (``account_id`` "")."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("account_id", "remote_id"),
        # With what is searched in it: looking each of 100,000 rows up for that takes five times as long.
        Index("ix_contact_sorted", "sorted_by", "id", "folded", "digits"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    remote_id: str
    """The service's id; of an own contact its UID, as vCards have it."""
    name: str
    company: str = ""
    email: str = _text()
    notes: str = _text()
    folded: str = _text()
    """Name, company and labels without case and accents, for searching."""
    digits: str = _text()
    """The digits of all numbers, for searching."""
    sorted_by: str = _text()
    """Where it stands in a list by name."""
    extra: str = _text()
    """Lines of its vCard that mean nothing here, kept for an export."""


class ContactNumberRow(Table, table=True):
    """One number of a contact."""

    __tablename__ = "contact_number"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = _owner("contact.id")
    number: str = Field(index=True)
    label: str = ""
    preferred: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    """The one for texts."""
    imported: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    """It came from a file: it goes when the file no longer has it. What somebody typed stays."""


class ContactSourceRow(Table, table=True):
    """An entry of a file that an own contact came from. After a merge a contact has several."""

    __tablename__ = "contact_source"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = _owner("contact.id")
    key: str = Field(unique=True)
    """Who it is in the file, so that reading the file again finds it."""
    file: str
    """What the file was called: only in the same one is another number for a name a new number."""
    imprint: str
    """What the file said last, so that only its news change the contact."""


class StandInRow(Table, table=True):
    """An own contact is shown instead of a service's entry, which cannot be changed there."""

    __tablename__ = "stand_in"
    __table_args__ = (UniqueConstraint("account_id", "remote_id"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    remote_id: str
    contact_id: int = _owner("contact.id")
    seen: str
    """What the service's entry said when somebody last compared, to notice its changes."""


class NotSameRow(Table, table=True):
    """Somebody said of two contacts that look alike that they are two; ``one`` is the lower id."""

    __tablename__ = "not_same"
    __table_args__ = (UniqueConstraint("one", "other"),)
    id: int | None = Field(default=None, primary_key=True)
    one: int = _owner("contact.id")
    other: int = _owner("contact.id")


class CallRow(Table, table=True):
    """A call that the service recorded."""

    __tablename__ = "call"
    __table_args__ = (
        UniqueConstraint("account_id", "remote_id"),
        Index("ix_call_started", "started_at", "id"),
        Index("ix_call_person", "account_id", "line", "peer", "started_at"),
        Index("ix_call_kind", "outbound", "outcome", "line", "account_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    remote_id: str
    outbound: bool
    line: str
    peer: str
    started_at: datetime = _moment()
    outcome: str
    seconds: int | None = None


class BadRowRow(Table, table=True):
    """A row of the service's list that could not be read, kept for a report (nothing is lost)."""

    __tablename__ = "bad_row"
    __table_args__ = (UniqueConstraint("account_id", "remote_id", "fault"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    remote_id: str
    fault: str
    row: str
    seen_at: datetime = _moment()
