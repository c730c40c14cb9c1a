"""Tooltips whose words come from outside, shown literally, and tooltips shown without a mouse.

Qt guesses whether a tooltip is HTML, so a line that somebody named ``<img src=…>`` would be rendered. All
text that is not our own goes through ``plain_tooltip`` on its way to a tooltip.
"""

from html import escape

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

HOVER_MS = 450
"""Rest of the mouse until a reason shows: requirement A3 wants it there at half a second."""

_ONE_LINE = 60
"""Characters from which a tooltip is better broken into lines, which Qt does for rich text only."""
_UNTIL_DISMISSED_MS = 600_000
_GAP = 4
_WIDEST = 340
_MARGINS = 48


def plain_tooltip(text: str) -> str:
    """``text`` in a form that Qt's tooltips show literally, broken into lines where it is long."""
    if len(text) > _ONE_LINE or Qt.mightBeRichText(text):
        return f"<div>{escape(text, quote=False).replace(chr(10), '<br>')}</div>"
    return text


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give ``widget`` this tooltip, and a screen reader the same words: left alone, Qt reads it the HTML."""
    widget.setToolTip(plain_tooltip(text))
    widget.setAccessibleDescription(text)


def show_above(widget: QWidget, text: str) -> None:
    """Show ``text`` as a tooltip above ``widget`` at once, until focus, mouse or a click move on."""
    corner = widget.mapToGlobal(QPoint(0, 0))
    QToolTip.showText(corner, plain_tooltip(text), widget, QRect(), _UNTIL_DISMISSED_MS)
    tip = _on_screen()
    if tip is None:
        return
    free = widget.screen().availableGeometry()
    if tip.hasHeightForWidth():
        # Left alone, Qt breaks a sentence into a narrow column.
        width = min(_WIDEST, tip.fontMetrics().horizontalAdvance(text) + _MARGINS)
        tip.resize(width, tip.heightForWidth(width))
    x = corner.x() + (widget.width() - tip.width()) // 2
    x = max(free.left() + _GAP, min(x, free.right() - tip.width() - _GAP))
    y = corner.y() - tip.height() - _GAP
    if y < free.top():
        y = corner.y() + widget.height() + _GAP
    tip.move(x, y)


def shows(text: str) -> bool:
    """Whether the tooltip with this ``text`` is on screen now."""
    return bool(text) and QToolTip.isVisible() and QToolTip.text() == plain_tooltip(text)


def _on_screen() -> QWidget | None:
    for window in QApplication.topLevelWidgets():
        if window.inherits("QTipLabel") and window.isVisible():
            return window
    return None
