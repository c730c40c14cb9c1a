"""Asks before texts are deleted or redacted, and leaves some seconds to change one's mind before they are.

Whoever quits meanwhile has deleted nothing.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.ui.messages.removal_model import RemovalModel
from desktop.ui.question_box import QuestionBox
from desktop.ui.spoken import announce
from desktop.wording import ntr, tr


class RemovalQuestion(QObject):
    """One box of a window. Enter alone never deletes anything."""

    def __init__(self, model: RemovalModel, window: QWidget, undo: Callable[[], timedelta]) -> None:
        """``undo`` tells how long a person has to take it back, as for sending."""
        super().__init__(window)
        model.setParent(self)
        self._model = model
        self._window = window
        self._undo = undo
        self._ids: list[int] = []
        self.box = QuestionBox(window)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._now)
        model.told.connect(self._tell)

    def delete(self, message_ids: Sequence[int]) -> None:
        """Ask whether these texts are to be deleted."""
        self._now()  # what was agreed to before is not forgotten
        ids = list(message_ids)
        if ids:
            self.box.say(
                self._model.question(ids),
                offer=ntr("Delete", "Delete {n}", len(ids)),
                taken=lambda: self._agreed(ids),
                stay=tr("Keep"),
            )

    def redact(self, message_id: int) -> None:
        """Ask whether the words of this text are to be taken out at its service."""
        self.box.say(
            self._model.redact_question(message_id),
            offer=tr("Take the words out"),
            taken=lambda: self._model.redact(message_id),
            stay=tr("Leave it"),
        )

    def _agreed(self, ids: list[int]) -> None:
        self._ids = ids
        wait = self._undo()
        if wait <= timedelta(0):
            self._now()
            return
        self._soon.start(round(wait.total_seconds() * 1000))
        seconds = max(round(wait.total_seconds()), 1)
        # Said again in the same box once its button has done its work.
        QTimer.singleShot(0, self, lambda: self._offer_undo(seconds))

    def _offer_undo(self, seconds: int) -> None:
        if self._ids:
            words = ntr("Deleted in {n} second.", "Deleted in {n} seconds.", seconds)
            self.box.say(words, offer=tr("Undo"), taken=self._take_back, stay=tr("OK"))
            announce(self._window, words)

    def _take_back(self) -> None:
        self._soon.stop()
        self._ids = []
        announce(self._window, tr("Nothing was deleted."))

    def _now(self) -> None:
        self._soon.stop()
        ids, self._ids = self._ids, []
        if ids:
            self._model.remove(ids)

    def _tell(self, words: str) -> None:
        self.box.say(words)
        announce(self._window, words)
