"""How the keyboard selects in a thread: Shift with arrows moves one end, by characters, words, lines, texts.

Without a selection it begins in the current text: at its beginning, or at its end for keys that go back.
What was selected is spoken, as a list has no cursor that a screen reader could follow.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.text_offsets import next_character, next_word
from desktop.ui.messages.thread_model import Message
from desktop.ui.messages.thread_selection import Place, ThreadSelection, at, beginning, end
from desktop.ui.plain import one_line, shown
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.wording import tr

if TYPE_CHECKING:
    from desktop.ui.messages.thread_view import ThreadView

_Index = QModelIndex | QPersistentModelIndex
_Keys = QKeySequence.StandardKey
_SIDEWAYS = {
    _Keys.SelectNextChar: (next_character, 1),
    _Keys.SelectPreviousChar: (next_character, -1),
    _Keys.SelectNextWord: (next_word, 1),
    _Keys.SelectPreviousWord: (next_word, -1),
}
_LINES = {_Keys.SelectNextLine: 1, _Keys.SelectPreviousLine: -1}
_EDGES = {
    _Keys.SelectStartOfLine: -1,
    _Keys.SelectStartOfBlock: -1,
    _Keys.SelectEndOfLine: 1,
    _Keys.SelectEndOfBlock: 1,
}
_SPOKEN = 80
"""Characters of a selection that are spoken."""


class SelectionKeys(QObject):
    """Turns keys of one view into a selection."""

    def __init__(self, view: "ThreadView", selection: ThreadSelection, delegate: BubbleDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._selection = selection
        self._delegate = delegate

    def press(self, event: QKeyEvent) -> bool:
        """A key went down; whether it was one of ours."""
        selection = self._selection
        if event.matches(_Keys.Copy):
            selection.copy()
        elif event.matches(_Keys.SelectAll):
            selection.select_all()
            self._say()
        elif event.matches(_Keys.Cancel):
            if selection.empty:
                return False
            selection.clear()
        else:
            return self._extend(event)
        return True

    def _extend(self, event: QKeyEvent) -> bool:
        """Move the end that moves, if the key says so."""
        for moves, find in ((_LINES, self._over_lines), (_EDGES, self._to_edge)):
            for keys, way in moves.items():
                if event.matches(keys):
                    return self._move(way, partial(find, way=way))
        for keys, (step, way) in _SIDEWAYS.items():
            if event.matches(keys):
                return self._move(way, partial(self._sideways, way=way, step=step))
        return False

    def _move(self, way: int, find: Callable[[Place], Place]) -> bool:
        start = self._selection.caret or self._first(way)
        if start is None or self._index(start) is None:
            return False
        if self._selection.anchor is None:
            self._selection.select(start, start)
        self._selection.extend(find(start))
        self._show_caret()
        self._say()
        return True

    def _first(self, way: int) -> Place | None:
        """Where a selection begins: in the current text."""
        index = self._view.currentIndex()
        message = self._selection.texts.message(index) if index.isValid() else None
        if message is None:
            return None
        return beginning(message) if way > 0 else end(message)

    def _sideways(self, start: Place, way: int, step: Callable[[str, int, int], int]) -> Place:
        index, message = self._here(start)
        # Arrows go where they point, also where reading begins on the right.
        if self._delegate.bubble(index).text.reads_from_right(start.unit):
            way = -way
        unit = step(shown(message.body), start.unit, way)
        return at(message, unit) if unit != start.unit else self._next(message, way) or start

    def _over_lines(self, start: Place, way: int) -> Place:
        index, message = self._here(start)
        area = self._view.visualRect(index)
        caret = self._delegate.caret(index, area, start.unit)
        point = QPointF(caret.center().x(), caret.center().y() + way * caret.height())
        if self._delegate.in_words(index, area, point):
            return at(message, self._delegate.place_at(index, area, point))
        return self._next(message, way) or (end(message) if way > 0 else beginning(message))

    def _to_edge(self, start: Place, way: int) -> Place:
        _, message = self._here(start)
        return end(message) if way > 0 else beginning(message)

    def _next(self, message: Message, way: int) -> Place | None:
        """Just inside the next text, or the one before."""
        texts = self._selection.texts.messages()
        number = next((n for n, one in enumerate(texts) if one.id == message.id), -1) + way
        if not 0 <= number < len(texts):
            return None
        return beginning(texts[number]) if way > 0 else end(texts[number])

    def _index(self, place: Place) -> _Index | None:
        row = self._selection.texts.row_of(place.message_id)
        return None if row is None else self._selection.texts.index(row)

    def _here(self, place: Place) -> tuple[_Index, Message]:
        index = self._index(place)
        message = None if index is None else self._selection.texts.message(index)
        assert index is not None and message is not None  # asked for before a key moves anything
        return index, message

    def _show_caret(self) -> None:
        """Scroll so far that the end that moves is on screen."""
        caret = self._selection.caret
        index = None if caret is None else self._index(caret)
        if caret is None or index is None:
            return
        line = self._delegate.caret(index, self._view.visualRect(index), caret.unit)
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if line.top() < 0:
            bar.setValue(bar.value() + int(line.top()) - SIZES.grid)
        elif line.bottom() > height:
            bar.setValue(bar.value() + int(line.bottom()) - height + SIZES.grid)

    def _say(self) -> None:
        words = one_line(self._selection.first_words(), longest=_SPOKEN)
        announce(self._view, tr("Selected: {words}").format(words=words) if words else tr("Nothing selected"))
