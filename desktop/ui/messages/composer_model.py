"""What is being written: for which line and number, counted live, kept as a draft, checked, sent.

Look here for what stops a send (requirements B4, B11, B12, B17, D7) and for the numbers that the counter
shows (B5). Line and recipient are bound to the draft by value, so no list that moves can re-target it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import wording
from desktop.sms.emergency import home_region, is_emergency
from desktop.sms.phone import Kind, NotANumber, Peer, parse, readable, region_of, same
from desktop.sms.segments import JOINED, Count, Policy
from desktop.store import accounts, contacts, conversations, drafts, lines, messages
from desktop.store.database import Database, StoreError
from desktop.store.drafts import Draft
from desktop.store.failed import last_failed
from desktop.store.lines import Line
from desktop.ui.changes import Changes
from desktop.ui.country import country_name
from desktop.ui.messages import counter
from desktop.ui.messages.counter import Measure, measure
from desktop.wording import ntr, tr

SAVE_AFTER_MS = 300
"""A draft is on disk this long after its first new key: a crash loses less than a second of writing."""
TRY_AGAIN_MS = 5000
"""Pause after a draft could not be written."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom the text is for. ``peer`` is "" while *To* holds no number."""

    account_id: str
    line: str
    peer: str
    new: bool = False
    """Written from *New message*: the recipient stands in a field and may still change."""


