"""Paints a row of the call list: icon and word for what it was, who, on which line, when, how long."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.ui import resources
from desktop.ui.calls.calls_model import CALL_ROLE, Call, CallsModel, is_missed, who
from desktop.ui.calls.kind_model import drawing, duration, kind_of, what
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate, RowList
from desktop.ui.theme import Theme
from desktop.wording import isolated

_Index = QModelIndex | QPersistentModelIndex
_ICON = 22


class CallDelegate(RowDelegate):
    """A missed call is told by its icon and its word as well as by its colour."""

    def __init__(self, theme: Theme, model: CallsModel, view: RowList) -> None:
        super().__init__(theme, view)
        self._calls = model

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        call: Call = index.data(CALL_ROLE)
        missed = is_missed(call)
        icon = QRectF(area.left() + SIZES.half_grid, area.center().y() - _ICON / 2, _ICON, _ICON)
        colour = self.theme.color("bad" if missed else "muted")
        resources.draw(painter, drawing(kind_of(call)), colour, self.placed(icon, area, option).toRect())
        left = SIZES.half_grid + _ICON + 1.5 * SIZES.grid
        upper, lower = (self.line(area, number).adjusted(left, 0, 0, 0) for number in (0, 1))
        times = self.theme.font("caption", tabular=True)
        upper = self.words_at_end(painter, upper, area, option, self._calls.when(call), times, "muted")
        name = self.theme.font(strong=True)
        self.words(painter, upper, area, option, isolated(who(call)), name, "bad" if missed else "text")
        lower = self.words_at_end(painter, lower, area, option, duration(call), times, "muted")
        detail = f"{what(call)} · {self._calls.line_label(call)}"
        self.words(painter, lower, area, option, detail, self.theme.font(), "bad" if missed else "muted")
