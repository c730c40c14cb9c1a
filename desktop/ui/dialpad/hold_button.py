"""A tool button that does one thing when it is pressed and another when it is held."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.ui.dialpad.key_button import HOLD_MS


class HoldButton(QToolButton):
    """Connect to ``pressed_shortly`` and ``held``; a press gives one of them."""

    pressed_shortly = Signal()
    held = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._was_held = False
        self._holding = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._holding.timeout.connect(self._hold)
        self.pressed.connect(self._press)
        self.released.connect(self._holding.stop)
        self.clicked.connect(self._click)

    def _press(self) -> None:
        self._was_held = False
        self._holding.start()

    def _hold(self) -> None:
        self._was_held = True
        self.held.emit()

    def _click(self) -> None:
        if not self._was_held:
            self.pressed_shortly.emit()
