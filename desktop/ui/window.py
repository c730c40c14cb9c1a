"""The window: line bar, banner, the four pages, bottom navigation; who may be seen, and when.

It stands empty at once and is furnished when the store has been opened. Look here for what a greyed
Messages does (A2 to A4), for what the banner says, and for the shortcuts of the whole window.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.banner import Banner, Tone
from desktop.ui.empty_state import EmptyState
from desktop.ui.navigation import Navigation
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class Window(QWidget):
    """The program's only window."""

    closed = Signal()
    """It was closed; what was being written is kept."""
    activated = Signal()
    """It came to the front."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self._why_not: Callable[[], str] = str
        self.setWindowTitle("Linedesk")
        self.setWindowIcon(theme.icon("linedesk", "accent"))
        self.setMinimumSize(SIZES.least_width, SIZES.least_height)
        self.resize(SIZES.window_width, SIZES.window_height)
        self.navigation = Navigation(theme)
        self.banner = Banner(theme)
        self._head = QVBoxLayout()
        self._stack = QStackedWidget()
        self._stack.setFrameShape(QFrame.Shape.NoFrame)
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

    def furnish(self, line_bar: QWidget, pages: dict[str, QWidget], why_not: Callable[[], str]) -> None:
        """Put the line bar and the pages in. ``why_not`` tells why Messages is greyed now, or ""."""
        self._head.addWidget(line_bar)
        self._pages = pages
        self._why_not = why_not
        for page in pages.values():
            self._stack.addWidget(page)
        self.navigation.setEnabled(True)
        self.follow_line()
        self.show_page("messages" if not why_not() else "calls")

    def show_page(self, name: str) -> None:
        """Show a page, unless it is greyed."""
        if name == "messages" and self._why_not():
            return
        self.navigation.set_current(name)
        self._stack.setCurrentWidget(self._pages[name])
        if self._stack.focusWidget() is None:
            self._pages[name].setFocus()

    def follow_line(self) -> None:
        """Another line is current, or it can do other things now: grey Messages or bring it back."""
        reason = self._why_not()
        if not reason:
            self.navigation.set_available("messages")
            return
        self.navigation.set_unavailable("messages", reason)
        if self.navigation.current == "messages":
            self.show_page("calls")

    def shortcut(self, keys: str, act: Callable[[], object]) -> None:
        """A key for the whole window."""
        QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut).activated.connect(act)

    def give_up(self, sentence: str) -> None:
        """Say in one sentence why nothing can be opened."""
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.say(tr("This profile cannot be opened"), sentence)
        self.navigation.setEnabled(False)

    def say(self, tone: Tone, text: str, action: str = "") -> None:
        """Show a sentence in the banner; an empty one takes it away."""
        if text:
            self.banner.say(tone, text, action)
        else:
            self.banner.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
