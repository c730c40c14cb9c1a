"""One category of words on the page: looked for or not, and its words, one a line, to be changed (B21)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.preferences.controls import Switch
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.wordlists.word_lists_model import WordList
from desktop.ui.words import Words
from desktop.wording import ntr, tr

_LINES = 8


class WordListCard(QWidget):
    """Says what is wanted of its category; who made it does it."""

    switched = Signal(str, bool)
    saved = Signal(str, list)
    """The category and its words now."""
    reset_wanted = Signal(str)

    def __init__(self, theme: Theme, listed: WordList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = listed.code
        self._theme = theme
        self.switch = Switch()
        self.facts = Words("", "muted")
        self.trouble = Words("", "bad")
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.change = self._button(tr("Change the words"))
        self.reset = self._button(tr("As it came"))
        self.save = self._button(tr("Save"))
        self.leave = self._button(tr("Cancel"))
        self._buttons = ButtonRow(self.change, self.reset, self.save, self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        for widget in (self.switch, self.facts, self.edit, self.trouble, self._buttons):
            layout.addWidget(widget)
        self.switch.picked.connect(lambda on: self.switched.emit(self._code, on))
        self.change.clicked.connect(self._begin)
        self.leave.clicked.connect(lambda: self.close_editor())
        self.save.clicked.connect(self._save)
        self.reset.clicked.connect(lambda: self.reset_wanted.emit(self._code))
        theme.changed.connect(self._fit)
        self._words: tuple[str, ...] = ()
        self._changed = False
        self._editing(on=False)
        self.show_list(listed)
        self._fit()

    def show_list(self, listed: WordList) -> None:
        """The category as it counts now; words that are being changed stay."""
        self._words, self._changed = listed.words, listed.changed
        self.switch.show_value(listed.on)
        count = ntr("{n} word or phrase", "{n} words and phrases", len(listed.words))
        self.facts.setText(f"{count} · {tr('changed by you')}" if listed.changed else count)
        self.switch.setAccessibleName(listed.name)
        self.edit.setAccessibleName(tr("Words of {category}, one a line").format(category=listed.name))
        for button in (self.change, self.reset, self.save, self.leave):
            button.setAccessibleName(f"{button.text()}: {listed.name}")
        self.reset.setVisible(listed.changed and not self.edit.isVisibleTo(self))
        self._buttons.arrange()

    def say(self, trouble: str) -> None:
        """Why something could not be kept; "" takes it away."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def close_editor(self) -> None:
        """Leave the words as they are, or as they have become."""
        had_focus = self.window().focusWidget() in (self.edit, self.save, self.leave)
        self._editing(on=False)
        if had_focus:
            self.change.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.edit.isVisible():
            self.close_editor()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.edit.setPlainText("\n".join(self._words))
        self._editing(on=True)
        self.edit.setFocus()

    def _save(self) -> None:
        self.saved.emit(self._code, self.edit.toPlainText().split("\n"))

    def _editing(self, *, on: bool) -> None:
        self.say("")
        for widget in (self.edit, self.save, self.leave):
            widget.setVisible(on)
        self.change.setVisible(not on)
        self.reset.setVisible(not on and self._changed)
        self._buttons.arrange()

    def _fit(self) -> None:
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * _LINES + 3 * SIZES.grid)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        return button
