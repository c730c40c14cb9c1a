"""Buttons in a row, or in several where one row would be too wide for its pane."""

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
        heights = [max(button.sizeHint().height() for button in row) for row in self._rows(width)]
        return sum(heights) + SIZES.grid * max(len(heights) - 1, 0)

    def sizeHint(self) -> QSize:
        width = _width(self._shown())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max((button.sizeHint().width() for button in self._shown()), default=0)
        return QSize(widest, self.heightForWidth(_width(self._shown())))

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
        top = max(self.height() - self.heightForWidth(self.width()), 0) // 2
        for row in self._rows(self.width()):
            left = max(self.width() - _width(row), 0) if self._at_end else 0
            for button in row:
                hint = button.sizeHint()
                spot = QRect(left, top, min(hint.width(), self.width()), hint.height())
                button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))
                left += hint.width() + SIZES.grid
            top += max(button.sizeHint().height() for button in row) + SIZES.grid

    def _rows(self, width: int) -> list[list[QWidget]]:
        """As many beside each other as there is room for, in their order."""
        rows: list[list[QWidget]] = []
        for button in self._shown():
            if rows and _width([*rows[-1], button]) <= width:
                rows[-1].append(button)
            else:
                rows.append([button])
        return rows

    def _shown(self) -> list[QWidget]:
        # Those that were never shown yet are hidden, too, but only until their page is.
        told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [one for one in self._buttons if not (one.isHidden() and one.testAttribute(told))]


def _width(row: Sequence[QWidget]) -> int:
    return sum(button.sizeHint().width() for button in row) + SIZES.grid * max(len(row) - 1, 0)
