"""What every test of the window gets: the theme, put on the application and taken off again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Choice, Theme
from tests.ui.account import opened
from tests.ui.handled import Desk, furnished, three_conversations


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, on the whole application until the test is over."""
    theme = Theme(qapp, Choice.LIGHT)
    yield theme
    theme.choose(Choice.SYSTEM)
    theme.set_text_size(100)
    shiboken6.delete(theme)
    qapp.setStyleSheet("")


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Drawing words without an application aborts the whole run: every test here has one."""
    return qapp


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
