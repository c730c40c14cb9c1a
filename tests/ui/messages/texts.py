"""Conversations for tests of the Messages tab: put straight into the store, announced as sync would."""

import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlmodel import select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.store import accounts, contacts
from desktop.store.contacts import Contact, Number
from desktop.store.tables import ConversationRow, MessageRow
from desktop.ui.lines.line_model import LineModel
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.conversations_model import ConversationsModel
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.messages.recipient_model import RecipientModel
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.theme import Theme
from desktop.ui.turns import turns
from tests.ui.account import ACCOUNT, SUPPORT, Account

ZOE = "+447700900123"
VIKTOR = "+447700900456"
HARBOUR = "+442079460018"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A moment long ago, for texts whose age does not matter."""


def peer(number: int) -> str:
    """One of a thousand numbers that are reserved for fiction."""
    return f"+447700900{number:03}"


def put(
    account: Account,
    bodies: Sequence[str],
    *,
    peer: str = ZOE,
    line: str = SUPPORT,
    outbound: bool = False,
    state: State | None = None,
    since: datetime = NOON,
    every: timedelta = timedelta(minutes=1),
    unread: int = 0,
    tell: bool = True,
    **fields: Any,
) -> int:
    """Texts of one conversation, one ``every`` so long; ``fields`` are columns. The conversation's id."""
    state = state or (State.DELIVERED if outbound else State.RECEIVED)
    with account.db.transaction() as session:
        conversation = session.exec(
            select(ConversationRow).where(ConversationRow.line == line, ConversationRow.peer == peer)
        ).first() or ConversationRow(account_id=ACCOUNT, line=line, peer=peer, last_at=since)
        session.add(conversation)
        session.flush()
        assert conversation.id is not None
        conversation_id = conversation.id
        rows = [
            MessageRow(
                client_id=uuid.uuid4().hex,
                account_id=ACCOUNT,
                conversation_id=conversation_id,
                outbound=outbound,
                line=line,
                peer=peer,
                body=body,
                state=state,
                created_at=since + place * every,
                **fields,
            )
            for place, body in enumerate(bodies)
        ]
        session.add_all(rows)
        session.flush()
        if conversation.last_message_id is None or rows[-1].created_at >= conversation.last_at:
            conversation.last_message_id, conversation.last_at = rows[-1].id, rows[-1].created_at
        conversation.unread += unread
        session.add(conversation)
    if tell:
        account.db.announce(MessagesChanged(frozenset({conversation_id})))
    return conversation_id


def put_each(account: Account, count: int) -> None:
    """So many conversations with a text each, one a minute, the first the newest; not announced."""
    with account.db.transaction() as session:
        talks = [
            ConversationRow(
                account_id=ACCOUNT, line=SUPPORT, peer=peer(number), last_at=NOON - timedelta(minutes=number)
            )
            for number in range(count)
        ]
        session.add_all(talks)
        session.flush()
        rows = [
            MessageRow(
                client_id=uuid.uuid4().hex,
                account_id=ACCOUNT,
                conversation_id=talk.id or 0,
                outbound=False,
                line=SUPPORT,
                peer=talk.peer,
                body="text",
                state=State.RECEIVED,
                created_at=talk.last_at,
            )
            for talk in talks
        ]
        session.add_all(rows)
        session.flush()
        for talk, row in zip(talks, rows, strict=True):
            talk.last_message_id = row.id
            session.add(talk)


def change(account: Account, message_id: int, **fields: Any) -> None:
    """News of one text, as a pull brings it."""
    with account.db.transaction() as session:
        row = session.get(MessageRow, message_id)
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, value)
        session.add(row)
        conversation_id = row.conversation_id
    account.db.announce(MessagesChanged(frozenset({conversation_id})))


def drop(account: Account, conversation_id: int) -> None:
    """The conversation is no longer there."""
    with account.db.transaction() as session:
        row = session.get(ConversationRow, conversation_id)
        assert row is not None
        session.delete(row)
    account.db.announce(MessagesChanged(frozenset({conversation_id})))


def doubtful(account: Account, body: str, **fields: Any) -> int:
    """A text that may or may not have gone out, and that the service's list does not show."""
    return put(
        account,
        [body],
        outbound=True,
        state=State.UNCONFIRMED,
        attempted_at=NOON,
        doubted_at=NOON,
        looked_at=NOON + timedelta(minutes=2),
        missing_since=NOON - timedelta(hours=1),
        **fields,
    )


def offer(account: Account, *, price: str | None = None, **policy: Any) -> None:
    """The account's service takes texts on these terms, up to 1,600 characters if nothing else is said.

    Every screen knows when this returns.
    """
    told = {
        "proof": "delivered",
        "policy": {"name": "joined", "joined": True, "max_characters": 1600, **policy},
        "price_per_part": price,
        "currency": "EUR" if price else "",
    }
    accounts.learn(account.db, ACCOUNT, capabilities=json.dumps(told), balance="12.40", currency="EUR")
    turns().catch_up()


def know(account: Account, name: str, number: str, *, company: str = "", label: str = "") -> None:
    """Somebody in the phone book, beside those who are there."""
    others = contacts.listing(account.db)
    one = Contact(ACCOUNT, number, name, company, (Number(number, label),))
    contacts.replace(account.db, ACCOUNT, [*others, one])


@contextmanager
def full_disk(account: Account, *more: str) -> Iterator[None]:
    """Whatever is written (also to the tables of ``more``) is refused as a full disk does; reading works."""
    steps = [
        (f"{step}_{table}", step, table)
        for table in ("message", "draft", "conversation", *more)
        for step in ("INSERT", "UPDATE", "DELETE")
    ]
    with closing(sqlite3.connect(account.db.path, isolation_level=None)) as other:
        for name, step, table in steps:
            other.execute(
                f"CREATE TRIGGER {name} BEFORE {step} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
        try:
            yield
        finally:
            for name, _, _ in steps:
                other.execute(f"DROP TRIGGER {name}")


class Tab:
    """The Messages tab in a window of its own, with its models."""

    def __init__(self, account: Account, theme: Theme, *, width: int = 1080, height: int = 640) -> None:
        self.window = QWidget()
        db, changes = account.db, account.changes
        self.lines = LineModel(db, changes, parent=self.window)
        self.conversations = ConversationsModel(db, changes, self.window)
        self.thread = ThreadModel(db, changes, self.window)
        self.composer = ComposerModel(db, changes, self.window)
        self.view = MessagesView(
            theme=theme,
            lines=self.lines,
            conversations=self.conversations,
            thread=self.thread,
            composer=self.composer,
            recipients=RecipientModel(db, self.window),
            parent=self.window,
        )
        self.resize(width, height)
        self.window.show()
        self.window.activateWindow()

    def resize(self, width: int, height: int) -> None:
        """Make the tab so large."""
        self.window.resize(width, height)
        self.view.resize(width, height)

    @property
    def chosen(self) -> int | None:
        """The conversation that is marked in the list."""
        index = self.view.list.currentIndex()
        return self.conversations.conversation(index).id if index.isValid() else None
