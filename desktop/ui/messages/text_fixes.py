"""What the buttons of findings do to the text itself: mark words, mark what is too much, add a sentence (B4).

What leads elsewhere, as to another line or an earlier text, is in ``fixes``.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from desktop.sms.phone import readable
from desktop.sms.preflight import Finding, Fix
from desktop.sms.segments import outgoing
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.message_edit import MessageEdit
from desktop.ui.messages.text_offsets import units
from desktop.wording import tr


class TextFixes(QObject):
    """For one field. Every change is one step of Undo."""

    def __init__(self, edit: MessageEdit, model: ComposerModel) -> None:
        super().__init__(edit)
        self._edit = edit
        self._model = model

    def do(self, finding: Finding) -> bool:
        """Do what the finding offers. False: that is nothing that can be done in the text."""
        if finding.fix in (Fix.SHORTEN, Fix.SHOW_WORDS, Fix.FILL_GAP):
            self._mark(finding)
        elif finding.fix is Fix.ASK_FOR_CALL:
            self._add(tr("Please call me with the code."))
        elif finding.fix is Fix.ADD_REPLY_TO:
            self._add(tr("Reply to {number}").format(number=readable(finding.value("line"))))
        else:
            return False
        self._edit.setFocus()
        return True

    def _mark(self, finding: Finding) -> None:
        """Select what it is about; pressed again, the next place; without one, all of the text."""
        text = self._edit.toPlainText()
        cursor = self._edit.textCursor()
        # Places are those of the text that leaves; where that differs, they would point beside it.
        spans = finding.spans if outgoing(text) == text else ()
        if not spans:
            cursor.select(QTextCursor.SelectionType.Document)
            self._edit.setTextCursor(cursor)
            return
        places = [(units(text[:start]), units(text[:end])) for start, end in spans]
        after = [one for one in places if one[0] >= cursor.selectionEnd() and cursor.hasSelection()]
        start, end = after[0] if after else places[0]
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()

    def _add(self, sentence: str) -> None:
        """Add a sentence at the end, once."""
        text = self._model.text
        if sentence in text:
            return
        cursor = self._edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()  # left alone, Qt makes it one step with what was typed before
        cursor.insertText(sentence if not text or text[-1].isspace() else f" {sentence}")
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
