"""The suggestions over the number that is being dialled: name and number, taken by a click or Enter."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.ui.dialpad.suggestions_model import (
    MATCH_ROLE,
    Match,
    SuggestionsModel,
    shown_label,
    shown_name,
    shown_number,
)
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate, RowList
from desktop.ui.theme import Theme
from desktop.wording import isolated, tr

_ROW = 36
_Index = QModelIndex | QPersistentModelIndex


class SuggestionsView(RowList):
    """As many rows as there is room for; the keys of the dialpad go on to it."""

    taken = Signal(str)
    """This number is meant."""
    left = Signal()
    """Back to the field."""

    def __init__(self, model: SuggestionsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Suggestions"), parent)
        self._suggestions = model
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(_SuggestionDelegate(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.entered.connect(self._take)
        self.clicked.connect(lambda _: self._take())
        model.modelReset.connect(self._follow)

    @property
    def row(self) -> int:
        """Pixels of a row, now."""
        return round(_ROW * self._theme.row_height() / SIZES.row)

    def begin(self) -> bool:
        """Go to the first row; whether there is one."""
        if not self._suggestions.rowCount():
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self._suggestions.index(0))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand_below()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        first = self.currentIndex().row() <= 0
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and first):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace or event.text().strip():
            # Whoever goes on dialling is not searching this list; Enter has no text that is left by strip.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.taken.emit(self._suggestions.meant(index).number)

    def _follow(self) -> None:
        self._stand_below()
        if self.hasFocus() and not self._suggestions.rowCount():
            self.left.emit()

    def _stand_below(self) -> None:
        """Rows that leave room stand at its end, next to the field."""
        free = self.height() - self._suggestions.rowCount() * self.row - 2 * SIZES.focus_ring
        if self.viewportMargins().top() != max(0, free):
            self.setViewportMargins(0, max(0, free), 0, 0)


class _SuggestionDelegate(RowDelegate):
    row_height = _ROW

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        match: Match = index.data(MATCH_ROLE)
        body, caption = self.theme.font(tabular=True), self.theme.font("caption", tabular=True)
        whole = QRectF(area)
        name = shown_name(match)
        if not name:
            self.words(painter, whole, area, option, shown_number(match), body, "text")
            return
        rest = self.words_at_end(painter, whole, area, option, shown_number(match), caption, "muted")
        taken = self.words(painter, rest, area, option, isolated(name), self.theme.font(strong=True), "text")
        rest = rest.adjusted(taken + SIZES.grid, 0, 0, 0)
        if rest.width() > 4 * SIZES.grid:
            self.words(painter, rest, area, option, shown_label(match), caption, "muted")
