"""The tables of what CRMs offer beside texts: snippets, texts that wait there, their shared inbox, drafts.

The others are in ``tables``, and the same rules hold. What a row means is told by the module that writes it.
"""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from desktop.store.table import Table, moment, words


class SnippetRow(Table, table=True):
    """A ready-made text of an account's service: see ``store.snippets``."""

    __tablename__ = "snippet"
    account_id: str = Field(primary_key=True)
    remote_id: str = Field(primary_key=True)
    name: str = words()
    body: str = words()
    shared: bool = False


class LaterTextRow(Table, table=True):
    """A text that leaves from the service at its time; no text before that: see ``store.later``."""

    __tablename__ = "later_text"
    __table_args__ = (
        UniqueConstraint("account_id", "handle"),
        Index("ix_later_text_pair", "account_id", "line", "peer"),
        # The id of one that was taken back must never come to mean another.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    line: str
    peer: str
    body: str
    due_at: datetime = moment()
    state: str
    """A code of ``store.later``."""
    handle: str | None = None
    """The service's id of it, once it has one."""
    ours: bool = False
    """Whether it was written here."""
    author: str = words()
    """Who wrote it, as the service calls them."""
    error_code: str = words()
    """Why it has ended: a code of ``store.later``, or the service's own."""
    error_text: str = words()


class StrayDraftRow(Table, table=True):
    """A draft at the service that was written from here, and whose text is gone: see ``store.strays``."""

    __tablename__ = "stray_draft"
    account_id: str = Field(primary_key=True)
    handle: str = Field(primary_key=True)


class SharedUnreadRow(Table, table=True):
    """What is open in the inbox that a service's users share: see ``store.shared_unread``."""

    __tablename__ = "shared_unread"
    __table_args__ = (Index("ix_shared_unread_pair", "account_id", "line", "peer"),)
    account_id: str = Field(primary_key=True)
    remote_id: str = Field(primary_key=True)
    line: str
    peer: str


class BlockedNumberRow(Table, table=True):
    """A number that the service's phone book says is not to be texted: see ``store.blocked``."""

    __tablename__ = "blocked_number"
    account_id: str = Field(primary_key=True)
    peer: str = Field(primary_key=True)
    since: datetime = moment()
    """When a look at the phone book first showed it, by the service's clock."""
    seen_at: datetime = moment()
    """The last look that did."""
