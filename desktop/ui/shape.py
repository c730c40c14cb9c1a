"""The window's size and its panes' widths: noticed once they rest, so that a kill loses nothing."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

REST_MS = 1000
"""Somebody who drags an edge passes hundreds of sizes; what lasts so long is meant."""


class Shape(QObject):
    """Watches one window and one splitter; lives as long as the window."""

    settled = Signal()
    """Nothing was resized for ``REST_MS`` after something was."""

    def __init__(self, window: QWidget, splitter: QSplitter) -> None:
        super().__init__(window)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.settled)
        splitter.splitterMoved.connect(lambda *_: self._rest.start())
        window.installEventFilter(self)

    def stop(self) -> None:
        """Say nothing any more of what moved last."""
        self._rest.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._rest.start()
        return False
