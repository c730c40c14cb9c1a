"""What was dialled, read as a number of the current line's country: whose it is, whether it can be texted."""

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.sms.phone import Kind, NotANumber, Peer, parse, readable, region_of
from desktop.store import contacts
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.lines.line_model import LineModel, send_reason
from desktop.ui.lines.reach import message_reason
from desktop.ui.plain import one_line
from desktop.wording import tr


class DialpadModel(QObject):
    """Reads the text anew when it changes, when another line is current, and when the phone book changed."""

    changed = Signal()
    """Another text, or the same one means something else now."""

    def __init__(
        self, db: Database, changes: Changes, lines: LineModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._lines = lines
        self._text = ""
        self._peer: Peer | None = None
        self._name = ""
        lines.current_changed.connect(self._read)
        changes.account_changed.connect(self._read)
        changes.store_changed_elsewhere.connect(self._read)

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
    def recipient(self) -> str:
        """E.164, or the digits of a short code; "" while there is no such number."""
        return "" if self._peer is None else self._peer.value

    @property
    def reading(self) -> str:
        """How the text is understood, before anything is sent: the number in full and its country (B2)."""
        if self._peer is None:
            return ""
        if self._peer.kind is Kind.SHORT_CODE:
            return tr("Short code {number}").format(number=self._peer.value)
        shown = wording.isolated(readable(self._peer.value))
        return f"{shown} · {self._peer.region}" if self._peer.region else shown

    @property
    def note(self) -> str:
        """Whose number it is, or what to know of it; "" where there is nothing to say."""
        if self._peer is not None and self._peer.kind is Kind.SHORT_CODE:
            return self._name or tr("Texts to short codes may not arrive.")
        return self._name

    @property
    def reason(self) -> str:
        """Why it cannot be texted from the current line (A3, B12); "" where it can."""
        line = self._lines.current
        if line is not None and not self._text.strip():
            return send_reason(line) or tr("Dial or paste a number first.")
        return message_reason(line, self._text)

    def _read(self) -> None:
        line = self._lines.current
        self._peer, self._name = None, ""
        try:
            found = parse(self._text, (region_of(line.number) or line.country or None) if line else None)
        except NotANumber:
            pass  # ``reason`` says why
        else:
            if found.kind is not Kind.ALPHANUMERIC:
                self._peer = found
                self._name = one_line(contacts.name_of(self._db, found.value))
        self.changed.emit()