class ComposerModel(QObject):
    """One composer. Texts go in by ``set_text``; ``changed`` says that count or blocks may differ."""

    changed = Signal()
    retargeted = Signal()
    """It is for another line or number now; the text is that one's draft."""
    trouble = Signal(str)
    """Something could not be stored; the text is still here. "" once it is stored after all."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._target: Target | None = None
        self._line: Line | None = None
        self._policy: Policy | None = None
        self._price = ("", "")
        self._text = ""
        self._recipient = ""
        self._dirty = False
        self._unsaved: dict[Target, Draft] = {}
        """What could not be written to disk, kept as long as the program runs."""
        self._known: tuple[str, Policy, Measure] | None = None
        self._nobody = False
        """The other side is a sender's name that cannot be answered."""
        self._said_unsaved = False
        self._save_soon = QTimer(self, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        changes.lines_changed.connect(self._read_line)
        changes.account_changed.connect(self._read_line)
        changes.store_changed_elsewhere.connect(self._read_line)

    @property
    def target(self) -> Target | None:
        """Whom the text is for; ``None`` if nothing is open."""
        return self._target

    @property
    def text(self) -> str:
        """What stands in the composer."""
        return self._text

    @property
    def recipient(self) -> str:
        """What stands in *To*, as typed."""
        return self._recipient

    @property
    def count(self) -> Count:
        """Parts and units of what would be sent now."""
        return self._measured.count

    @property
    def _measured(self) -> Measure:
        known = self._known
        if known is None or known[:2] != (self._text, self._rules):
            known = self._known = (self._text, self._rules, measure(self._text, self._rules))
        return known[2]

    @property
    def _rules(self) -> Policy:
        return self._policy or JOINED

    def write_to(self, account_id: str, line: str, peer: str) -> None:
        """Open the draft of a conversation."""
        self._open(Target(account_id, line, peer))

    def write_new(self, account_id: str, line: str, recipient: str | None = None) -> None:
        """Open a new message; with the recipient it had, or a given one."""
        self._open(Target(account_id, line, "", new=True))
        if recipient is not None:
            self.set_recipient(recipient)

    def close(self) -> None:
        """Nothing is open any more; what was written is kept."""
        trouble = self._put_away()
        self._target = self._line = None
        self._text, self._recipient, self._dirty = "", "", False
        self.retargeted.emit()
        self.changed.emit()
        self.trouble.emit(trouble)

    def set_text(self, text: str) -> None:
        """What was typed so far."""
        if text != self._text:
            self._text = text
            self._note_change()

    def set_recipient(self, typed: str) -> None:
        """What was typed into *To* so far, or picked for it."""
        if typed != self._recipient:
            self._recipient = typed
            self._note_change()

    def peer(self) -> Peer:
        """Who *To* means, read in the line's country. Raises ``NotANumber``."""
        assert self._target is not None
        return parse(self._recipient, region_of(self._target.line))

    def recipient_note(self) -> str:
        """The number that *To* was understood as, and its country, before anything is sent (B2)."""
        if emergency := self._emergency():
            return emergency
        try:
            peer = self.peer()
        except NotANumber as error:
            return wording.number_fault(error.fault) if self._recipient.strip() else ""
        if peer.kind is Kind.SHORT_CODE:
            return tr("{code} is a short code: delivery is not certain.").format(code=peer.value)
        if peer.kind is Kind.ALPHANUMERIC:
            return tr("{name} is no number.").format(name=peer.value)
        name = contacts.name_of(self._db, peer.value)
        words = [wording.isolated(readable(peer.value)), country_name(peer.region), name]
        return " · ".join(word for word in words if word)

    def existing(self) -> int | None:
        """The conversation that a new message would go on with, if there is one."""
        if self._target is None:
            return None
        try:
            peer = self._target.peer or self.peer().value
        except NotANumber:
            return None
        return conversations.find(self._db, self._target.account_id, self._target.line, peer)

    def closed_reason(self) -> str:
        """Why nothing at all can be written here; "" where it can."""
        if self._target is None:
            return ""
        if self._line is None:
            return wording.failure("line_gone", "")
        if self._line.can_send is False:
            return wording.line_reason(
                self._line.number,
                "receive_only" if self._line.can_receive else self._line.reason_code,
                self._line.reason,
                kind=self._line.kind,
                country=self._line.country,
            )
        if self._nobody:
            return tr("{name} is a sender's name, not a number: nobody can answer it.").format(
                name=self._target.peer
            )
        return ""

    def block(self) -> str:
        """What stops a send now, in one sentence; "" where nothing does but perhaps an empty text."""
        if self._target is None:
            return ""
        closed = self.closed_reason() or self._emergency()
        if closed:
            return closed
        own_number = tr("This is the line itself: From and To are the same number.")
        if self._target.new and self._recipient.strip():
            try:
                peer = self.peer()
            except NotANumber as error:
                return wording.number_fault(error.fault)
            if peer.kind is Kind.ALPHANUMERIC:
                return tr("“{name}” is no number, and no contact was picked.").format(name=peer.value)
            if same(peer.value, self._target.line):
                return own_number
        elif self._target.peer and same(self._target.peer, self._target.line):
            return own_number
        excess = self._measured.excess
        if excess > 0:
            return ntr(
                "The text is {n} character too long; {most} are allowed. Shorten it to send it.",
                "The text is {n} characters too long; {most} are allowed. Shorten it to send it.",
                excess,
                most=self._rules.max_characters,
            )
        return ""

    def _emergency(self) -> str:
        """Why nobody texts there, where the other side is an emergency number; "" anywhere else."""
        if self._target is None:
            return ""
        number = self._recipient if self._target.new else self._target.peer
        home = region_of(self._target.line) or (self._line.country if self._line else None)
        return wording.emergency(number) if is_emergency(number, home, home_region()) else ""

    def note(self) -> str:
        """Something to know that stops nothing: replies cannot arrive on a send-only line (A5)."""
        if self._line is not None and self._line.can_receive is False and self._line.can_send is not False:
            return wording.line_reason(self._line.number, "send_only", "")
        return ""

    def can_send(self) -> bool:
        """Whether Send would put a text into the queue now."""
        if self._target is None or not self._text.strip() or self.block():
            return False
        return bool(self._target.peer or self._recipient.strip())

    def send(self) -> int | None:
        """Put the text in the queue; returns its conversation, or ``None`` if something stops it."""
        if not self.can_send() or self._target is None:
            return None
        target = self._target
        peer = target.peer or self.peer().value
        try:
            # A new message to somebody whose conversation holds a draft is not that draft.
            there = Target(target.account_id, target.line, peer)
            begun = self._stored(there) if target.new else Draft()
            message = messages.queue(
                self._db,
                account_id=target.account_id,
                line=target.line,
                peer=peer,
                body=self._measured.body,
            )
        except StoreError as error:
            self.trouble.emit(_in_words(error, tr("The text was not sent and is still here.")))
            return None
        self._text = self._recipient = ""
        trouble = ""
        if target.new:
            self._dirty = True
            trouble = self._put_away() or self._keep(there, begun)
        else:
            self._unsaved.pop(target, None)
        self._dirty = False
        self.retargeted.emit()
        self.changed.emit()
        self.trouble.emit(trouble)
        return message.conversation_id

    def bring_back(self) -> bool:
        """Take up the words of this conversation's last failed text as a draft; whether there was one.

        Nothing is sent, and nothing that was written is lost: only an empty composer takes them.
        """
        conversation_id = None if self._text or self.closed_reason() else self.existing()
        words = "" if conversation_id is None else last_failed(self._db, conversation_id)
        if not words:
            return False
        self._text = words
        self._note_change()
        self.retargeted.emit()
        return True

    def save(self) -> None:
        """Write the draft to disk if it changed."""
        trouble = self._put_away()
        if trouble or self._said_unsaved:
            self.trouble.emit(trouble)
        self._said_unsaved = bool(trouble)

    def _note_change(self) -> None:
        self._dirty = True
        # Not started anew with each key: whoever types without a pause is saved as well.
        if not self._save_soon.isActive():
            self._save_soon.start(SAVE_AFTER_MS)
        self.changed.emit()

    def _put_away(self) -> str:
        """As ``save``; what went wrong, in words."""
        self._save_soon.stop()
        if self._target is None or not self._dirty:
            return ""
        trouble = self._keep(self._target, Draft(self._recipient if self._target.new else "", self._text))
        self._dirty = bool(trouble)
        if trouble:
            self._save_soon.start(TRY_AGAIN_MS)
        return trouble

    def _stored(self, target: Target) -> Draft:
        kept = self._unsaved.get(target)
        return kept or drafts.get(self._db, target.account_id, target.line, target.peer)

    def _keep(self, target: Target, draft: Draft) -> str:
        """Store a draft, and those that could not be stored before; what went wrong, in words."""
        self._unsaved[target] = draft
        try:
            for one, kept in list(self._unsaved.items()):
                drafts.keep(self._db, one.account_id, one.line, one.peer, kept)
                del self._unsaved[one]
        except StoreError as error:
            return _in_words(error, tr("The draft is not saved."))
        return ""

    def counter(self) -> list[str]:
        """The counter's words, from the whole to the shortest form, for the place there is (B5)."""
        return counter.forms(self._measured, self._price)

    def counter_role(self) -> str:
        """``bad`` past the limit, ``warn`` where fewer than five characters force Unicode, else ``muted``."""
        return counter.role(self._measured)

    def counter_tip(self) -> str:
        """What is left in the last part, what forced Unicode, and how the text arrives."""
        return counter.tip(self._measured)

    def _open(self, target: Target) -> None:
        trouble = self._put_away()
        if target == self._target:
            self._read_line()
            self.trouble.emit(trouble)
            return
        self._target = target
        self._nobody = not target.new and _is_name(target.peer)
        self._read_line()
        draft = self._stored(target)
        self._text, self._recipient = draft.body, draft.recipient
        self._dirty = target in self._unsaved
        self.retargeted.emit()
        self.changed.emit()
        self.trouble.emit(trouble)

    def _read_line(self) -> None:
        if self._target is None:
            return
        found = lines.find(self._db, self._target.line, self._target.account_id)
        self._line = found[0] if found else None
        facts = accounts.terms(self._db, self._target.account_id)
        self._policy = Policy(**facts.policy) if facts.policy else None
        self._price = (facts.price_per_part or "", facts.currency)
        self.changed.emit()


def _in_words(error: StoreError, then: str) -> str:
    return f"{wording.store_trouble(type(error).__name__, str(error.path), error.detail)} {then}"


def _is_name(peer: str) -> bool:
    try:
        return parse(peer).kind is Kind.ALPHANUMERIC
    except NotANumber:
        return True
