"""The pages of the window, one of which shows: no higher than that one needs."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget


class Pages(QStackedWidget):
    """Qt's own asks for the room of the highest page, also of those that do not show: with large words that
    pushes the navigation out of a low window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        widest = super().minimumSizeHint().width()
        page: QWidget | None = self.currentWidget()
        if page is None:
            return QSize(widest, 0)
        return QSize(widest, page.minimumSizeHint().expandedTo(page.minimumSize()).height())

    def hasHeightForWidth(self) -> bool:
        return False
