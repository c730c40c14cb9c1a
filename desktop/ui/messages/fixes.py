"""What the buttons of findings lead to beyond the text: a call, another line, an earlier text, the account.

Look here for a fix of ``sms.preflight`` that the composer cannot do alone (``text_fixes``).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.sms.preflight import Finding, Fix, Rule
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.thread_pane import ThreadPane


class Fixes(QObject):
    """One per tab."""

    lines_wanted = Signal()
    """Choose another line."""
    accounts_wanted = Signal(str, object)
    """What is to be done is done at the service or in the account: its id, and the ``Finding``."""
    call_wanted = Signal(str, str, str)
    """Call somebody: account id, our line, their number."""
    number_wanted = Signal(str)
    """An emergency number is to be put into the dialpad, which says what a call to it means."""
    person_wanted = Signal(str)
    """Their other numbers: the page of whoever has this number."""

    def __init__(
        self,
        pane: ThreadPane,
        model: ComposerModel,
        *,
        begin: Callable[[], object],
        show: Callable[[int], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._model = model
        self._begin = begin
        self._show = show
        pane.composer.fix_wanted.connect(self.do)
        pane.person_wanted.connect(self.person_wanted)

    def do(self, finding: Finding) -> None:
        """Do what a finding offers."""
        match finding.fix:
            case Fix.CALL:
                self._call(finding)
            case Fix.SHOW_STOP | Fix.SHOW_EARLIER:
                if finding.value("message_id"):
                    self._show_text(int(finding.value("message_id")))
            case Fix.CHANGE_RECIPIENT:
                self._change_recipient()
            case Fix.OTHER_LINE:
                self._other_line(finding.value("other_line"))
            case Fix.OTHER_NUMBER:
                self.person_wanted.emit(finding.value("number"))
            case Fix.OPEN_SETTING | Fix.VERIFY_LINE | Fix.UPGRADE | Fix.TOP_UP:
                if self._model.target is not None:
                    self.accounts_wanted.emit(self._model.target.account_id, finding)

    def _show_text(self, message_id: int) -> None:
        if not self._pane.thread_view.show_message(message_id):
            self._show(message_id)  # it stands in another conversation, as a STOP to another line

    def _call(self, finding: Finding) -> None:
        target, number = self._model.target, finding.value("number")
        if finding.code is Rule.EMERGENCY:
            self.number_wanted.emit(number)
        elif target is None:
            return
        elif reason := self._model.call_reason(number):
            self._pane.composer.tell(reason)
        else:
            self.call_wanted.emit(target.account_id, target.line, number)

    def _change_recipient(self) -> None:
        target = self._model.target
        if target is not None and not target.new:
            self._begin()
        self._pane.recipient.field.setFocus()
        self._pane.recipient.field.selectAll()

    def _other_line(self, number: str) -> None:
        target = self._model.target
        if number and target is not None:
            self._pane.composer.line_wanted.emit(target.account_id, number)
        else:
            self.lines_wanted.emit()
