"""The bar at the window's top: whose number am I, what can it do, is the service there, how much is left."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.announce import Link
from desktop.ui.lines.chip import Chip
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.line_picker_view import LinePicker
from desktop.ui.lines.link_mark import LinkMark
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr

_MARGIN = SIZES.grid
_STACKED = 480
"""Width below which name and number of the line do not stand side by side."""


class LineBar(QWidget):
    """Follows the model. As it gets narrower, first the connection's word goes, then the label is cut, then
    it stands over its number, then the balance goes; the number and the chip always stay.
    """

    def __init__(self, model: LineModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._theme = theme
        self.picker = LinePicker(model, theme, self)
        """The box ``Line``."""
        self.chip = Chip(theme, self)
        self.link_mark = LinkMark(theme, self)
        self.balance = QLabel(self)
        self.balance.setTextFormat(Qt.TextFormat.PlainText)
        self.balance.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.more = QToolButton(self)
        """Opens a menu: preferences, accounts, keys."""
        self.more.setAccessibleName(tr("More"))
        self.more.setToolTip(tr("Preferences, accounts, shortcuts"))
        self.more.setIcon(theme.icon("more", "text"))
        self.more.setIconSize(QSize(20, 20))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, SIZES.grid, _MARGIN, SIZES.grid + 1)
        layout.setSpacing(0)
        layout.addWidget(self.picker)
        layout.addSpacing(SIZES.grid)
        layout.addWidget(self.chip)
        layout.addStretch()
        layout.addSpacing(SIZES.grid)
        layout.addWidget(self.link_mark)
        layout.addSpacing(SIZES.grid)
        layout.addWidget(self.balance)
        layout.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        model.current_changed.connect(self._show)
        model.standing.changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def set_link(self, account_id: str, link: Link, reason: str) -> None:
        """An account's connection is this now. The model hears of every change by itself; this is for a
        state that was announced before the model was made."""
        self._lines.standing.set_link(account_id, link, reason)

    def sizeHint(self) -> QSize:
        # Asked alone, the layout takes the least height that the style sheet gives to fields.
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.picker.sizeHint().height() + 2 * SIZES.grid + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed(self.picker.least_width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("outline"))
        painter.end()

    def _show(self) -> None:
        line, standing = self._lines.current, self._lines.standing
        self.chip.show_line(line)
        link = None if line is None else standing.link(line.account_id)
        sentence = "" if line is None or link is None else standing.link_sentence(line.account_id)
        self.link_mark.show_link(link, sentence)
        amount = "" if line is None else standing.balance(line.account_id)
        self.balance.setFont(self._theme.font(tabular=True))
        self.balance.setText(amount)
        words = tr("Balance {amount}").format(amount=amount) if amount else ""
        self.balance.setAccessibleName(words)
        set_tooltip(self.balance, words)
        self._fit()

    def _fit(self) -> None:
        self.picker.set_stacked(self.width() < _STACKED)
        money = self.balance.sizeHint().width() if self.balance.text() else 0
        room = self.width()
        full = self.picker.sizeHint().width()
        self.link_mark.show_word(self._needed(full, in_words=True, money=money) <= room)
        least = self.picker.minimumSizeHint().width()
        in_words = self.link_mark.in_words
        self.balance.setVisible(bool(money) and self._needed(least, in_words=in_words, money=money) <= room)

    def _needed(self, picker: int, *, in_words: bool = False, money: int = 0) -> int:
        margins = 2 * _MARGIN + 3 * SIZES.grid
        return (
            picker
            + self.chip.sizeHint().width()
            + self.link_mark.width_for(in_words=in_words)
            + money
            + self.more.sizeHint().width()
            + margins
        )
