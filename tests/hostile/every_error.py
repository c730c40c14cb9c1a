"""A program of its own: the whole window, in which everything fails that can, with texts in every error.

    python tests/hostile/every_error.py PROFILE URL

The account's key is in the environment variable ``LINEDESK_TEST_KEY``. What it writes to stderr is looked
through by ``test_leaks``.
"""

import asyncio
import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import start
from desktop.announce import Announcement, ContactsChanged
from desktop.desk import Desk
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from tests.desk import Steps, play, synced
from tests.program_process import KEY

BODY = "Meet me at the old mill at nine, and bring the papers"
NUMBER = "+12025550199"


class Failing(QWidget):
    """Fails wherever Qt calls it."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        body = BODY
        self.painted = True
        raise ValueError(f"cannot paint {body} for {NUMBER}")

    def __del__(self) -> None:
        raise KeyError(BODY)


def fail(*given: object) -> None:
    words = [BODY, NUMBER, os.environ[KEY]]
    places: dict[str, int] = {}
    try:
        places[BODY] += 1
    except KeyError as error:
        raise RuntimeError(f"it failed with {words} and {given}") from error


async def fail_later() -> None:
    body = BODY
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(0))
        raise LookupError(body)


def listen_badly(announcement: Announcement) -> None:
    fail(announcement)


def story(desk: Desk) -> Steps:
    sys.excepthook = desk.show_unexpected
    room = yield from synced(desk)
    loop = asyncio.get_event_loop()
    QTimer.singleShot(0, fail)
    loop.call_soon(fail, BODY, NUMBER)
    room._tasks.start(fail_later(), "the test")
    future = loop.create_future()
    future.set_exception(ValueError(BODY))
    del future
    room.announcer.subscribe(listen_badly)
    room.announcer.publish(ContactsChanged())
    thread = threading.Thread(target=fail, args=(BODY,), name="failing")
    thread.start()
    thread.join()
    widget = Failing(desk.window)
    widget.show()
    widget.update()
    yield lambda: widget.painted
    widget.deleteLater()
    room.messages.start_new(NUMBER)
    room.messages.composer.edit.setPlainText(BODY)
    yield lambda: room.messages.composer.edit.toPlainText() == BODY


def main() -> None:
    start.prepare_output(verbose=True)
    profile = open_profile(Path(sys.argv[1]))
    accounts = Accounts(profile.accounts)
    if not accounts.listing():
        accounts.add(
            Account(provider="cliqtel", name="Test", url=sys.argv[2], key_place="env", key_variable=KEY)
        )
    sys.exit(play(profile, story))


if __name__ == "__main__":
    main()
