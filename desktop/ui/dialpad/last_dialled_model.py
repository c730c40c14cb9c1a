"""The number that was called or texted last from the dialpad: for who uses one and who brings it back."""

import logging

from PySide6.QtCore import QObject, Signal

from desktop.store import last_dialled
from desktop.store.database import Database, StoreError
from desktop.ui.preferences.preferences_model import PreferencesModel

log = logging.getLogger(__name__)


class LastDialled(QObject):
    """One per window. What older versions kept in the preferences moves into the cache."""

    changed = Signal()

    def __init__(self, db: Database, preferences: PreferencesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self.number = last_dialled.get(db)
        """"" for none yet."""
        if older := preferences.now.last_dialled:
            if self.number or self._kept(older):
                preferences.change(last_dialled="")
            self.number = self.number or older

    def remember(self, number: str) -> None:
        """``number`` is used now. Where it can't be stored it holds until the program ends."""
        if number != self.number:
            self.number = number
            self._kept(number)
            self.changed.emit()

    def _kept(self, number: str) -> bool:
        try:
            last_dialled.keep(self._db, number)
        except StoreError as error:
            log.error("the number dialled last was not stored: %s", type(error).__name__)
            return False
        return True
