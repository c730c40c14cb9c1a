"""The tables of a profile's cache, but for those of contacts. A change needs a migration in ``migrations``.

Rows of these classes stay inside ``desktop.store``; callers get plain frozen records. SQLModel table
classes do not validate, so nothing from the wire is put into one unparsed.
"""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from desktop.store.table import Table, moment, owner, words


class AccountRow(Table, table=True):
    """What is known of an account's service: how far pulls have come, what it can do, its balance."""

    __tablename__ = "account"
    id: str = Field(primary_key=True)
    sync_point: str | None = None
    pulled_at: datetime | None = moment(nullable=True)
    capabilities: str | None = None
    balance: str | None = None
    currency: str = ""
    balance_at: datetime | None = moment(nullable=True)
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


class LineFactRow(Table, table=True):
    """Something that is known of one of our numbers: what, from where, and since when (A5, A16)."""

    __tablename__ = "line_fact"
    account_id: str = Field(primary_key=True)
    number: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    """A code of ``store.line_facts``."""
    value: str
    source: str
    """Who said so: a code of ``store.line_facts`` (service, table, learned, person)."""
    since: datetime = moment()


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
    last_at: datetime = moment()
    last_message_id: int | None = None
    unread: int = 0


class MessageRow(Table, table=True):
    """One text that came or that leaves. An outbound row *is* its entry in the outbox."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("account_id", "remote_kind", "remote_id"),
        Index("ix_message_thread", "conversation_id", "created_at", "id"),
        Index("ix_message_state", "account_id", "state"),
        Index("ix_message_group", "group_id"),
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
    created_at: datetime = moment()
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
    group_place: int | None = None
    """Which of those parts it is, from 1: they leave in this order."""
    handle: str | None = None
    """What step one of a two-step service gave."""
    attempts: int = 0
    attempted_at: datetime | None = moment(nullable=True)
    due_at: datetime | None = moment(nullable=True)
    """Not to be sent before then."""
    doubted_at: datetime | None = moment(nullable=True)
    """Since when the outcome is unknown."""
    looked_at: datetime | None = moment(nullable=True)
    """The last pull since then that did not show it."""
    missing_since: datetime | None = moment(nullable=True)
    """Set where ``looked_at`` is evidence: that list was complete since this time, and did not show it."""
    left_alone: bool = False
    """A person decided about an unconfirmed text; it asks no more."""
    attempted_there: datetime | None = moment(nullable=True)
    """As ``attempted_at`` by the service's clock: listed texts are compared with this."""
    doubted_there: datetime | None = moment(nullable=True)
    """As ``doubted_at`` by the service's clock."""
    undo_until: datetime | None = moment(nullable=True)
    """Until then the person who pressed Send can take it back, and it does not leave."""
    held_reason: str = words()
    """Why a held text waits for a person: a code of ``store.held``."""
    counted_parts: int | None = None
    """How many parts this program counted when the text was queued, to compare with ``parts`` (C14)."""


class MediaRow(Table, table=True):
    """A picture or other file that came or goes with a text."""

    __tablename__ = "media"
    __table_args__ = (UniqueConstraint("message_id", "place"),)
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(sa_column=Column(ForeignKey("message.id", ondelete="CASCADE"), nullable=False))
    place: int
    """Its order within the text, from 0."""
    url: str
    """Where the service has it."""
    mime: str
    size: int | None = None
    """Bytes."""
    file: str = words()
    """What the copy on this computer is called, in the profile's folder of media; "" where there is none."""


class DeletedTextRow(Table, table=True):
    """A text that somebody deleted here: a list that still has it must not bring it back (E15)."""

    __tablename__ = "deleted_text"
    account_id: str = Field(primary_key=True)
    remote_kind: str = Field(primary_key=True)
    remote_id: str = Field(primary_key=True)
    at: datetime = moment()


class StatusChangeRow(Table, table=True):
    """Each state and status word that one of our own texts had, and when this program learned of it (E14)."""

    __tablename__ = "status_change"
    __table_args__ = (Index("ix_status_change_state", "state", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = owner("message.id")
    at: datetime = moment()
    state: str
    remote_status: str = words()
    error_code: str | None = None
    error_text: str = words()
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
    at: datetime = moment()
    kind: str
    """A code of ``store.consent``: stop, start, refused (the service said so) or override (a person did)."""
    message_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("message.id", ondelete="SET NULL"), nullable=True)
    )
    """The text that said so, or whose failure did."""
    words: str = words()
    """What it said, as it was: the text may be deleted later."""
    ours: bool = False
    """``at`` is by our clock: it counts against the others by the order of storing."""


class NumberMarkRow(Table, table=True):
    """What a person knows of a number: that it is a landline, or dead (B13, idea 10)."""

    __tablename__ = "number_mark"
    peer: str = Field(primary_key=True)
    mark: str
    """A code of ``store.reach``."""
    at: datetime = moment()


class NumberFactRow(Table, table=True):
    """What a service said of a number when somebody asked and paid for it (H8)."""

    __tablename__ = "number_fact"
    peer: str = Field(primary_key=True)
    kind: str
    """The service's own word: mobile, landline, nonFixedVoip …"""
    carrier: str = words()
    source: str
    """The service, by its name in ``providers.catalog``."""
    at: datetime = moment()


class OverriddenRow(Table, table=True):
    """A warning that stood above a text when a person sent it all the same (idea 3)."""

    __tablename__ = "overridden"
    __table_args__ = (UniqueConstraint("message_id", "rule"), Index("ix_overridden_pair", "peer", "rule"))
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = owner("message.id")
    peer: str
    rule: str
    """A code of ``sms.preflight``."""


class SettledFailureRow(Table, table=True):
    """A failed text that somebody has dealt with: it is no longer in the failure inbox (idea 5)."""

    __tablename__ = "settled_failure"
    message_id: int = Field(sa_column=Column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True))
    at: datetime = moment()
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
    updated_at: datetime = moment()


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
    started_at: datetime = moment()
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
    seen_at: datetime = moment()
