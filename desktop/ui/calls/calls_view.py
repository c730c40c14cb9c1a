"""The Calls page: the recorded calls of all lines, a card about the current one, and *Message*."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.calls.call_delegate import CallDelegate
from desktop.ui.calls.calls_model import Call, CallsModel, duration, is_missed, what, who
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.empty_state import EmptyState
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.reach import message_reason, recipient
from desktop.ui.list_and_card import ListAndCard, PersonHeader
from desktop.ui.plain import one_line
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowList
from desktop.ui.theme import Theme
from desktop.wording import tr


class CallsView(QWidget):
    """Texts go from the current line, whichever line the call was on."""

    message_to = Signal(str)
    """Somebody wants to text this number, E.164 or a short code."""
    dialpad_wanted = Signal()
    """Somebody wants the dialpad, because there are no calls to choose from."""

    def __init__(
        self, model: CallsModel, theme: Theme, lines: LineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = model
        self._lines = lines
        self._stale = True
        self.list = RowList(theme, tr("Call list"), self)
        self.list.setModel(model)
        self.list.setItemDelegate(CallDelegate(theme, model, self.list))
        self.message = RefusingButton(tr("Message"), theme)
        self.message.setIcon(theme.icon("messages"))
        self.empty = EmptyState(theme, "calls")
        self._header = PersonHeader(theme)
        self._what = ElidedLabel(theme)
        self._when = ElidedLabel(theme, role="muted")
        self._pages = ListAndCard(theme, self.list, self._card(), self.empty, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.list)
        self.list.current_row_changed.connect(self._show_call)
        self.list.entered.connect(self.message.click)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.message.used.connect(self._message)
        self.empty.acted.connect(self.dialpad_wanted)
        lines.current_changed.connect(self._show_call)
        model.outdated.connect(self._outdated)
        model.modelReset.connect(self._settle)
        model.dataChanged.connect(self._show_call)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _card(self) -> QWidget:
        card = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._when)
        below = QHBoxLayout()
        below.setSpacing(SIZES.grid)
        below.addLayout(words, 1)
        below.addWidget(self.message)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(1.5 * SIZES.grid))
        layout.addWidget(self._header)
        layout.addLayout(below)
        return card

    def _outdated(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self._calls.refresh()
        self._settle()

    def _settle(self) -> None:
        empty = self._calls.rowCount() == 0
        if empty:
            self._say_why_empty()
        self._pages.show_empty(empty)
        self.list.begin_at_first()
        self._show_call()

    def _say_why_empty(self) -> None:
        action = tr("Open the dialpad")
        if self._calls.offered is False:
            self.empty.say(
                tr("This service does not list its calls"),
                tr("Its interface offers no list of calls. Any number can be texted from the dialpad."),
                action,
            )
        else:
            self.empty.say(
                tr("No calls yet"),
                tr("Calls on your lines appear here. Any number can be texted from the dialpad."),
                action,
            )

    def _current(self) -> Call | None:
        index = self.list.currentIndex()
        return self._calls.call(index) if index.isValid() else None

    def _show_call(self) -> None:
        call = self._current()
        if call is None:
            return
        number = wording.isolated(one_line(readable(call.peer)))
        self._header.show_person(call.name, call.peer, who(call), number if call.name and call.peer else "")
        line = tr("{what} on {line}").format(what=what(call), line=self._calls.line_label(call))
        self._what.show_text(line, "bad" if is_missed(call) else "text")
        self._when.show_text(" · ".join(filter(None, (self._calls.exactly_when(call), duration(call)))))
        self.message.setAccessibleName(tr("Message {who}").format(who=who(call)))
        self.message.set_reason(message_reason(self._lines.current, call.peer))

    def _message(self) -> None:
        call, line = self._current(), self._lines.current
        if call is not None and line is not None:
            self.message_to.emit(recipient(line, call.peer))

    def _open_menu(self, at: QPoint) -> None:
        call = self._current()
        if call is None or not self.list.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.setAccessibleName(tr("This call"))
        message = menu.addAction(tr("Message"))
        message.setEnabled(self.message.available)
        message.triggered.connect(self.message.click)
        copy = menu.addAction(tr("Copy number"))
        copy.setEnabled(bool(call.peer))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(call.peer))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(at))
