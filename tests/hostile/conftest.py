"""What the tests with a window here get: the theme of tests/ui, on the whole application."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import Choice, Theme


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    """Drawing words without an application aborts the whole run."""
    return qapp


@pytest.fixture
def theme(application: QApplication) -> Iterator[Theme]:
    """The light theme until the test is over."""
    theme = Theme(application, Choice.LIGHT)
    yield theme
    theme.choose(Choice.SYSTEM)
    theme.set_text_size(100)
    shiboken6.delete(theme)
    application.setStyleSheet("")
