"""The head of a thread: who it is, which number, what time it is there, from which line of ours.

Look here for its buttons: back in a narrow window, *Call*, and a menu of what concerns the whole thread.
"""

from datetime import UTC, datetime

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpacerItem, QToolButton, QVBoxLayout, QWidget

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.avatar import Avatar
from desktop.ui.calls.call_button import CallButton
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.messages.their_time import their_time, until_next_minute
from desktop.ui.reachability.reach_mark import ReachMark
from desktop.ui.reachability.reach_model import DEAD, LANDLINE, WORKS, ReachSaid, mark_words
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr

_CALL_ICON = 18
"""Beside its word; alone it is as large as the other icons."""
_WIDE = 480
"""Pixels from which *Call* has room for its word."""


class ThreadHeader(QWidget):
    """Says ``went_back`` in a narrow window, where the list is behind the thread."""

    went_back = Signal()
    day_wanted = Signal()
    """Somebody wants to go to a day of this thread."""
    calls_toggled = Signal(bool)
    """Calls are to stand between the texts, or not."""
    lines_toggled = Signal(bool)
    """What went over all lines with this person is to show, or over this one alone (idea 16)."""
    copy_number_wanted = Signal()
    unread_wanted = Signal()
    """The conversation is to count as unread."""
    done_wanted = Signal()
    """What is open about it in the inbox that others share is to be closed, for everybody."""
    delete_wanted = Signal()
    """All texts of the conversation are to be deleted."""
    names_wanted = Signal()
    """Somebody wants to see who has this number in which phone book."""
    kind_wanted = Signal()
    """Somebody wants to know what kind of number it is."""
    mark_wanted = Signal(str)
    """A person says what the number is: a mark of ``reach_model``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number, self._words = "", ""
        self.back = self._button(tr("Back"), tr("Back to the conversations (Esc)"))
        self.back.clicked.connect(lambda: self.went_back.emit())
        self._avatar = Avatar(theme)
        self._title = ElidedLabel(theme, "title")
        self._under = ElidedLabel(theme, "caption", "muted")
        self.reach = ReachMark(theme)
        self.call = CallButton(theme)
        self.call.setProperty("kind", "quiet")
        self.lines = QToolButton()
        self.lines.setText(tr("All lines"))
        self.lines.setAccessibleName(tr("All lines with this person"))
        self.lines.setToolTip(tr("Shows what went over all your lines with this person"))
        self.lines.setCheckable(True)
        self.lines.setProperty("kind", "chip")
        self.lines.clicked.connect(self.lines_toggled)
        self.more = self._button(tr("More about this conversation"), tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self._build_menu()
        self.more.setMenu(self.menu)
        # The arrow that Qt adds to a button with a menu says nothing that the dots do not say.
        self.more.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0px; }")
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._tell_time)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._under)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SIZES.grid, 0, SIZES.grid)
        layout.setSpacing(SIZES.grid)
        # Spaces and not margins: these are mirrored where one reads from right to left.
        self._before = QSpacerItem(SIZES.grid, 0)
        layout.addStrut(SIZES.avatar)  # as high without a face as with one
        layout.addItem(self._before)
        layout.addWidget(self.back)
        layout.addWidget(self._avatar)
        layout.addLayout(words, 1)
        layout.addWidget(self.lines)
        layout.addWidget(self.reach)
        layout.addWidget(self.call)
        layout.addWidget(self.more)
        layout.addSpacing(SIZES.grid)
        self.mark_lines(False)
        theme.changed.connect(self._colour)
        self._colour()

    def show_person(self, name: str, number: str, *, title: str, under: str) -> None:
        """Show who the thread is with; ``title`` and ``under`` are the two lines of words."""
        self._avatar.setVisible(bool(number))
        self._avatar.show_person(name, number)
        self._title.show_text(title)
        self._words = under
        if number != self._number:
            self._number = number
            self.call.setVisible(bool(number))
            self.more.setVisible(bool(number))
        self._tell_time()

    def show_names(self, told: str) -> None:
        """What several phone books call this number, each with its source; "" where they agree."""
        self.names_action.setText(tr("{names} …").format(names=told).replace("&", "&&"))
        self.names_action.setVisible(bool(told))

    def mark_lines(self, on: bool) -> None:
        """Tick *All lines with this person*, or not; while it is on, a chip says so where there is room."""
        self.lines_action.setChecked(on)
        self.lines.setChecked(on)
        self.lines.setVisible(on and self.width() >= _WIDE)
        # Texts of other lines would be selected with them, and are deleted from their own threads.
        self.delete_action.setText(
            tr("Delete all texts … (show one line alone first)") if on else tr("Delete all texts …")
        )
        self.delete_action.setEnabled(self.day_action.isEnabled() and not on)

    def mark_calls(self, on: bool) -> None:
        """Tick *Show calls*, or not."""
        self.calls_action.setChecked(on)

    def show_reach(self, said: ReachSaid) -> None:
        """Say what is known of the number, before anything is typed (idea 10)."""
        self.reach.show_reach(said)
        # Also where the keyboard reads it: a sign takes no focus.
        self.reach_action.setText(said.words.replace("&", "&&"))
        self.reach_action.setVisible(bool(said.words))
        for mark, action in self.mark_actions.items():
            action.setVisible(mark in said.marks)

    def allow_kind(self, on: bool) -> None:
        """Whether a service can be asked what kind of number it is."""
        self.kind_action.setVisible(on)

    def allow_done(self, words: str) -> None:
        """Offer to close what is open in the shared inbox, in these words; "" where nothing is."""
        self.done_action.setText(words.replace("&", "&&"))
        self.done_action.setVisible(bool(words))

    def allow_thread_actions(self, on: bool) -> None:
        """Whether there is a conversation yet, which the menu is about."""
        for action in (self.day_action, self.calls_action, self.lines_action, self.unread_action):
            action.setEnabled(on)
        self.delete_action.setEnabled(on and not self.lines_action.isChecked())

    def _build_menu(self) -> None:
        self.day_action = self.menu.addAction(tr("Jump to a date …"))
        self.day_action.triggered.connect(lambda: self.day_wanted.emit())
        self.calls_action = self.menu.addAction(tr("Show calls"))
        self.calls_action.setCheckable(True)
        self.calls_action.setChecked(True)
        self.calls_action.triggered.connect(self.calls_toggled)
        self.lines_action = self.menu.addAction(tr("All lines with this person"))
        self.lines_action.setCheckable(True)
        self.lines_action.triggered.connect(self.lines_toggled)
        self.menu.addSeparator()
        self.reach_action = self.menu.addAction("")
        self.reach_action.setEnabled(False)
        self.mark_actions = {mark: self.menu.addAction(mark_words(mark)) for mark in (LANDLINE, DEAD, WORKS)}
        for mark, action in self.mark_actions.items():
            action.triggered.connect(lambda _=False, mark=mark: self.mark_wanted.emit(mark))
        self.kind_action = self.menu.addAction(tr("What kind of number is it? …"))
        self.kind_action.triggered.connect(lambda: self.kind_wanted.emit())
        self.kind_action.setVisible(False)
        self.show_reach(ReachSaid())
        self.menu.addSeparator()
        self.names_action = self.menu.addAction("")
        self.names_action.setVisible(False)
        self.names_action.triggered.connect(lambda: self.names_wanted.emit())
        self.copy_action = self.menu.addAction(tr("Copy number"))
        self.copy_action.triggered.connect(lambda: self.copy_number_wanted.emit())
        self.unread_action = self.menu.addAction(tr("Mark as unread"))
        self.unread_action.triggered.connect(lambda: self.unread_wanted.emit())
        self.done_action = self.menu.addAction("")
        self.done_action.triggered.connect(lambda: self.done_wanted.emit())
        self.done_action.setVisible(False)
        self.menu.addSeparator()
        self.delete_action = self.menu.addAction(tr("Delete all texts …"))
        self.delete_action.triggered.connect(lambda: self.delete_wanted.emit())

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        return button

    def _tell_time(self) -> None:
        now = datetime.now(UTC)
        there = their_time(self._number, now) if self._number else ""
        number = wording.isolated(readable(self._number)) if self._number else ""
        whole = " · ".join(words for words in (self._words, there) if words)
        # Rather without our line, or without the time, than cut in the middle.
        shorter = (whole, " · ".join(filter(None, (number, there))), number) if number in whole else (whole,)
        room, width = self._under.width(), QFontMetricsF(self._under.font()).horizontalAdvance
        fitting = [words for words in shorter if width(words) <= room]
        self._under.show_text(fitting[0] if fitting else shorter[-1])
        set_tooltip(self._under, whole)
        self._under.setAccessibleName(whole)
        if there and self.isVisible():
            self._minute.start(until_next_minute(now))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The arrow back stands where it does in the heads of pages.
        self._before.changeSize(2 * SIZES.grid if self.back.isHidden() else SIZES.grid, 0)
        self._tell_time()
        wide = self.width() >= _WIDE
        self.lines.setVisible(wide and self.lines_action.isChecked())
        if wide != bool(self.call.text()):
            self.call.setText(tr("Call") if wide else "")
            side = _CALL_ICON if wide else SIZES.icon
            self.call.setIconSize(QSize(side, side))
            self.call.setStyleSheet("" if wide else f"QPushButton {{ padding: 4px {SIZES.grid}px; }}")

    def _colour(self) -> None:
        self.back.setIcon(self._theme.icon("back", "text"))
        self.more.setIcon(self._theme.icon("more", "text"))
