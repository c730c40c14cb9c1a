"""What counts as read: texts that were really on screen, in a window in front, after scrolling stopped (D1).

Look here for *mark as unread*, which holds until the conversation is opened anew.
"""

from PySide6.QtCore import QObject, QTimer

from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.messages.thread_view import ThreadView

SEEN_AFTER_MS = 200
"""What one scrolls past counts as read this long after one stopped."""


class Reading(QObject):
    """Follows one thread on screen."""

    def __init__(self, model: ThreadModel, view: ThreadView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._kept_unread: int | None = None
        # Later: marking as read changes the very rows whose change is being shown.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark_seen)
        view.seen.connect(self._see)

    def begin(self) -> None:
        """A conversation was opened: what is seen of it counts again."""
        self._kept_unread = None
        self._soon.start(0)

    def look(self) -> None:
        """What is on screen now may be seen by somebody."""
        self._soon.start(0)

    def mark_read(self) -> None:
        """The open conversation counts as read, whatever was seen of it."""
        self._kept_unread = None
        self._model.mark_read()

    def mark_unread(self) -> None:
        """The open conversation counts as unread, until it is opened anew."""
        self._kept_unread = self._model.conversation_id
        self._model.mark_unread()

    def _see(self) -> None:
        self._soon.start(0 if self._view.at_end else SEEN_AFTER_MS)

    def _mark_seen(self) -> None:
        """Only what was really on screen counts, and not what somebody set aside."""
        if not self._view.isVisible() or not self._view.isActiveWindow():
            return
        if self._kept_unread is not None and self._kept_unread == self._model.conversation_id:
            return
        row = self._view.last_seen()
        if row is not None:
            self._model.saw(row)
