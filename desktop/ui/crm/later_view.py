"""Above the composer: texts of this conversation that leave at a time, each with what one can do about it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.beside import Beside
from desktop.ui.crm.later_model import Later, LaterModel
from desktop.ui.messages.decision_strip import OneDecision
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import ntr, tr

_ICON = 20
MOST = 2
"""So many show at once: the field stays where one writes."""


class LaterView(QWidget):
    """Hidden while nothing waits for its time."""

    def __init__(self, model: LaterModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._all = False
        self._said: dict[int, str] = {}
        self.setAccessibleName(tr("Texts that leave later"))
        self.rows: list[LaterRow] = []
        self.more = QPushButton()
        self.more.setProperty("kind", "card")
        self.more.clicked.connect(self._show_all)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        self._layout.setSpacing(SIZES.grid)
        self._layout.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        model.changed.connect(self.refresh)
        theme.changed.connect(self.update)
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now."""
        texts = self._model.rows
        if not texts:
            self._all = False
        shown = texts if self._all or len(texts) <= MOST + 1 else texts[:MOST]
        while len(self.rows) < len(shown):
            row = LaterRow(self._model, self._theme)
            self._layout.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for place, row in enumerate(self.rows):
            row.show_text(shown[place] if place < len(shown) else None)
        left = len(texts) - len(shown)
        self.more.setVisible(left > 0)
        self.more.setText(ntr("Show {n} more", "Show {n} more", left))
        self.setVisible(bool(texts))
        self._say_news(texts)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.end()

    def _show_all(self) -> None:
        self._all = True
        self.refresh()

    def _say_news(self, texts: list[Later]) -> None:
        """What ended, or changed while it is on screen, is heard as well."""
        before, self._said = self._said, {one.id: one.state + one.code for one in texts}
        for one in texts:
            if one.id in before and before[one.id] != self._said[one.id] and self.isVisible():
                announce(self, self._model.said(one))


class LaterRow(QWidget):
    """One text: what is said of it, and two buttons at most."""

    def __init__(self, model: LaterModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self._text: Later | None = None
        self._once = OneDecision()
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON, _ICON)
        self.words = Words()
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.take = self._button(model.take)
        self.drop = self._button(model.drop)
        self._buttons = QWidget()
        beside = QHBoxLayout(self._buttons)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SIZES.grid)
        for button in (self.take, self.drop):
            beside.addWidget(button)
        said = QWidget()
        line = QHBoxLayout()
        line.setSpacing(SIZES.grid)
        line.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        # Beside buttons, which are higher, icon and words stay in one line.
        middle = QVBoxLayout(said)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch()
        middle.addLayout(line)
        middle.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Beside(said, self._buttons, theme))
        theme.changed.connect(self._colour)

    def show_text(self, one: Later | None) -> None:
        """Say this of a text; ``None``: there is none in this place."""
        self._text = one
        self.setVisible(one is not None)
        if one is None:
            self._once.show(None)
            return
        # Another state asks another question: a second click of a double click must not answer it.
        self._once.show(hash((one.id, one.state, one.code)))
        said, names = self._model.said(one), self._model.answers(one)
        self.words.setText(said)
        for button, name in zip((self.take, self.drop), names, strict=True):
            button.setText(name)
            button.setAccessibleName(name)
            button.setAccessibleDescription(said)
            button.setVisible(bool(name))
        self._buttons.setVisible(any(names))
        self._colour()

    def _button(self, act: Callable[[Later], object]) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

        def decide() -> None:
            one = self._text
            if self._once.take() is not None and one is not None:
                act(one)

        button.pressed.connect(self._once.press)
        button.clicked.connect(decide)
        return button

    def _colour(self) -> None:
        ended = self._text is not None and self._text.state == "ended"
        drawing = self._theme.icon("warning" if ended else "later", "warn" if ended else "muted")
        self._icon.setPixmap(drawing.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
