"""The card about one call: who, what, when exactly, how long, and what can be done about it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.calls.call_button import CallButton
from desktop.ui.calls.calls_model import Call, CallsModel, is_missed, who
from desktop.ui.calls.kind_model import duration
from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.lines.line_model import Line
from desktop.ui.lines.reach import message_reason
from desktop.ui.list_and_card import PersonHeader
from desktop.ui.plain import one_line
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import tr


class CallCard(QWidget):
    """Its buttons are greyed with the reason where the line or the number stands against it."""

    contact_wanted = Signal()
    """Somebody wants this number in the phone book."""

    def __init__(self, model: CallsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = model
        self._number = ""
        self._header = PersonHeader(theme)
        self.what = ElidedLabel(theme)
        self.when = ElidedLabel(theme, role="muted")
        self.message = RefusingButton(tr("Message"), theme)
        self.message.setIcon(theme.icon("messages"))
        self.call = CallButton(theme)
        self.copy = _tool(theme, "copy", tr("Copy number"))
        self.add = _tool(theme, "contact-add", tr("Add to contacts"))
        words = QVBoxLayout()
        words.setSpacing(SIZES.half_grid)
        words.addWidget(self.what)
        words.addWidget(self.when)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(1.5 * SIZES.grid))
        layout.addWidget(self._header)
        layout.addLayout(words)
        layout.addWidget(ButtonRow((self.message, self.call, self.copy, self.add)))
        self.copy.clicked.connect(self.copy_number)
        self.add.clicked.connect(lambda: self.contact_wanted.emit())

    def show_call(self, call: Call, line: Line | None, *, no_line: str = "") -> None:
        """Show a call, and what can be done about it from this line; ``no_line`` says why there is none."""
        self._number = call.peer
        person = who(call)
        number = wording.isolated(one_line(readable(call.peer)))
        self._header.show_person(call.name, call.peer, person, number if call.name and call.peer else "")
        self.what.show_text(self._calls.on_line(call), "bad" if is_missed(call) else "text")
        self.when.show_text(" · ".join(filter(None, (self._calls.exactly_when(call), duration(call)))))
        self.message.setAccessibleName(tr("Message {who}").format(who=person))
        self.message.set_reason((no_line if line is None else "") or message_reason(line, call.peer))
        self.call.show_for(line, call.peer, person, no_line=no_line)
        self.copy.setVisible(bool(call.peer))
        self.add.setVisible(bool(call.peer) and not call.name)

    def copy_number(self) -> None:
        """Put the number on the clipboard, in full."""
        if self._number:
            QGuiApplication.clipboard().setText(self._number)
            announce(self, tr("Number copied"))


def _tool(theme: Theme, drawing: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(drawing))
    button.setIconSize(QSize(SIZES.icon - SIZES.half_grid, SIZES.icon - SIZES.half_grid))
    # Of its own height only, it would keep the buttons beside it from growing with their words.
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
