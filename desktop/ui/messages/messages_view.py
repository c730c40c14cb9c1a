"""The Messages tab: conversations on one side, the thread with its composer on the other.

Below ``SIZES.two_panes`` one of the two shows at a time. Which conversation is open is kept by its id, and
the composer keeps line and number by value: no re-sorted list can change whom a text goes to.
"""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.ui.empty_state import EmptyState
from desktop.ui.lines.line_model import LineModel, send_reason
from desktop.ui.messages.choosing import Choosing
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.conversation_pane import ConversationPane
from desktop.ui.messages.conversations_model import Conversation, ConversationsModel
from desktop.ui.messages.failure_acts import FailureActs
from desktop.ui.messages.fixes import Fixes
from desktop.ui.messages.reading import Reading
from desktop.ui.messages.recipient_model import RecipientModel
from desktop.ui.messages.sending import Sending
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.messages.thread_pane import ThreadPane
from desktop.ui.messages.two_panes import TwoPanes
from desktop.ui.scrolled import ScrolledPage
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.turns import Later
from desktop.wording import tr


class MessagesView(QWidget):
    """The whole tab."""

    check_again = Signal(str)
    """A person asks what became of a text, in the account of this id."""
    all_lines_changed = Signal(bool)
    call_wanted = Signal(str, str, str)
    """Call somebody: account id, our line, their number; both of this conversation."""
    number_wanted = Signal(str)
    """A number in a text is to be put into the dialpad."""
    calls_toggled = Signal(bool)
    """A person wants calls between the texts of threads, or not."""

    def __init__(
        self,
        *,
        theme: Theme,
        lines: LineModel,
        conversations: ConversationsModel,
        thread: ThreadModel,
        composer: ComposerModel,
        recipients: RecipientModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._conversations = conversations
        self._thread = thread
        self._composer = composer
        self.splitter = TwoPanes(self)
        self._right = QStackedWidget(self.splitter)
        self._open = ScrolledPage(self._right)
        self._left = ConversationPane(conversations, theme, self.splitter)
        self.list, self.search = self._left.list, self._left.search
        self.new_message, self.all_lines = self._left.new_message, self._left.all_lines
        self.failed_chip = self._left.failed
        self.choosing = Choosing(self, self.list, conversations, thread, composer)
        self.pane = ThreadPane(thread, composer, recipients, theme, self._open.viewport())
        self.header, self.recipient = self.pane.header, self.pane.recipient
        self.thread_view, self.composer = self.pane.thread_view, self.pane.composer
        self.reading = Reading(thread, self.thread_view)
        self.sending = Sending(
            composer, self.composer, thread, self.thread_view, self.pane.held, lines, show=self.start_with
        )
        self.failure_acts = FailureActs(
            self.thread_view,
            self.composer,
            self.sending,
            lines,
            show=self.start_with,
            begin=self.start_new,
        )
        self.fixes = Fixes(self.pane, composer, begin=self.start_new, show=self.show_message, parent=self)
        self._nothing_open = EmptyState(theme, "messages", self._right)
        self._lay_out()
        self.name_keys("Ctrl+N", "Ctrl+Shift+F")
        self._connect()
        self._follow_line()

    def name_keys(self, new_message: str, search: str) -> None:
        """The keys of these actions as they are now, for hints; "" for none."""
        self._left.name_keys(new_message, search)
        begin = tr("Choose one, or begin one with {keys}.").format(keys=new_message)
        hint = begin if new_message else tr("Choose one, or begin one.")
        self._nothing_open.say(tr("No conversation is open"), hint)

    def start_new(self, recipient: str | None = None) -> None:
        """Begin a new message on the current line, perhaps to somebody."""
        line = self._lines.current
        if line is None:
            return
        self.list.show_chosen(None)
        self._composer.write_new(line.account_id, line.number, recipient)
        self._show_new()
        self.splitter.choose(second=True)
        if recipient:
            self.composer.take_focus()
        else:
            self.recipient.field.setFocus()

    def start_with(self, number: str) -> None:
        """Write to this number (E.164 or a short code) from the current line.

        Its own draft comes with it, never what an unfinished new message to somebody else holds.
        """
        line = self._lines.current
        if line is None:
            return
        self._composer.write_to(line.account_id, line.number, number)
        existing = self._composer.existing()
        if existing is not None:
            self.open(existing)
            return
        self.list.show_chosen(None)
        self.recipient.hide()
        self._thread.open(None)
        self._show_header()
        self._right.setCurrentWidget(self._open)
        self.splitter.choose(second=True)
        self.composer.take_focus()

    def open(self, conversation_id: int, *, focus: bool = True) -> None:
        """Show a conversation and its composer."""
        row = self._conversations.find(conversation_id)
        if row is None:
            return
        self.list.show_chosen(conversation_id)
        if conversation_id != self._thread.conversation_id:
            self.pane.find_bar.close_bar()
        if self.choosing.waits != conversation_id:
            self._composer.write_to(row.account_id, row.line, row.peer)
        self.choosing.opened()
        self.recipient.hide()
        self._thread.open(conversation_id)
        self._show_header(row)
        self._right.setCurrentWidget(self._open)
        self.splitter.choose(second=True)
        self.reading.begin()
        if focus:
            self.composer.take_focus()

    @property
    def beside(self) -> bool:
        """Whether the thread shows while one chooses in the list."""
        return not self.splitter.narrow or self.splitter.second_alone

    def go_on(self) -> bool:
        """Go on writing in the open conversation. False: a new message is open instead."""
        if self.recipient.isHidden():
            self.composer.take_focus()
        return self.recipient.isHidden()

    def go_back(self) -> None:
        """In a narrow window: from the thread to the list."""
        if self.splitter.second_alone:
            self._composer.save()
            self.splitter.choose(second=False)
            self.list.setFocus()

    def step(self, by: int) -> None:
        """Go to the conversation before (-1) or after (1) the open one."""
        self.list.step(by)

    def next_unread(self, by: int) -> None:
        """Go to the next (1) or previous (-1) conversation with unread texts, round the list."""
        found = self._conversations.next_unread(self.list.current_id, by)
        if found is None:
            announce(self.list, tr("No other conversation in this list has unread texts"))
        else:
            self.open(found)

    def nth(self, number: int) -> None:
        """Go to the conversation that stands in this place of the list; 1 is the first."""
        if 0 < number <= self._conversations.rowCount():
            self.open(self._conversations.conversation(self._conversations.index(number - 1)).id)

    def to_latest(self) -> None:
        """Go to the newest text of the open thread."""
        self.thread_view.to_latest()

    def to_top(self) -> None:
        """Go to the first text of the open thread."""
        self.thread_view.to_top()

    def show_day(self, day: date) -> None:
        """Go to a local day of the open thread (demand 7)."""
        self.pane.show_day(day)

    def show_message(self, message_id: int) -> bool:
        """Open a text in its conversation, in the middle, neighbours around it. False: there is none."""
        conversation_id = self._thread.conversation_with(message_id)
        if conversation_id is None:
            return False
        if conversation_id != self._thread.conversation_id or not self.pane.isVisible():
            self.open(conversation_id, focus=False)
        return self.thread_view.show_message(message_id)

    def show_calls(self, on: bool) -> None:
        """Put calls between the texts of threads, or leave them out."""
        self.pane.show_calls(on)

    def find_here(self) -> None:
        """Find words in the open conversation; without one, in all of them."""
        if self.pane.isVisible() and self._thread.conversation_id is not None:
            self.pane.find_here()
        else:
            self.find_everywhere()

    def find_everywhere(self) -> None:
        """Find words in all conversations."""
        self.go_back()
        self.search.setFocus()
        self.search.selectAll()

    def focus_composer(self) -> None:
        """Go on writing."""
        if self.pane.isVisible():
            self.pane.focus_composer()

    def mark_read(self) -> None:
        """The open conversation counts as read, whatever was seen of it."""
        self.reading.mark_read()

    def mark_unread(self) -> None:
        """The open conversation counts as unread, until it is opened anew."""
        self.reading.mark_unread()

    def escape(self) -> bool:
        """Close the topmost thing that is open. False: there was none. Never touches a draft."""
        # A key is faster than an open list of suggestions.
        if self.recipient.close_suggestions():
            return True
        if self.pane.find_bar.isVisible():
            self.pane.find_bar.close_bar()
        elif self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif self.splitter.second_alone:
            self.go_back()
        elif not self.list.hasFocus():
            self.list.setFocus()
        else:
            return False
        return True

    def save(self) -> None:
        """Keep what is being written."""
        self._composer.save()

    def seen_now(self) -> None:
        """The window came to the front: what is on screen counts as read."""
        self.reading.look()

    def undo_send(self) -> None:
        """Take back the text that was sent last, while it has not left."""
        self.sending.undo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.escape():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.splitter.arrange(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # a focus proxy would change the Tab order
        (self.list if self.list.isVisible() else self.search).setFocus()

    def _lay_out(self) -> None:
        self._right.addWidget(self._nothing_open)
        self._open.hold(self.pane, self.pane.column)
        self._right.addWidget(self._open)
        self.splitter.hold(self._left, self._right)
        self.splitter.arranged.connect(lambda: self.header.back.setVisible(self.splitter.narrow))
        self.splitter.widened.connect(self._mark_open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self._search_soon = QTimer(self, singleShot=True, interval=150)
        self._search_soon.timeout.connect(lambda: self._conversations.show_matches(self.search.text()))
        self.search.textChanged.connect(lambda _: self._search_soon.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self.new_message.clicked.connect(lambda: self.start_new())
        self.all_lines.toggled.connect(self._all_lines_toggled)
        self.header.went_back.connect(self.go_back)
        self.recipient.settled.connect(self.composer.take_focus)
        self._composer.changed.connect(self._maybe_show_existing)
        self._latest_soon = Later(self, self.thread_view.to_latest)
        self.composer.queued.connect(self._queued)
        self.pane.attention.check_again.connect(self.check_again)
        self._thread.trouble.connect(self.composer.strip.trouble)
        self.sending.went.connect(self.thread_view.to_latest)
        self.composer.edit.undo_asked.connect(self.undo_send)
        self._lines.current_changed.connect(self._follow_line)
        self._conversations.reloaded.connect(self._left.show_rows)
        self._conversations.reloaded.connect(lambda: self._show_header())
        self._conversations.reloaded.connect(self._maybe_show_existing)
        for changed in (self._lines.dataChanged, self._lines.modelReset):
            changed.connect(lambda *_: self._show_header())
        self.header.call.used.connect(self._call)
        self.pane.failures.acted.connect(self.failure_acts.do)
        self.failure_acts.call_wanted.connect(self.call_wanted)
        self.header.unread_wanted.connect(self.mark_unread)
        self.thread_view.number_wanted.connect(self.number_wanted)
        self.pane.calls_toggled.connect(self.calls_toggled)

    def _mark_open(self) -> None:
        # In the list alone one can go elsewhere; beside the thread it marks the thread that is open.
        target = self._composer.target
        if target is not None:
            self.list.show_chosen(None if target.new else self._thread.conversation_id)

    def _queued(self, conversation_id: int) -> None:
        if self._thread.conversation_id != conversation_id or self.recipient.isVisible():
            self.choosing.show_soon(conversation_id)
        self._latest_soon.start()

    def _all_lines_toggled(self, on: bool) -> None:
        self._conversations.show_all_lines(on)
        self._follow_line()
        self.all_lines_changed.emit(on)

    def _follow_line(self) -> None:
        line = self._lines.current
        here = None if line is None else (line.account_id, line.number)
        self._conversations.show_line(here)
        self._left.allow_new("" if line is None else send_reason(line), line=line is not None)
        target = None if self._conversations.all_lines else self._composer.target
        if here is not None and target is not None and (target.account_id, target.line) != here:
            self._close_thread()
        self._left.show_rows()

    def _close_thread(self) -> None:
        self._composer.close()
        self._thread.open(None)
        self.list.show_chosen(None)
        self._right.setCurrentWidget(self._nothing_open)
        self.splitter.choose(second=False)

    def _show_new(self) -> None:
        self.recipient.show()
        self._thread.open(self._composer.existing())
        self._show_header()
        self._right.setCurrentWidget(self._open)

    def _maybe_show_existing(self) -> None:
        """While a new message is addressed: the thread that it would go on with stands above it.

        So it does where a number was opened before there was a conversation, and the other side began one.
        """
        target = self._composer.target
        if target is None or self.choosing.waits is not None:
            return
        if target.new or self._thread.conversation_id is None:
            existing = self._composer.existing()
            if existing is not None and not target.new:
                self.choosing.show_soon(existing)
            elif existing != self._thread.conversation_id:
                self._thread.open(existing)

    def _show_header(self, row: Conversation | None = None) -> None:
        target = self._composer.target
        if target is None or (row is None and self.choosing.waits is not None):
            return
        conversation_id = self._thread.conversation_id
        if row is None and conversation_id is not None and not target.new:
            row = self._conversations.find(conversation_id)
        key = (target.account_id, target.line)
        line = next((one for one in self._lines.lines() if (one.account_id, one.number) == key), None)
        name = row.name if row is not None else self._conversations.name_of(target.account_id, target.peer)
        self.pane.show_head(target, row, name, self._conversations.label_of(*key), line)

    def _call(self) -> None:
        target = self._composer.target
        if target is not None and target.peer:
            self.call_wanted.emit(target.account_id, target.line, target.peer)
