"""A button that can be greyed with a reason, and then still takes focus, tells the reason, and does nothing.

Qt gives a disabled button no focus, so its reason could be read with a mouse only (requirements A2, A3).
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAccessibleWidget,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.tooltip import HOVER_MS, show_above, shows

PRESS = "Press"
_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class RefusingButton(QPushButton):
    """A push button; connect to ``used``, which a greyed one never emits, and not to ``clicked``."""

    used = Signal()
    """Somebody pressed it while it could be used."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _install()
        self._theme = theme
        self._reason = ""
        self._hover = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._hover.timeout.connect(self.show_reason)
        self._focused = QTimer(self, singleShot=True, interval=0)
        self._focused.timeout.connect(self._explain_focus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._answer)
        theme.changed.connect(self.update)

    @property
    def available(self) -> bool:
        """Whether it can be used now."""
        return not self._reason

    @property
    def reason(self) -> str:
        """Why it cannot be used; "" where it can."""
        return self._reason

    def set_reason(self, reason: str) -> None:
        """Grey the button with this ``reason``, one sentence of plain text, or bring it back with ""."""
        if reason == self._reason:
            return
        was_showing, was_available = shows(self._reason), self.available
        self._reason = reason
        self.setAccessibleDescription(reason)
        if not reason:
            self._hover.stop()
        if was_showing:
            self.show_reason() if reason else QToolTip.hideText()
        elif reason and self.underMouse():
            self._hover.start()
        if self.available != was_available:
            changed = QAccessible.State()
            changed.disabled = True
            QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, changed))
        self.update()

    def show_reason(self) -> None:
        """Show why it cannot be used, now; nothing where it can be."""
        if self._reason:
            show_above(self, self._reason)

    def refuse(self) -> None:
        """Answer somebody who tried to use it: the reason, on screen and spoken, and nothing else."""
        self.show_reason()
        announce(self, self._reason, urgent=True)

    def _answer(self) -> None:
        if self.available:
            self.used.emit()
        else:
            self.refuse()

    def _explain_focus(self) -> None:
        if self.hasFocus():
            self.show_reason()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._reason:
            self.show_reason()
            return True
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._reason:
            self._hover.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover.stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _KEYBOARD_FOCUS:
            # Qt still sends this event on to the style, and takes away any tooltip while it does.
            self._focused.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() == Qt.Key.Key_Escape and shows(self._reason):
            QToolTip.hideText()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.available:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        flags = QStyle.StateFlag
        option.state &= ~(
            flags.State_Enabled | flags.State_HasFocus | flags.State_Sunken | flags.State_MouseOver
        )
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("accent"), SIZES.focus_ring))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), SIZES.field_radius, SIZES.field_radius
            )
        painter.end()


class _Refusing(QAccessibleWidget):
    """The button as screen readers see it: not enabled and yet focusable while it refuses."""

    def __init__(self, button: RefusingButton) -> None:
        super().__init__(button, QAccessible.Role.Button)
        self._button = button

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._button.accessibleName() or self._button.text()
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.disabled = not self._button.available
        return state

    def actionNames(self) -> list[str]:
        others = super().actionNames()
        return [PRESS, *others] if self._button.available else others

    def doAction(self, action: str) -> None:
        if action == PRESS:
            self._button.click()
        else:
            super().doAction(action)


_installed: list[bool] = []


def _install() -> None:
    if not _installed:
        QAccessible.installFactory(_describe)
        _installed.append(True)


def _describe(_class_name: str, described: QObject) -> QAccessibleInterface | None:
    return _Refusing(described) if isinstance(described, RefusingButton) else None
