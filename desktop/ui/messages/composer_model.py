"""What is being written, on its way out: counted live, checked, noted upon, sent, taken back, taken up again.

Look here for the numbers that the counter shows (B5) and for which text Undo takes back. How line and
recipient are bound to it is in ``draft_model``, what stops a send in ``send_blocks_model``, what to note
before one in ``brake_model``. Why it would fail is in ``preflight_model``.
"""

from datetime import UTC, datetime

from PySide6.QtCore import QObject

from desktop.line_words import of_paper
from desktop.sms.delivery import State
from desktop.sms.fixit import Proposal, proposal
from desktop.sms.phone import NotANumber, Peer
from desktop.sms.preflight import Finding, Rule, warnings
from desktop.sms.prices import on_paper
from desktop.sms.segments import JOINED, Count, Policy
from desktop.store import (
    accounts,
    consent,
    contacts,
    conversations,
    failures,
    held,
    lines,
    messages,
    part_again,
)
from desktop.store.database import Database, StoreError
from desktop.store.failed import last_failed
from desktop.store.lines import Line
from desktop.store.messages import NO_DRAFT, Message
from desktop.ui.changes import Changes
from desktop.ui.lines.reach import call_reason
from desktop.ui.messages import counter, send_blocks_model
from desktop.ui.messages.brake_model import BrakeModel, Note
from desktop.ui.messages.counter import Measure, measure
from desktop.ui.messages.draft_model import DraftModel, in_words
from desktop.ui.messages.held_model import HeldModel
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.mms_model import MmsModel
from desktop.ui.messages.preflight_model import PreflightModel, first_block, words
from desktop.ui.messages.refused_model import RefusedModel
from desktop.ui.messages.send_blocks_model import Writing
from desktop.ui.messages.undo_model import UndoModel
from desktop.ui.turns import Later
from desktop.wording import tr

__all__ = ["NO_DRAFT", "ComposerModel", "Note", "Target"]


