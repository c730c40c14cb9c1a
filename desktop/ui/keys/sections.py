"""F6: from one part of the window to the next, round and round; each part is entered where one left it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.focus_keeper import first_in, takes_focus


class Sections(QObject):
    """``parts`` gives the parts of the window as it is now, in reading order; hidden ones are passed over."""

    def __init__(self, window: QWidget, parts: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts

    def go(self, by: int) -> None:
        """Give the focus to the next part (1) or the one before (-1)."""
        parts = [(part, target) for part in self._parts() if (target := _entrance(part)) is not None]
        if not parts:
            return
        focus: QWidget | None = self._window.focusWidget()
        here = next((at for at, (part, _) in enumerate(parts) if _holds(part, focus)), None)
        place = (0 if by > 0 else len(parts) - 1) if here is None else (here + by) % len(parts)
        parts[place][1].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _entrance(part: QWidget) -> QWidget | None:
    """Who in ``part`` gets the focus: whoever had it there last, else the first."""
    if not part.isVisible():
        return None
    last: QWidget | None = part.focusWidget()
    if last is not None and takes_focus(last):
        return last
    return first_in(part)


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))
