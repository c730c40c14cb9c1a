"""The failure inbox on a page: a card for each group, what came of a press, and Undo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.banner import Banner, Tone
from desktop.ui.contacts.column import Column
from desktop.ui.empty_state import EmptyState
from desktop.ui.failures.credit_card import CreditCard
from desktop.ui.failures.failures_model import FailuresModel, Key
from desktop.ui.failures.group_card import GroupCard
from desktop.ui.page_head import PageHead
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

_WIDEST = 640


class FailuresView(QWidget):
    """A page without a place in the navigation."""

    went_back = Signal()
    open_wanted = Signal(int)
    """A text is to be shown in its conversation."""
    edit_wanted = Signal(int)
    """Its words are to be taken up again."""

    def __init__(self, model: FailuresModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._cards: dict[Key, GroupCard] = {}
        self.head = PageHead(theme, tr("Texts that failed"), self)
        self.bar = Banner(theme, self)
        self.bar.button.setAutoDefault(True)  # Enter presses it, not Space alone
        self._column = Column(tr("Groups of texts that failed"), widest=_WIDEST)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * SIZES.grid)
        self.credit = CreditCard(theme)
        self._column.rows.addWidget(self.credit)
        self._column.rows.addLayout(self._rows)
        self._column.rows.addStretch(1)
        self.nothing = EmptyState(theme, "check")
        self.nothing.say(
            tr("Nothing to deal with"), tr("Texts that fail stand here until somebody has dealt with them.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.bar)
        layout.addWidget(self._column, 1)
        layout.addWidget(self.nothing, 1)
        self.head.went_back.connect(self.went_back)
        self.bar.acted.connect(self._undo)
        self.credit.send_wanted.connect(model.credit.send)
        model.credit.told.connect(lambda sentence: self._tell(sentence, False))
        model.credit.trouble.connect(lambda sentence: self.bar.say(Tone.BAD, sentence))
        model.credit.changed.connect(self._follow)
        model.changed.connect(self._follow)
        model.told.connect(self._tell)
        model.trouble.connect(lambda sentence: self.bar.say(Tone.BAD, sentence))
        self._follow()

    def cards(self) -> list[GroupCard]:
        """The cards in the order in which they stand."""
        return [self._cards[group.key] for group in self._model.groups]

    def _follow(self) -> None:
        groups = self._model.groups
        keys = {group.key for group in groups}
        for key in [key for key in self._cards if key not in keys]:
            self._take_away(self._cards.pop(key))
        for place, group in enumerate(groups):
            card = self._cards.get(group.key)
            if card is None:
                card = self._cards[group.key] = self._new_card(group.key)
            if self._rows.indexOf(card) != place:
                self._rows.insertWidget(place, card)
            card.show_group(group)
        waiting = self._model.credit.count
        if not waiting and self.window().focusWidget() is self.credit.send:
            self.head.back.setFocus()
        self.credit.show_count(waiting)
        self._column.setVisible(bool(groups or waiting))
        self.nothing.setVisible(not groups and not waiting)
        self.setFocusProxy(self._next())

    def _new_card(self, key: Key) -> GroupCard:
        card = GroupCard(self._theme, key, self._model.page)
        card.act_wanted.connect(self._model.act)
        card.leave_wanted.connect(self._model.leave)
        card.again_wanted.connect(self._model.send_one)
        card.leave_one_wanted.connect(self._model.leave_one)
        card.open_wanted.connect(self.open_wanted)
        card.edit_wanted.connect(self.edit_wanted)
        return card

    def _take_away(self, card: GroupCard) -> None:
        focus: QWidget | None = self.window().focusWidget()
        if focus is not None and card.isAncestorOf(focus):
            self.head.back.setFocus()
        card.hide()
        self._rows.removeWidget(card)
        card.deleteLater()

    def _tell(self, sentence: str, undo: bool) -> None:
        had_focus = self.window().focusWidget() in (self.head.back, self.bar.button)
        self.bar.say(Tone.INFO, sentence, tr("Undo") if undo else "")
        if had_focus:
            # What was pressed is gone: what takes that back is the next best, else the next group.
            (self.bar.button if undo else self._next()).setFocus()

    def _next(self) -> QWidget:
        if self._model.credit.count:
            return self.credit.send
        cards = self.cards()
        return cards[0].main if cards else self.head.back

    def _undo(self) -> None:
        self._model.undo()
