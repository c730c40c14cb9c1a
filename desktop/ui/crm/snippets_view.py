"""The popup of ready-made texts over the composer: a field, what fits, and Enter puts it where the cursor is.

It closes on Escape, on a click beside it, and once a text was taken. Nothing is sent.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.sms.gaps import Filled
from desktop.ui.crm.snippets_model import SNIPPET, SnippetsModel
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate, RowList
from desktop.ui.search_field import SearchField
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_WIDEST = 460
_ROWS = 5
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}


class SnippetsPopup(QFrame):
    """Kept and shown again; ``open_above`` a widget."""

    chosen = Signal(object)
    """A ``sms.gaps.Filled``: the text as it is to be put in."""
    left = Signal(str)
    """It closed without one; what was typed in its field, where a space said that a slash was meant."""

    def __init__(self, model: SnippetsModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._model = model
        self._theme = theme
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Ready-made texts"))
        self.field = SearchField(theme, tr("Search ready-made texts"))
        self.field.setAccessibleName(tr("Search ready-made texts"))
        self.list = RowList(theme, tr("Ready-made texts"))
        self.list.setModel(model)
        self.list.setItemDelegate(_Row(theme, model, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Words(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SIZES.grid] * 4)
        layout.setSpacing(SIZES.grid)
        for widget in (self.field, self.list, self.nothing):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _: self._take())

    def open_above(self, anchor: QWidget, account_id: str, peer: str) -> None:
        """Show those of an account for a text to this number, above ``anchor``, inside its window."""
        self._model.begin(account_id, peer)
        self.field.clear()
        self._look("")
        window = anchor.window()
        corner = window.mapToGlobal(QPoint(0, 0))
        width = min(_WIDEST * max(self._theme.text_size, 100) // 100, window.width() - 2 * SIZES.grid)
        self.setFixedWidth(width)
        self.adjustSize()
        at = anchor.mapToGlobal(QPoint(0, 0))
        right = corner.x() + window.width() - width - SIZES.grid
        top = max(at.y() - self.height() - SIZES.half_grid, corner.y())
        self.move(max(min(at.x(), right), corner.x() + SIZES.grid), top)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._move(_STEPS[key])
                return True
            if key == Qt.Key.Key_Space and not self.field.text():
                self.close()
                self.left.emit(" ")
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self.left.emit("")
            return
        super().keyPressEvent(event)

    def _look(self, text: str) -> None:
        self._model.look_for(text)
        found = self._model.rowCount()
        self.list.setVisible(found > 0)
        self.nothing.setVisible(not found)
        self.nothing.setText(self._model.nothing())
        rows = self.list.sizeHintForRow(0) if found else 0
        self.list.setFixedHeight(min(_ROWS, max(found, 1)) * rows + SIZES.half_grid)
        if found:
            self.list.setCurrentIndex(self._model.index(0, 0))
        if self.isVisible():
            bottom = self.geometry().bottom()
            self.adjustSize()
            self.move(self.x(), bottom - self.height() + 1)  # it stays above the composer
            self._say()

    def _move(self, by: int) -> None:
        last = self._model.rowCount() - 1
        if last >= 0:
            row = max(0, min(self.list.currentIndex().row() + by, last))
            self.list.setCurrentIndex(self._model.index(row, 0))
            self._say()

    def _say(self) -> None:
        """The field keeps the focus, so the row that Enter would take is read out."""
        index = self.list.currentIndex()
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else self.nothing.text()
        announce(self.field, str(words))

    def _take(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        filled: Filled = self._model.filled(index)
        self.close()
        self.chosen.emit(filled)


class _Row(RowDelegate):
    """Its name above, its words below, as they would be put in."""

    row_height = 56
    current_role = "raised"

    def __init__(self, theme: Theme, model: SnippetsModel, view: RowList) -> None:
        super().__init__(theme, view)
        self._model = model

    def paint_content(
        self,
        painter: QPainter,
        area: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        first, second = self.line(area, 0), self.line(area, 1)
        if index.data(SNIPPET).shared:
            shared = tr("shared")
            font = self.theme.font("caption")
            first = self.words_at_end(painter, first, area, option, shared, font, "muted")
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        self.words(painter, first, area, option, name, self.theme.font(strong=True), "text")
        body = one_line(self._model.filled(index).text)
        self.words(painter, second, area, option, body, self.theme.font(), "muted")
