"""The bar that finds words in the open conversation: hits one by one, their count, and what was searched."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.ui.elided_label import ElidedLabel
from desktop.ui.messages.find_model import FindModel
from desktop.ui.roles import SIZES
from desktop.ui.search_field import SearchField
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr

_ICON = 18
"""Smaller than elsewhere: the bar has to leave room for the words in a narrow window."""
_AFTER_MS = 150
"""A search begins so long after the last key."""


class FindBar(QWidget):
    """Hidden until somebody wants to find something; Escape closes it."""

    wanted = Signal(str)
    """These words are to be looked for."""
    closed = Signal()

    def __init__(self, model: FindModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.field = SearchField(theme, tr("Find in this conversation"))
        self.field.setAccessibleName(tr("Find in this conversation"))
        self.older = self._button(tr("Older hit"), tr("Older hit (Enter)"), lambda: model.go(1))
        self.newer = self._button(tr("Newer hit"), tr("Newer hit (Shift+Enter)"), lambda: model.go(-1))
        self.close_button = self._button(tr("Close the search"), tr("Close the search (Esc)"), self.close_bar)
        self.count = ElidedLabel(theme, "caption", "muted")
        tools = QHBoxLayout()
        tools.setSpacing(SIZES.half_grid)
        tools.addWidget(self.field, 1)
        for button in (self.older, self.newer, self.close_button):
            tools.addWidget(button)
        # On a line of its own: a narrow window has no room for it beside the words.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.half_grid, 2 * SIZES.grid, SIZES.half_grid)
        layout.setSpacing(0)
        layout.addLayout(tools)
        layout.addWidget(self.count)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(lambda: self.wanted.emit(self.field.text()))
        self.field.textChanged.connect(lambda _: self._soon.start())
        model.changed.connect(self._say)
        theme.changed.connect(self._colour)
        self._colour()
        self._say()
        self.hide()

    def open(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and forget the search."""
        if self.isHidden():
            return
        self._soon.stop()
        self.hide()
        self.wanted.emit("")
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            if self._soon.isActive():
                self._soon.stop()
                self.wanted.emit(self.field.text())
            else:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._model.go(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.end()

    def _say(self) -> None:
        words = _told(self._model)
        news = words != self.count.text()
        self.count.show_text(words)
        for button in (self.older, self.newer):
            button.setEnabled(len(self._model.hits) > 1)
        if news and self._model.words and self.isVisible() and not self._model.searching:
            announce(self, words)

    def _button(self, name: str, tip: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setIconSize(QSize(_ICON, _ICON))
        button.clicked.connect(act)
        return button

    def _colour(self) -> None:
        self.older.setIcon(self._theme.icon("chevron-up", "text"))
        self.newer.setIcon(self._theme.icon("chevron-down", "text"))
        self.close_button.setIcon(self._theme.icon("close", "text"))


def _told(model: FindModel) -> str:
    """How many hits there are, and what was searched for them."""
    if not model.words:
        return tr("Looks through the texts of this conversation that are in the cache")
    count = len(model.hits)
    if model.current is None:
        return tr("Searching …") if model.searching else tr("Not in the cached texts of this conversation")
    if model.searching:
        return tr("{n} of {count} so far").format(n=model.current + 1, count=count)
    return ntr(
        "{at} of {n} hit in the cached texts of this conversation",
        "{at} of {n} hits in the cached texts of this conversation",
        count,
        at=model.current + 1,
    )
