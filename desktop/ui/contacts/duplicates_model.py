"""Contacts that may be the same person: found in the background, offered, never merged by themselves."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.store import contact_duplicates
from desktop.store.contact_duplicates import Group, Reason
from desktop.store.contact_edits import Details, Gone
from desktop.store.contacts import Contact
from desktop.store.database import Database, StoreError
from desktop.ui.changes import Changes
from desktop.ui.contacts.contact_edit_model import ContactEditModel, NotKept, unwritten
from desktop.ui.contacts.contacts_model import name_of
from desktop.wording import tr

__all__ = ["Details", "DuplicatesModel", "Group", "Reason", "Start"]

Start = Callable[[Coroutine[Any, Any, Any], str], object]
"""What starts work in the background: ``Tasks.start``."""


class DuplicatesModel(QObject):
    """Looks only when asked: a page that is not showing costs nothing."""

    changed = Signal()
    """Other groups are offered."""
    outdated = Signal()
    """The phone book changed since the last look."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        edits: ContactEditModel,
        start: Start,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._edits = edits
        self._start = start
        self._groups: list[Group] = []
        self._looking = False
        self._stale = True
        changes.contacts_changed.connect(self._outdated)
        changes.store_changed_elsewhere.connect(self._outdated)

    @property
    def groups(self) -> list[Group]:
        """What is offered, as of the last look."""
        return self._groups

    def look(self) -> None:
        """Look for groups in the background, unless nothing changed since the last look."""
        if self._stale and not self._looking:
            self._looking = True
            self._start(self._look(), tr("the search for duplicates"))

    def result(self, group: Group, keep: Contact) -> Details:
        """What would become of the group if ``keep`` gave the name."""
        return contact_duplicates.merged(keep, [one for one in group.members if one.id != keep.id])

    def merge(self, group: Group, keep: Contact) -> Contact:
        """Make the group one contact; it can be taken back. Raises ``NotKept``."""
        others = [one.id for one in group.members if one.id != keep.id]
        try:
            kept, token = contact_duplicates.merge(self._db, keep.id, others)
        except Gone:
            raise NotKept(tr("One of them is no longer in the phone book. Look at the list again.")) from None
        except StoreError as error:
            raise unwritten(error) from error
        self._drop(group)
        sentence = tr("{name} is one contact now.").format(name=name_of(kept))
        self._edits.offer_undo(sentence, token)
        return kept

    def decline(self, group: Group) -> None:
        """They are not the same: never offer this again. Raises ``NotKept``."""
        try:
            contact_duplicates.decline(self._db, group)
        except StoreError as error:
            raise unwritten(error) from error
        self._drop(group)

    def _drop(self, group: Group) -> None:
        self._groups = [one for one in self._groups if one != group]
        self.changed.emit()

    def _outdated(self) -> None:
        self._stale = True
        self.outdated.emit()

    async def _look(self) -> None:
        try:
            while self._stale:
                self._stale = False
                behind, _ = self._db.heard_later()
                self._show(await asyncio.to_thread(contact_duplicates.offered, behind))
        finally:
            self._looking = False

    def _show(self, groups: list[Group]) -> None:
        # What changed while the thread was at work makes this old news: the next look tells.
        if not self._stale and groups != self._groups:
            self._groups = groups
            self.changed.emit()
