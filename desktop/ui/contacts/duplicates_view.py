"""The list of possible duplicates: each group is merged, or is not the same, or is left for later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.contacts.column import Column
from desktop.ui.contacts.contact_edit_model import ContactEditModel, NotKept
from desktop.ui.contacts.contacts_model import Contact
from desktop.ui.contacts.duplicate_group import DuplicateGroup
from desktop.ui.contacts.duplicates_model import DuplicatesModel, Group
from desktop.ui.contacts.pane_head import PaneHead
from desktop.ui.contacts.words import Words
from desktop.ui.empty_state import EmptyState
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr

SHOWN = 20
"""Groups that show at a time; others follow as these are settled."""
_WIDEST = 640


class DuplicatesView(QWidget):
    """Nothing is merged without its own click, and each merge can be taken back."""

    left = Signal()
    """Back to the contacts."""
    failed = Signal(str)
    """Something was not kept: a sentence."""

    def __init__(
        self,
        model: DuplicatesModel,
        edits: ContactEditModel,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._duplicates = model
        self._edits = edits
        self._theme = theme
        self.groups: list[tuple[Group, DuplicateGroup]] = []
        self.head = PaneHead(theme, tr("Back to the contacts (Esc)"), self)
        self.head.say(tr("Possible duplicates"))
        self.none = EmptyState(theme, "contacts")
        self.none.say(
            tr("No duplicates"),
            tr("No two contacts share a number, or a name and a company."),
            tr("Back to the contacts"),
        )
        self._column = Column(tr("Possible duplicates"), widest=_WIDEST)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(round(1.5 * SIZES.grid))
        self.more = Words(theme, role="muted")
        self._column.rows.addLayout(self._groups)
        self._column.rows.addWidget(self.more)
        self._column.rows.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._column)
        self._pages.addWidget(self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.head.went_back.connect(self.left)
        self.none.acted.connect(self.left)
        model.changed.connect(self._show)
        self.setFocusProxy(self.head.back)
        self._show()

    def begin(self) -> None:
        """Show what is offered now, the first group in focus."""
        self._show()
        self._focus(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        wanted = self._duplicates.groups
        kept = dict(self.groups)
        held = next((place for place, (_, one) in enumerate(self.groups) if _holds_focus(one)), -1)
        self.groups = []
        for place, group in enumerate(wanted[:SHOWN]):
            widget = kept.pop(group, None) or self._widget(group)
            self._groups.insertWidget(place, widget)
            self.groups.append((group, widget))
        self.more.setText(ntr("{n} more group follows.", "{n} more groups follow.", len(wanted) - SHOWN))
        self.more.setVisible(len(wanted) > SHOWN)
        self._pages.setCurrentWidget(self._column if wanted else self.none)
        if held >= 0 and not any(_holds_focus(one) for _, one in self.groups):
            self._focus(held)
        for widget in kept.values():
            widget.hide()
            widget.deleteLater()

    def _focus(self, place: int) -> None:
        """Focus the group at this place, or the last one, or the way out."""
        if self.groups:
            self.groups[min(place, len(self.groups) - 1)][1].merge.setFocus()
        elif self._pages.currentWidget() is self.none:
            self.none.button.setFocus()

    def _widget(self, group: Group) -> DuplicateGroup:
        sources = {
            one.account_id: tr("own") if one.own else self._edits.service(one.account_id)
            for one in group.members
        }
        widget = DuplicateGroup(group, self._duplicates, self._theme, sources)
        widget.merge_wanted.connect(lambda keep: self._merge(group, keep))
        widget.decline_wanted.connect(lambda: self._decline(group))
        return widget

    def _merge(self, group: Group, keep: Contact) -> None:
        try:
            self._duplicates.merge(group, keep)
        except NotKept as trouble:
            self.failed.emit(trouble.sentence)

    def _decline(self, group: Group) -> None:
        try:
            self._duplicates.decline(group)
        except NotKept as trouble:
            self.failed.emit(trouble.sentence)


def _holds_focus(widget: QWidget) -> bool:
    focused: QWidget | None = widget.window().focusWidget()
    return focused is not None and widget.isAncestorOf(focused)
