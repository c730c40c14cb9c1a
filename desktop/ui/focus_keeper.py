"""The keyboard's focus is never lost: what had it may hide or go, then the page gives it to something else.

Qt drops the focus where its widget is deleted or hidden with nothing after it in the Tab order; from then
on no key would do anything, and a screen reader would stand nowhere.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FocusKeeper(QObject):
    """Watches one window; ``fallback`` says who gets the focus when nobody has it."""

    def __init__(self, window: QWidget, fallback: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._window = window
        self._fallback = fallback
        # Later: in between, Qt or a page may give the focus to somebody by itself.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._changed)

    def keep(self) -> None:
        """Give the focus to somebody who can be seen, if nobody has it."""
        focus: QWidget | None = self._window.focusWidget()
        # A page that was given the focus and does nothing with it is as good as nobody.
        if focus is not None and takes_focus(focus):
            return
        heir = self._fallback()
        if heir is not None and heir.isVisible():
            heir.setFocus()

    def _changed(self, before: QWidget | None, now: QWidget | None) -> None:
        # Nothing is asked of the window yet: it may be this very window that goes.
        if now is None:
            self._soon.start()

    def _look(self) -> None:
        if self._window.isActiveWindow():
            self.keep()


def first_in(page: QWidget) -> QWidget | None:
    """Who in ``page`` comes first in the Tab order and can be seen; ``None`` where nothing takes focus."""
    one: QWidget | None = page
    for _ in range(_LONGEST_CHAIN):
        if one is None:
            break
        if takes_focus(one) and (one is page or page.isAncestorOf(one)):
            return one
        one = _after(one)
        if one is page:
            break
    return None


def _after(one: QWidget) -> QWidget | None:
    """The next in the Tab order. PySide makes it a Python child of ``one``, and the end of ``one`` would then
    invalidate it: told of its own parent once more, it is that one's child again; for Qt nothing changes."""
    following: QWidget | None = one.nextInFocusChain()
    if following is not None:
        following.setParent(following.parentWidget())
    return following


def takes_focus(one: QWidget) -> bool:
    """Whether Tab would stop here."""
    from_tab = one.focusPolicy().value & _TAB
    return bool(from_tab) and one.isVisible() and one.isEnabled()


_LONGEST_CHAIN = 5000
"""Widgets of a window, at most; a chain that does not come round would be Qt's own fault."""
_TAB = 1
"""Qt's bit in a focus policy for "by Tab"."""
