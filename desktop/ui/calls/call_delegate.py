"""Paints a row of the call list: icon and word for what it was, who, on which line, when, how long."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.ui import resources
from desktop.ui.calls.calls_model import CALL_ROLE, Call, CallsModel, duration, is_missed, what, who
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate, RowList
from desktop.ui.theme import Theme
from desktop.wording import isolated

_Index = QModelIndex | QPersistentModelIndex


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
        icon = QRectF(area.left() + SIZES.half_grid, area.center().y() - 11, 22, 22)
        colour = self.theme.color("bad" if missed else "muted")
        resources.draw(painter, drawing(call), colour, self.placed(icon, area, option).toRect())
        left = SIZES.half_grid + 22 + 1.5 * SIZES.grid
        upper = QRectF(area.left() + left, area.top() + 10, area.width() - left, 22)
        lower = upper.translated(0, 22)
        times = self.theme.font("caption", tabular=True)
        upper = self.words_at_end(painter, upper, area, option, self._calls.when(call), times, "muted")
        name = self.theme.font(strong=True)
        self.words(painter, upper, area, option, isolated(who(call)), name, "bad" if missed else "text")
        lower = self.words_at_end(painter, lower, area, option, duration(call), times, "muted")
        detail = f"{what(call)} · {self._calls.line_label(call)}"
        self.words(painter, lower, area, option, detail, self.theme.font(), "bad" if missed else "muted")


def drawing(call: Call) -> str:
    """The icon of a call."""
    if call.outcome == "voicemail":
        return "voicemail"
    if call.outcome in ("missed", "declined") and not call.outbound:
        return "call-missed"
    return "call-out" if call.outbound else "call-in"
