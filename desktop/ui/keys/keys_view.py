"""All actions and their keys on one page (Ctrl+/): searched by word or key, changed by pressing others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.column import Card, Column, above
from desktop.ui.keys.key_row import KeyRow
from desktop.ui.keys.shortcuts import Shortcuts
from desktop.ui.page_head import PageHead
from desktop.ui.roles import SIZES
from desktop.ui.search_field import SearchField
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr


class KeysView(QWidget):
    """Grouped as the actions are; what is changed here holds at once and is kept."""

    went_back = Signal()

    def __init__(self, shortcuts: Shortcuts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._cards: dict[str, Card] = {}
        self.rows: dict[str, KeyRow] = {}
        """The row of each action, by its id."""
        self.head = PageHead(theme, tr("Shortcuts"))
        self.search = SearchField(theme, tr("Search actions and keys"))
        self.reset_all = QPushButton(tr("Reset all"))
        self.reset_all.setAccessibleName(tr("Give all actions their usual keys"))
        self.reset_all.setAutoDefault(True)
        self._nothing = QLabel(tr("No action and no key is called so."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "muted")
        self._nothing.hide()
        self._column = Column()
        for action in shortcuts.actions:
            row = KeyRow(action, shortcuts, theme)
            self.rows[action.id] = row
            if action.group not in self._cards:
                self._cards[action.group] = Card(theme, action.group)
                self._column.add(self._cards[action.group])
            self._cards[action.group].add(row)
        self._column.add(self._nothing)
        self._lay_out()
        self.setFocusProxy(self.search)
        self.head.went_back.connect(self.went_back)
        self.search.textChanged.connect(self._narrow)
        self.reset_all.clicked.connect(self._reset_all)
        shortcuts.changed.connect(self._show)
        self._show()

    def find_here(self) -> None:
        """Go to the field that searches."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _lay_out(self) -> None:
        grid = SIZES.grid
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(grid)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.reset_all)
        whole = QWidget()
        whole.setLayout(tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(grid)
        layout.addWidget(self.head)
        layout.addLayout(above(whole))
        layout.addWidget(self._column, 1)

    def _show(self) -> None:
        for row in self.rows.values():
            row.show_keys()
        usual = all(self._shortcuts.is_default(one) for one in self.rows)
        if usual and self.reset_all.hasFocus():
            self.search.setFocus()
        self.reset_all.setVisible(not usual)

    def _reset_all(self) -> None:
        self._shortcuts.reset()
        announce(self.search, tr("All actions have their usual keys."))

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = 0
        for row in self.rows.values():
            fits = row.contains(words)
            row.setVisible(fits)
            found += fits
        for group, card in self._cards.items():
            rows = [one for one in self.rows.values() if one.action.group == group]
            card.setVisible(any(not one.isHidden() for one in rows))
        self._nothing.setVisible(not found)
        if words:
            announce(self.search, ntr("{n} action", "{n} actions", found))
