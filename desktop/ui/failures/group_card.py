"""One group of failures: how many, why, who acts, one main button, and the texts when they are asked for."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.sms.remedy import Act, Kind
from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.contacts.words import Words
from desktop.ui.failures import failure_words
from desktop.ui.failures.card import Card, button
from desktop.ui.failures.failure_row import FailureRow
from desktop.ui.failures.failures_model import FailedText, Group, Key
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr

PAGE = 20
"""Texts that are shown at a time: thousands are read as one goes on."""


class GroupCard(Card):
    """``page`` gives its texts from a place on. Which are shown stays as it is when others come or go."""

    act_wanted = Signal(object)
    """The main button was pressed: the group's ``Key``."""
    leave_wanted = Signal(object)
    open_wanted = Signal(int)
    edit_wanted = Signal(int)
    again_wanted = Signal(int)
    leave_one_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        key: Key,
        page: Callable[[Key, int, int], list[FailedText]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._page = page
        self._count = 0
        self._wanted = 0
        self.key = key
        self.rows: list[FailureRow] = []
        """The texts that show, newest first."""
        self.title = Words(theme, "title")
        self.cause = Words(theme)
        self.actor = Words(theme, role="muted")
        self.remark = Words(theme, role="muted")
        self.main = button("primary")
        self.leave = button("card")
        self.show_texts = button("card")
        self.more = button("card")
        self.buttons = ButtonRow(self.main, self.leave, self.show_texts)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(SIZES.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        for widget in (self.title, self.cause, self.actor, self.remark, self.buttons):
            layout.addWidget(widget)
        layout.addLayout(self._texts)
        self._end = ButtonRow(self.more)
        self._end.hide()
        layout.addWidget(self._end)
        self.main.clicked.connect(lambda: self.act_wanted.emit(self.key))
        self.leave.clicked.connect(lambda: self.leave_wanted.emit(self.key))
        self.show_texts.clicked.connect(lambda: self._toggle())
        self.more.clicked.connect(lambda: self._show_more())

    def show_group(self, group: Group) -> None:
        """Show it as it is now; texts that are open stay open."""
        heading = failure_words.heading(group)
        self._count = len(group.ids)
        self.title.say(heading)
        self.cause.say(failure_words.cause(group))
        self.actor.say(failure_words.actor(group))
        self.remark.say(failure_words.remark(group))
        self.main.setText(failure_words.button(group))
        self.leave.setText(failure_words.leave_words(group))
        self.leave.setVisible(group.act is not Act.SETTLE)
        # Only what solves something stands out; leaving things as they are does not.
        solves = group.act is not Act.SETTLE or group.key.remedy.kind is Kind.OPTED_OUT
        self.main.setProperty("kind", "primary" if solves else "card")
        self.main.style().polish(self.main)
        self.setAccessibleName(heading)
        for one in (self.main, self.leave):
            one.setAccessibleName(f"{one.text()}: {heading}")
        self._fill()

    def _toggle(self) -> None:
        self._wanted = 0 if self._wanted else PAGE
        self._fill()

    def _show_more(self) -> None:
        first_new = len(self.rows)
        self._wanted += PAGE
        self._fill()
        if first_new < len(self.rows):
            self.rows[first_new].open.setFocus()

    def _fill(self) -> None:
        """Bring the rows to what is to be shown, keeping those that stay: the focus may be in one."""
        wanted = self._page(self.key, 0, self._wanted) if self._wanted else []
        standing = {row.text.id: row for row in self.rows}
        gone = [row for row in self.rows if row.text.id not in {text.id for text in wanted}]
        for row in gone:
            self._take_away(row)
        self.rows = []
        for place, text in enumerate(wanted):
            row = standing.get(text.id) or self._new_row(text)
            if row.text != text:
                row.show_text(text)
            if self._texts.indexOf(row) != place:
                self._texts.insertWidget(place, row)
            self.rows.append(row)
        left = self._count - len(self.rows)
        self._end.setVisible(bool(self.rows) and left > 0)
        self.more.setText(ntr("Show {n} more", "Show {n} more", min(left, PAGE)))
        self.more.setAccessibleName(f"{self.more.text()}: {self.title.text()}")
        self.show_texts.setText(failure_words.show_words(self._count, shown=bool(self.rows)))
        self.show_texts.setAccessibleName(f"{self.show_texts.text()}: {self.title.text()}")
        self.show_texts.setAccessibleDescription(tr("Open") if self.rows else tr("Closed"))
        self.buttons.arrange()

    def _new_row(self, text: FailedText) -> FailureRow:
        row = FailureRow(self._theme, text)
        row.open_wanted.connect(self.open_wanted)
        row.edit_wanted.connect(self.edit_wanted)
        row.again_wanted.connect(self.again_wanted)
        row.leave_wanted.connect(self.leave_one_wanted)
        return row

    def _take_away(self, row: FailureRow) -> None:
        focus: QWidget | None = self.window().focusWidget()
        if focus is not None and row.isAncestorOf(focus):
            self.show_texts.setFocus()
        row.hide()
        self._texts.removeWidget(row)
        row.deleteLater()
