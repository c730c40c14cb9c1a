"""All preferences on one page that can be searched: a sentence each, in force and saved at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSystemTrayIcon, QVBoxLayout, QWidget

from desktop.ui.column import Card, Column, above
from desktop.ui.empty_state import EmptyState
from desktop.ui.page_head import PageHead
from desktop.ui.preferences.choice_row import ChoiceRow
from desktop.ui.preferences.choices import LINK, OPTIONS, SIZE, Choice, choices
from desktop.ui.preferences.controls import Options, Switch, TextSize
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.roles import SIZES
from desktop.ui.search_field import SearchField
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr


class PreferencesView(QWidget):
    """``has_tray`` tells whether this desktop has a tray now."""

    went_back = Signal()
    page_wanted = Signal(str)
    """The button to another page was pressed: ``keys``, ``privacy``, ``guide`` or ``accounts``."""

    def __init__(
        self,
        preferences: PreferencesModel,
        theme: Theme,
        *,
        has_tray: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self._has_tray = has_tray
        self._cards: dict[str, Card] = {}
        self.rows: dict[str, ChoiceRow] = {}
        """The row of each choice, by its name."""
        self.head = PageHead(theme, tr("Preferences"))
        self.search = SearchField(theme, tr("Search the preferences"))
        self._nothing = EmptyState(theme, "search")
        self._nothing.say(
            tr("Nothing found"), tr("No preference has these words. Try another one."), tr("Clear the search")
        )
        self._nothing.acted.connect(self.search.clear)
        self._nothing.hide()
        self._column = Column()
        for choice in choices():
            self._add(choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self.head)
        layout.addLayout(above(self.search))
        layout.addWidget(self._column, 1)
        layout.addWidget(self._nothing, 1)
        self.setFocusProxy(self.search)
        self.head.went_back.connect(self.went_back)
        self.search.textChanged.connect(self._narrow)
        preferences.changed.connect(self._show)
        self._show()

    def find_here(self) -> None:
        """Go to the field that searches."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _add(self, choice: Choice) -> None:
        control = self._control(choice)
        row = ChoiceRow(choice, control, self._theme)
        self.rows[choice.name] = row
        if choice.group not in self._cards:
            self._cards[choice.group] = Card(self._theme, choice.group)
            self._column.add(self._cards[choice.group])
        self._cards[choice.group].add(row)

    def _control(self, choice: Choice) -> QWidget:
        if choice.kind == LINK:
            button = QPushButton(choice.options[0][1])
            button.setProperty("kind", "card")
            button.clicked.connect(lambda: self.page_wanted.emit(choice.name))
            return button
        control: Options | Switch | TextSize
        if choice.kind == OPTIONS:
            control = Options(choice.options)
        else:
            control = TextSize(self._theme) if choice.kind == SIZE else Switch()
        control.picked.connect(lambda value: self._preferences.change(**{choice.name: value}))
        return control

    def _show(self) -> None:
        now = self._preferences.now
        for name, row in self.rows.items():
            if isinstance(row.control, Options | Switch | TextSize):
                row.control.show_value(getattr(now, name))
        self.rows["notification_text"].grey(
            "" if now.notifications else tr("Notifications are off. Switch them on first.")
        )
        no_tray = "" if self._has_tray() else tr("This desktop has no tray.")
        self.rows["tray"].grey(no_tray)
        self.rows["close_to_tray"].grey(
            no_tray or ("" if now.tray else tr("The tray icon is off. Switch it on first."))
        )

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = 0
        for row in self.rows.values():
            fits = row.contains(words)
            row.setVisible(fits)
            found += fits
        for group, card in self._cards.items():
            rows = [one for one in self.rows.values() if one.choice.group == group]
            card.setVisible(any(not one.isHidden() for one in rows))
        self._nothing.setVisible(not found)
        self._column.setVisible(bool(found))
        if words:
            announce(self.search, ntr("{n} preference", "{n} preferences", found))
