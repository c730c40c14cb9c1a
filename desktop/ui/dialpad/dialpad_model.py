"""What was dialled, read as a number of the current line's country: whose it is, whether it can be texted.

Look here for whom somebody may mean who has dialled a part, and for the number that was dialled last.
"""

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.sms.phone import Kind, NotANumber, Peer, digits, parse, readable
from desktop.store import contacts, dialling
from desktop.store.database import Database
from desktop.store.dialling import Match
from desktop.ui.changes import Changes
from desktop.ui.country import country_name
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.lines.line_model import Line, LineModel, send_reason
from desktop.ui.lines.reach import home_of, is_emergency_for, message_reason
from desktop.ui.plain import one_line
from desktop.ui.turns import Later
from desktop.wording import tr

__all__ = ["DialpadModel", "Match"]


class DialpadModel(QObject):
    """Reads the text anew when it changes, when another line is current, and when the phone book changed."""

    changed = Signal()
    """Another text, or the same one means something else now."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        lines: LineModel,
        last: LastDialled,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._lines = lines
        self._last = last
        self._text = ""
        self._peer: Peer | None = None
        self._emergency = ""
        self._name = ""
        lines.current_changed.connect(self._read)
        last.changed.connect(self.changed)
        changes.account_changed.connect(self._read)
        changes.contacts_changed.connect(self._read)
        Later(self, self._read).after(changes.store_changed_elsewhere)

    @property
    def text(self) -> str:
        """What was typed, dialled or pasted."""
        return self._text

    def set_text(self, text: str) -> None:
        """Take another text, in any way of writing numbers (B2)."""
        if text != self._text:
            self._text = text
            self._read()

    @property
    def line(self) -> Line | None:
        """The current line."""
        return self._lines.current

    @property
    def recipient(self) -> str:
        """E.164, or the digits of a short code or emergency number; "" while there is no such number."""
        return self._emergency or ("" if self._peer is None else self._peer.value)

    @property
    def reading(self) -> str:
        """How the text is understood, before anything is done with it: number and country (B2)."""
        if self._emergency:
            return tr("Emergency number {number}").format(number=self._emergency)
        if self._peer is None:
            return ""
        if self._peer.kind is Kind.SHORT_CODE:
            return tr("Short code {number}").format(number=self._peer.value)
        shown = wording.isolated(readable(self._peer.value))
        return " · ".join(filter(None, (shown, country_name(self._peer.region))))

    @property
    def note(self) -> str:
        """Whose number it is, or what to know of it; "" where there is nothing to say."""
        if self._emergency:
            return tr("Call it: texts may not arrive.")
        if self._peer is not None and self._peer.kind is Kind.SHORT_CODE:
            return self._name or tr("Texts to short codes may not arrive.")
        return self._name

    @property
    def named(self) -> bool:
        """Whether a contact has the number."""
        return bool(self._name)

    @property
    def reason(self) -> str:
        """Why it cannot be texted from the current line (A3, B12); "" where it can."""
        line = self._lines.current
        if line is not None and not self._text.strip():
            return send_reason(line) or tr("Dial or paste a number first.")
        return message_reason(line, self._text)

    @property
    def last_number(self) -> str:
        """The number that was texted from here or called last; "" for none yet."""
        return self._last.number

    def remember(self) -> None:
        """The number is used now: it is the last one. An emergency number is never brought back by a slip."""
        if self.recipient and not self._emergency:
            self._last.remember(self.recipient)

    def matches(self, most: int) -> list[Match]:
        """Whom somebody may mean who has dialled this part; nobody once the number is a known one."""
        if self._emergency or self._name:
            return []
        found = dialling.matches(self._db, digits(self._text), limit=most + 1)
        return [match for match in found if match.number != self.recipient][:most]

    def _read(self) -> None:
        line = self._lines.current
        self._peer, self._emergency, self._name = None, "", ""
        if is_emergency_for(line, self._text):
            self._emergency = digits(self._text)
            self.changed.emit()
            return
        try:
            found = parse(self._text, home_of(line))
        except NotANumber:
            pass  # ``reason`` says why
        else:
            if found.kind is not Kind.ALPHANUMERIC:
                self._peer = found
                self._name = one_line(contacts.name_of(self._db, found.value))
        self.changed.emit()