class ComposerModel(DraftModel):
    """One composer, of a conversation or of a new message."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(db, parent)
        self._line: Line | None = None
        self._learned: tuple[str, str] | None = None
        """The account and the number that this was read for: it is read again when either changes."""
        self._policy: Policy | None = None
        self._price, self._listed = ("", ""), True
        self._paper = ""
        self._known: tuple[str, Policy, Measure] | None = None
        self._cheaper: tuple[Measure, Proposal | None] | None = None
        self.brake = BrakeModel(db, changes, self)
        """What there is to note of the text."""
        self.preflight = PreflightModel(db, changes, self)
        """Why it would fail."""
        self.preflight.changed.connect(self._tell_if_open)
        self.refused = RefusedModel(db, changes, self)
        """Words that must be changed before they go out."""
        self.mms = MmsModel(db)
        self.undo = UndoModel(db, self)
        """The texts that can still be taken back."""
        self.held = HeldModel(db, changes, self)
        """The texts of the open conversation that wait for a person."""
        self.held.trouble.connect(self.trouble)
        changes.lines_changed.connect(self._read_line)
        Later(self, self._read_line).after(changes.account_changed, changes.store_changed_elsewhere)

    @property
    def count(self) -> Count:
        """Parts and units of what would be sent now."""
        return self._measured.count

    @property
    def _measured(self) -> Measure:
        known = self._known
        if known is None or known[:2] != (self._text, self.rules):
            known = self._known = (self._text, self.rules, measure(self._text, self.rules))
        return known[2]

    def peer(self) -> Peer:
        """Who *To* means, read in the line's country. Raises ``NotANumber``."""
        assert self._target is not None
        return self._writing(self._target).peer()

    def recipient_note(self) -> str:
        """The number that *To* was understood as, and its country, before anything is sent (B2)."""
        if self._target is None:
            return ""
        try:
            name = contacts.name_of(self._db, self.peer().value)
        except NotANumber:
            name = ""
        return send_blocks_model.recipient_note(self._writing(self._target), name)

    def existing(self) -> int | None:
        """The conversation that a new message would go on with, if there is one."""
        if self._target is None:
            return None
        try:
            peer = self._target.peer or self.peer().value
        except NotANumber:
            return None
        return conversations.find(self._db, self._target.account_id, self._target.line, peer)

    def findings(self) -> list[Finding]:
        """Everything to know of the text before it is sent, what stops it first (B32)."""
        target = self._target
        if target is None:
            return []
        return self.preflight.findings(target, target.peer or self._recipient, self._measured.body)

    def stopped(self) -> Finding | None:
        """That the person of this conversation said STOP; the composer is a notice then (B20)."""
        if self._target is None or self._target.new:
            return None
        return next((one for one in self.findings() if one.code is Rule.OPTED_OUT), None)

    def closed_reason(self) -> str:
        """Why nothing at all can be written here; "" where it can."""
        if self._target is None:
            return ""
        reason = send_blocks_model.closed_reason(self._writing(self._target))
        stopped = None if reason else self.stopped()
        return reason if stopped is None else words(stopped)

    def block(self) -> str:
        """What stops a send now, in one sentence; "" where nothing does but perhaps an empty text."""
        if closed := self.closed_reason():
            return closed
        found = first_block(self.findings())
        return self._refused_before() if found is None else self.said(found)

    def _refused_before(self) -> str:
        """Why these very words, refused for good before, must not go out again (C15)."""
        target = self._target
        if target is None:
            return ""
        try:
            peer = target.peer or self.peer().value
        except NotANumber:
            return ""
        return self.refused.sentence(target.account_id, target.line, peer, self._measured.body)

    def said(self, finding: Finding) -> str:
        """What a finding says of what is being written."""
        if finding.code is Rule.SENDER_NAME and self._target is not None and self._target.new:
            # A name that is still being typed is no sender's.
            return tr("“{name}” is no number, and no contact was picked.").format(name=finding.value("name"))
        return words(finding)

    def call_reason(self, number: str) -> str:
        """Why this number cannot be called for the line that is written from; "" where it can."""
        return call_reason(self._line, number)

    def open_again(self, reason: str) -> bool:
        """An admin's act: text them again although they said STOP, and keep why (B20). False: not kept."""
        target = self._target
        if target is None or not reason.strip():
            return False
        try:
            consent.override(
                self._db,
                target.account_id,
                target.line,
                target.peer,
                reason=reason,
                now=datetime.now(UTC),
            )
        except StoreError as error:
            self.trouble.emit(in_words(error, tr("Nothing was changed.")))
            return False
        self.preflight.forget()
        return True

    def note(self) -> str:
        """Something to know that stops nothing: replies cannot arrive, or not here (A5)."""
        return "" if self._target is None else send_blocks_model.note(self._writing(self._target))

    def warnings(self) -> list[Note]:
        """That the text may be going to the wrong person, or from the wrong line (idea 4)."""
        target = self._target
        if target is None or self.closed_reason():
            return []
        try:
            peer = target.peer or self.peer().value
        except NotANumber:
            peer = ""
        return self.brake.notes(target, peer, self._text)

    def write_from(self, account_id: str, line: str) -> None:
        """A person's choice: go on from another line; what is written moves along, before what is there."""
        target = self._target
        if target is None:
            return
        try:
            wanted = Target(account_id, line, target.peer or self.peer().value)
        except NotANumber:
            return
        if wanted != target:
            self._move_to(wanted)

    def note_move(self, account_id: str, line: str, peer: str) -> None:
        """The list moved just before the click that opens this conversation: that is noted (idea 4)."""
        target = Target(account_id, line, peer)
        self.brake.moved(target)
        if target == self._target:
            self.changed.emit()

    def unsaved(self) -> list[tuple[str, str]]:
        """Whom the drafts are for that can't be saved, and why; tried once more. Empty ones don't count."""
        self._put_away()
        error = self._kept.catch_up()
        if error is None:
            return []
        return [(self._who(one), error.detail) for one in self._kept.unsaved]

    def can_send(self) -> bool:
        """Whether Send would put a text into the queue now."""
        if self._target is None or not self._text.strip() or self.block():
            return False
        return bool(self._target.peer or self._recipient.strip())

    def send(self, *, draft: tuple[str, str, str] | None = None, kind: str = "sms") -> int | None:
        """Put the text in the queue; returns its conversation, or ``None`` if something stops it.

        The draft of this name goes in the same step: what is written here, if nothing else is said.
        ``kind`` ``mms``: as one message, where ``mms`` offers that.
        """
        self.preflight.catch_up()
        if not self.can_send() or self._target is None:
            return None
        target = self._target
        peer = target.peer or self.peer().value
        try:
            message = messages.queue(
                self._db,
                account_id=target.account_id,
                line=target.line,
                peer=peer,
                body=self._measured.body,
                draft=draft or target.key,
                undo=self.undo.window() or None,
                passed_over=warnings(self.findings()),
                kind=kind,
            )
        except StoreError as error:
            self.trouble.emit(in_words(error, tr("The text was not sent and is still here.")))
            return None
        self.undo.remember(message.id)
        self.brake.begin()
        self.clear()
        return message.conversation_id

    def take_back(self, message_id: int | None = None) -> Message | None:
        """Undo Send, of the last text if none is named; its words stand where they were written.

        That is the composer if its conversation is open, else its draft. ``None``: there is nothing that
        could be taken back any more.
        """
        try:
            wanted = self.undo.latest() if message_id is None else messages.get(self._db, message_id)
            if wanted is None or not self._stands_on_disk():
                return None
            taken = self.undo.take_back(wanted.id)
        except StoreError as error:
            self.trouble.emit(in_words(error, tr("The text could not be taken back.")))
            return None
        if taken is not None:
            self._read_again(taken)
        return taken

    def send_now(self, message_id: int) -> bool:
        """Let a text that could still be taken back leave at once. False: it has, or can't be changed."""
        try:
            return self.undo.send_now(message_id)
        except StoreError as error:
            self.trouble.emit(in_words(error, tr("The text leaves by itself in a moment.")))
            return False

    def bring_back(self) -> str:
        """Take up the words of this conversation's last text that did not go out; its state, "" for none.

        Nothing is sent, and nothing that was written is lost: only an empty composer takes them.
        """
        conversation_id = None if self._text or self.closed_reason() else self.existing()
        message = None if conversation_id is None else last_failed(self._db, conversation_id)
        if message is None or not self.edit_again(message):
            return ""
        return message.state.value

    def edit_again(self, message: Message) -> bool:
        """Take up the words of a failed or held text, before what is written. False: it is neither now.

        A held one leaves the thread for that, so that its words are not there twice (C15, idea 8). Parts that
        wait behind it come along.
        """
        now = datetime.now(UTC)
        if message.state is State.HELD:
            return self.take_up(message, lambda: held.edit(self._db, message.id, now))
        if message.state is not State.FAILED or not self._is_for(message) or self.closed_reason():
            return False
        if message.part is not None:
            return self.take_up(message, lambda: part_again.take_up(self._db, message.id, now))
        self._text = f"{message.body}\n{self._text}" if self._text.strip() else message.body
        self._note_change()
        self.retargeted.emit()
        try:
            # A crash between the two leaves it in both places rather than in none.
            if self._stands_on_disk():
                failures.settle(self._db, [message.id], failures.EDITED, now)
        except StoreError as error:
            self.trouble.emit(in_words(error, tr("It stays among the texts that failed.")))
        return True

    def _who(self, target: Target) -> str:
        peer = target.peer or self._kept.unsaved[target].recipient
        return self.brake.person(target, peer) if peer else ""

    def _writing(self, target: Target) -> Writing:
        return Writing(target, self._recipient, self._line, self._measured, self.rules, self._listed)

    @property
    def rules(self) -> Policy:
        """How parts are counted here."""
        return self._policy or JOINED

    @property
    def body(self) -> str:
        """What would be sent now."""
        return self._measured.body

    def cheaper(self) -> Proposal | None:
        """The smallest change that saves a part of what is written; ``None`` where none does (idea 11)."""
        now = self._measured
        if self._cheaper is None or self._cheaper[0] is not now:
            self._cheaper = (now, proposal(now.body, now.policy))
        return self._cheaper[1]

    def counter(self) -> list[str]:
        """The counter's words, from the whole to the shortest form, for the place there is (B5)."""
        return counter.forms(self._measured, self._price)

    def counter_role(self) -> str:
        """``bad`` past the limit, ``warn`` where fewer than five characters force Unicode, else ``muted``."""
        return counter.role(self._measured)

    def counter_tip(self) -> str:
        """What is left in the last part, what forced Unicode, and how the text arrives."""
        return counter.tip(self._measured, self._paper)

    def _look_up(self, *, other: bool) -> None:
        if other:
            self.brake.begin(self._target)
            self.preflight.catch_up()
        target = self._target
        if target is None or target.key[:2] != self._learned:
            self._learn_line()
        if not other:
            self.changed.emit()

    def _tell_if_open(self) -> None:
        if self._target is not None:
            self.changed.emit()

    def _read_line(self) -> None:
        self._learn_line()
        self._tell_if_open()

    def _learn_line(self) -> None:
        if self._target is None:
            self._line = self._learned = None
            return
        self._learned = self._target.key[:2]
        found = lines.find(self._db, self._target.line, self._target.account_id)
        self._line = found[0] if found else None
        facts = accounts.terms(self._db, self._target.account_id)
        self._policy = Policy(**facts.policy) if facts.policy else None
        self._price, self._listed = (facts.price_per_part or "", facts.currency), facts.listed
        paper = on_paper(facts.service, told=facts.price_told)
        self._paper = "" if paper is None else of_paper(paper.source, paper.dated, read=paper.read)
