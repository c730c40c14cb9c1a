"""The light theme of tests with a window, worn by the application from the first of them to the last.

Putting a style sheet on costs what all widgets of a run together cost, so nothing takes it off between
tests. What a test chose is put back after it, and nobody hears of changes any more.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import Choice, Motion, Theme


class _Worn(Theme):
    """Collects garbage before it dresses all widgets anew: those that only wait for that cost as much."""

    def _apply(self) -> None:
        gc.collect()
        super()._apply()


_worn: dict[str, Theme] = {}
"""The theme by the style sheet that it put on: under another one it is none any more."""


@contextmanager
def worn(application: QApplication) -> Iterator[Theme]:
    """The light theme, on the whole application and as new."""
    theme = _worn.get(application.styleSheet())
    if theme is None:
        take_off()
        theme = _Worn(application, Choice.LIGHT)
        _worn[application.styleSheet()] = theme
    yield theme
    if theme.receivers(SIGNAL("changed()")):
        theme.changed.disconnect()
    theme.set_motion(Motion.SYSTEM)
    theme.set_text_size(100)
    theme.choose(Choice.LIGHT)


def forget_others(application: QApplication) -> None:
    """Let go of all other themes: one that lives on follows the system and dresses what later tests show."""
    gc.collect()  # windows that a theme of their own has dressed go first
    for theme in application.findChildren(Theme):
        if theme not in _worn.values() and shiboken6.isValid(theme):
            shiboken6.delete(theme)


def take_off() -> None:
    """Let go of the theme, and of its files on the disk."""
    while _worn:
        theme = _worn.popitem()[1]
        del theme._files
        if shiboken6.isValid(theme):
            shiboken6.delete(theme)
