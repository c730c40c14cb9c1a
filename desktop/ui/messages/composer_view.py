"""The composer: the strip that says what stops a send, the field, the live counter, Send.

Once the other side said STOP a notice stands in its place. What the strip says of a text is found by
``preflight_model`` and ``brake_model``.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.sms.fixit import Proposal, Way
from desktop.sms.phone import readable
from desktop.sms.preflight import Finding, Fix, Severity
from desktop.ui.messages import part_preview
from desktop.ui.messages.composer_model import ComposerModel, Note
from desktop.ui.messages.composer_tools import ComposerTools
from desktop.ui.messages.counter_label import CounterLabel
from desktop.ui.messages.line_advice_model import LineAdvice
from desktop.ui.messages.message_edit import MessageEdit
from desktop.ui.messages.part_preview import PartPreview
from desktop.ui.messages.preflight_model import advice, first_block, label
from desktop.ui.messages.stop_notice import StopNotice
from desktop.ui.messages.strip import Remark, Strip
from desktop.ui.messages.text_fixes import TextFixes
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import isolated, ntr, tr

MOST_REMARKS = 2
"""Notes that show at once; of two more or more it is only said that there are."""


class ComposerView(QWidget):
    """Shows a ``ComposerModel`` and types into it."""

    queued = Signal(int)
    """A text went into the queue, of this conversation."""
    line_wanted = Signal(str, str)
    """A person wants to write from this line: account id, our number."""
    fix_wanted = Signal(object)
    """What a finding offers, and this composer cannot do alone: a ``sms.preflight.Finding``."""

    def __init__(self, model: ComposerModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._parts = 0
        self._offered: Remark | None = None
        self._all_shown = False
        self.strip = Strip(theme)
        self.notice = StopNotice(theme)
        self.edit = MessageEdit(theme)
        self.counter = CounterLabel(theme)
        self.counter.pressed.connect(self.show_parts)
        self._send = QPushButton()
        self._send.setProperty("kind", "primary")
        self._send.setAccessibleName(tr("Send"))
        self._send.setFixedSize(QSize(44, 36))
        self._send.setIconSize(QSize(20, 20))
        self._send.setAutoDefault(True)  # Enter presses it, not Space alone
        self._send.clicked.connect(self.send)
        self.tools = ComposerTools(theme)
        self._lay_out()
        self.edit.textChanged.connect(lambda: model.set_text(self.edit.toPlainText()))
        self.edit.sent.connect(self.send)
        self.edit.asked_back.connect(self._bring_back)
        self.edit.picture_refused.connect(self._refuse_picture)
        self.fixes = TextFixes(self.edit, model)
        self.notice.show_wanted.connect(self._show_stop)
        self.notice.call_wanted.connect(self._call_instead)
        self.notice.open_wanted.connect(self._open_again)
        model.changed.connect(self._show)
        model.retargeted.connect(self._show_text)
        model.trouble.connect(self.strip.trouble)
        theme.changed.connect(self._show)
        self.set_send_key(ctrl=False)
        self._show_text()
        self._show()

    @property
    def model(self) -> ComposerModel:
        """What it types into."""
        return self._model

    def set_send_key(self, *, ctrl: bool) -> None:
        """Send with Ctrl+Enter, and Enter begins a line; or with Enter alone."""
        self.edit.send_with_ctrl = ctrl
        self._send.setToolTip(tr("Send (Ctrl+Enter)") if ctrl else tr("Send (Enter)"))

    def send(self) -> None:
        """Send what is written, if nothing stops it."""
        conversation_id = self._model.send()
        if conversation_id is not None:
            self.queued.emit(conversation_id)
        self.edit.setFocus()

    def _mms_offer(self) -> str:
        return self._model.mms.offer(self._model.target, self._model.body, self._model.count)

    def _send_whole(self) -> None:
        conversation_id = self._model.send(kind="mms") if self._mms_offer() else None
        if conversation_id is not None:
            self.queued.emit(conversation_id)
        self.edit.setFocus()

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The focus to the field, or to the notice that stands in its place."""
        stands = self.notice.isVisibleTo(self)
        (self.notice.call if stands else self.edit).setFocus(reason)

    def go_on_writing(self) -> None:
        """The focus to the field, behind its last word."""
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.edit.setFocus()

    def offer(self, remark: Remark | None) -> None:
        """Offer this while nothing is written; ``None`` takes it away."""
        if remark is not self._offered:
            self._offered = remark
            self._show_remarks()

    def tell(self, words: str) -> None:
        """Say what was done elsewhere, until something else happens here."""
        self.strip.show_note(words)

    def fix_it(self) -> None:
        """Write it with fewer parts, as one step of Undo; where that changes the spelling, show it first."""
        proposal = self._model.cheaper()
        if proposal is None:
            announce(self.edit, tr("There is nothing to replace that would save a part."))
        elif proposal.way is Way.LETTERS:
            self.show_parts()
        else:
            self._apply(proposal)

    def show_parts(self) -> None:
        """Show how the text falls into parts, and what would make it cheaper."""
        model = self._model
        proposal = model.cheaper()
        popup = PartPreview(model.body, model.rules, proposal, self._theme, self)
        if proposal is not None:
            popup.fix_wanted.connect(lambda: self._apply(proposal))
        popup.open_above(self.counter)

    def _apply(self, proposal: Proposal) -> None:
        if proposal is not self._model.cheaper():
            return  # it was made of another text
        self.edit.marks.apply(self._model.body, proposal)
        self.edit.setFocus()
        saving = part_preview.saved(proposal)
        self.strip.show_note(tr("{saving}. Ctrl+Z brings the characters back.").format(saving=saving))
        announce(self.edit, saving)

    def _lay_out(self) -> None:
        grid = SIZES.grid
        below = QHBoxLayout()
        below.setSpacing(grid)
        below.addWidget(self.counter, 1)
        below.addWidget(self.tools)
        below.addWidget(self._send)
        self.writing = QWidget()
        inner = QVBoxLayout(self.writing)
        inner.setContentsMargins(2 * grid, grid, 2 * grid, grid)
        inner.setSpacing(grid)
        inner.addWidget(self.edit)
        inner.addLayout(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.notice)
        layout.addWidget(self.writing)
        self.setTabOrder(self.edit, self._send)  # whoever has written sends; the counter can wait
        self.setTabOrder(self._send, self.tools.snippets)
        self.setTabOrder(self.tools.snippets, self.tools.later)
        self.setTabOrder(self.tools.later, self.counter)

    def _refuse_picture(self) -> None:
        self.tell(tr("Pictures and files cannot be sent from here. Put it on the web and send the link."))

    def _bring_back(self) -> None:
        state = self._model.bring_back()
        if state == "failed":
            announce(self.edit, tr("The last failed text is here again. Nothing was sent."))
        elif state:
            announce(self.edit, tr("The text that waited is here again. Nothing was sent."))
        else:
            announce(self.edit, tr("No text of this conversation failed."))

    def _show_text(self) -> None:
        # Another draft is no change of this one's length.
        self._parts = self._model.count.segments
        self._all_shown = False
        self.edit.show_text(self._model.text)

    def _show(self) -> None:
        closed = self._model.closed_reason()
        stopped = self._model.stopped()
        self.edit.setReadOnly(bool(closed))
        self.edit.setPlaceholderText(tr("Read only") if closed else tr("Type a message …"))
        self.edit.setAccessibleDescription(closed)
        self._show_notice("" if stopped is None else closed, stopped)
        if stopped is None:
            self._show_block(closed)
        else:
            self.strip.show_block("")
        self.strip.show_note(self._model.note())
        self._show_remarks()
        self._send.setEnabled(self._model.can_send())
        self._send.setIcon(self._theme.icon("send", "on_accent" if self._send.isEnabled() else "faint"))
        self._show_counter()

    def _show_notice(self, words: str, stopped: Finding | None) -> None:
        had_focus = self.edit.hasFocus()
        before = self.notice.words.text()
        blocked = stopped is not None and bool(stopped.value("blocked"))
        has_text = stopped is not None and stopped.fix is Fix.SHOW_STOP
        self.notice.say(words, has_text=has_text, may_open=not blocked)
        self.writing.setVisible(stopped is None)
        if stopped is not None and had_focus:
            self.notice.call.setFocus()
        if words and words != before and self.notice.isVisible():
            announce(self.notice, words)

    def _show_block(self, closed: str) -> None:
        found = first_block(self._model.findings())
        if closed or found is None:
            self.strip.show_block(self._model.block())
        else:
            self.strip.show_block(self._model.said(found), self._label(found), self._act(found))

    def _show_remarks(self) -> None:
        closed = bool(self._model.closed_reason())
        other = self._line_advice()
        notes = [one for one in self._model.warnings() if other is None or one.line is None]
        remarks = [] if other is None else [self._remark_of_line(other)]
        remarks += [self._remark(note) for note in notes]
        if not closed:
            remarks += [self._advice(one) for one in advice(self._model.findings())]
        if not closed and (words := self._mms_offer()):
            remarks.append(Remark(words, tr("Send as one MMS"), self._send_whole, "info", "muted"))
        if self._offered is not None and not self._model.text.strip() and not closed:
            remarks.append(self._offered)
        self.strip.show_remarks(self._folded(remarks))

    def _folded(self, remarks: list[Remark]) -> list[Remark]:
        """The weightiest of many, and how many more there are: the field stays where one writes."""
        more = len(remarks) - MOST_REMARKS
        if self._all_shown or more < 2:
            return remarks
        rest = ntr("There is {n} more note.", "There are {n} more notes.", more)
        return [*remarks[:MOST_REMARKS], Remark(rest, tr("Show all"), self._show_all, "info", "muted")]

    def _show_all(self) -> None:
        self._all_shown = True
        self._show_remarks()
        self.edit.setFocus()

    def _advice(self, finding: Finding) -> Remark:
        warns = finding.severity is Severity.WARN
        look = ("warning", "warn") if warns else ("info", "muted")
        return Remark(self._model.said(finding), self._label(finding), self._act(finding), *look)

    def _label(self, finding: Finding) -> str:
        """Where the adviser names a line, the list of all lines is no better offer."""
        named = finding.fix is Fix.OTHER_LINE and self._line_advice() is not None
        return "" if named else label(finding)

    def _line_advice(self) -> LineAdvice | None:
        target = self._model.target
        if target is None:
            return None
        return self._model.preflight.advice(target, target.peer or self._model.recipient, self._model.body)

    def _remark_of_line(self, other: LineAdvice) -> Remark:
        return Remark(other.words, other.offer, lambda: self.line_wanted.emit(*other.line), "info", "muted")

    def _act(self, finding: Finding) -> Callable[[], object]:
        def act() -> None:
            if finding.fix is Fix.SIMPLIFY:
                self.fix_it()
            elif finding.fix is Fix.SHOW_PARTS:
                self.show_parts()
            elif not self.fixes.do(finding):
                self.fix_wanted.emit(finding)

        return act

    def _show_stop(self) -> None:
        if (stopped := self._model.stopped()) is not None:
            self.fix_wanted.emit(stopped)

    def _call_instead(self) -> None:
        if (stopped := self._model.stopped()) is not None:
            self.fix_wanted.emit(replace(stopped, fix=Fix.CALL))

    def _open_again(self, reason: str) -> None:
        if self._model.open_again(reason):
            self.edit.setFocus()
            self.strip.show_note(tr("You can text them again. Why is kept with their number."))

    def _remark(self, note: Note) -> Remark:
        if note.line is None:
            return Remark(note.words)
        account_id, number = note.line
        offer = tr("Write from {line}").format(line=isolated(readable(number)))
        return Remark(note.words, offer, lambda: self.line_wanted.emit(account_id, number))

    def _show_counter(self) -> None:
        forms = self._model.counter()
        self.counter.show_count(forms, self._model.counter_role(), self._model.counter_tip())
        parts = self._model.count.segments
        if parts != self._parts and max(parts, self._parts) > 1 and self.edit.hasFocus():
            announce(self.counter, forms[1])
        self._parts = parts
