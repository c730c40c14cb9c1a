"""A button that shows an action's keys and, pressed, takes the next press of keys as the new ones."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.wording import tr

_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class KeyField(QPushButton):
    """While it listens, Escape leaves all as it is, Backspace takes the keys away, and Tab goes on."""

    pressed_keys = Signal(object)
    """The ``QKeySequence`` that a person pressed; an empty one takes the keys away."""

    def __init__(self, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._keys = ""
        self._listening = False
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)  # Enter presses it, not Space alone
        self.clicked.connect(self.listen)

    @property
    def listening(self) -> bool:
        """Whether the next keys become the action's."""
        return self._listening

    def show_keys(self, keys: str) -> None:
        """Show these keys, as people read them; "" for none."""
        self._keys = keys
        self._stop()

    def listen(self) -> None:
        """Take the next keys."""
        self._listening = True
        self._show(tr("Press keys …"))
        announce(self, tr("Press the new keys. Escape leaves them, Backspace takes them away."))

    def event(self, event: QEvent) -> bool:
        # Accepted, so that the window's own keys do nothing meanwhile.
        if self._listening and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._listening and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(8 * SIZES.grid, self.sizeHint().width()), super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        # What has no room ends in "…"; tooltip and name hold the whole.
        room = self.width() - 4 * SIZES.grid - 2 * SIZES.focus_ring
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, max(room, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop()

    def _take(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if key in _HELD or event.isAutoRepeat():
            return True
        alone = held == Qt.KeyboardModifier.NoModifier
        if alone and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._stop()
            return super().event(event)
        self._stop()
        if alone and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.pressed_keys.emit(QKeySequence())
        elif not (alone and key == Qt.Key.Key_Escape):
            without_pad = Qt.KeyboardModifier(held.value & ~Qt.KeyboardModifier.KeypadModifier.value)
            self.pressed_keys.emit(QKeySequence(int(without_pad.value) | key))
        return True

    def _show(self, words: str) -> None:
        # An ampersand would become an underlined letter.
        self.setText(words.replace("&", "&&"))
        self.setToolTip(words)

    def _stop(self) -> None:
        self._listening = False
        shown = self._keys or tr("None")
        self._show(shown)
        self.setAccessibleName(tr("{action}: {keys}").format(action=self._action, keys=shown))
        self.setAccessibleDescription(tr("Press it, then press the new keys."))
