"""The Messages tab with what a Close that listens offers beside texts."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from desktop.providers.base import Provider
from desktop.settings.accounts import Account as Settings
from desktop.store import accounts, contacts, shared_unread, snippets
from desktop.store.contacts import Contact, Number
from desktop.store.shared_unread import Open
from desktop.store.snippets import Snippet
from desktop.ui.crm.crm_views import CrmViews
from desktop.ui.crm.later_model import LaterModel
from desktop.ui.crm.person_model import PersonModel
from desktop.ui.crm.shared_model import SharedModel
from desktop.ui.crm.snippets_model import SnippetsModel
from desktop.ui.theme import Theme
from tests.providers.close_account import Server, hurried, new_account
from tests.providers.close_account import account as served
from tests.providers.fakes.serving import Wire, serving
from tests.ui.account import ACCOUNT, SUPPORT, Account, opened
from tests.ui.messages.filed import Work
from tests.ui.messages.texts import ZOE, Tab, put

FEATURES = ("snippets", "scheduled", "shared_unread", "needs_contact")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday at noon."""


class Room:
    """Zoë's conversation is open, and her name is in the phone book there."""

    def __init__(self, account: Account, server: Server, theme: Theme) -> None:
        self.account = account
        self.db = account.db
        self.server = server
        self.work = Work()
        self.offer(*FEATURES)
        contacts.keep(self.db, Contact(ACCOUNT, "1", "Zoë Patel", "Bikes", (Number(ZOE),)))
        self.conversation = put(account, ["Is it there?"])
        self.tab = Tab(account, theme)
        self.now = NOW
        self.snippets = SnippetsModel(self.db)
        self.later = LaterModel(self.db, account.changes, self.tab.composer, clock=lambda: self.now)
        asking = (self.db, self.find, self.open, self.work.start)
        self.shared, self.people = SharedModel(*asking), PersonModel(*asking)
        self.told: list[str] = []
        for model in (self.later, self.shared, self.people):
            model.told.connect(self.told.append)
        self.views = CrmViews(
            self.tab.view,
            theme,
            snippets=self.snippets,
            later=self.later,
            shared=self.shared,
            people=self.people,
        )
        self.composer = self.tab.view.composer
        self.tab.view.open(self.conversation)

    def find(self, account_id: str) -> Settings | None:
        """The account on the list."""
        if account_id != ACCOUNT:
            return None
        return Settings(id=ACCOUNT, provider="close", name="T", url=self.server.wire.url, key_place="session")

    async def open(self, _: Settings) -> Provider:
        """Its adapter."""
        return hurried(self.server)

    def offer(self, *names: str) -> None:
        """The service has these features and no others of its kind."""
        told = {
            name: {"on": name in names, "reason": "" if name in names else "not_offered"} for name in FEATURES
        }
        terms = {"service": "close", "proof": "sent", "features": told}
        accounts.learn(self.db, ACCOUNT, capabilities=json.dumps(terms), balance=None, currency="USD")

    def keep(self, *texts: tuple[str, str]) -> None:
        """The service's ready-made texts: names and words."""
        rows = [Snippet(ACCOUNT, name, name, body) for name, body in texts]
        snippets.replace(self.db, ACCOUNT, rows)

    def unread(self, *entries: str) -> None:
        """These are open in the shared inbox, about Zoë."""
        shared_unread.replace(self.db, ACCOUNT, [Open(one, SUPPORT, ZOE) for one in entries])

    def in_days(self, days: float) -> datetime:
        """So many days from now."""
        return self.now + timedelta(days=days)


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as found:
        yield found


@pytest.fixture
def room(tmp_path: Path, theme: Theme, qtbot: QtBot, wire: Wire) -> Iterator[Room]:
    """The tab, with the focus in the composer."""
    with opened(tmp_path) as account:
        room = Room(account, served(wire), theme)
        qtbot.waitUntil(room.tab.window.isActiveWindow)
        room.composer.edit.setFocus()
        yield room
        for popup in (room.views.snippets.popup, room.views.times, room.views.person):
            popup.close()
        room.tab.window.close()
        shiboken6.delete(room.tab.window)
