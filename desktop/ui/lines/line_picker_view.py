"""The box in which the current line is chosen: its name and number, and a list of all lines."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from desktop.ui.lines import line_picker_accessible
from desktop.ui.lines.chip import chip_size, paint_chip
from desktop.ui.lines.line_model import LINE_ROLE, LineModel, label_of, shown_number
from desktop.ui.lines.service_mark import mark_width, paint_mark
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate
from desktop.ui.theme import Theme, fitted
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr

_Index = QModelIndex | QPersistentModelIndex
_POPUP_ROW = 52
_LEAST_LABEL = 32
_MOST_LABEL = 240
_AROUND = 2 * SIZES.grid + 3 * SIZES.grid + 2 * SIZES.focus_ring
"""What the closed box needs beside its words: padding, arrow, edges."""


class LinePicker(QComboBox):
    """Shows and changes the model's current line. The wheel does not change it while the list is closed:
    a slip of the finger would text a customer from another number.
    """

    about_wanted = Signal()
    """What the current line can do is wanted, by the menu of the box."""

    def __init__(self, model: LineModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._theme = theme
        self.setAccessibleName(tr("Line"))
        line_picker_accessible.describe(self)
        self.setModel(model)
        self.setItemDelegate(LineDelegate(theme, model, self))
        self.setMaxVisibleItems(10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(1)
        self.view().setAccessibleName(tr("All lines"))
        self.view().setMouseTracking(True)
        self._stacked = False
        self.activated.connect(self._choose)
        model.current_changed.connect(self._show_current)
        # Qt's own answers to these come first, as they were connected by setModel.
        model.modelReset.connect(self._show_current)
        model.rowsMoved.connect(self._show_current)
        theme.changed.connect(self._show_current)
        self._show_current()

    def _choose(self, row: int) -> None:
        line = self.itemData(row, LINE_ROLE)
        self._lines.choose(line.account_id, line.number)

    def _show_current(self) -> None:
        line = self._lines.current
        sentence = "" if line is None else self._lines.said_of(line)
        self.setCurrentIndex(self._lines.current_row)
        set_tooltip(self, sentence)
        self.updateGeometry()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._lines.current is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("What this number can do, and what to do about it"), self.about_wanted.emit)
        menu.popup(event.globalPos())

    def showPopup(self) -> None:
        wanted = max(self.view().sizeHintForColumn(0) + 2 * SIZES.grid, self.width())
        width = min(wanted, max(self.window().width(), SIZES.least_width) - 2 * SIZES.grid)
        self.view().setMinimumWidth(width)
        self.view().window().setMaximumWidth(width)
        super().showPopup()

    def set_stacked(self, on: bool) -> None:
        """Show the number under the name, for narrow windows, or beside it."""
        if on != self._stacked:
            self._stacked = on
            self.updateGeometry()
            self.update()

    def least_width(self) -> int:
        """The width that shows the widest number whole, under as much of the name as there is room for."""
        return self._usual(self._widths()[1]) + _AROUND

    def _usual(self, width: int) -> int:
        """``width`` of words in their usual size: a number under its name gets smaller rather than cut."""
        return round(width * 100 / max(self._theme.text_size, 100))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(self._width_with(_MOST_LABEL), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_with(_LEAST_LABEL, usual=self._stacked), self._height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        style, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        area = self.style().subControlRect(style, option, part, self).adjusted(2, 0, 0, 0)
        self._paint_words(painter, area)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        line = self._lines.current
        label = tr("No lines yet") if line is None else label_of(line)
        number = "" if line is None else shown_number(line)
        role = "muted" if line is None else "text"
        mark = "" if line is None else self._lines.mark_of(line)
        if mark and not self._stacked:
            area = self._beside_mark(painter, area, area, mark)
        if not (label and number):
            self._paint_part(painter, area, area, label or number, self._theme.font(), role)
            return
        strong = self._theme.font(strong=True)
        if self._stacked:
            upper, lower = area.adjusted(0, 2, 0, 0), area.adjusted(0, 0, 0, -2)
            upper.setBottom(area.center().y())
            lower.setTop(area.center().y() + 1)
            if mark:
                upper = self._beside_mark(painter, upper, area, mark)
            self._paint_part(painter, upper, area, label, strong, "text")
            # The number is whose one is: with large words it gets smaller rather than cut.
            small = fitted(self._number_font(), number, lower.width() - 1)
            self._paint_part(painter, lower, area, number, small, "muted")
            return
        number_width = QFontMetrics(self._number_font()).horizontalAdvance(number) + 2
        before = area.adjusted(0, 0, -number_width - SIZES.grid, 0)
        width = self._paint_part(painter, before, area, label, strong, "text")
        after = QRect(area.left() + width + SIZES.grid, area.top(), number_width, area.height())
        self._paint_part(painter, after, area, number, self._number_font(), "muted")

    def _beside_mark(self, painter: QPainter, rect: QRect, area: QRect, mark: str) -> QRect:
        """Paint the service's mark where ``rect`` begins; what is left of it."""
        taken = mark_width(mark, self._theme)
        spot = QRect(rect.left(), rect.top(), taken - SIZES.grid, rect.height())
        paint_mark(painter, QRectF(self._placed(spot, area)), mark, self._theme)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return rect.adjusted(0, 0, -taken, 0) if rtl and rect == area else rect.adjusted(taken, 0, 0, 0)

    def _marks_width(self) -> int:
        marks = {self._lines.mark_of(self.itemData(row, LINE_ROLE)) for row in range(self.count())}
        return max((mark_width(mark, self._theme) for mark in marks), default=0)

    def _paint_part(
        self, painter: QPainter, rect: QRect, area: QRect, text: str, font: QFont, role: str
    ) -> int:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
        width = metrics.horizontalAdvance(shown)
        spot = self._placed(QRect(rect.left(), rect.top(), width, rect.height()), area)
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        # On a line of its own: centred by Qt, a number whose marks come from another font would sit lower.
        baseline = spot.top() + (spot.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(spot.left(), baseline, shown)
        return width

    def _number_font(self) -> QFont:
        return self._theme.font("caption" if self._stacked else "body", tabular=True)

    def _placed(self, rect: QRect, within: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), within, rect)

    def _widths(self) -> tuple[int, int]:
        """Of the widest label and number of all lines: the box keeps its size when another is chosen."""
        label_metrics = QFontMetrics(self._theme.font(strong=True))
        number_metrics = QFontMetrics(self._number_font())
        lines = [self.itemData(row, LINE_ROLE) for row in range(self.count())]
        if not lines:
            return label_metrics.horizontalAdvance(tr("No lines yet")), 0
        return (
            max(label_metrics.horizontalAdvance(label_of(line)) for line in lines) + 2,
            max(number_metrics.horizontalAdvance(shown_number(line)) for line in lines) + 2,
        )

    def _width_with(self, most_label: int, *, usual: bool = False) -> int:
        label, number = self._widths()
        mark = self._marks_width()
        if usual:
            number = self._usual(number)
        if self._stacked:
            return max(mark + min(label, most_label), number) + _AROUND
        return mark + min(label, most_label) + (SIZES.grid if label and number else 0) + number + _AROUND

    def _height(self) -> int:
        lines = 2 if self._stacked else 1
        return max(SIZES.target, lines * self.fontMetrics().height() + 3 * SIZES.half_grid)


