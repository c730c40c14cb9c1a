"""The Messages tab: conversations on one side, the thread with its composer on the other.

Below ``SIZES.two_panes`` one of the two shows at a time. Which conversation is open is kept by its id, and
the composer keeps line and number by value: no re-sorted list can change whom a text goes to.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.empty_state import EmptyState
from desktop.ui.lines.line_model import LineModel, send_reason
from desktop.ui.messages.attention_view import AttentionView
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.composer_view import ComposerView
from desktop.ui.messages.conversations_model import ConversationsModel, title
from desktop.ui.messages.conversations_view import ConversationsView
from desktop.ui.messages.recipient_model import RecipientModel
from desktop.ui.messages.recipient_view import RecipientView
from desktop.ui.messages.thread_header import ThreadHeader
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.roles import SIZES
from desktop.ui.search_field import SearchField
from desktop.ui.surface import Surface
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip
from desktop.wording import tr


class MessagesView(QWidget):
    """The whole tab."""

    check_again = Signal(str)
    """A person asks what became of a text, in the account of this id."""
    all_lines_changed = Signal(bool)

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
        self._show_thread_pane = False
        self._was_narrow = False
        self.list = ConversationsView(conversations, theme)
        self.search = SearchField(theme, tr("Search"))
        self.new_message = QToolButton()
        self.new_message.setAccessibleName(tr("New message"))
        self.new_message.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.all_lines = QToolButton()
        self.all_lines.setText(tr("All lines"))
        self.all_lines.setAccessibleName(tr("All lines"))
        self.all_lines.setToolTip(tr("Show the conversations of all lines, also of those that cannot text"))
        self.all_lines.setCheckable(True)
        self.all_lines.setProperty("kind", "chip")
        self.header = ThreadHeader(theme)
        self.recipient = RecipientView(composer, recipients, theme)
        self.thread_view = ThreadView(thread, theme)
        self.attention = AttentionView(thread, theme)
        self.composer = ComposerView(composer, theme)
        self._nothing_open = EmptyState(theme, "messages")
        self._nothing_open.say(tr("No conversation is open"), tr("Choose one, or begin one with Ctrl+N."))
        self._no_rows = EmptyState(theme, "messages")
        self._lay_out()
        self._connect()
        self._colour()
        self._follow_line()

    def start_new(self, recipient: str | None = None) -> None:
        """Begin a new message on the current line, perhaps to somebody."""
        line = self._lines.current
        if line is None:
            return
        self.list.show_chosen(None)
        self._composer.write_new(line.account_id, line.number, recipient)
        self._show_new()
        self._go_to_thread()
        if recipient:
            self.composer.edit.setFocus()
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
        self._right.setCurrentWidget(self._pane)
        self._go_to_thread()
        self.composer.edit.setFocus()

    def open(self, conversation_id: int, *, focus: bool = True) -> None:
        """Show a conversation and its composer."""
        row = self._conversations.find(conversation_id)
        if row is None:
            return
        self.list.show_chosen(conversation_id)
        self._composer.write_to(row.account_id, row.line, row.peer)
        self.recipient.hide()
        self._thread.open(conversation_id)
        self._show_header()
        self._right.setCurrentWidget(self._pane)
        self._go_to_thread()
        self._see_soon.start()
        if focus:
            self.composer.edit.setFocus()

    def go_back(self) -> None:
        """In a narrow window: from the thread to the list."""
        if self._narrow() and self._show_thread_pane:
            self._composer.save()
            self._show_thread_pane = False
            self._arrange()
            self.list.setFocus()

    def save(self) -> None:
        """Keep what is being written."""
        self._composer.save()

    def seen_now(self) -> None:
        """The window came to the front: what is on screen counts as read."""
        self._see_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._see_soon.start()

    def _lay_out(self) -> None:
        grid = SIZES.grid
        tools = QHBoxLayout()
        tools.setContentsMargins(2 * grid, grid, 2 * grid, grid)
        tools.setSpacing(grid)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.all_lines)
        tools.addWidget(self.new_message)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.list)
        self._rows.addWidget(self._no_rows)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(tools)
        left.addWidget(self._rows, 1)
        self._pane = Surface(self._theme)
        pane = QVBoxLayout(self._pane)
        pane.setContentsMargins(0, 0, 0, 0)
        pane.setSpacing(0)
        for widget in (self.header, self.recipient, self.thread_view, self.attention, self.composer):
            pane.addWidget(widget, 1 if widget is self.thread_view else 0)
        self._right = QStackedWidget()
        self._right.addWidget(self._nothing_open)
        self._right.addWidget(self._pane)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([360, 720])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        # Later: marking as read changes the very rows whose change is being shown.
        self._see_soon = QTimer(self, singleShot=True, interval=0)
        self._see_soon.timeout.connect(self._mark_seen)
        self.list.chosen.connect(self._chosen)
        self.list.entered_thread.connect(lambda conversation_id: self.open(conversation_id))
        self._search_soon = QTimer(self, singleShot=True, interval=150)
        self._search_soon.timeout.connect(lambda: self._conversations.show_matches(self.search.text()))
        self.search.textChanged.connect(lambda _: self._search_soon.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self.new_message.clicked.connect(lambda: self.start_new())
        self.all_lines.toggled.connect(self._all_lines_toggled)
        self.header.went_back.connect(self.go_back)
        self.recipient.settled.connect(self.composer.edit.setFocus)
        self._composer.changed.connect(self._maybe_show_existing)
        self.composer.queued.connect(self._queued)
        self.attention.check_again.connect(self.check_again)
        self._thread.trouble.connect(self.composer.strip.trouble)
        self.thread_view.seen.connect(self._see_soon.start)
        self._lines.current_changed.connect(self._follow_line)
        self._conversations.reloaded.connect(self._show_rows)
        self._conversations.reloaded.connect(self._show_header)
        self._theme.changed.connect(self._colour)
        self._shortcut("Alt+Up", lambda: self.list.step(-1))
        self._shortcut("Alt+Down", lambda: self.list.step(1))
        self._shortcut("Ctrl+F", self._find)
        self._shortcut("Ctrl+Shift+T", self.composer.edit.setFocus)
        self._shortcut("Esc", self._escape)

    def _shortcut(self, keys: str, act: object) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(keys), self, context=context).activated.connect(act)

    def _chosen(self, conversation_id: int) -> None:
        if not self._narrow() or self._show_thread_pane:
            self.open(conversation_id, focus=False)

    def _queued(self, conversation_id: int) -> None:
        if self._thread.conversation_id != conversation_id or self.recipient.isVisible():
            self.open(conversation_id)
        self.thread_view.to_end()

    def _all_lines_toggled(self, on: bool) -> None:
        self._conversations.show_all_lines(on)
        self._follow_line()
        self.all_lines_changed.emit(on)

    def _follow_line(self) -> None:
        line = self._lines.current
        self._conversations.show_line(None if line is None else (line.account_id, line.number))
        reason = "" if line is None else send_reason(line)
        self.new_message.setEnabled(line is not None and not reason)
        self.new_message.setToolTip(plain_tooltip(reason or tr("New message (Ctrl+N)")))
        self.new_message.setAccessibleDescription(reason)
        target = self._composer.target
        if (
            line is not None
            and target is not None
            and not self._conversations.all_lines
            and (target.account_id, target.line) != (line.account_id, line.number)
        ):
            self._close_thread()
        self._show_rows()

    def _close_thread(self) -> None:
        self._composer.close()
        self._thread.open(None)
        self.list.show_chosen(None)
        self._right.setCurrentWidget(self._nothing_open)
        self._show_thread_pane = False
        self._arrange()

    def _show_new(self) -> None:
        self.recipient.show()
        self._thread.open(self._composer.existing())
        self._show_header()
        self._right.setCurrentWidget(self._pane)

    def _maybe_show_existing(self) -> None:
        """While a new message is addressed: the thread that it would go on with stands above it."""
        target = self._composer.target
        if target is not None and target.new:
            existing = self._composer.existing()
            if existing != self._thread.conversation_id:
                self._thread.open(existing)

    def _show_header(self) -> None:
        target = self._composer.target
        if target is None:
            return
        ours = tr("from {line}").format(line=wording.isolated(readable(target.line)))
        if target.new:
            self.header.show_person("", "", title=tr("To a new number"), under=ours)
            return
        conversation_id = self._thread.conversation_id
        row = None if conversation_id is None else self._conversations.find(conversation_id)
        if row is None:
            number = wording.isolated(readable(target.peer))
            self.header.show_person("", target.peer, title=number, under=ours)
            return
        label = self._conversations.line_label(row)
        ours = tr("from {line}").format(line=f"{label} {wording.isolated(readable(row.line))}")
        number = wording.isolated(readable(row.peer))
        self.header.show_person(
            row.name, row.peer, title=title(row), under=f"{number} · {ours}" if row.name else ours
        )

    def _show_rows(self) -> None:
        if self._conversations.rowCount():
            self._rows.setCurrentWidget(self.list)
            return
        if self._conversations.search:
            self._no_rows.say(tr("Nothing found"), tr("No name, number or text in the cache contains this."))
        else:
            self._no_rows.say(
                tr("No conversations yet"), tr("Texts to and from this line stand here. Ctrl+N begins one.")
            )
        self._rows.setCurrentWidget(self._no_rows)

    def _mark_seen(self) -> None:
        thread = self.thread_view
        if thread.isVisible() and thread.isActiveWindow() and thread.at_end:
            self._thread.mark_read()

    def _find(self) -> None:
        if self._narrow():
            self.go_back()
        self.search.setFocus()
        self.search.selectAll()

    def _escape(self) -> None:
        # A shortcut is faster than an open list of suggestions.
        if self.recipient.close_suggestions():
            return
        if self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif self._narrow():
            self.go_back()
        else:
            self.list.setFocus()

    def _narrow(self) -> bool:
        return self.width() < SIZES.two_panes

    def _go_to_thread(self) -> None:
        self._show_thread_pane = True
        self._arrange()

    def _arrange(self) -> None:
        narrow = self._narrow()
        if self._was_narrow and not narrow and self._composer.target is not None:
            # In the list alone one can go elsewhere; beside the thread it marks the thread that is open.
            self.list.show_chosen(None if self._composer.target.new else self._thread.conversation_id)
        self._was_narrow = narrow
        self._left.setVisible(not narrow or not self._show_thread_pane)
        self._right.setVisible(not narrow or self._show_thread_pane)
        self.header.back.setVisible(narrow)

    def _colour(self) -> None:
        self.new_message.setIcon(self._theme.icon("new-message", "accent"))
