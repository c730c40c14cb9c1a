"""A thread alone in a window, and where in it words and links are: for tests of mouse and keys in bubbles."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest

from desktop.ui.messages.text_offsets import units
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.messages.thread_selection import Place, at
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.theme import Theme
from tests.ui.account import Account

NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Thread:
    """One conversation's texts on screen."""

    def __init__(self, account: Account, theme: Theme, *, width: int = 700, height: int = 500) -> None:
        self.model = ThreadModel(account.db, account.changes)
        self.view = ThreadView(self.model, theme)
        self.view.resize(width, height)
        self.view.show()
        self.view.activateWindow()

    def open(self, conversation_id: int) -> None:
        """Show a conversation."""
        self.model.open(conversation_id)
        self.view.viewport().grab()

    def index(self, number: int) -> QModelIndex:
        """Of the text of this number, the oldest 0."""
        row = self.model.row_of(self.model.messages()[number].id)
        assert row is not None
        return self.model.index(row)

    def message(self, number: int) -> Message:
        """The text of this number."""
        return self.model.messages()[number]

    def place(self, number: int, words: str, *, behind: bool = False) -> Place:
        """The place in a text before the first of these words, or behind them."""
        body = self.message(number).body
        start = body.index(words) + (len(words) if behind else 0)
        return at(self.message(number), units(body[:start]))

    def point(self, number: int, words: str, *, behind: bool = False) -> QPoint:
        """The point of the viewport just there, in the middle of the line."""
        index = self.index(number)
        unit = self.place(number, words, behind=behind).unit
        caret = self.view.bubbles.caret(index, self.view.visualRect(index), unit)
        return QPointF(caret.left() + 0.5, caret.center().y()).toPoint()

    def inside(self, number: int, words: str) -> QPoint:
        """A point on the first letter of these words."""
        return self.point(number, words) + QPoint(2, 0)

    def type(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEY, *, times: int = 1) -> None:
        """Press a key in the view."""
        for _ in range(times):
            QTest.keyClick(self.view, key, keys)

    def drag(self, start: QPoint, stop: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press at one point, move to another, let go there."""
        port = self.view.viewport()
        QTest.mousePress(port, LEFT, keys, start)
        QTest.mouseMove(port, stop)
        QTest.mouseRelease(port, LEFT, keys, stop)

    def click(self, point: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press and let go."""
        QTest.mouseClick(self.view.viewport(), LEFT, keys, point)

    def move(self, point: QPoint, *, held: Qt.MouseButton = LEFT) -> None:
        """Move the mouse, wherever it is, with a button held."""
        place = QPointF(point)
        event = QMouseEvent(QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, held, NO_KEY)
        self.view.mouseMoveEvent(event)

    @property
    def chosen(self) -> str:
        """The selected words, as they would be copied."""
        return self.view.selection.words()

    def copied(self) -> str:
        """What is on the clipboard after Ctrl+C in the view."""
        QGuiApplication.clipboard().setText("before")
        QTest.keyClick(self.view, Qt.Key.Key_C, CTRL)
        return QGuiApplication.clipboard().text()
