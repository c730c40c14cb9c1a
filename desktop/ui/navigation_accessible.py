"""What the bottom navigation says of itself in the accessibility tree: a list of page tabs.

Qt would call its buttons check boxes, and cannot say of one that it takes focus and yet cannot be used.
Here the current one is selected and checked, and a greyed one is not enabled, still focusable, with its
reason as the description and no way to press it (requirements A1 to A3).
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from desktop.ui.navigation_button import NavigationButton

PRESS = "Press"
TAB_LIST = "linedeskTabList"
"""A widget with this dynamic property is described as the list that holds the tabs."""


class _Tab(QAccessibleWidget):
    def __init__(self, button: NavigationButton) -> None:
        super().__init__(button, QAccessible.Role.PageTab)
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.disabled = not self._button.available
        state.selectable = state.checkable = True
        state.selected = state.checked = self._button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        others = super().actionNames()
        return [PRESS, *others] if self._button.available else others

    def doAction(self, action: str) -> None:
        if action == PRESS:
            self._button.click()
        else:
            super().doAction(action)


def install() -> None:
    """Let the accessibility tree describe all navigation built from now on in this way."""
    if not _installed:
        QAccessible.installFactory(_describe)
        _installed.append(True)


def tell_change(button: NavigationButton, *states: str) -> None:
    """Tell screen readers that these states of ``button`` (``disabled``, ``selected``, …) are others now."""
    changed = QAccessible.State()
    for state in states:
        setattr(changed, state, True)
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(button, changed))


_installed: list[bool] = []


def _describe(_class_name: str, described: QObject) -> QAccessibleInterface | None:
    if isinstance(described, NavigationButton):
        return _Tab(described)
    if isinstance(described, QWidget) and described.property(TAB_LIST):
        return QAccessibleWidget(described, QAccessible.Role.PageTabList)
    return None
