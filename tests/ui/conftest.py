"""What every test of the window gets: the theme, put on the application and taken off again."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import Choice, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, on the whole application until the test is over."""
    theme = Theme(qapp, Choice.LIGHT)
    yield theme
    theme.choose(Choice.SYSTEM)
    shiboken6.delete(theme)
    qapp.setStyleSheet("")


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Drawing words without an application aborts the whole run: every test here has one."""
    return qapp
