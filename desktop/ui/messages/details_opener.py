"""Opens the details of a text over the thread and keeps them true: which text, its neighbours, its news.

Look here for what Ctrl+D means where nothing is chosen, and for where the focus goes afterwards.
"""

from PySide6.QtCore import QObject

from desktop.ui.messages.message_details_view import MessageDetailsView
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import tr


class DetailsOpener(QObject):
    """One per thread; at most one text's details show at a time."""

    def __init__(self, thread: ThreadModel, view: ThreadView, theme: Theme) -> None:
        super().__init__(view)
        self._thread = thread
        self._view = view
        self._theme = theme
        self.shown: MessageDetailsView | None = None
        """What is open."""
        view.details_wanted.connect(self.open)
        thread.dataChanged.connect(lambda *_: self._renew())
        thread.opened.connect(self._follow)

    def open(self, message_id: int | None = None) -> None:
        """Show the details of a text; without one of the text that has the focus, else of the newest."""
        wanted = self._meant() if message_id is None else message_id
        details = None if wanted is None else self._thread.details.of(wanted)
        if wanted is None or details is None:
            announce(self._view, tr("There is no text to show details of"))
            return
        if self.shown is None:
            self.shown = MessageDetailsView(self._theme, self._view.window())
            self.shown.stepped.connect(self._step)
            self.shown.finished.connect(lambda _: self._closed())
        self._mark(wanted)
        self.shown.show_details(details)
        self.shown.open()

    def _meant(self) -> int | None:
        current = self._view.currentIndex()
        if current.isValid() and self._view.hasFocus():
            text = self._thread.message(current)
            if text is not None:
                return text.id
        ends = self._thread.ends()
        return None if ends is None else ends[1].id

    def _step(self, by: int) -> None:
        if self.shown is None or self.shown.details is None:
            return
        there = self._thread.neighbour(self.shown.details.message_id, by)
        details = None if there is None else self._thread.details.of(there)
        if there is None or details is None:
            last = tr("This is the first text") if by < 0 else tr("This is the latest text")
            announce(self.shown, last)
            return
        self._mark(there)
        self.shown.show_details(details)

    def _mark(self, message_id: int) -> None:
        row = self._thread.row_of(message_id)
        if row is not None:
            index = self._thread.index(row)
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)

    def _renew(self) -> None:
        """News of the text that shows: the same lines, as they are now."""
        if self.shown is None or self.shown.details is None:
            return
        details = self._thread.details.of(self.shown.details.message_id)
        if details is not None and details != self.shown.details:
            self.shown.show_details(details)

    def _follow(self) -> None:
        """Another thread, or none: what is open would speak of a text that is no longer there."""
        if self.shown is None or self.shown.details is None:
            return
        if self._thread.row_of(self.shown.details.message_id) is None:
            self.shown.close()

    def _closed(self) -> None:
        self.shown = None
        # Whoever had the focus gets it back: the bubble, or what is being written.
        self._view.window().activateWindow()
