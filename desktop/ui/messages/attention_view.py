"""Above the composer: a text that is not confirmed, its evidence, and the three things a person can do."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.messages.decision_strip import OneDecision
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import ntr, tr


class AttentionView(QWidget):
    """Shows the oldest text of the thread that asks; hidden when none does."""

    check_again = Signal(str)
    """Look for it once more, in the account of this id."""

    def __init__(self, model: ThreadModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._once = OneDecision()
        self._spoken: object = None
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(20, 20))
        self._words = Words()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._more = Words(role="muted")
        self.send_again_button = self._button(tr("Send again"), lambda text: model.send_again(text.id))
        self.check_again_button = self._button(tr("Check again"), self.check)
        self.leave_button = self._button(tr("Leave it"), lambda text: model.leave(text.id))
        self._lay_out()
        model.asking_changed.connect(self.refresh)
        model.opened.connect(self.refresh)
        model.dataChanged.connect(lambda *_: self.refresh())
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the thread asks about now."""
        asking = self._model.asking()
        if not asking:
            self._spoken = None
            self._once.show(None)
            self.hide()
            return
        message, others = asking[0], len(asking) - 1
        self._once.show(message.id)
        evidence = self._model.evidence(message)
        words = f"“{one_line(message.body, longest=60)}” — {evidence.sentence}"
        more = ntr("And {n} more text to decide about.", "And {n} more texts to decide about.", others)
        self._words.setText(words)
        self._more.setText(more if others else "")
        self._more.setVisible(others > 0)
        pixmap = self._theme.icon("warning", "warn").pixmap(QSize(20, 20), self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
        self._arrange()
        self.show()
        # The clock times in it change with every pull, which is no news.
        news = (message.id, evidence.phase, evidence.answer)
        if news != self._spoken:
            self._spoken = news
            announce(self, f"{words} {more}" if others else words)

    def check(self, message: Message) -> None:
        """Look for this text once more."""
        self._model.check(message)
        self.check_again.emit(message.account_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.leave_button, self.check_again_button, self.send_again_button

    def _arrange(self) -> None:
        """Large words or a narrow window: the buttons stand below each other."""
        buttons = self._buttons()
        wanted = sum(button.sizeHint().width() for button in buttons) + len(buttons) * SIZES.grid
        ways = QBoxLayout.Direction
        fits = wanted <= self.width() - 4 * SIZES.grid
        self._below.setDirection(ways.LeftToRight if fits else ways.TopToBottom)

    def _button(self, words: str, act: Callable[[Message], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAccessibleName(words)
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        button.pressed.connect(self._once.press)
        button.clicked.connect(lambda: self._decide(act))
        return button

    def _decide(self, act: Callable[[Message], None]) -> None:
        text = self._once.take()
        for message in self._model.asking():
            if message.id == text:
                act(message)

    def _lay_out(self) -> None:
        grid = SIZES.grid
        above = QHBoxLayout()
        above.setSpacing(grid)
        above.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(SIZES.half_grid)
        said.addWidget(self._words)
        said.addWidget(self._more)
        above.addLayout(said, 1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(grid)
        self._below.addStretch(1)
        for button in self._buttons():
            # Wide only as far as there is room: below each other each has all of it.
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(1)
            self._below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * grid, grid, 2 * grid, grid)
        layout.setSpacing(grid)
        layout.addLayout(above)
        layout.addLayout(self._below)
