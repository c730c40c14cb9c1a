"""The counter below the field: the form of its words that fits; a press shows the parts (B5, idea 20)."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr


class CounterLabel(QLabel):
    """Shows the longest of several forms for which there is room; a screen reader always reads the whole."""

    pressed = Signal()
    """By the mouse, or by Enter or Space while it has the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._forms = [""]
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(tr("Segment counter"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._fit)

    def show_count(self, forms: list[str], role: str, tip: str) -> None:
        """``forms`` from the whole to the shortest; ``role`` colours them; ``tip`` explains."""
        self._forms = forms
        self._fit()
        hint = tr("Press to see the parts.")
        set_tooltip(self, f"{tip}\n{hint}")
        # What a screen reader reads is the whole, however narrow the window is.
        self.setAccessibleDescription(forms[0])
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._choose()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self.pressed.emit()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setFont(self._theme.font("caption", tabular=True))
        self._choose()

    def _choose(self) -> None:
        room, width = self.contentsRect().width(), self.fontMetrics().horizontalAdvance
        fitting = [one for one in self._forms if width(one) <= room]
        self.setText(fitting[0] if fitting else self._forms[-1])
