"""The window: line bar, banner, the pages, bottom navigation; who may be seen, and when.

It stands empty at once and is furnished when the store has been opened. Look here for what a greyed
Messages does (A2 to A4), for what the banner says, for pages that have no place in the navigation, and for
where the keyboard's focus goes.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.banner import Banner, Tone
from desktop.ui.empty_state import EmptyState
from desktop.ui.focus_keeper import FocusKeeper, first_in, takes_focus
from desktop.ui.keys.shortcuts import Shortcuts
from desktop.ui.motion import fade_from, picture_of
from desktop.ui.navigation import SECTIONS, Navigation
from desktop.ui.pages import Pages
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

_BANNER_MOST = 0.125
"""Of the window's height, for the banner's words: what one works with comes first."""


class Window(QWidget):
    """The program's only window."""

    closed = Signal()
    """It was closed; what was being written is kept."""
    activated = Signal()
    """It came to the front."""
    page_changed = Signal(str)
    """Another page shows: its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self._focus_of: dict[str, QWidget | None] = {}
        """What had the focus on each page when it was left."""
        self._first: QWidget | None = None
        self._page = ""
        self._trail: list[str] = []
        """The pages that Back leads through."""
        self._late: dict[str, Callable[[], QWidget]] = {}
        self._why_not: Callable[[str], str] = lambda _: ""
        self._held_back = ""
        """Why no section may be seen at all; "" where they may."""
        self._home = "calls"
        """Where Back leads when there is nothing else to go back to."""
        self.stays: Callable[[], bool] = bool
        """Asked before the window closes: whether it went behind the tray's icon instead."""
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the program ends by the window: False where somebody is asked about it first."""
        self.setWindowTitle("Linedesk")
        self.setWindowIcon(theme.icon("linedesk", "accent"))
        self.setMinimumSize(SIZES.least_width, SIZES.least_height)
        self.resize(SIZES.window_width, SIZES.window_height)
        self.navigation = Navigation(theme)
        self.banner = Banner(theme)
        self._head = QVBoxLayout()
        self._stack = Pages()
        self.welcome = EmptyState(theme, "linedesk")
        self.welcome.say(tr("Opening …"), "")
        self._stack.addWidget(self.welcome)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.navigation)
        self.navigation.chosen.connect(self.show_page)
        self.navigation.setEnabled(False)
        self.shortcuts = Shortcuts(self)
        for name in SECTIONS:
            self.shortcuts.bind(name, partial(self.navigation.activate, name))
        self.shortcuts.bind("minimise", self.showMinimized)
        self.shortcuts.bind("close", self.close)
        self.shortcuts.bind("quit", self.quit)
        self._keeper = FocusKeeper(self, self._heir)

    @property
    def page(self) -> str:
        """The name of the page that shows; "" where none does."""
        return self._page

    @property
    def pages(self) -> dict[str, QWidget]:
        """All pages by their names."""
        return dict(self._pages)

    @property
    def line_bar(self) -> QWidget | None:
        """What stands on top, once there is something."""
        item = self._head.itemAt(0)
        return None if item is None else item.widget()

    def show_first(self, page: QWidget) -> None:
        """Show a page until the window is furnished."""
        self._first = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()
        self.navigation.set_current("messages")

    def furnish(self, line_bar: QWidget, pages: dict[str, QWidget], why_not: Callable[[str], str]) -> None:
        """Put the line bar and the pages in. ``why_not`` tells why a page of these is greyed now, or ""."""
        self._head.addWidget(line_bar)
        # A screen reader reads in the order of stacking, and the bar stands on top of all.
        line_bar.lower()
        self._why_not = why_not
        for name, page in pages.items():
            self.add_page(name, page)
        self.navigation.setEnabled(True)
        self.follow_line()
        self.show_page("messages" if not why_not("messages") else "calls")
        if self._first is not None:
            self._stack.removeWidget(self._first)
            self._first.deleteLater()
            self._first = None

    def hold_back(self, reason: str, page: str) -> None:
        """Show ``page`` and refuse every section with this ``reason``, one sentence of plain text."""
        self._held_back, self._home = reason, page
        self.navigation.setEnabled(True)
        self.show_page(page)
        self._trail.clear()
        self.follow_line()

    def release(self) -> None:
        """What ``hold_back`` refused can be used again, as far as the line allows."""
        self._held_back, self._home = "", "calls"
        self.follow_line()

    def add_page(self, name: str, page: QWidget) -> None:
        """Put a page in, which ``show_page`` shows; it may have no place in the navigation."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def add_late_page(self, name: str, make: Callable[[], QWidget]) -> None:
        """A page that is made when it is shown, and goes when it is left.

        Its hundreds of controls would make every change of colours or text size slower.
        """
        self._late[name] = make

    def show_page(self, name: str) -> None:
        """Show a page, unless it is greyed."""
        if self._reason(name):
            return
        if name in self._late and name not in self._pages:
            self.add_page(name, self._late[name]())
        page, left = self._pages[name], self._page
        if left in self._pages:
            self._focus_of[left] = self._pages[left].focusWidget()
        self._follow_trail(name)
        other = self._stack.currentWidget() is not page
        before = picture_of(self._stack, self._theme) if other else None
        self._page = name
        self._stack.setCurrentWidget(page)
        if other:
            self._give_focus(name, page)
        self._keeper.keep()
        fade_from(before, self._stack, self._theme)
        if left in self._late and left != name and left in self._pages:
            gone = self._pages.pop(left)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        if other:
            self.page_changed.emit(name)

    def _give_focus(self, name: str, page: QWidget) -> None:
        """Messages goes on where it was left; the others begin anew, where typing means something.

        Left to itself, the stack gives the focus to whatever comes first, a button that dials among them.
        """
        before = self._focus_of.get(name) if name == "messages" else None
        if before is not None and isValid(before) and takes_focus(before):
            before.setFocus()
        else:
            page.setFocus()

    def go_back(self) -> None:
        """From a page without a place in the navigation to the one before; nothing anywhere else."""
        if self._page in SECTIONS:
            return
        while self._trail:
            before = self._trail[-1]
            if not self._reason(before):
                self.show_page(before)
                return
            self._trail.pop()
        if self.navigation.isEnabled():
            self.show_page(self._home)

    def _follow_trail(self, name: str) -> None:
        if name in SECTIONS:
            self.navigation.set_current(name)
            self._trail.clear()
        elif name in self._trail:
            del self._trail[self._trail.index(name) :]
        elif self._page and self._page != name:
            self._trail.append(self._page)

    def follow_line(self) -> None:
        """Another line is current, or it can do other things now: grey pages or bring them back."""
        for name in SECTIONS:
            reason = self._reason(name)
            if not reason:
                self.navigation.set_available(name)
                continue
            self.navigation.set_unavailable(name, reason)
            if self._page == name:
                self.show_page("calls")

    def _reason(self, name: str) -> str:
        """Why this page may not be seen now; "" where it may."""
        return self._held_back if self._held_back and name in SECTIONS else self._why_not(name)

    def give_up(self, sentence: str) -> None:
        """Say in one sentence why nothing can be opened."""
        self._page = ""
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.say(tr("This profile cannot be opened"), sentence)
        self.navigation.setEnabled(False)

    def say(self, tone: Tone, text: str, action: str = "") -> None:
        """Show a sentence in the banner; an empty one takes it away."""
        if text:
            self.banner.say(tone, text, action)
        else:
            self.banner.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # It comes here only where nothing with the focus, nor what holds that, had something to close.
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.limit(int(_BANNER_MOST * self.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.stays() or not self.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()

    def quit(self) -> None:
        """End the program, whatever closing the window does."""
        if self.may_close():
            self.closed.emit()

    def _heir(self) -> QWidget | None:
        """Who gets the focus when nobody has it: the first on the page, else the navigation."""
        page = self._stack.currentWidget()
        inside = None if page is None else first_in(page)
        return inside or first_in(self.navigation)
