"""What the tests with a window here get: the theme of tests/ui, on the whole application."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import Theme
from tests.worn import worn


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    """Drawing words without an application aborts the whole run."""
    return qapp


@pytest.fixture
def theme(application: QApplication) -> Iterator[Theme]:
    """The light theme, on the whole application, as new."""
    with worn(application) as theme:
        yield theme
