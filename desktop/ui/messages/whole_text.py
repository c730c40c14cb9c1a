"""All of a text that is too long for its bubble, in a window of its own: to read and to copy.

Bubbles paint the first ``plain.LONGEST`` characters. Look here for how a megabyte opens at once: lines are
laid out when they come on screen, and a paragraph without an end is shown in pieces.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.plain import LONGEST, shown
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.wording import tr

_LONGEST_PARAGRAPH = 2000
"""Characters that are laid out at a time."""
_WIDTH, _HEIGHT = 560, 520


def is_cut(body: str) -> bool:
    """Whether a bubble shows only the beginning of this text."""
    return len(body) > LONGEST


class WholeText(QDialog):
    """Shows ``body``, plain. Esc closes it."""

    def __init__(self, body: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._body = body
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Whole text"))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setAccessibleName(tr("Whole text"))
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.words.setPlainText("\n".join(pieces(shown(body, longest=len(body)))))
        self.copy_button = QPushButton(tr("Copy all"))
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words, 1)
        layout.addWidget(ButtonRow(self.copy_button, self.close_button, parent=self))
        room = parent.window().size()
        self.resize(min(_WIDTH, room.width() - 2 * SIZES.grid), min(_HEIGHT, room.height() - 2 * SIZES.grid))
        self.words.setFocus()

    def copy(self) -> None:
        """Put the text on the clipboard, exactly as it came."""
        QGuiApplication.clipboard().setText(self._body)
        announce(self, tr("Copied"))


def pieces(text: str) -> Iterator[str]:
    """The paragraphs of ``text``, the very long ones broken after a space where there is one."""
    for paragraph in text.split("\n"):
        start = 0
        while len(paragraph) - start > _LONGEST_PARAGRAPH:
            end = start + _LONGEST_PARAGRAPH
            space = paragraph.rfind(" ", start + _LONGEST_PARAGRAPH // 2, end)
            end = space + 1 if space >= 0 else end
            yield paragraph[start:end]
            start = end
        yield paragraph[start:]
