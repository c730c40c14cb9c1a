"""What the line picker says of itself in the accessibility tree: its name, and which line is current.

On Linux Qt gives a combo box the current text for a name, so that nothing would say what the box is for.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox

OPEN = "ShowMenu"
MARK = "linedeskLinePicker"
"""A combo box with this dynamic property is described here."""


class _Picker(QAccessibleWidget):
    def __init__(self, box: QComboBox) -> None:
        super().__init__(box, QAccessible.Role.ComboBox)
        self._box = box

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._box.accessibleName()
        if kind == QAccessible.Text.Value:
            return self._box.currentText()
        if kind == QAccessible.Text.Description:
            return ". ".join(
                part for part in (self._box.currentText(), self._box.accessibleDescription()) if part
            )
        return super().text(kind)

    def childCount(self) -> int:
        return 1

    def child(self, index: int) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._box.view()) if index == 0 else super().child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if child.object() is self._box.view() else -1

    def state(self) -> QAccessible.State:
        state = super().state()
        state.expandable = state.hasPopup = True
        state.expanded = self._box.view().isVisible()
        return state

    def actionNames(self) -> list[str]:
        return [OPEN, *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action == OPEN:
            self._box.showPopup()
        else:
            super().doAction(action)


def describe(box: QComboBox) -> None:
    """Have the accessibility tree describe ``box`` in this way."""
    box.setProperty(MARK, True)
    if not _installed:
        QAccessible.installFactory(_describe)
        _installed.append(True)


_installed: list[bool] = []


def _describe(_class_name: str, described: QObject) -> QAccessibleInterface | None:
    if isinstance(described, QComboBox) and described.property(MARK):
        return _Picker(described)
    return None
