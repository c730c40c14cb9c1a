"""Underlines the characters that force Unicode while a text is written, and names them on hover (B8)."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from desktop.sms.fixit import Proposal
from desktop.sms.forced import spans
from desktop.ui.messages.character_words import described, instead
from desktop.ui.messages.text_offsets import units
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip
from desktop.wording import tr

_MOST = 100
"""More marks than this say no more than those."""


class UnicodeMarks(QObject):
    """The marks of one field. Call ``follow`` whenever its text changes."""

    def __init__(self, edit: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(edit)
        self._edit = edit
        self._theme = theme
        self._text = ""
        self._spans: list[tuple[int, int, str]] = []
        """(start, end) in UTF-16 units, as Qt counts, and what stands there."""
        theme.changed.connect(self._draw)

    @property
    def marked(self) -> list[str]:
        """The characters that are underlined, in the order of the text; of very many the first."""
        return [character for _, _, character in self._spans]

    def follow(self) -> None:
        """Mark what stands in the field now."""
        text = self._edit.toPlainText()
        if text == self._text:
            return
        self._text = text
        before = self._spans
        self._spans = _in_units(text)
        if before or self._spans:
            self._draw()

    def hover(self, event: QHelpEvent) -> bool:
        """Show what the marked character under the mouse is. False: there is none."""
        found = self._at(event.pos())
        if found is None:
            QToolTip.hideText()
            return False
        words = [tr("{what} makes the whole text Unicode: 70 characters fit a part, not 160.")]
        words = [words[0].format(what=described(found)), instead(found)]
        QToolTip.showText(
            event.globalPos(), plain_tooltip("\n".join(one for one in words if one)), self._edit
        )
        return True

    def apply(self, body: str, proposal: Proposal) -> None:
        """Put the proposal for ``body`` in, as one step of Undo; the cursor stays at its word.

        Where leaving would change the text besides, as accents that are composed, all of it is replaced.
        """
        cursor = self._edit.textCursor()
        cursor.beginEditBlock()
        if body != self._text:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(proposal.text)
        else:
            for one in reversed(proposal.replacements):
                start = units(body[: one.at])
                cursor.setPosition(start)
                cursor.setPosition(start + units(one.before), QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(one.after)
        cursor.endEditBlock()

    def _at(self, place: QPoint) -> str | None:
        cursor = self._edit.cursorForPosition(place)
        # Qt gives the nearest gap between characters: the mouse is over the one before or behind it.
        for start, end, character in self._spans:
            if start <= cursor.position() <= end:
                area = self._edit.cursorRect(_cursor(self._edit, start)).united(
                    self._edit.cursorRect(_cursor(self._edit, end))
                )
                if area.adjusted(-1, 0, 1, 0).contains(place):
                    return character
        return None

    def _draw(self) -> None:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._theme.color("warn"))
        marks = []
        for start, end in _runs(self._spans):
            mark = QTextEdit.ExtraSelection()
            cursor = _cursor(self._edit, start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self._edit.setExtraSelections(marks)


def _cursor(edit: QPlainTextEdit, position: int) -> QTextCursor:
    cursor = QTextCursor(edit.document())
    cursor.setPosition(position)
    return cursor


def _runs(marks: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Marks that touch are drawn as one."""
    runs: list[tuple[int, int]] = []
    for start, end, _ in marks:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _in_units(text: str) -> list[tuple[int, int, str]]:
    found = []
    place = before = 0
    for start, end in spans(text)[:_MOST]:
        begin = place + units(text[before:start])
        place, before = begin + units(text[start:end]), end
        found.append((begin, place, text[start:end]))
    return found
