"""From the window's clicks to the outbox and back: undo, send now, take up again, write from another line.

Look here for what is announced of each, and for which conversation shows afterwards. What happens to the text
itself is in ``composer_model``, ``undo_model`` and ``held_model``.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.sms.delivery import State
from desktop.ui.lines.line_model import LineModel
from desktop.ui.messages.composer_model import ComposerModel, Target
from desktop.ui.messages.composer_view import ComposerView
from desktop.ui.messages.held_view import HeldView
from desktop.ui.messages.strip import Remark
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.spoken import announce
from desktop.wording import ntr, tr


class Sending(QObject):
    """One per tab. ``show`` opens the conversation of a line of ours with a number."""

    went = Signal()
    """A text went into the queue, or out of it, by something else than Send."""

    def __init__(
        self,
        model: ComposerModel,
        view: ComposerView,
        thread: ThreadModel,
        texts: ThreadView,
        held: HeldView,
        lines: LineModel,
        *,
        show: Callable[[str], object],
    ) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._thread = thread
        self._lines = lines
        self._show = show
        self._undo_keys = ""
        texts.undo_wanted.connect(self.undo)
        texts.send_now_wanted.connect(self.send_now)
        texts.edit_wanted.connect(self.edit_again)
        thread.too_late.connect(lambda: view.tell(tr("It has left already and cannot be stopped.")))
        texts.selection.copied.connect(self._note_copy)
        held.edit_wanted.connect(self.edit_again)
        held.sent.connect(self.went)
        view.line_wanted.connect(self.write_from)
        view.queued.connect(lambda _: self._tell_window())
        for signal in (thread.opened, thread.settled, thread.dataChanged):
            signal.connect(self._look_for_failed)

    def name_keys(self, undo: str) -> None:
        """The keys that take a text back, as they are now; "" for none."""
        self._undo_keys = undo

    def undo(self, message_id: int | None = None) -> None:
        """Take a text back before it leaves; without an id the last one that was sent."""
        taken = self._model.take_back(message_id)
        if taken is None:
            if message_id is None:
                announce(self._view.edit, tr("No text can be taken back any more."))
            else:
                self._view.tell(self._model.undo.why_not(message_id))
            return
        if self._is_open(taken):
            self._view.go_on_writing()
            announce(self._view.edit, tr("Taken back. The words are here again; nothing was sent."))
        else:
            self._tell_draft(taken, tr("Taken back. The words are the draft to {person}; nothing was sent."))
        self.went.emit()

    def send_now(self, message_id: int) -> None:
        """Wait no longer for a change of mind."""
        if self._model.send_now(message_id):
            announce(self._view.edit, tr("It is being sent."))

    def edit_again(self, message: Message) -> None:
        """Put the words of a text that did not go out into the composer: that of its own line."""
        if message.state is State.FAILED and not self._is_open(message):
            self._lines.choose(message.account_id, message.line)
            self._show(message.peer)
        if not self._model.edit_again(message):
            return
        if self._is_open(message):
            self._view.go_on_writing()
            announce(self._view.edit, tr("Its words are in the composer. Nothing was sent."))
        else:
            self._tell_draft(message, tr("Its words are the draft to {person}; nothing was sent."))
        self.went.emit()

    def write_from(self, account_id: str, line: str) -> None:
        """A person's choice: this text is to leave from another line."""
        self._model.write_from(account_id, line)
        target = self._model.target
        if target is None or (target.account_id, target.line) != (account_id, line):
            return
        self._lines.choose(account_id, line)
        self._show(target.peer)
        self._view.go_on_writing()

    def _is_open(self, message: Message) -> bool:
        return self._model.target == Target(message.account_id, message.line, message.peer)

    def _tell_draft(self, message: Message, words: str) -> None:
        there = Target(message.account_id, message.line, message.peer)
        self._view.tell(words.format(person=self._model.brake.person(there, message.peer)))

    def _tell_window(self) -> None:
        left = round(self._model.undo.window().total_seconds())
        target = self._model.target
        if not left or target is None:
            return
        if self._thread.leaves(target.account_id):
            words = ntr("Sending in {n} second.", "Sending in {n} seconds.", left)
        else:
            words = ntr(
                "It waits here. Can be undone for {n} second.",
                "It waits here. Can be undone for {n} seconds.",
                left,
            )
        if self._undo_keys:
            words += " " + tr("{keys} takes it back.").format(keys=self._undo_keys)
        announce(self._view.edit, words)

    def _note_copy(self, words: str) -> None:
        target = self._model.target
        if target is not None and target.peer:
            self._model.brake.copied(words, target)

    def _look_for_failed(self) -> None:
        """The last text of the thread failed: offer its words where one goes on (C15)."""
        here = self._thread.conversation_id
        shown = self._thread.messages() if self._thread.reaches_end else []
        texts = [one for one in shown if one.conversation_id == here]
        last = texts[-1] if texts else None
        if last is None or last.state is not State.FAILED:
            self._view.offer(None)
            return
        message = last
        self._view.offer(
            Remark(
                tr("Your last text here did not go out."),
                tr("Edit and send again"),
                lambda: self.edit_again(message),
            )
        )
