"""The box in which the current line is chosen: its name and number, and a list of all lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from desktop.ui.lines.chip import chip_size, paint_chip
from desktop.ui.lines.line_model import LINE_ROLE, LineModel, capability_sentence, label_of, shown_number
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip
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

    def __init__(self, model: LineModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._theme = theme
        self.setAccessibleName(tr("Line"))
        self.setModel(model)
        self.setItemDelegate(LineDelegate(theme, self))
        self.setMaxVisibleItems(10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(1)
        self.view().setAccessibleName(tr("All lines"))
        self.view().setMouseTracking(True)
        self.activated.connect(self._choose)
        model.current_changed.connect(self._show_current)
        # Qt's own answers to these come first, as they were connected by setModel.
        model.modelReset.connect(self._show_current)
        model.rowsMoved.connect(self._show_current)
        theme.changed.connect(self.update)
        self._show_current()

    def _choose(self, row: int) -> None:
        line = self.itemData(row, LINE_ROLE)
        self._lines.choose(line.account_id, line.number)

    def _show_current(self) -> None:
        line = self._lines.current
        sentence = "" if line is None else capability_sentence(line)
        self.setCurrentIndex(self._lines.current_row)
        self.setAccessibleDescription(sentence)
        self.setToolTip(plain_tooltip(sentence))
        self.updateGeometry()
        self.update()

    def showPopup(self) -> None:
        wanted = max((self.view().sizeHintForColumn(0) + 2 * SIZES.grid, self.width()))
        self.view().setMinimumWidth(min(wanted, self.window().width() - 2 * SIZES.grid))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        label, number = self._widths()
        gap = SIZES.grid if label and number else 0
        return QSize(min(label, _MOST_LABEL) + gap + number + _AROUND, self._height())

    def minimumSizeHint(self) -> QSize:
        label, number = self._widths()
        gap = SIZES.grid if label and number else 0
        return QSize(min(label, _LEAST_LABEL) + gap + number + _AROUND, self._height())

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
        label_font, number_font = self._theme.font(strong=True), self._theme.font(tabular=True)
        label = tr("No lines yet") if line is None else label_of(line)
        number = "" if line is None else shown_number(line)
        number_width = QFontMetrics(number_font).horizontalAdvance(number) + 1 if number else 0
        gap = SIZES.grid if label and number else 0
        room = max(area.width() - number_width - gap, 0)
        painter.setPen(self._theme.color("muted" if line is None else "text"))
        painter.setFont(label_font)
        metrics = QFontMetrics(label_font)
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room)
        width = min(metrics.horizontalAdvance(shown) + 1, room)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        spot = QRect(area.left(), area.top(), width, area.height())
        painter.drawText(self._placed(spot, area), middle, shown)
        painter.setFont(number_font)
        painter.setPen(self._theme.color("muted" if label else "text"))
        start = area.left() + (width + gap if shown else 0)
        spot = QRect(start, area.top(), number_width, area.height())
        painter.drawText(self._placed(spot, area), middle, number)

    def _placed(self, rect: QRect, within: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), within, rect)

    def _widths(self) -> tuple[int, int]:
        """Of the widest label and number of all lines: the box keeps its size when another is chosen."""
        label_metrics = QFontMetrics(self._theme.font(strong=True))
        number_metrics = QFontMetrics(self._theme.font(tabular=True))
        lines = [self.itemData(row, LINE_ROLE) for row in range(self.count())]
        if not lines:
            return label_metrics.horizontalAdvance(tr("No lines yet")), 0
        return (
            max(label_metrics.horizontalAdvance(label_of(line)) for line in lines) + 2,
            max(number_metrics.horizontalAdvance(shown_number(line)) for line in lines) + 2,
        )

    def _height(self) -> int:
        return max(SIZES.target, self.fontMetrics().height() + 3 * SIZES.half_grid)


class LineDelegate(RowDelegate):
    """A row of the open list: name over number, and the chip. A line that cannot text can be chosen too."""

    row_height = _POPUP_ROW

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
        return QSize(round(min(max(widths), 320)) + chip + 6 * SIZES.grid, self.row_height)

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
        if not label:
            self.words(painter, words, area, option, number, self.theme.font(tabular=True), role)
            return
        half = words.height() / 2
        upper = QRectF(words.left(), words.center().y() - 20, words.width(), 20)
        lower = QRectF(words.left(), words.top() + half, words.width(), 18)
        self.words(painter, upper, area, option, label, self.theme.font(strong=True), role)
        self.words(painter, lower, area, option, number, self.theme.font("caption", tabular=True), "muted")
