"""Opens ``sms:`` and ``tel:`` links: fills the composer or the dialpad, and never sends or dials.

Look here for what happens to a link that cannot be opened, for the line that it asks for, and for a link
whose words meet a draft: the draft stays, and the words are offered.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop import wording
from desktop.sms.phone import NotANumber, parse, readable, region_of, same
from desktop.sms.uri import Fault, Kind, NotALink, Wanted, wanted
from desktop.ui.lines.line_model import LineModel, unavailable_reason
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.messages_view import MessagesView
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
        self._window = window
        self._lines = lines
        self._messages = messages
        self._composer = composer
        self._show_page = show_page
        self._dial = dial
        self._waiting = ""
        self._taken: Callable[[], None] | None = None
        self._make_box()
        lines.current_changed.connect(self._line_came)

    @property
    def question(self) -> QMessageBox | None:
        """What was said of the last link, while it shows."""
        return self._box if self._box.isVisible() else None

    def open(self, link: str) -> None:
        """Do what a link asks for, or say why not. Before there is a line, the last link waits for one."""
        if self._lines.current is None:
            self._waiting = link
            return
        try:
            asked = wanted(link)
        except NotALink as refused:
            self.say(_why_not(refused.fault))
            return
        if asked.line:
            self._take_line(asked.line)
        if asked.kind is Kind.CALL:
            if not self._show_page("dialpad"):
                return
            self._dial(asked.number)
            if asked.extension:
                words = tr("The link also names extension {digits}. Dial it when the call is answered.")
                self.say(words.format(digits=asked.extension))
        else:
            self._begin_text(asked)

    def put_in(self, body: str, *, question: str) -> None:
        """Write ``body`` into the composer that is open; where a draft stands, ask ``question`` first."""
        edit = self._messages.composer.edit
        draft = edit.toPlainText()
        if not body or draft.strip() == body.strip():
            return
        if not draft.strip():
            edit.setPlainText(body)
            edit.moveCursor(edit.textCursor().MoveOperation.End)
            return
        target = self._composer.target

        def add() -> None:
            if self._composer.target == target:
                edit.setPlainText(f"{edit.toPlainText().rstrip()}\n{body}")
                edit.moveCursor(edit.textCursor().MoveOperation.End)

        self.say(question, offer=tr("Add it to the draft"), taken=add)

    def _begin_text(self, asked: Wanted) -> None:
        line = self._lines.current
        assert line is not None
        reason = unavailable_reason(line)
        if reason:
            self.say(reason)
            return
        peer = None
        if asked.number:
            try:
                peer = parse(asked.number, region_of(line.number) or line.country or None)
            except NotANumber as error:
                self.say(wording.number_fault(error.fault))
                return
        if not self._show_page("messages"):
            return
        if peer is not None:
            self._messages.start_with(peer.value)
        else:
            self._messages.start_new()
        if asked.extension:
            words = tr("The link also names extension {digits}. A text reaches the number itself.")
            self.say(words.format(digits=asked.extension))
        self.put_in(
            asked.body,
            question=tr(
                "You had begun a text here, and it was left as it is. Add the words of the link to it?"
            ),
        )

    def _take_line(self, number: str) -> None:
        """Make the line that a link names the current one, if it is ours."""
        found = next((line for line in self._lines.lines() if same(line.number, number)), None)
        if found is not None:
            self._lines.choose(found.account_id, found.number)
            return
        words = tr("The link asks for the line {number}, which is none of yours. The line stays as it is.")
        self.say(words.format(number=wording.isolated(readable(number))))

    def _line_came(self) -> None:
        if self._waiting and self._lines.current is not None:
            link, self._waiting = self._waiting, ""
            self.open(link)

    def say(self, text: str, *, offer: str = "", taken: Callable[[], None] | None = None) -> None:
        """Say one sentence in a box, perhaps with a button ``offer`` that does what ``taken`` does."""
        self._taken = taken
        self._box.setText(text)
        self._offer.setText(offer)
        self._offer.setVisible(bool(offer))
        self._leave.setText(tr("Leave it") if offer else tr("OK"))
        # However many links a page opens, it is one box.
        self._box.open()

    def _make_box(self) -> None:
        box = self._box = QMessageBox(self._window)
        box.setWindowTitle("Linedesk")
        box.setTextFormat(Qt.TextFormat.PlainText)
        self._leave = QPushButton()
        self._offer = QPushButton()
        box.addButton(self._leave, QMessageBox.ButtonRole.RejectRole)
        box.addButton(self._offer, QMessageBox.ButtonRole.AcceptRole)
        # Enter must not change a draft by itself.
        box.setDefaultButton(self._leave)
        box.setEscapeButton(self._leave)
        self._offer.clicked.connect(self._take)

    def _take(self) -> None:
        if self._taken is not None:
            self._taken()


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
