"""Ready-made texts in the composer: by button, by keys, or by a slash where a word could begin.

Look here for how one is put in: at the cursor, as one step of Undo, the first open gap marked.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from desktop.sms.gaps import Filled, open_gaps
from desktop.ui.crm.snippets_model import SnippetsModel, what_was_filled
from desktop.ui.crm.snippets_view import SnippetsPopup
from desktop.ui.messages.composer_view import ComposerView
from desktop.ui.messages.text_offsets import units
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme


class SnippetOpener(QObject):
    """One of a composer."""

    def __init__(self, model: SnippetsModel, composer: ComposerView, theme: Theme) -> None:
        super().__init__(composer)
        model.setParent(self)
        self._model = model
        self._composer = composer
        self._slash = False
        self.popup = SnippetsPopup(model, theme, composer)
        self.popup.chosen.connect(self._put)
        self.popup.left.connect(self._go_on)
        composer.tools.snippets.used.connect(self.open)
        composer.edit.slash_typed.connect(self._slashed)

    def follow(self) -> None:
        """Show the button where the conversation's service has ready-made texts."""
        target, closed = self._composer.model.target, self._composer.model.closed_reason()
        shown = target is not None and not closed and self._model.offered(target.account_id)
        self._composer.tools.offer(self._composer.tools.snippets, shown=shown)

    def open(self, *, slash: bool = False) -> None:
        """Show them, for the person who is written to."""
        target = self._composer.model.target
        if target is not None:
            self._slash = slash
            self.popup.open_above(self._composer.edit, target.account_id, target.peer)

    def _slashed(self) -> None:
        if not self._composer.tools.snippets.isHidden():
            self.open(slash=True)

    def _go_on(self, typed: str) -> None:
        self._composer.edit.setFocus()
        if typed and self._slash:
            self._composer.edit.textCursor().insertText(typed)

    def _put(self, filled: Filled) -> None:
        edit = self._composer.edit
        cursor = edit.textCursor()
        if self._slash and not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        begins = cursor.selectionStart()
        cursor.beginEditBlock()
        cursor.insertText(filled.text)
        cursor.endEditBlock()
        if gaps := open_gaps(filled.text):
            start, end = (begins + units(filled.text[:place]) for place in gaps[0])
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()
        edit.setFocus()
        if words := what_was_filled(filled):
            self._composer.tell(words)
            announce(edit, words)
