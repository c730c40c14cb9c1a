"""A row of the preferences page: what one chooses, a sentence of what it does, and its control."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.beside import Beside, Slot
from desktop.ui.preferences.choices import Choice
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words

_CONTROL = 200


class ChoiceRow(QWidget):
    """The control is named by the title and described by the sentence."""

    def __init__(self, choice: Choice, control: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.control = control
        self._theme = theme
        self._title = Words(choice.title)
        self._reason = Words(role="warn")
        self._reason.hide()
        # A slider stands inside its control.
        self._named: QWidget = control.focusProxy() or control
        self._named.setAccessibleName(choice.title)
        self._named.setAccessibleDescription(choice.sentence)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for label in (self._title, Words(choice.sentence, role="muted"), self._reason):
            lines.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, 12, 2 * SIZES.grid, 12)
        layout.addWidget(Beside(words, Slot(control, _CONTROL, theme), theme))
        theme.changed.connect(self._follow)
        self._follow()

    def contains(self, words: list[str]) -> bool:
        """Whether title, sentence, group or options hold all of these words (casefolded)."""
        choice = self.choice
        options = " ".join(one for _, one in choice.options)
        text = f"{choice.group} {choice.title} {choice.sentence} {options}".casefold()
        return all(word in text for word in words)

    @property
    def reason(self) -> str:
        """Why it is greyed; "" where it is not."""
        return self._reason.text()

    def grey(self, reason: str) -> None:
        """Grey the control and say why, in words that stand there; "" brings it back."""
        self.control.setEnabled(not reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._named.setAccessibleDescription(reason or self.choice.sentence)

    def _follow(self) -> None:
        self._title.setFont(self._theme.font(strong=True))
