"""The choices that are in force, and the one place that changes and saves them.

Who follows a choice reads ``now`` and listens to ``changed``; who offers one calls ``change``.
"""

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.settings import preferences
from desktop.settings.files import SettingsUnwritable
from desktop.settings.preferences import LARGEST, LONGEST_UNDO, SMALLEST, Preferences

__all__ = [
    "LARGEST",
    "LONGEST_UNDO",
    "SMALLEST",
    "Preferences",
    "PreferencesModel",
    "SettingsUnwritable",
]

log = logging.getLogger(__name__)


class PreferencesModel(QObject):
    """One per window. Raises ``SettingsDamaged`` where the file can't be read."""

    changed = Signal()
    """Some choice is another one now."""
    trouble = Signal(object)
    """A ``SettingsUnwritable``: the choice holds, but only until the program ends."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._now = preferences.load(path)

    @property
    def now(self) -> Preferences:
        """What is chosen."""
        return self._now

    def change(self, **choices: Any) -> None:
        """Make these choices, on disk at once. Raises pydantic's ``ValidationError`` for a bad one."""
        wanted = Preferences.model_validate({**self._now.model_dump(), **choices})
        if wanted == self._now:
            return
        self._now = wanted
        try:
            preferences.save(self._path, wanted)
        except SettingsUnwritable as error:
            log.error("the preferences were not saved: %s", error.detail)
            self.trouble.emit(error)
        self.changed.emit()
