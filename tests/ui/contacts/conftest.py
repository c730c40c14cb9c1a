"""The Contacts page over a real store, its background work run when a test says so."""

import asyncio
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.store import contact_edits, contacts
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number
from desktop.ui.contacts.contact_edit_model import ContactEditModel
from desktop.ui.contacts.contacts_model import ContactsModel
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.contacts.duplicates_model import DuplicatesModel
from desktop.ui.contacts.export_model import ExportModel
from desktop.ui.contacts.import_model import ImportModel
from desktop.ui.lines.line_model import LineModel
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, Account, opened

PEOPLE = [
    Contact(ACCOUNT, "1", "Zoë Patel", "Patel & Daughters", (Number("+447700900123", "mobile"),)),
    Contact(
        ACCOUNT, "2", "Viktor", "", (Number("+46701740605", "mobile"), Number("+442079460958", "office"))
    ),
    Contact(ACCOUNT, "3", "Nell", "Nordic Garden"),
]


class Work:
    """Background work that waits until ``run``: nothing here depends on how fast a thread is."""

    def __init__(self) -> None:
        self._waiting: list[Coroutine[Any, Any, Any]] = []

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """In the place of ``Tasks.start``."""
        assert name
        self._waiting.append(work)

    def run(self) -> None:
        """Do all of it, and what comes of it."""
        while self._waiting:
            asyncio.run(self._waiting.pop(0))

    def drop(self) -> None:
        """Forget what nobody waits for."""
        for work in self._waiting:
            work.close()
        self._waiting.clear()


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        contacts.replace(account.db, ACCOUNT, PEOPLE)
        yield account


@pytest.fixture
def lines(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def work() -> Iterator[Work]:
    work = Work()
    yield work
    work.drop()


@pytest.fixture
def edits(account: Account, lines: LineModel) -> ContactEditModel:
    edits = ContactEditModel(account.db, lines)
    edits.know_services({ACCOUNT: "Cliqtel"})
    return edits


@pytest.fixture
def duplicates(account: Account, edits: ContactEditModel, work: Work) -> DuplicatesModel:
    return DuplicatesModel(account.db, account.changes, edits, work.start)


@pytest.fixture
def imports(account: Account, edits: ContactEditModel, work: Work) -> ImportModel:
    return ImportModel(account.db, edits, work.start)


@pytest.fixture
def page(
    account: Account,
    lines: LineModel,
    theme: Theme,
    edits: ContactEditModel,
    duplicates: DuplicatesModel,
    imports: ImportModel,
    work: Work,
    qtbot: QtBot,
) -> ContactsView:
    """The page, 760 pixels wide, focused."""
    page = ContactsView(
        ContactsModel(account.db, account.changes),
        theme,
        lines,
        edits=edits,
        duplicates=duplicates,
        imports=imports,
        exports=ExportModel(account.db, work.start),
    )
    qtbot.addWidget(page)
    page.resize(760, 560)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    work.run()
    return page


@pytest.fixture
def own(account: Account) -> Contact:
    """An own contact with two numbers, the second one preferred."""
    return contact_edits.add(
        account.db,
        Details(
            "Ada Berg",
            "Berg & Co",
            (Number("020 7946 0111", "work"), Number("+447700900111", "mobile", True)),
            "ada@example.org",
            "Blue door.",
        ),
        region="GB",
    )
