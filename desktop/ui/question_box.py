"""One box over the window that says a sentence, perhaps with something to agree to. It never blocks.

Look here for how a link or a reply that could not be sent is spoken of.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.question_dialog import QuestionDialog
from desktop.wording import tr


class QuestionBox(QObject):
    """However often it is asked to say something, it is one box. Words can be selected and copied."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._taken: Callable[[], None] | None = None
        self._box = QuestionDialog(window)
        self._box.accepted.connect(self._take)

    @property
    def shown(self) -> QuestionDialog | None:
        """What was said last, while it shows."""
        return self._box if self._box.isVisible() else None

    def say(
        self, text: str, *, offer: str = "", taken: Callable[[], None] | None = None, stay: str = ""
    ) -> None:
        """Say this in place of what was said, perhaps with a button ``offer`` that does ``taken``.

        ``stay`` is on the button that changes nothing, if "Leave it" would not say that.
        """
        self._taken = taken
        self._box.offer.setText(offer)
        self._box.offer.setVisible(bool(offer))
        self._box.leave.setText(stay or (tr("Leave it") if offer else tr("OK")))
        self._box.say(text)
        self._box.open()

    def add(self, text: str) -> None:
        """Say this below what is being said; what was offered stays on offer."""
        if self.shown is None:
            self.say(text)
        else:
            self._box.say(f"{self._box.text()}\n\n{text}")

    def close(self) -> None:
        """What was said is over; nothing that was offered is taken."""
        self._taken = None
        self._box.close()

    def _take(self) -> None:
        if self._taken is not None:
            self._taken()
