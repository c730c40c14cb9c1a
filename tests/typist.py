"""A process in which somebody types into the real window and never stops: for tests that end it.

    python -m tests.typist PROFILE

Writes a new message letter by letter, and tells on stdout, a line a letter, how many it has typed.
"""

import asyncio
import sys
from pathlib import Path

import qasync
from PySide6.QtTest import QTest

from desktop.app import Desk, start_application
from desktop.settings.profile import open_profile
from desktop.ui.theme import Theme

LETTERS = "abcdefghij"
PAUSE = 0.02
"""Seconds between two keys: less than a draft takes until it is saved, so that one never stops."""


def main(folder: Path) -> int:
    """The program's exit code, where it comes to its own end."""
    application = start_application()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        desk = Desk(open_profile(folder), Theme(application))
        desk.window.show()
        loop.run_until_complete(_type(desk))
    return desk.exit_code


async def _type(desk: Desk) -> None:
    async with asyncio.TaskGroup() as group:
        window = group.create_task(desk.run())
        await desk.ready.wait()
        room = desk.furnishing
        assert room is not None
        while room.lines.current is None:  # noqa: ASYNC110  the first list of lines
            await asyncio.sleep(PAUSE)
        room.messages.start_new("+12025550123")
        typed = 0
        while not window.done():
            QTest.keyClicks(room.messages.composer.edit, LETTERS[typed % len(LETTERS)])
            typed += 1
            sys.stdout.write(f"{typed}\n")
            sys.stdout.flush()
            await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
