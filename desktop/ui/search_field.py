"""A field to search in: a magnifier before the words, and a cross that clears them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.theme import Theme
from desktop.wording import tr


class SearchField(QLineEdit):
    """A plain line edit in all else. Both icons follow the theme, which Qt's own clear button does not."""

    def __init__(self, theme: Theme, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Search"))
        self.setPlaceholderText(hint)
        # The height that the application's style sheet gives to buttons would push these out of the middle.
        self.setStyleSheet("QToolButton { min-height: 0px; padding: 0px; border: none; }")
        places = QLineEdit.ActionPosition
        magnifier = QAction(theme.icon("search", "muted"), tr("Search in this field"), self)
        self._cross = QAction(theme.icon("close", "muted"), tr("Clear the search"), self)
        self._cross.triggered.connect(self.clear)
        self.addAction(magnifier, places.LeadingPosition)
        self.addAction(self._cross, places.TrailingPosition)
        self._cross.setVisible(False)
        magnifier.triggered.connect(self.setFocus)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))

    def minimumSizeHint(self) -> QSize:
        # Lists give way in a low window, not the field.
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
