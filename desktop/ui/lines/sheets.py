"""How the sheet of a number is opened: its chip, keys, the menu of a greyed section, an account's card."""

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.providers.base import Provider
from desktop.ui.lines.line_model import Line, LineModel, label_of, shown_number
from desktop.ui.lines.line_settings_model import LineSettingsModel
from desktop.ui.lines.sheet_model import SheetModel
from desktop.ui.lines.sheet_view import SheetView
from desktop.ui.theme import Theme
from desktop.ui.window import Window
from desktop.wording import tr

PAGE = "line"
"""The page's name in the window."""
Opener = Callable[..., Awaitable[Provider]]


class Sheets(QObject):
    """One per window. ``check`` looks at an account's lines now."""

    def __init__(
        self,
        window: Window,
        theme: Theme,
        model: SheetModel,
        settings: LineSettingsModel,
        lines: LineModel,
        check: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._lines = lines
        self._check = check
        self.model, self.settings = model, settings
        window.add_late_page(PAGE, self._make)
        window.page_changed.connect(self._left)
        window.navigation.why_wanted.connect(self._offer)

    def open(self, account_id: str = "", number: str = "") -> None:
        """Show the sheet of this number, or of the current line."""
        self.model.open(account_id, number)
        self._window.show_page(PAGE)

    def choose(self, account_id: str, beside: QWidget) -> None:
        """Show the sheet of the account's number; of several, let somebody choose below ``beside``."""
        found = [line for line in self._lines.lines() if line.account_id == account_id]
        if len(found) == 1:
            self.open(account_id, found[0].number)
        elif found:
            menu = self._menu()
            for line in found:
                menu.addAction(_name(line), partial(self.open, account_id, line.number))
            menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def _offer(self, at: QPoint) -> None:
        """The menu of a greyed section: the way to what can be done about it."""
        menu = self._menu()
        menu.addAction(tr("What this number can do, and what to do about it"), self.open)
        menu.popup(at)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _make(self) -> SheetView:
        page = SheetView(self.model, self.settings, self._theme)
        page.went_back.connect(self._window.go_back)
        page.check_wanted.connect(self._check)
        return page

    def _left(self, name: str) -> None:
        if name != PAGE:
            self.model.open()


def _name(line: Line) -> str:
    # In a menu an ampersand would mark the next letter.
    words = "  ".join(part for part in (label_of(line), shown_number(line)) if part)
    return words.replace("&", "&&")
