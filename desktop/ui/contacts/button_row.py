"""Buttons in a row, or below each other where the row would be too wide for its pane."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from desktop.ui.roles import SIZES


class ButtonRow(QWidget):
    """Never wider than its widest button; buttons that are hidden take no room.

    With ``at_end`` they stand where a line of words ends, as the answers of a form do. It places them
    itself: Qt asks a widget with a layout of Qt's own for no height that depends on its width.
    """

    def __init__(
        self, buttons: Sequence[QWidget], *, at_end: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons = list(buttons)
        self._at_end = at_end
        for button in self._buttons:
            button.setParent(self)
            button.show()
        # Not Fixed: that would hold it to the height of one row.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [button.sizeHint().height() for button in self._shown()]
        if not heights:
            return 0
        return max(heights) if self._fits(width) else sum(heights) + SIZES.grid * (len(heights) - 1)

    def sizeHint(self) -> QSize:
        width = self._row_width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max((button.sizeHint().width() for button in self._shown()), default=0)
        return QSize(widest, self.heightForWidth(self._row_width()))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            # A button was hidden, shown or got other words.
            self.updateGeometry()
            self._place()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Qt tells of a button that was hidden or shown only while the row itself shows.
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        shown, beside = self._shown(), self._fits(self.width())
        left = self.width() - self._row_width() if self._at_end and beside else 0
        top = max(self.height() - self.heightForWidth(self.width()), 0) // 2
        for button in shown:
            hint = button.sizeHint()
            width = min(hint.width(), self.width())
            start = left if beside or not self._at_end else self.width() - width
            spot = QRect(start, top, width, hint.height())
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))
            if beside:
                left += width + SIZES.grid
            else:
                top += hint.height() + SIZES.grid

    def _shown(self) -> list[QWidget]:
        # Those that were never shown yet are hidden, too, but only until their page is.
        told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [one for one in self._buttons if not (one.isHidden() and one.testAttribute(told))]

    def _row_width(self) -> int:
        widths = [button.sizeHint().width() for button in self._shown()]
        return sum(widths) + SIZES.grid * max(len(widths) - 1, 0)

    def _fits(self, width: int) -> bool:
        return self._row_width() <= width
