"""The bottom navigation: Calls, Contacts, Dialpad, Messages, and which of them can be used (A1 to A4).

It says what was ``chosen`` and marks what is current; which page shows, and what happens to it when its
section is greyed, the window decides.
"""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui import navigation_accessible
from desktop.ui.navigation_button import NavigationButton
from desktop.ui.theme import Theme
from desktop.wording import tr

SECTIONS = ("calls", "contacts", "dialpad", "messages")
"""The names of the sections, in their order on screen."""


def _words() -> dict[str, str]:
    return {
        "calls": tr("Calls"),
        "contacts": tr("Contacts"),
        "dialpad": tr("Dialpad"),
        "messages": tr("Messages"),
    }


class Navigation(QWidget):
    """Four buttons, reached by mouse, Tab and arrow keys; the window's keys call ``activate``.

    Methods raise ``KeyError`` for a name that is not in ``SECTIONS``.
    """

    chosen = Signal(str)
    """Somebody chose this section (its name), be it the current one; never a greyed one."""
    why_wanted = Signal(QPoint)
    """Somebody opened the menu of a greyed section; where on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        navigation_accessible.install()
        self._theme = theme
        self._current = ""
        self._buttons: dict[str, NavigationButton] = {}
        self.setAccessibleName(tr("Sections"))
        self.setProperty(navigation_accessible.TAB_LIST, True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        for name, label in _words().items():
            button = NavigationButton(label, name, theme, self)
            button.clicked.connect(partial(self.activate, name))
            button.stepped.connect(partial(self._step, name))
            button.why_wanted.connect(self.why_wanted)
            layout.addWidget(button, 1)
            self._buttons[name] = button
        theme.changed.connect(self.update)

    @property
    def current(self) -> str:
        """The name of the section that is marked as showing; "" before the first."""
        return self._current

    def set_current(self, name: str) -> None:
        """Mark the section that is showing. Tells nobody; a greyed one may be marked too."""
        button = self._buttons[name]
        if name == self._current:
            return
        before, self._current = self._buttons.get(self._current), name
        for changed, on in ((before, False), (button, True)):
            if changed is not None:
                changed.setChecked(on)
                navigation_accessible.tell_change(changed, "selected", "checked")

    def button(self, name: str) -> NavigationButton:
        """The button of a section."""
        return self._buttons[name]

    def activate(self, name: str, _checked: bool = False) -> None:
        """Choose a section as by a click: a greyed one tells its reason. Nothing while nothing is open."""
        button = self._buttons[name]
        if not self.isEnabled():
            return
        if button.available:
            self.set_current(name)
            self.chosen.emit(name)
        else:
            button.refuse()

    def set_unavailable(self, name: str, reason: str) -> None:
        """Grey a section; ``reason`` is one sentence of plain text, shown and spoken as it is.

        Raises ``ValueError`` where it is empty: nothing is greyed without saying why.
        """
        if not reason.strip():
            raise ValueError("a greyed section needs a reason")
        self._set_reason(name, reason)

    def set_available(self, name: str) -> None:
        """Bring a greyed section back."""
        self._set_reason(name, "")

    def is_available(self, name: str) -> bool:
        """Whether the section can be chosen now."""
        return self._buttons[name].available

    def set_unread(self, count: int) -> None:
        """How many unread texts the badge on Messages shows; 0 takes it away."""
        self._buttons["messages"].set_unread(count)

    def set_waiting(self, count: int) -> None:
        """How many texts wait for a person to decide, as Messages says; 0 says nothing."""
        self._buttons["messages"].set_waiting(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("outline"))
        painter.end()

    def _set_reason(self, name: str, reason: str) -> None:
        button = self._buttons[name]
        was_available = button.available
        button.set_reason(reason)
        if button.available != was_available:
            navigation_accessible.tell_change(button, "disabled")

    def _step(self, name: str, by: int) -> None:
        names = SECTIONS
        target = (names.index(name) + by) % len(names)
        self._buttons[names[target]].setFocus(Qt.FocusReason.TabFocusReason)
