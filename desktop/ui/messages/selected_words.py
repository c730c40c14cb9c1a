"""The words of a selection as they leave the window: of one text exactly those, of several a line each.

Look here for how a selection is copied that reaches beyond what is loaded: page by page, so that the window
goes on answering. Calls between the texts are left out.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.sms.phone import readable
from desktop.ui import moments
from desktop.ui.messages.text_offsets import cut, units
from desktop.ui.messages.thread_model import Message
from desktop.ui.plain import LONGEST
from desktop.wording import tr

Part = tuple[Message, tuple[int, int]]
"""A text, and from where to where it is chosen, in UTF-16 units."""


class Gathered:
    """What was read of a selection so far; ``name`` is whom the thread is with, "" for their number."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: list[str] = []
        self._single = ""

    @property
    def count(self) -> int:
        """How many texts."""
        return len(self._lines)

    def add(self, parts: list[Part]) -> None:
        """The next texts."""
        if parts and not self._lines:
            self._single = _cut(*parts[0])
        for message, part in parts:
            who = tr("You") if message.outbound else self._name or readable(message.peer)
            self._lines.append(f"[{moments.stamp(message.created_at)}] {who}: {_cut(message, part)}")

    def words(self) -> str:
        """Of one text exactly its words, of several a line each with time and name; "" of none."""
        return self._single if len(self._lines) == 1 else "\n".join(self._lines)


class Copying(QObject):
    """Gathers pages one at a time, the first at once; another beginning ends what was under way."""

    done = Signal(int)
    """The words were handed over: of how many texts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pages: Iterator[list[Part]] = iter(())
        self._gathered = Gathered("")
        self._hand_over: Callable[[str], None] | None = None
        self._step = QTimer(self, singleShot=True, interval=0)
        self._step.timeout.connect(self._read)

    @property
    def running(self) -> bool:
        """Whether a part of what is to be copied has not been read yet."""
        return self._step.isActive()

    def begin(self, pages: Iterator[list[Part]], name: str, hand_over: Callable[[str], None]) -> None:
        """Read all pages and call ``hand_over`` with their words, if there are any."""
        self._step.stop()
        self._pages, self._gathered, self._hand_over = pages, Gathered(name), hand_over
        self._gathered.add(next(pages, []))
        self._read()

    def _read(self) -> None:
        page = next(self._pages, None)
        if page is not None:
            self._gathered.add(page)
            self._step.start()
            return
        gathered, hand_over = self._gathered, self._hand_over
        self._gathered, self._hand_over = Gathered(""), None
        if hand_over is not None and gathered.count:
            hand_over(gathered.words())
            self.done.emit(gathered.count)


def _cut(message: Message, part: tuple[int, int]) -> str:
    """The words as they were sent; where the bubble cuts an overlong text, its end means the real end."""
    body = message.body
    whole = len(body) > LONGEST and part[1] > units(body[:LONGEST])
    return cut(body, part[0], units(body) if whole else part[1])
