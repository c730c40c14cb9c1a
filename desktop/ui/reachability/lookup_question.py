"""Asks before money is spent on what kind of number somebody has, and says what came of it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.question_box import QuestionBox
from desktop.ui.reachability.lookup_model import LookupModel
from desktop.ui.spoken import announce
from desktop.wording import tr


class LookupQuestion(QObject):
    """One box of a window. Enter alone never agrees to anything."""

    def __init__(self, model: LookupModel, window: QWidget) -> None:
        super().__init__(window)
        model.setParent(self)
        self._model = model
        self._window = window
        self.box = QuestionBox(window)
        model.answered.connect(self._say)

    def begin(self, account_id: str, peer: str) -> None:
        """Ask whether to ask about this number."""
        if not self._model.offered(account_id, peer):
            return
        self.box.say(
            self._model.question(account_id, peer),
            offer=tr("Ask, and pay for it"),
            taken=lambda: self._model.ask(account_id, peer),
            stay=tr("Don't ask"),
        )

    def _say(self, words: str) -> None:
        self.box.say(words)
        announce(self._window, words)
