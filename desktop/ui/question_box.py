"""One box over the window that says a sentence, perhaps with something to agree to. It never blocks.

Look here for how a link or a reply that could not be sent is spoken of.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop.wording import tr


class QuestionBox(QObject):
    """However often it is asked to say something, it is one box. Words can be selected and copied."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._taken: Callable[[], None] | None = None
        box = self._box = QMessageBox(window)
        box.setWindowTitle("Linedesk")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._leave = QPushButton()
        self._offer = QPushButton()
        box.addButton(self._leave, QMessageBox.ButtonRole.RejectRole)
        box.addButton(self._offer, QMessageBox.ButtonRole.AcceptRole)
        # Enter must not change a draft by itself.
        box.setDefaultButton(self._leave)
        box.setEscapeButton(self._leave)
        self._offer.clicked.connect(self._take)

    @property
    def shown(self) -> QMessageBox | None:
        """What was said last, while it shows."""
        return self._box if self._box.isVisible() else None

    def say(
        self, text: str, *, offer: str = "", taken: Callable[[], None] | None = None, stay: str = ""
    ) -> None:
        """Say this in place of what was said, perhaps with a button ``offer`` that does ``taken``.

        ``stay`` is on the button that changes nothing, if "Leave it" would not say that.
        """
        self._taken = taken
        self._box.setText(text)
        self._offer.setText(offer)
        self._offer.setVisible(bool(offer))
        self._leave.setText(stay or (tr("Leave it") if offer else tr("OK")))
        self._box.open()

    def add(self, text: str) -> None:
        """Say this below what is being said; what was offered stays on offer."""
        if self.shown is None:
            self.say(text)
        else:
            self._box.setText(f"{self._box.text()}\n\n{text}")

    def close(self) -> None:
        """What was said is over; nothing that was offered is taken."""
        self._taken = None
        self._box.close()

    def _take(self) -> None:
        if self._taken is not None:
            self._taken()
