"""The side of the Messages tab that holds the open conversation: its head, the thread, what is written.

Look here for finding words in the thread, for jumping to a date, and for what the head's menu does.
"""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.lines.line_model import Line
from desktop.ui.messages.attention_view import AttentionView
from desktop.ui.messages.composer_model import ComposerModel, Target
from desktop.ui.messages.composer_view import ComposerView
from desktop.ui.messages.conversations_model import Conversation, title
from desktop.ui.messages.date_popup import DatePopup
from desktop.ui.messages.details_opener import DetailsOpener
from desktop.ui.messages.failure_opener import FailureOpener
from desktop.ui.messages.find_bar import FindBar
from desktop.ui.messages.from_line import FromLine
from desktop.ui.messages.held_view import HeldView
from desktop.ui.messages.reach_signs import ReachSigns
from desktop.ui.messages.recipient_model import RecipientModel
from desktop.ui.messages.recipient_view import RecipientView
from desktop.ui.messages.thread_header import ThreadHeader
from desktop.ui.messages.thread_menu import MOST_DELETED
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.plain import one_line
from desktop.ui.surface import Surface
from desktop.ui.theme import Theme
from desktop.wording import tr


class ThreadPane(Surface):
    """Everything of one conversation."""

    calls_toggled = Signal(bool)
    """A person wants calls between the texts, or not."""
    lines_toggled = Signal(bool)
    """A person wants all lines with somebody in one thread, or one line alone."""

    person_wanted = Signal(str)
    """Who has this number is to be shown, in all phone books."""

    def __init__(
        self,
        thread: ThreadModel,
        composer: ComposerModel,
        recipients: RecipientModel,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._thread = thread
        self._composer = composer
        self._target: Target | None = None
        self._head: tuple[object, ...] | None = None
        self.header = ThreadHeader(theme, self)
        self.find_bar = FindBar(thread.find, theme, self)
        self.recipient = RecipientView(composer, recipients, theme, self)
        self.thread_view = ThreadView(thread, theme, self)
        self.attention = AttentionView(thread, theme, self)
        self.held = HeldView(composer.held, theme, self)
        self.from_line = FromLine(thread, composer, theme, self)
        self.composer = ComposerView(composer, theme, self)
        self.details = DetailsOpener(thread, self.thread_view, theme)
        self.failures = FailureOpener(thread, self.thread_view, theme)
        self.reach = ReachSigns(thread.reach, composer, self.header, self.recipient)
        self.dates = DatePopup(theme, self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        asks = (self.attention, self.held, self.from_line)
        below = (self.recipient, self.thread_view, *asks, self.composer)
        for widget in (self.header, self.find_bar, *below):
            self.column.addWidget(widget, 1 if widget is self.thread_view else 0)
        self.thread_view.check_wanted.connect(self.attention.check)
        thread.opened.connect(self._follow_held)
        self.attention.asks.connect(self.held.give_way)
        composer.held.changed.connect(lambda: self.attention.count_held(len(composer.held.waiting)))
        self.find_bar.wanted.connect(lambda words: thread.find.search(thread.shown, words))
        self.find_bar.closed.connect(self.composer.take_focus)
        thread.find.went_to.connect(self.thread_view.show_message)
        self.dates.chosen.connect(self.thread_view.texts.show_day)
        self.header.day_wanted.connect(self.choose_day)
        self.header.copy_number_wanted.connect(self.copy_number)
        self.header.calls_toggled.connect(self._toggle_calls)
        self.header.delete_wanted.connect(self._ask_to_delete)
        self.header.menu.aboutToShow.connect(self._say_names)
        self.header.names_wanted.connect(self._show_person)
        self.header.lines_toggled.connect(self._toggle_lines)
        self.from_line.alone_wanted.connect(lambda: self._toggle_lines(False))

    @property
    def target(self) -> Target | None:
        """Whom the head is about."""
        return self._target

    def _follow_held(self) -> None:
        self._composer.held.open(self._thread.conversation_id)

    def find_here(self) -> None:
        """Find words in this conversation."""
        self.find_bar.open()

    def show_calls(self, on: bool) -> None:
        """Put calls between the texts, or leave them out."""
        self.header.mark_calls(on)
        self._thread.show_calls(on)

    def show_all_lines(self, on: bool) -> None:
        """Show what went over all lines with this person, or over this one alone (idea 16)."""
        self.header.mark_lines(on)
        if self._thread.lines.on != on:
            self._thread.show_all_lines(on)
            if self.find_bar.isVisible():
                self._thread.find.search(self._thread.shown, self._thread.find.words)

    def choose_day(self) -> None:
        """Ask in a calendar for a day of this conversation, and go there."""
        first = self._thread.first_day()
        if first is not None:
            more = self.header.more
            corner = more.mapToGlobal(QPoint(more.width(), more.height()))
            self.dates.show_days(first, self._thread.today, corner)

    def show_day(self, day: date) -> None:
        """Go to the first text or call of a local day (demand 7)."""
        self._thread.show_day(day)

    def copy_number(self) -> None:
        """Put the other side's number on the clipboard, in international form."""
        if self._target is not None:
            self.thread_view.selection.put(self._target.peer)

    def show_head(
        self, target: Target, row: Conversation | None, name: str, label: str, line: Line | None
    ) -> None:
        """Say who it is: ``name`` by the contacts, "" for nobody known; ``label`` is what our line is called,
        "" where it has no name; ``row`` is the conversation if there is one."""
        self._target = target
        shown_now = (target, None if row is None else title(row), name, label, line)
        if shown_now == self._head:
            return
        self._head = shown_now
        ours = f"{label} {wording.isolated(readable(target.line))}".strip()
        under = tr("from {line}").format(line=ours)
        number = wording.isolated(readable(target.peer))
        if target.new:
            self.header.show_person("", "", title=tr("To a new number"), under=under)
        else:
            shown = title(row) if row is not None else one_line(name) or number
            under = f"{number} · {under}" if name else under
            self.header.show_person(name, target.peer, title=shown, under=under)
        self.header.call.show_for(line, target.peer, one_line(name) or number)
        self.header.allow_thread_actions(row is not None)
        self.thread_view.selection.know_name(one_line(name))

    def _ask_to_delete(self) -> None:
        """All texts are selected, so that it shows which are meant; who answers the view asks (E15)."""
        self.thread_view.selection.select_all()
        self.thread_view.delete_wanted.emit(self.thread_view.selection.ids(MOST_DELETED))

    def _toggle_calls(self, on: bool) -> None:
        self.show_calls(on)
        self.calls_toggled.emit(on)

    def _say_names(self) -> None:
        self.header.show_names(self._thread.names.said("" if self._target is None else self._target.peer))

    def _show_person(self) -> None:
        if self._target is not None:
            self.person_wanted.emit(self._target.peer)

    def _toggle_lines(self, on: bool) -> None:
        self.show_all_lines(on)
        self.lines_toggled.emit(on)

    def focus_composer(self) -> None:
        """Go on writing."""
        self.composer.take_focus(Qt.FocusReason.ShortcutFocusReason)
