"""What is selected in a thread: a part of one text, or all from a place in one to a place in another.

Both ends are bound to texts, not to rows, so a selection survives whatever arrives. Copied are exactly the
chosen words; of several texts one line each, with time and name (conventions.md, "Copy").
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from desktop.sms.phone import readable
from desktop.ui import moments
from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.text_offsets import cut, units
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.plain import LONGEST, shown
from desktop.wording import tr


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a text: between two characters, in UTF-16 units. Places are in the order of the thread."""

    created_at: datetime
    message_id: int
    unit: int


class ThreadSelection(QObject):
    """From ``anchor`` to ``caret``; both are ``None`` where nobody selected anything."""

    changed = Signal()

    def __init__(self, view: QAbstractItemView, model: ThreadModel, delegate: BubbleDelegate) -> None:
        super().__init__(view)
        self._view = view
        self.texts = model
        self._name = ""
        self.anchor: Place | None = None
        self.caret: Place | None = None
        delegate.chosen_part = self.part
        model.modelReset.connect(self.clear)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.caret

    def know_name(self, name: str) -> None:
        """Whom the thread is with, for copies of several texts; "": their number is used."""
        self._name = name

    def select(self, anchor: Place | None, caret: Place | None) -> None:
        """Select what lies between two places."""
        if (anchor, caret) != (self.anchor, self.caret):
            self.anchor, self.caret = anchor, caret
            self._view.viewport().update()
            self.changed.emit()

    def extend(self, caret: Place) -> None:
        """Move the end that moves; without a beginning nothing happens."""
        if self.anchor is not None:
            self.select(self.anchor, caret)

    def clear(self) -> None:
        """Select nothing."""
        self.select(None, None)

    def select_all(self) -> None:
        """Select all texts that are loaded."""
        texts = self.texts.messages()
        if texts:
            self.select(beginning(texts[0]), end(texts[-1]))

    def part(self, message: Message) -> tuple[int, int] | None:
        """From where to where ``message`` is selected, in units of the text that shows."""
        if self.anchor is None or self.caret is None or self.anchor == self.caret:
            return None
        first, last = sorted((self.anchor, self.caret))
        key = message.created_at, message.id
        if not (first.created_at, first.message_id) <= key <= (last.created_at, last.message_id):
            return None
        start = first.unit if message.id == first.message_id else 0
        stop = last.unit if message.id == last.message_id else units(shown(message.body))
        return (
            (start, stop) if start < stop or message.id not in (first.message_id, last.message_id) else None
        )

    def words(self) -> str:
        """The chosen words: of one text exactly those, of several a line each with time and name."""
        chosen = [(message, part) for message in self.texts.messages() if (part := self.part(message))]
        if len(chosen) == 1:
            return _cut(*chosen[0])
        return "\n".join(
            f"[{moments.stamp(one.created_at)}] {self._who(one)}: {_cut(one, part)}" for one, part in chosen
        )

    def copy(self) -> None:
        """Put the chosen words on the clipboard, or all of the current text, exactly as it was sent."""
        words = self.words()
        if not words:
            index = self._view.currentIndex()
            message = self.texts.message(index) if index.isValid() else None
            if message is None:
                return
            words = message.body
        QGuiApplication.clipboard().setText(words)

    def offer_to_middle_button(self) -> None:
        """Put the chosen words where the middle button takes them from, on desktops that have this."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and not self.empty:
            clipboard.setText(self.words(), QClipboard.Mode.Selection)

    def _who(self, message: Message) -> str:
        return tr("You") if message.outbound else self._name or readable(message.peer)


def beginning(message: Message) -> Place:
    """Before the first character of a text."""
    return Place(message.created_at, message.id, 0)


def end(message: Message) -> Place:
    """Behind the last character of a text, as it shows."""
    return Place(message.created_at, message.id, units(shown(message.body)))


def at(message: Message, unit: int) -> Place:
    """The place ``unit`` units into a text."""
    return Place(message.created_at, message.id, unit)


def _cut(message: Message, part: tuple[int, int]) -> str:
    """The words as they were sent; where the bubble cuts an overlong text, its end means the real end."""
    body = message.body
    whole = len(body) > LONGEST and part[1] > units(body[:LONGEST])
    return cut(body, part[0], units(body) if whole else part[1])
