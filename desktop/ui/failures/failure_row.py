"""One failed text in its group: who, when, its words, and what can be done with it alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.contacts.words import Words
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.failures.failures_model import FailedText
from desktop.ui.failures.marked_words import MarkedWords
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr


class FailureRow(QWidget):
    """Says what is wanted of its text; who made it does it."""

    open_wanted = Signal(int)
    """Show the text in its conversation."""
    edit_wanted = Signal(int)
    """Take its words up again."""
    again_wanted = Signal(int)
    leave_wanted = Signal(int)

    def __init__(self, theme: Theme, text: FailedText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self._who = ElidedLabel(theme)
        self._when = QLabel()
        self._when.setProperty("role", "muted")
        self.words = MarkedWords(theme)
        self._below = Words(theme, "caption", "muted")
        self.open = self._button(tr("Open"))
        self.edit = self._button(tr("Edit and send again"))
        self.again = self._button(tr("Send again"))
        self.leave = self._button(tr("Leave it"))
        head = QHBoxLayout()
        head.setSpacing(SIZES.grid)
        head.addWidget(self._who, 1)
        head.addWidget(self._when)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SIZES.grid, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addWidget(self._below)
        self._buttons = ButtonRow(self.edit, self.again, self.open, self.leave)
        layout.addWidget(self._buttons)
        for button, signal in (
            (self.open, self.open_wanted),
            (self.edit, self.edit_wanted),
            (self.again, self.again_wanted),
            (self.leave, self.leave_wanted),
        ):
            button.clicked.connect(lambda _=False, wanted=signal: wanted.emit(self.text.id))
        self.show_text(text)

    def show_text(self, text: FailedText) -> None:
        """Show this text as it is known now."""
        self.text = text
        self._who.show_text(text.who)
        self._when.setText(text.when)
        set_tooltip(self._when, text.exact)
        self.words.show_words(text.words, text.suspected)
        said = tr("{name} (code {code})").format(name=text.name, code=text.code) if text.code else text.name
        suspected = ", ".join(dict.fromkeys(text.words[start:end] for start, end in text.suspected))
        if suspected:
            said = tr("{said}. Perhaps for: {words}").format(said=said, words=suspected)
        self._below.say(said)
        self.edit.setVisible(text.edits)
        self.again.setVisible(text.again)
        for button in (self.open, self.edit, self.again, self.leave):
            # Many rows have the same buttons: by ear they are told apart by whom they are about.
            button.setAccessibleName(f"{button.text()}: {text.who}, {text.when}")
        self._buttons.arrange()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        return button
