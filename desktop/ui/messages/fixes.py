"""What the buttons of findings lead to beyond the text: a call, another line, an earlier text, the account.

Look here for a fix of ``sms.preflight`` that the composer cannot do alone (``text_fixes``).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.sms.preflight import Finding, Fix
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.thread_pane import ThreadPane


class Fixes(QObject):
    """One per tab."""

    lines_wanted = Signal()
    """Choose another line."""
    accounts_wanted = Signal()
    """What is to be done is done at the service, or by whoever looks after the account."""
    person_wanted = Signal(str)
    """Their other numbers: the page of whoever has this number."""

    def __init__(
        self, pane: ThreadPane, model: ComposerModel, *, new_message: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._model = model
        self._new_message = new_message
        pane.composer.fix_wanted.connect(self.do)

    def do(self, finding: Finding) -> None:
        """Do what a finding offers."""
        match finding.fix:
            case Fix.CALL:
                self._pane.header.call.click()
            case Fix.SHOW_STOP | Fix.SHOW_EARLIER:
                if finding.value("message_id"):
                    self._pane.thread_view.show_message(int(finding.value("message_id")))
            case Fix.CHANGE_RECIPIENT:
                self._change_recipient()
            case Fix.OTHER_LINE:
                self._other_line(finding.value("other_line"))
            case Fix.OTHER_NUMBER:
                self.person_wanted.emit(finding.value("number"))
            case Fix.OPEN_SETTING | Fix.VERIFY_LINE | Fix.UPGRADE | Fix.TOP_UP:
                self.accounts_wanted.emit()

    def _change_recipient(self) -> None:
        target = self._model.target
        if target is not None and not target.new:
            self._new_message()
        self._pane.recipient.field.setFocus()
        self._pane.recipient.field.selectAll()

    def _other_line(self, number: str) -> None:
        target = self._model.target
        if number and target is not None:
            self._pane.composer.line_wanted.emit(target.account_id, number)
        else:
            self.lines_wanted.emit()
