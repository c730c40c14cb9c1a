"""The head of a new message: *To* with its suggestions, and the number that it was understood as (B2, B3)."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.recipient_model import RecipientModel
from desktop.ui.reachability.reach_mark import ReachMark
from desktop.ui.reachability.reach_model import ReachSaid
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class RecipientView(QWidget):
    """A field that takes names and numbers as people paste them."""

    settled = Signal()
    """Enter: the recipient is right, on to the text."""

    def __init__(
        self, composer: ComposerModel, model: RecipientModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._composer = composer
        self._model = model
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("To"))
        self.field.setPlaceholderText(tr("Name or number"))
        self.field.setMaxLength(200)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self.reach = ReachMark(theme)
        """What is known of the number that *To* was understood as."""
        self._completer = QCompleter(model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(8)
        self._popup = QListView()
        self._popup.setAccessibleName(tr("Suggestions"))
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self.field)
        self._completer.activated[QModelIndex].connect(self._picked)  # type: ignore[index]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(self.field)
        below = QHBoxLayout()
        below.setSpacing(SIZES.half_grid)
        below.addWidget(self.reach)
        below.addWidget(self._note, 1)
        layout.addLayout(below)
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        composer.changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def close_suggestions(self) -> bool:
        """Take the suggestions away; whether there were any."""
        showing = self._popup.isVisible()
        self._popup.hide()
        return showing

    def show_reach(self, said: ReachSaid) -> None:
        """Say what is known of the number, beside it (idea 10)."""
        self.reach.show_reach(said)
        self._show()

    def _typed(self, text: str) -> None:
        self._composer.set_recipient(text)
        self._model.look_for(text)
        if self._model.rowCount():
            self._completer.complete()
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._popup.hide()

    def _picked(self, index: QModelIndex) -> None:
        self._composer.set_recipient(str(index.data(Qt.ItemDataRole.EditRole)))
        self._show()
        self.settled.emit()

    def _enter(self) -> None:
        if self.field.text().strip() and not self._composer.block():
            self.settled.emit()

    def _show(self) -> None:
        if self.field.text() != self._composer.recipient:
            self.field.setText(self._composer.recipient)
        target = self._composer.target
        note = self._composer.recipient_note() if target is not None and target.new else ""
        self._note.setText(note)
        self.field.setAccessibleDescription(" ".join(filter(None, (note, self.reach.text()))))
