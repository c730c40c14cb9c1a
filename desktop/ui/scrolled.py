"""What scrolls where the window is too low for it, and takes no more room than it needs where it is not.

``ScrolledWords`` is for sentences among other things, ``ScrolledPage`` for what is laid out below each other.
With large letters in a small window something has to give: nothing is ever cut.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.words import Words

_LEAST_LINES = 2
"""Of longer words, however little room there is."""


class ScrolledWords(QScrollArea):
    """``words`` below each other. Reached by Tab only while there is something to scroll."""

    def __init__(self, name: str, *words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._most: int | None = None
        self._inside = _Column()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in words:
            column.addWidget(one)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._inside.installEventFilter(self)
        self.fit()

    def limit(self, most: int) -> None:
        """No higher than ``most`` pixels, two lines aside."""
        if most != self._most:
            self._most = most
            self.fit()

    def to_top(self) -> None:
        """Other words stand here: begin with their first line."""
        self.verticalScrollBar().setValue(0)

    def fit(self) -> None:
        """As high as the words are, if there is room."""
        edges = 2 * SIZES.focus_ring
        across = self.viewport().width()
        whole = sum(one.heightForWidth(across) for one in self._words if not one.isHidden())
        line = max(one.fontMetrics().lineSpacing() for one in self._words)
        least = min(whole, _LEAST_LINES * line)
        most = whole if self._most is None else max(min(whole, self._most), least)
        if (least + edges, most + edges) != (self.minimumHeight(), self.maximumHeight()):
            self.setMinimumHeight(least + edges)
            self.setMaximumHeight(most + edges)
            self.updateGeometry()
        self._take_focus()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def _take_focus(self) -> None:
        scrolls = self._inside.height() > self.viewport().height() + 1
        policy = Qt.FocusPolicy.TabFocus if scrolls or self.hasFocus() else Qt.FocusPolicy.NoFocus
        if policy != self.focusPolicy():
            self.setFocusPolicy(policy)


class _Column(QWidget):
    """As high as its words are in the width there is: a label's own least height is that of a narrow one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class ScrolledPage(QScrollArea):
    """Shows the page that it is given to ``hold``; what has the focus is in sight.

    Make the page a child of the viewport: a style sheet dresses all of it anew for each parent it gets.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: QLayout | None = None
        self._page: QWidget | None = None
        self.setProperty("kind", "page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        # Later: what gets the focus may not stand in its place yet, or still grow.
        self._follow_soon = QTimer(self, singleShot=True, interval=50)
        self._follow_soon.timeout.connect(self._follow_focus)
        application.focusChanged.connect(self._moved)
        self.verticalScrollBar().rangeChanged.connect(self._moved)

    def hold(self, page: QWidget, layout: QLayout) -> None:
        """Show ``page``, which ``layout`` lays out: as high as there is room, or as it needs at least."""
        self._layout, self._page = layout, page
        self.setWidget(page)
        page.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._page is None else self._page.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0 if self._page is None else self._page.minimumSizeHint().width(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._layout is None or self._page is None:
            return
        for _ in range(2):  # a bar that comes or goes makes other lines
            across = self.viewport().width()
            least = self._layout.totalMinimumSize().height()
            if self._layout.hasHeightForWidth():
                least = self._layout.totalMinimumHeightForWidth(across)
            size = QSize(across, max(least, self.viewport().height()))
            if size == self._page.size():
                break
            self._page.resize(size)
            self._follow_soon.start()

    def _moved(self, *_: object) -> None:
        self._follow_soon.start()

    def _follow_focus(self) -> None:
        now, page = QApplication.focusWidget(), self._page
        if now is not None and page is not None and page.isAncestorOf(now):
            # Qt's own way looks at the cursor alone, and leaves the field around it cut.
            top, bar = now.mapTo(page, QPoint(0, 0)).y(), self.verticalScrollBar()
            below = top + now.height() - self.viewport().height()
            bar.setValue(min(max(bar.value(), below), top))