class LineDelegate(RowDelegate):
    """A row of the open list: name over number, and the chip. A line that cannot text can be chosen too."""

    row_height = _POPUP_ROW
    current_role = "raised"

    def __init__(self, theme: Theme, lines: LineModel, view: QWidget) -> None:
        super().__init__(theme, view)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = index.data(LINE_ROLE)
        widths = [
            QFontMetricsF(font).horizontalAdvance(text)
            for font, text in (
                (self.theme.font(strong=True), label_of(line)),
                (self.theme.font(tabular=True), shown_number(line)),
            )
        ]
        chip = chip_size(line, self.theme).width()
        mark = mark_width(self._lines.mark_of(line), self.theme)
        return QSize(round(min(max(widths), 320)) + mark + chip + 6 * SIZES.grid, self.row_height)

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        line = index.data(LINE_ROLE)
        size = chip_size(line, self.theme)
        chip = QRectF(area.right() - size.width(), area.center().y() - size.height() / 2, 0, 0)
        chip.setSize(size.toSizeF())
        paint_chip(painter, self.placed(chip, area, option), line, self.theme, option.direction)
        words = area.adjusted(0, 0, -size.width() - SIZES.grid, 0)
        label, number = label_of(line), shown_number(line)
        role = "text" if line.can_text else "muted"
        if mark := self._lines.mark_of(line):
            taken = mark_width(mark, self.theme)
            spot = QRectF(words.left(), words.top(), taken - SIZES.grid, words.height())
            paint_mark(painter, self.placed(spot, area, option), mark, self.theme)
            words = words.adjusted(taken, 0, 0, 0)
        if not label:
            self.words(painter, words, area, option, number, self.theme.font(tabular=True), role)
            return
        half = words.height() / 2
        upper = QRectF(words.left(), words.center().y() - 20, words.width(), 20)
        lower = QRectF(words.left(), words.top() + half, words.width(), 18)
        self.words(painter, upper, area, option, label, self.theme.font(strong=True), role)
        self.words(painter, lower, area, option, number, self.theme.font("caption", tabular=True), "muted")
