"""What stands where one writes once the other side said STOP: a notice with their words and the date (B20).

Look here for opening the way again in another way than by their START: only with a reason, which is kept.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.roles import SIZES
from desktop.ui.scrolled import ScrolledWords
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_LONGEST = 200
_ICON = 20


class StopNotice(QWidget):
    """Hidden until there is something to say. What is wanted of it, who made it does."""

    show_wanted = Signal()
    """Show the text in which they said it."""
    call_wanted = Signal()
    open_wanted = Signal(str)
    """Text them again, for this reason."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(_ICON, _ICON))
        self.words = Words()
        self._said = ScrolledWords(tr("Why nothing can be written here"), self.words)
        self.show_stop = self._button(tr("Show their STOP"))
        self.call = self._button(tr("Call instead"))
        self.open = self._button(tr("They agreed in another way …"))
        self._buttons = ButtonRow(self.show_stop, self.call, self.open)
        self._ask = Words(tr("How did they agree? It is kept with this number, and with the time."))
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setAccessibleName(self._ask.text())
        self.reason.setPlaceholderText(tr("For example: by phone, on Monday"))
        self.confirm = self._button(tr("Text them again"))
        self.leave = self._button(tr("Cancel"))
        self._answers = ButtonRow(self.confirm, self.leave)
        self._lay_out()
        self.show_stop.clicked.connect(self.show_wanted)
        self.call.clicked.connect(self.call_wanted)
        self.open.clicked.connect(lambda: self._asking(on=True))
        self.leave.clicked.connect(lambda: self._asking(on=False))
        self.confirm.clicked.connect(self._confirm)
        self.reason.returnPressed.connect(self._confirm)
        self.reason.textChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        theme.changed.connect(self._colour)
        self._asking(on=False)
        self._colour()
        self.hide()

    def say(self, words: str, *, has_text: bool, may_open: bool = True) -> None:
        """``words``: what they said and when; "" takes the notice away. ``has_text``: it is in the thread.

        ``may_open``: texting them again is decided here, and not at the service.
        """
        if words != self.words.text():
            self._asking(on=False)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show_stop.setVisible(has_text)
        self.open.setVisible(may_open)
        self._buttons.arrange()
        self.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.reason.isVisible():
            self._asking(on=False)
            self.open.setFocus()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self._asking(on=False)
            self.open_wanted.emit(reason)

    def _asking(self, *, on: bool) -> None:
        focused = self.window().focusWidget() in (self.open, self.leave, self.confirm, self.reason)
        self._buttons.setVisible(not on)
        for widget in (self._ask, self.reason, self._answers):
            widget.setVisible(on)
        self.reason.clear()
        self.confirm.setEnabled(False)
        if focused:
            (self.reason if on else self.open).setFocus()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SIZES.grid)
        line.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.grid)
        layout.addLayout(line)
        for widget in (self._buttons, self._ask, self.reason, self._answers):
            layout.addWidget(widget)

    def _colour(self) -> None:
        drawing = self._theme.icon("warning", "warn")
        self._icon.setPixmap(drawing.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
