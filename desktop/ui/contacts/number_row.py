"""One number on the card of a contact: what it is, *Message*, *Call* and a button that copies it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.calls.call_button import CallButton
from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.contacts_model import Number, label_words
from desktop.ui.contacts.words import Words
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.lines.line_model import Line
from desktop.ui.lines.reach import message_reason
from desktop.ui.plain import one_line
from desktop.ui.reachability.reach_mark import ReachLine
from desktop.ui.reachability.reach_model import ReachSaid, mark_words
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import tr

_LEAST_FOR_WORDS = 160
"""Pixels that the number wants beside its buttons; with less, they stand below it."""


class NumberRow(QWidget):
    """Its buttons are greyed with a reason where a line cannot do it; see ``ask_again``."""

    message_wanted = Signal(str)
    """Somebody wants to text this number, as the phone book has it."""
    call_wanted = Signal(str)
    """Somebody wants to call it."""
    mark_wanted = Signal(str, str)
    """A person says what this number is: a mark of ``reach_model``."""
    kind_wanted = Signal(str)
    """Somebody wants to know what kind of number it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = ""
        self._whom = ""
        self._shown = ElidedLabel(theme)
        self._caption = Words(theme, "caption", "muted")
        self.reach = ReachLine(theme)
        """What is known of the number (idea 10)."""
        self.message = RefusingButton(tr("Message"), theme)
        self.message.setIcon(theme.icon("messages"))
        self.call = CallButton(theme)
        self.copy = QToolButton()
        self.copy.setIcon(theme.icon("copy"))
        self.copy.setIconSize(QSize(SIZES.glyph + 2, SIZES.glyph + 2))
        self.copy.setToolTip(tr("Copy this number"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._shown)
        words.addWidget(self._caption)
        words.addWidget(self.reach)
        self.marks = QToolButton()
        self.marks.setIcon(theme.icon("more"))
        self.marks.setIconSize(QSize(SIZES.glyph + 2, SIZES.glyph + 2))
        self.marks.setToolTip(tr("Say what this number is"))
        self.marks.clicked.connect(lambda: self._open_marks())
        self._said = ReachSaid()
        self.may_ask_kind: Callable[[str], bool] = lambda _: False
        """Whether a service can be asked about a number."""
        self.marks.setEnabled(False)
        self._buttons = ButtonRow((self.message, self.call, self.copy, self.marks))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, SIZES.half_grid, 0, SIZES.half_grid)
        self._layout.setSpacing(SIZES.half_grid)
        self._layout.addLayout(words, 1)
        self._layout.addWidget(self._buttons)
        self.message.used.connect(lambda: self.message_wanted.emit(self.number))
        self.call.used.connect(lambda: self.call_wanted.emit(self.number))
        self.copy.clicked.connect(lambda: self._copy())

    def show_number(self, who: str, held: Number, *, last: bool = False) -> None:
        """Show a number of ``who``; ``last`` says that it was the last one that was texted with."""
        self.number = held.number
        shown = wording.isolated(one_line(readable(held.number)))
        label = label_words(held)
        marks = [
            tr("preferred for texts") if held.preferred else "",
            tr("last used") if last else "",
            "" if held.understood else tr("not readable as a number"),
        ]
        caption = " · ".join(part for part in (label, *marks) if part)
        self._shown.show_text(shown)
        self._caption.say(caption)
        whom = self._whom = ", ".join(part for part in (who, label, shown) if part)
        self.message.setAccessibleName(tr("Message {who}").format(who=whom))
        self.copy.setAccessibleName(tr("Copy {number}").format(number=whom))
        self.marks.setAccessibleName(tr("Say what {number} is").format(number=whom))

    def show_reach(self, said: ReachSaid) -> None:
        """Say what is known of the number, and what a person may say of it."""
        self._said = said
        self.reach.show_reach(said)
        self.marks.setEnabled(bool(said.marks) or self.may_ask_kind(self.number))

    def ask_again(self, line: Line | None) -> None:
        """Grey the buttons, or not, for this line of ours."""
        self.message.set_reason(message_reason(line, self.number))
        self.call.show_for(line, self.number, self._whom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _LEAST_FOR_WORDS + self._buttons.sizeHint().width()
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _open_marks(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for mark in self._said.marks:
            menu.addAction(mark_words(mark), partial(self.mark_wanted.emit, self.number, mark))
        if self.may_ask_kind(self.number):
            kind = tr("What kind of number is it? …")
            menu.addAction(kind, partial(self.kind_wanted.emit, self.number))
        menu.popup(self.marks.mapToGlobal(QPoint(0, self.marks.height())))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.number)
        announce(self, tr("Copied"))
