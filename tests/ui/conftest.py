"""What every test of the window gets: an application that wears the theme."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from desktop.ui.turns import turns
from tests.ui.account import opened
from tests.ui.clicks import left_open
from tests.ui.handled import Desk, furnished, three_conversations
from tests.worn import worn


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, on the whole application, as new."""
    with worn(qapp) as theme:
        yield theme


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Drawing words without an application aborts the whole run: every test here has one."""
    return qapp


@pytest.fixture(autouse=True)
def screens_gone(application: QApplication) -> Iterator[None]:
    """What a test's screens waited for is not done during the next one."""
    yield
    turns().drop_screens()


@pytest.fixture(autouse=True, scope="module")
def garbage_gone() -> Iterator[None]:
    """Windows that a file left as garbage go with it: later tests would dress them in every scheme.

    What stays now stays for all files; nobody has to look at it again.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left(application: QApplication) -> Iterator[None]:
    """No test leaves a window, a popup or a button down: much later ones would then never see a tooltip."""
    yield
    assert left_open() == []


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Desk]:
    """A handled window on three conversations; the list has the focus."""
    with opened(tmp_path) as account:
        three_conversations(account)
        with furnished(account, theme, tmp_path / "preferences.json") as desk:
            qtbot.waitUntil(desk.window.isActiveWindow)
            desk.messages.list.setFocus()
            yield desk
    QToolTip.hideText()
