"""Letters typed on the list or the thread go to the composer, so that nobody has to aim before writing."""

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class TypeThrough(QObject):
    """Hands on what is typed on ``sources`` to ``edit``, while one can write there."""

    def __init__(self, edit: QPlainTextEdit, *sources: QWidget) -> None:
        super().__init__(edit)
        self._edit = edit
        for source in sources:
            source.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not is_writing(event) or not self._edit.isVisible() or self._edit.isReadOnly():
            return False
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.insertPlainText(event.text())
        self._edit.ensureCursorVisible()
        return True


def is_writing(event: QKeyEvent) -> bool:
    """Whether these keys write a letter or sign; a space alone chooses and scrolls in lists."""
    text = event.text()
    # AltGr writes signs, and is Ctrl+Alt on some systems.
    held = event.modifiers() & _COMMANDING
    alt_gr = held == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if not text or text.isspace() or (held and not alt_gr):
        return False
    return not any(unicodedata.category(one).startswith("C") for one in text)
