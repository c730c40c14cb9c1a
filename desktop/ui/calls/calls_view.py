"""The Calls page: every call of the lines, filtered and searched, and a card about the current one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.ui.calls.call_card import CallCard
from desktop.ui.calls.call_list_pane import CallListPane
from desktop.ui.calls.calls_model import Call, CallsModel
from desktop.ui.empty_state import EmptyState
from desktop.ui.lines.line_model import Line, LineModel
from desktop.ui.lines.reach import recipient
from desktop.ui.list_and_card import ListAndCard
from desktop.ui.theme import Theme
from desktop.wording import tr

CALL_KEYS = "Ctrl+Return"
"""Calls back from the list; Enter alone texts back."""


class CallsView(QWidget):
    """Texts and calls go from the line that the listed call was on, which the others know (demand 13).

    A call that names no line of ours is answered from the current one.
    """

    reply_wanted = Signal(str, str, str)
    """Somebody wants to text: account id and number of our line, and their number, E.164 or a short code."""
    call_wanted = Signal(str, str, str)
    """Somebody wants to call: account id and number of our line, and their number."""
    contact_wanted = Signal(str)
    """Somebody wants this number in the phone book."""
    dialpad_wanted = Signal()
    """Somebody wants the dialpad, because there are no calls to choose from."""

    def __init__(
        self, model: CallsModel, theme: Theme, lines: LineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = model
        self._lines = lines
        self._stale = True
        self.pane = CallListPane(model, theme)
        self.list = self.pane.list
        self.card = CallCard(model, theme)
        self.empty = EmptyState(theme, "calls")
        self._pages = ListAndCard(theme, self.pane, self.card, self.empty, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.list)
        self._connect()

    def find_here(self) -> None:
        """Put the cursor into the search."""
        self.pane.search.setFocus()
        self.pane.search.selectAll()

    def sections(self) -> Sequence[QWidget]:
        """Where F6 stops, in reading order."""
        return (self.pane.search, self.list, self.card.message)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _connect(self) -> None:
        model, pane, card = self._calls, self.pane, self.card
        pane.message_wanted.connect(card.message.click)
        pane.call_wanted.connect(card.call.click)
        pane.searched.connect(lambda text: self._show(search=text))
        pane.filters.chosen.connect(lambda name: self._show(filter_=name))
        pane.all_lines.toggled.connect(self._show_lines)
        self.list.current_row_changed.connect(self._show_call)
        self.list.customContextMenuRequested.connect(self._open_menu)
        card.message.used.connect(self._message)
        card.call.used.connect(self._call)
        card.contact_wanted.connect(self._add_contact)
        self.empty.acted.connect(self.dialpad_wanted)
        self._lines.current_changed.connect(self._follow_line)
        for changed in (self._lines.dataChanged, self._lines.rowsInserted, self._lines.rowsRemoved):
            changed.connect(lambda *_: self._show_call())
        model.outdated.connect(self._outdated)
        model.modelReset.connect(self._settle)
        model.dataChanged.connect(self._show_call)

    def _outdated(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self._calls.refresh()
        self._settle()

    def _show(self, *, filter_: str | None = None, search: str | None = None) -> None:
        self._calls.show(filter_=filter_, search=search)
        self._begin_anew()

    def _show_lines(self) -> None:
        line = self._lines.current
        if self.pane.all_lines.isChecked() or line is None:
            self._calls.show(all_lines=True)
        else:
            self._calls.show(line=(line.account_id, line.number))
        self._begin_anew()

    def _begin_anew(self) -> None:
        if self._calls.rowCount():
            # Enter takes the newest match, which is the first one now.
            self.list.setCurrentIndex(self._calls.index(0))
        self._settle()

    def _follow_line(self) -> None:
        if self.pane.all_lines.isChecked():
            self._show_call()
        else:
            self._show_lines()

    def _settle(self) -> None:
        empty = not self._calls.any and not self._calls.narrowed
        if empty:
            self._say_why_empty()
        self._pages.show_empty(empty)
        self._pages.show_card(self._calls.rowCount() > 0)
        self.setFocusProxy(self.empty.button if empty else self.list)
        self.pane.settle()
        self._show_call()

    def _say_why_empty(self) -> None:
        action = tr("Open the dialpad")
        if self._calls.offered is False:
            self.empty.say(
                tr("This service does not list its calls"),
                tr(
                    "Its interface offers no list of calls. Any number can be texted and called from the "
                    "dialpad; calls that you hand to your phone app are noted here."
                ),
                action,
            )
        else:
            self.empty.say(
                tr("No calls yet"),
                tr("Calls on your lines appear here. Any number can be texted and called from the dialpad."),
                action,
            )

    def _current(self) -> Call | None:
        index = self.list.currentIndex()
        return self._calls.call(index) if index.isValid() else None

    def _show_call(self) -> None:
        call = self._current()
        if call is not None:
            line = self._line_of(call)
            gone = tr(
                "{line} is no longer one of your lines. Use the dialpad to text or call from another line."
            ).format(line=self._calls.line_label(call))
            self.card.show_call(call, line, no_line=gone if line is None and self._lines.lines() else "")

    def _line_of(self, call: Call) -> Line | None:
        if not call.line:
            return self._lines.current
        key = (call.account_id, call.line)
        return next((one for one in self._lines.lines() if (one.account_id, one.number) == key), None)

    def _message(self) -> None:
        call = self._current()
        line = None if call is None else self._line_of(call)
        if call is not None and line is not None:
            self.reply_wanted.emit(line.account_id, line.number, recipient(line, call.peer))

    def _call(self) -> None:
        call = self._current()
        if call is not None:
            # Help is called for a line that is gone, too.
            line: Line | Call = self._line_of(call) or call
            number = line.line if isinstance(line, Call) else line.number
            self.call_wanted.emit(line.account_id, number, call.peer)

    def _add_contact(self) -> None:
        call = self._current()
        if call is not None:
            self.contact_wanted.emit(call.peer)

    def _open_menu(self, at: QPoint) -> None:
        call = self._current()
        if call is None or not self.list.indexAt(at).isValid():
            return
        card = self.card
        menu = QMenu(self)
        menu.setAccessibleName(tr("This call"))
        message = menu.addAction(tr("Message"), card.message.click)
        message.setEnabled(card.message.available)
        ring = menu.addAction(tr("Call"), QKeySequence(CALL_KEYS), card.call.click)
        ring.setEnabled(card.call.available)
        menu.addSeparator()
        copy = menu.addAction(tr("Copy number"), card.copy_number)
        copy.setEnabled(bool(call.peer))
        if not call.name and call.peer:
            menu.addAction(tr("Add to contacts"), card.add.click)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(at))
