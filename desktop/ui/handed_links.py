"""Opens ``sms:`` and ``tel:`` links: fills the composer or the dialpad, and never sends or dials.

Look here for what happens to a link that cannot be opened, for the line that it asks for (current only once
the link is known to open), and for a link whose words meet a draft: the draft stays, the words are offered.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.sms.phone import NotANumber, readable, same
from desktop.sms.uri import Fault, Kind, NotALink, Wanted, wanted
from desktop.ui.lines.line_model import Line, LineModel, unavailable_reason
from desktop.ui.lines.reach import dialpad_reason, is_emergency_for, recipient
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.question_box import QuestionBox
from desktop.ui.question_dialog import QuestionDialog
from desktop.wording import tr


class HandedLinks(QObject):
    """One per window. ``dial`` puts a number on the dialpad.

    ``show_page`` brings a page to the front; False where it is greyed and has said why.
    """

    def __init__(
        self,
        window: QWidget,
        lines: LineModel,
        messages: MessagesView,
        composer: ComposerModel,
        *,
        show_page: Callable[[str], bool],
        dial: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._lines = lines
        self._messages = messages
        self._composer = composer
        self._show_page = show_page
        self._dial = dial
        self._waiting = ""
        self._box = QuestionBox(window)
        lines.current_changed.connect(self._line_came)

    @property
    def question(self) -> QuestionDialog | None:
        """What was said of the last link, while it shows."""
        return self._box.shown

    def open(self, link: str) -> None:
        """Do what a link asks for, or say why not. Before there is a line, the last link waits for one."""
        self._box.close()
        try:
            asked = wanted(link)
        except NotALink as refused:
            self._box.say(_why_not(refused.fault))
            return
        line = self._line_for(asked)
        self._waiting = "" if line else link
        if line is None:
            words = tr("This link opens as soon as you have signed in and your numbers are here.")
            self._box.say(words)
        elif asked.kind is Kind.CALL:
            self._begin_call(asked, line)
        else:
            self._begin_text(asked, line)

    def put_in(self, body: str, *, question: str, box: QuestionBox | None = None) -> bool:
        """Write ``body`` into the composer that is open; where a draft stands, ask ``question`` first.

        True: it stands there, nothing was asked. ``box`` is where to ask, if not where links do.
        """
        edit = self._messages.composer.edit
        draft = edit.toPlainText()
        if not body or draft.strip() == body.strip():
            return True
        if not draft.strip():
            edit.setPlainText(body)
            edit.moveCursor(edit.textCursor().MoveOperation.End)
            return True
        target = self._composer.target

        def add() -> None:
            if self._composer.target == target:
                edit.setPlainText(f"{edit.toPlainText().rstrip()}\n{body}")
                edit.moveCursor(edit.textCursor().MoveOperation.End)

        (box or self._box).say(question, offer=tr("Add it to the draft"), taken=add)
        return False

    def _begin_call(self, asked: Wanted, line: Line) -> None:
        if is_emergency_for(line, asked.number):
            # Whichever line it is, help is called; no link changes the line by that.
            shows = self._show_page("dialpad")
        else:
            if reason := dialpad_reason(line):
                self._box.say(reason)
                return
            shows = self._show_with(line, "dialpad")
        if not shows:
            return
        self._dial(asked.number)
        self._say_no_such_line(asked)
        if asked.extension:
            words = tr("The link also names extension {digits}. Dial it when the call is answered.")
            self._box.say(words.format(digits=asked.extension))

    def _begin_text(self, asked: Wanted, line: Line) -> None:
        if reason := unavailable_reason(line):
            self._box.say(reason)
            return
        number = ""
        if asked.number:
            if is_emergency_for(line, asked.number):
                self._box.say(wording.emergency(asked.number))
                return
            try:
                number = recipient(line, asked.number)
            except NotANumber as error:
                self._box.say(wording.number_fault(error.fault))
                return
        if not self._show_with(line, "messages"):
            return
        if number:
            self._messages.start_with(number)
        else:
            self._messages.start_new()
        self._say_no_such_line(asked)
        if asked.extension:
            words = tr("The link also names extension {digits}. A text reaches the number itself.")
            self._box.say(words.format(digits=asked.extension))
        self.put_in(
            asked.body,
            question=tr(
                "You had begun a text here, and it was left as it is. Add the words of the link to it?"
            ),
        )

    def _line_for(self, asked: Wanted) -> Line | None:
        """The line that a link names if it is ours, else the current one; ``None`` before there is any."""
        named = (line for line in self._lines.lines() if asked.line and same(line.number, asked.line))
        return next(named, self._lines.current)

    def _show_with(self, line: Line, page: str) -> bool:
        """Show a page for a line, which is current from then on; False: neither of both."""
        before = self._lines.current
        self._lines.choose(line.account_id, line.number)
        if self._show_page(page):
            return True
        if before is not None:
            self._lines.choose(before.account_id, before.number)
        return False

    def _say_no_such_line(self, asked: Wanted) -> None:
        if not asked.line or any(same(line.number, asked.line) for line in self._lines.lines()):
            return
        words = tr("The link asks for the line {number}, which is none of yours. The line stays as it is.")
        self._box.say(words.format(number=wording.isolated(readable(asked.line))))

    def _line_came(self) -> None:
        if self._waiting and self._lines.current is not None:
            self.open(self._waiting)


def _why_not(fault: Fault) -> str:
    return {
        Fault.TOO_LONG: tr("This link is too long to be a text or a call. Nothing was opened."),
        Fault.SCHEME: tr("Linedesk opens links to texts and calls only. Nothing was opened."),
        Fault.CHARACTERS: tr("This link is damaged or holds hidden characters. Nothing was opened."),
        Fault.SEVERAL: tr(
            "This link is for several people at once, and Linedesk texts one at a time. "
            "Begin a new message to one of them."
        ),
        Fault.NO_NUMBER: tr("This link names no telephone number. Nothing was opened."),
    }[fault]
