"""A process that is measured: ``starting.py bare|frame|list|idle [PROFILE]``; says when it got there.

``bare`` is PySide6's smallest window, the floor. The others are the whole program; hooks tell when its
first frame and its first list have been painted. ``idle`` stays until it is ended.
"""

import sys
import time
from pathlib import Path


def told() -> None:
    """Print the moment, which is the same clock in the parent."""
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()


def bare(*, stay: bool) -> None:
    """The floor: an empty window, painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])

    class Empty(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            QTimer.singleShot(0, self.painted)

        def painted(self) -> None:
            told()
            if not stay:
                application.quit()

    window = Empty()
    window.resize(1080, 720)
    window.show()
    application.exec()


def program(until: str, profile: str) -> None:
    """The whole program, watched from outside."""
    from PySide6 import QtWidgets
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QListView

    class Watcher(QObject):
        done = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if not self.done and event.type() == QEvent.Type.Paint and self.awaited(watched):
                self.done = True
                QTimer.singleShot(0, self.end)
            return False

        def awaited(self, painted: QObject) -> bool:
            if until == "frame":
                return type(painted).__name__ == "Window"
            view = painted.parent()
            if painted.objectName() != "qt_scrollarea_viewport" or not isinstance(view, QListView):
                return False
            return view.model() is not None and view.model().rowCount() > 5

        def end(self) -> None:
            told()
            if until != "idle":
                application = QApplication.instance()
                assert application is not None
                for window in QApplication.topLevelWidgets():
                    window.close()

    watcher = Watcher()

    class Watched(QApplication):
        """The program makes its application by this name."""

        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            self.installEventFilter(watcher)

    QtWidgets.QApplication = Watched  # type: ignore[assignment, misc]
    sys.argv = ["linedesk", "--profile", profile]
    from desktop.__main__ import main

    main()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    kind = sys.argv[1]
    if kind.startswith("bare"):
        bare(stay=kind == "bare-idle")
    else:
        program(kind, sys.argv[2])
