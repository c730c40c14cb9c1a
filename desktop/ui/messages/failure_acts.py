"""What the card of a failed text does: take its words up, choose another line or number for them, call, show.

Nothing here sends anything: the words go into the composer, and a person sends them (C11, C15).
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.sms.phone import readable
from desktop.ui.lines.line_model import LineModel, send_reason
from desktop.ui.messages.composer_view import ComposerView
from desktop.ui.messages.failure_model import Act, Failure
from desktop.ui.messages.sending import Sending
from desktop.ui.messages.thread_model import Message
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.plain import one_line
from desktop.ui.spoken import announce
from desktop.wording import isolated, tr


class FailureActs(QObject):
    """One per tab. ``show`` opens the current line's conversation with a number, ``begin`` a new message."""

    call_wanted = Signal(str, str, str)
    """Account id, our line, their number."""
    person_wanted = Signal(object)
    """Somebody is to be added to the service's phone book, for this ``Message``."""

    def __init__(
        self,
        view: ThreadView,
        composer: ComposerView,
        sending: Sending,
        lines: LineModel,
        *,
        show: Callable[[str], object],
        begin: Callable[[str], object],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._composer = composer
        self._sending = sending
        self._lines = lines
        self._show = show
        self._begin = begin

    def do(self, failure: Failure) -> None:
        """The next step of a failed text, as its card names it."""
        message = failure.message
        match failure.act:
            case Act.EDIT:
                self._sending.edit_again(message)
            case Act.CALL:
                self.call_wanted.emit(message.account_id, message.line, message.peer)
            case Act.LINE:
                self.offer_lines(message)
            case Act.NEW:
                self._lines.choose(message.account_id, message.line)
                self._begin(message.peer)
                self._take_up(message)
            case Act.PERSON:
                self.person_wanted.emit(message)
            case Act.SHOW if failure.target is not None:
                self._view.show_message(failure.target)
            case _:
                self._view.details_wanted.emit(message.id)

    def offer_lines(self, message: Message) -> QMenu | None:
        """Ask from which other line the words are to go; ``None`` where there is no other that can text."""
        others = [
            line
            for line in self._lines.lines()
            if (line.account_id, line.number) != (message.account_id, message.line) and not send_reason(line)
        ]
        if not others:
            self._composer.tell(tr("No other line can text. Order one at the service."))
            return None
        menu = QMenu(self._view)
        menu.setAccessibleName(tr("Choose another line"))
        for line in others:
            label = one_line(line.label).replace("&", "&&")
            words = f"{label} {isolated(readable(line.number))}".strip()
            menu.addAction(words, partial(self._write_from, line.account_id, line.number, message))
        menu.popup(self._composer.mapToGlobal(QPoint(0, 0)))
        return menu

    def _write_from(self, account_id: str, number: str, message: Message) -> None:
        self._lines.choose(account_id, number)
        self._show(message.peer)
        self._take_up(message)

    def _take_up(self, message: Message) -> None:
        """Put the words before what stands in the composer; one undo step takes them away."""
        edit = self._composer.edit
        cursor = edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.insertText(f"{message.body}\n" if edit.toPlainText().strip() else message.body)
        self._composer.go_on_writing()
        announce(edit, tr("Its words are in the composer. Nothing was sent."))
