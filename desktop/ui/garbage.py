"""Collects Python's garbage on the window's thread, and on no other.

Python collects in whichever thread happens to make the next object, and what it finds may hold parts of the
window: freed in a thread that imports or reads, they end the program (``tests/ui/test_garbage.py``).
"""

import gc

from PySide6.QtCore import QObject, QTimer

from desktop.ui.turns import Later

LOOK_MS = 1000
"""Between two looks an import of thousands of people makes some ten megabytes of garbage at most."""
BEGUN_MS = 5000
"""Until then the first work has loaded what it needs: half of all that a full look would go through."""


class Garbage(QObject):
    """From its making until ``stop`` nothing else collects; belongs to the thread of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        Later(self, self.look).after(self._timer.timeout)  # looking through all that is old takes its time
        self._timer.start()
        self._begun = QTimer(self, interval=BEGUN_MS, singleShot=True)
        Later(self, self._keep).after(self._begun.timeout)

    def look(self) -> None:
        """Collect as far as Python itself would have by now."""
        due = [number > most for number, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        for generation in (2, 1, 0):
            if due[generation]:
                gc.collect(generation)
                return

    def settle(self) -> None:
        """What was imported and built so far stays, and what the first work after it loads and keeps.

        Looking through all of that would hold the window up.
        """
        gc.freeze()
        self._begun.start()

    def stop(self) -> None:
        """Python collects by itself again, and everything."""
        self._timer.stop()
        self._begun.stop()
        gc.unfreeze()
        gc.enable()

    def _keep(self) -> None:
        gc.collect(1)  # what is garbage already would stay too
        gc.freeze()
