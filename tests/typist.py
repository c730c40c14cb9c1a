"""A process in which somebody types into the real window and never stops: for tests that end it.

    python -m tests.typist PROFILE

Writes a new message letter by letter, and tells on stdout, a line a letter, how many it has typed.
"""

import asyncio
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from desktop.app import start_application
from desktop.desk import Desk
from desktop.settings.profile import open_profile
from desktop.ui.fair_loop import FairLoop
from desktop.ui.theme import Theme

LETTERS = "abcdefghij"
PAUSE_MS = 20
"""Between two keys: less than a draft takes until it is saved, so that one never stops."""


class Typist:
    """Types from a timer: QTest lets Qt handle events, which no coroutine may."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._typed = 0
        self._timer = QTimer(interval=PAUSE_MS)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        room = self._desk.furnishing
        if room is None or room.lines.current is None or not self._desk.window.isVisible():
            return
        if not self._typed:
            room.messages.start_new("+12025550123")
        QTest.keyClicks(room.messages.composer.edit, LETTERS[self._typed % len(LETTERS)])
        self._typed += 1
        sys.stdout.write(f"{self._typed}\n")
        sys.stdout.flush()


def main(folder: Path) -> int:
    """The program's exit code, where it comes to its own end."""
    application = start_application()
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        desk = Desk(open_profile(folder), Theme(application))
        desk.window.show()
        typist = Typist(desk)
        loop.run_until_complete(desk.run())
        typist._timer.stop()
    return desk.exit_code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
