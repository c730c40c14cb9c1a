"""What is selected in a thread: a part of one text, or all from a place in one to a place in another.

Both ends are bound to texts, not to rows, so a selection survives whatever arrives. Copied are exactly the
chosen words, be they loaded or not; of several texts one line each, with time and name (conventions.md,
"Copy"): ``selected_words``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.selected_words import Copying, Gathered, Part
from desktop.ui.messages.text_offsets import units
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.plain import shown

_SPOKEN_TEXTS = 3
"""Texts of a selection of which something can be spoken."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a text: between two characters, in UTF-16 units. Places are in the order of the thread."""

    created_at: datetime
    message_id: int
    unit: int


class ThreadSelection(QObject):
    """From ``anchor`` to ``caret``; both are ``None`` where nobody selected anything."""

    changed = Signal()
    copied = Signal(str)
    """These words of the thread are on the clipboard now."""

    def __init__(self, view: QAbstractItemView, model: ThreadModel, delegate: BubbleDelegate) -> None:
        super().__init__(view)
        self._view = view
        self.texts = model
        self._name = ""
        self.anchor: Place | None = None
        self.caret: Place | None = None
        self.copying = Copying(self)
        """Puts what is selected on the clipboard."""
        self._offering = Copying(self)
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
        """Select all texts of the conversation, also those that are not loaded."""
        ends = self.texts.ends()
        if ends is not None:
            self.select(beginning(ends[0]), end(ends[1]))

    def part(self, message: Message) -> tuple[int, int] | None:
        """From where to where ``message`` is selected, in units of the text that shows."""
        if self.anchor is None or self.caret is None or self.anchor == self.caret:
            return None
        return chosen_part(message, *sorted((self.anchor, self.caret)))

    def words(self) -> str:
        """The chosen words: of one text exactly those, of several a line each with time and name."""
        gathered = Gathered(self._name)
        for page in self._pages():
            gathered.add(page)
        return gathered.words()

    def first_words(self) -> str:
        """As ``words``, but of a long selection only how it begins: for what is spoken of it."""
        gathered = Gathered(self._name)
        for page in self._pages():
            gathered.add(page[:_SPOKEN_TEXTS])
            if gathered.count > 1:
                break
        return gathered.words()

    def ids(self, most: int) -> list[int]:
        """The texts that are selected, in whole or in part, oldest first; at most so many."""
        found: list[int] = []
        for page in self._pages():
            found += [one.id for one, _ in page]
            if len(found) >= most:
                break
        return found[:most]

    def copy(self) -> None:
        """Put the chosen words on the clipboard, or all of the current text, exactly as it was sent, with all
        of its parts.

        A selection that reaches beyond what is loaded gets there when all of it has been read.
        """
        if not self.empty:
            self.copying.begin(self._pages(), self._name, self.put)
            return
        index = self._view.currentIndex()
        message = self.texts.message(index) if index.isValid() else None
        if message is not None:
            self.put(self.texts.whole(message))

    def put(self, words: str) -> None:
        """Put words of this thread on the clipboard."""
        QGuiApplication.clipboard().setText(words)
        self.copied.emit(words)

    def offer_to_middle_button(self) -> None:
        """Put the chosen words where the middle button takes them from, on desktops that have this."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and not self.empty:
            self._offering.begin(
                self._pages(), self._name, lambda words: clipboard.setText(words, QClipboard.Mode.Selection)
            )

    def _pages(self) -> Iterator[list[Part]]:
        """The chosen parts, oldest first, those that are not loaded as well."""
        if self.anchor is None or self.caret is None or self.anchor == self.caret:
            return
        ends = sorted((self.anchor, self.caret))
        first, last = ((one.created_at, one.message_id) for one in ends)
        for page in self.texts.between(first, last):
            yield [(one, part) for one in page if (part := chosen_part(one, *ends)) is not None]


def beginning(message: Message) -> Place:
    """Before the first character of a text."""
    return Place(message.created_at, message.id, 0)


def end(message: Message) -> Place:
    """Behind the last character of a text, as it shows."""
    return Place(message.created_at, message.id, units(shown(message.body)))


def at(message: Message, unit: int) -> Place:
    """The place ``unit`` units into a text."""
    return Place(message.created_at, message.id, unit)


def chosen_part(message: Message, first: Place, last: Place) -> tuple[int, int] | None:
    """From where to where a text lies between two places, in units of what shows; ``None``: nowhere."""
    key = message.created_at, message.id
    if not (first.created_at, first.message_id) <= key <= (last.created_at, last.message_id):
        return None
    start = first.unit if message.id == first.message_id else 0
    stop = last.unit if message.id == last.message_id else units(shown(message.body))
    within = message.id not in (first.message_id, last.message_id)
    return (start, stop) if start < stop or within else None
