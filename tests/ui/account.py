"""A store with a practice account in it, and what tests of pages ask again and again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from desktop.announce import Announcer
from desktop.store import accounts, lines
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.store.table import Table
from desktop.ui.changes import Changes
from desktop.ui.turns import turns
from tests.new_cache import open_new

ACCOUNT = "practice"
SUPPORT = "+447700900010"
SALES = "+12125550142"
FREEPHONE = "+448081570123"
ALERTS = "+61491570156"
INTAKE = "+33639980010"


def line(
    number: str,
    label: str = "",
    can_send: bool | None = True,
    can_receive: bool | None = True,
    reason_code: str = "",
    account_id: str = ACCOUNT,
) -> Line:
    """One of our numbers."""
    return Line(
        account_id=account_id,
        remote_id=number,
        number=number,
        label=label,
        can_send=can_send,
        can_receive=can_receive,
        reason_code=reason_code,
    )


LINES = [
    line(SUPPORT, "Support UK"),
    line(SALES, "Sales US"),
    line(FREEPHONE, "Freephone UK", False, False, "toll_free_voice_only"),
    line(ALERTS, "Alerts AU", True, False, "send_only"),
    line(INTAKE, "Intake FR", False, True, "receive_only"),
]
VOICE_ONLY_REASON = (
    "\u2068+44 808 157 0123\u2069 cannot text: toll-free numbers of this kind carry calls only. "
    "Ask for a number of a kind that can text."
)


class Account:
    """The store, its announcer, and the bridge to Qt, with ``LINES`` in it."""

    def __init__(self, folder: Path) -> None:
        self.announcer = Announcer()
        self.db: Database = open_new(folder / "cache.db", self.announcer, fill)
        self.changes = Changes(self.announcer)

    def offer(self, *, balance: str | None = "12.40", **features: bool) -> None:
        """The account's service has these features, and this much money is left; every screen knows."""
        offer(self.db, balance=balance, **features)
        turns().catch_up()


def offer(db: Database, *, balance: str | None = "12.40", **features: bool) -> None:
    """The account's service has these features, and this much money is left."""
    told = {name: {"on": on, "reason": ""} for name, on in features.items()}
    capabilities = json.dumps({"features": told, "proof": "delivered"})
    accounts.learn(db, ACCOUNT, capabilities=capabilities, balance=balance, currency="EUR")


def fill(db: Database) -> None:
    """Put in what every account here begins with."""
    lines.replace(db, ACCOUNT, LINES)
    offer(db, calls=True, contacts=True)


@contextmanager
def opened(folder: Path) -> Iterator[Account]:
    """An account in a new store, closed at the end."""
    account = Account(folder)
    yield account
    account.db.close()


def empty(store: Account) -> None:
    """Take every row out; the first text that comes in has the id 1 again."""
    with store.db.transaction() as session:
        for table in reversed(Table.metadata.sorted_tables):
            session.execute(table.delete())
        session.execute(text("DELETE FROM sqlite_sequence"))


@contextmanager
def emptied(store: Account) -> Iterator[Account]:
    """The store as new, with ``LINES`` in it: opening another one takes longer than most tests."""
    empty(store)
    fill(store.db)
    if shiboken6.isValid(store.changes):
        shiboken6.delete(store.changes)
    store.changes = Changes(store.announcer)
    yield store
    shiboken6.delete(store.changes)


def walk(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Everything in the accessibility tree under ``widget`` that shows."""
    todo: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(widget)]
    while todo:
        node = todo.pop()
        if node is None or node.state().invisible:
            continue
        yield node
        todo += [node.child(place) for place in range(node.childCount())]


def unnamed(widget: QWidget) -> list[str]:
    """What takes focus under ``widget`` and has no name for a screen reader."""
    return [
        f"{node.role().name} {node.object()}"
        for node in walk(widget)
        if node.state().focusable and not node.text(QAccessible.Text.Name).strip()
    ]


def names(widget: QWidget) -> list[str]:
    """The names of all that shows under ``widget``."""
    return [name for node in walk(widget) if (name := node.text(QAccessible.Text.Name))]
