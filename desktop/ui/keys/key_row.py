"""A row of the list of keys: an action, its keys, and what stops the keys that somebody pressed for it."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.beside import Beside
from desktop.ui.keys.actions import Action
from desktop.ui.keys.key_field import KeyField
from desktop.ui.keys.shortcuts import KeysTaken, KeysUnfit, Shortcuts
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr


class KeyRow(QWidget):
    """Changes the keys of one action; a fixed one shows them only."""

    def __init__(
        self, action: Action, shortcuts: Shortcuts, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.action = action
        self._shortcuts = shortcuts
        self._theme = theme
        self._wanted: list[QKeySequence] = []
        self._fixed = QLabel()
        self._fixed.setProperty("role", "muted")
        self._question: Question | None = None
        keys = QWidget()
        self._keys = QHBoxLayout(keys)
        self._keys.setContentsMargins(0, 0, 0, 0)
        self._keys.setSpacing(SIZES.grid)
        self.field = KeyField(action.words)
        self.reset: QPushButton | None = None
        """Gives the usual keys back; there once other keys were chosen."""
        self._keys.addWidget(self._fixed if action.fixed else self.field)
        self._keys.addStretch()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * SIZES.grid, SIZES.half_grid, 2 * SIZES.grid, SIZES.half_grid)
        self._layout.setSpacing(SIZES.half_grid)
        self._layout.addWidget(Beside(Words(action.words), keys, theme))
        self.field.pressed_keys.connect(self._try)
        self.show_keys()

    @property
    def question(self) -> "Question | None":
        """What stops the keys that were pressed last, and what can be done; ``None`` for nothing."""
        return self._question

    def show_keys(self) -> None:
        """Show the action's keys as they are now; a question that was open is over."""
        words = self._shortcuts.words(self.action.id)
        self._fixed.setText(words)
        self.field.show_keys(words)
        if self.action.fixed:
            return
        asked = self._question is not None and self._question.take.hasFocus()
        had_focus = asked or (self.reset is not None and self.reset.hasFocus())
        self._show_reset(not self._shortcuts.is_default(self.action.id))
        self._say("")
        if had_focus:
            self.field.setFocus()

    def contains(self, words: list[str]) -> bool:
        """Whether the action, its group or its keys hold all of these words (casefolded)."""
        text = f"{self.action.group} {self.action.words} {self._shortcuts.words(self.action.id)}".casefold()
        return all(word in text for word in words)

    def _try(self, keys: QKeySequence) -> None:
        self._wanted = [] if keys.isEmpty() else [keys]
        self._assign(take=False)

    def _assign(self, *, take: bool) -> None:
        try:
            self._shortcuts.assign(self.action.id, self._wanted, take=take)
        except KeysUnfit as unfit:
            self._say(unfit.sentence)
        except KeysTaken as taken:
            self._ask(taken.action)
        else:
            announce(self.field, self.field.accessibleName())

    def _reset(self) -> None:
        try:
            self._shortcuts.reset(self.action.id)
        except KeysTaken as taken:
            words = tr("Its usual keys belong to “{action}” now. Change those first.")
            self._say(words.format(action=taken.action.words))

    def _ask(self, holder: Action) -> None:
        keys = ", ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in self._wanted)
        words = tr("{keys} already means “{action}”.").format(keys=keys, action=holder.words)
        self._say(words, can_take=not holder.fixed)

    def _show_reset(self, on: bool) -> None:
        if on and self.reset is None:
            self.reset = QPushButton(tr("Reset"))
            self.reset.setProperty("kind", "card")
            self.reset.setAccessibleName(tr("Reset the keys of: {action}").format(action=self.action.words))
            self.reset.setAutoDefault(True)
            self.reset.clicked.connect(self._reset)
            self._keys.insertWidget(1, self.reset)
        if self.reset is not None:
            self.reset.setVisible(on)

    def _say(self, words: str, *, can_take: bool = False) -> None:
        if words and self._question is None:
            self._question = Question(self._theme)
            self._question.take.clicked.connect(lambda: self._assign(take=True))
            self._layout.addWidget(self._question)
        if self._question is not None:
            self._question.ask(words, can_take=can_take)
        if words:
            announce(self.field, words, urgent=True)


class Question(Beside):
    """Why the keys were not taken, and a button that takes them from where they are."""

    def __init__(self, theme: Theme) -> None:
        self._words = Words(role="warn")
        self.take = QPushButton(tr("Use them here"))
        self.take.setProperty("kind", "card")
        self.take.setAutoDefault(True)
        answer = QWidget()
        row = QHBoxLayout(answer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.take)
        row.addStretch()
        super().__init__(self._words, answer, theme)

    def ask(self, words: str, *, can_take: bool) -> None:
        """Say ``words``; "" hides it."""
        self._words.setText(words)
        self.take.setVisible(can_take)
        self.setVisible(bool(words))
