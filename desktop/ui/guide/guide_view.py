"""The error guide: a field, all codes of all services, and what each means beside or below the list (H7).

By keyboard: type in the field, Down goes into the list, Up from its first row goes back.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QPushButton, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.sms.links import LinkKind
from desktop.sms.web_address import web_address
from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.empty_state import EmptyState
from desktop.ui.guide.guide_model import ROW, GuideModel, GuideRow
from desktop.ui.list_and_card import ListAndCard
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.page_head import PageHead
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate, RowList
from desktop.ui.search_field import SearchField
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import ntr, tr

_LINES = ("what", "next_step", "who", "again", "source", "note")
"""What the card says below its title: fields of ``GuideCard``."""
_SMALL = ("source", "note")


class GuideView(QWidget):
    """One page; ``look_up`` goes to a code."""

    went_back = Signal()

    def __init__(self, model: GuideModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.head = PageHead(theme, tr("Error guide"))
        self.search = SearchField(theme, tr("A code or words, such as 30007 or landline"))
        self.search.setAccessibleName(tr("Search the error guide"))
        self.list = RowList(theme, tr("Error codes"))
        self.list.setModel(model)
        self.list.setItemDelegate(_Row(theme, self.list))
        self.card = _Card(theme)
        self._nothing = EmptyState(theme, "search")
        self._nothing.say(
            tr("Nothing found"), tr("No code and no explanation has these words."), tr("Clear the search")
        )
        self._panes = ListAndCard(theme, self.list, self.card, self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        field = QVBoxLayout()
        field.setContentsMargins(2 * SIZES.grid, 0, 2 * SIZES.grid, 0)
        field.addWidget(self.search)
        layout.addWidget(self.head)
        layout.addLayout(field)
        layout.addWidget(self._panes, 1)
        self.setFocusProxy(self.search)
        self.head.went_back.connect(self.went_back)
        self._nothing.acted.connect(self._clear)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self.list.setFocus)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.current_row_changed.connect(self._show_card)
        self._look("")

    def find_here(self) -> None:
        """Go to the field that searches."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def look_up(self, code: str) -> None:
        """Show what fits this code or these words; all of them for ""."""
        self.search.setText(code)
        self.find_here()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.search and event.key() == Qt.Key.Key_Down and self._model.rowCount():
                self.list.setFocus()
                return True
            first = self.list.currentIndex().row() <= 0
            if watched is self.list and event.key() == Qt.Key.Key_Up and first:
                self.search.setFocus()
                return True
        return False

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _look(self, text: str) -> None:
        self._model.look_for(text)
        found = self._model.rowCount()
        self._panes.show_empty(not found)
        if found:
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.list.scrollToTop()
        if text.strip():
            announce(self.search, ntr("{n} error code", "{n} error codes", found))

    def _show_card(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and index.row() < self._model.rowCount():
            self.card.show_entry(self._model, index)


class _Card(QWidget):
    """What one entry means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._link = ""
        self.title = Words()
        self.words = {name: Words("", "muted" if name in _SMALL else "") for name in _LINES}
        for label in (self.title, *self.words.values()):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.link = QPushButton(tr("Open the service's page …"))
        self.link.clicked.connect(self._open)
        self.copy = QPushButton(tr("Copy"))
        self.copy.setAccessibleName(tr("Copy this explanation"))
        self.copy.clicked.connect(self._copy)
        for button in (self.copy, self.link):
            button.setProperty("kind", "card")
            button.setAutoDefault(True)
        self.buttons = ButtonRow(self.copy, self.link, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        for widget in (self.title, *self.words.values(), self.buttons):
            layout.addWidget(widget)
        theme.changed.connect(self._dress)
        self._dress()

    def show_entry(self, model: GuideModel, index: QModelIndex) -> None:
        """Say all that is known of the entry of a row."""
        card = model.card(index)
        self.title.setText(card.title)
        for name, label in self.words.items():
            text = str(getattr(card, name))
            label.setText(text)
            label.setVisible(bool(text))
        self._link = card.link
        self.link.setVisible(bool(card.link))
        self.link.setAccessibleName(tr("Open the service's page: {address}").format(address=card.link))
        self.buttons.arrange()
        self.setAccessibleName(card.title)
        self.setAccessibleDescription(self._text())

    def _text(self) -> str:
        lines = [self.title.text(), *(label.text() for label in self.words.values()), self._link]
        return "\n".join(line for line in lines if line)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        announce(self, tr("Copied"))

    def _open(self) -> None:
        """Ask first, as for any address that leads out of the window."""
        address = web_address(self._link)
        if address is not None:
            LinkQuestion(address, LinkKind.WEB, self._theme, self.window()).open()

    def _dress(self) -> None:
        self.title.setFont(self._theme.font("title"))
        for name, label in self.words.items():
            label.setFont(self._theme.font("caption" if name in _SMALL else "body"))


class _Row(RowDelegate):
    """Two lines: the code with its name, and below it whose it is and what kind of trouble."""

    def paint_content(
        self,
        painter: QPainter,
        area: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: GuideRow = index.data(ROW)
        strong, small = self.theme.font(strong=True, tabular=True), self.theme.font("caption")
        first = self.line(area, 0)
        wanted = min(QFontMetricsF(strong).horizontalAdvance(row.code) + 2, first.width() * 0.6)
        code = QRectF(first.left(), first.top(), wanted, first.height())
        self.words(painter, code, area, option, row.code, strong, "text")
        name = first.adjusted(wanted + SIZES.grid, 0, 0, 0)
        self.words(painter, name, area, option, row.name, self.theme.font(), "text")
        self.words(painter, self.line(area, 1), area, option, row.detail, small, "muted")
