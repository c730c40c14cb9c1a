"""One button of the bottom navigation: how it looks, and how it behaves while it cannot be used.

A greyed button stays in the Tab order, because Qt gives a disabled one no focus and its reason could then be
read with a mouse only (requirements A2, A3). So it is enabled in Qt's sense and refuses in ours.
"""

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolButton, QToolTip, QWidget

from desktop.ui import resources
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme, fitted
from desktop.ui.tooltip import HOVER_MS, show_above, shows
from desktop.wording import ntr

_PILL = QSize(56, 30)
_ICON_TOP = 7
_MOST_SHOWN = 99
_QUIET_FOCUS = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
)
"""Ways of getting focus that are no question for the reason."""


class NavigationButton(QToolButton):
    """A section's icon over its word. Checked means: this section is showing."""

    stepped = Signal(int)
    """An arrow key asks for the neighbour: -1 towards the first button, 1 towards the last."""
    why_wanted = Signal(QPoint)
    """Somebody opened the menu of a greyed button, by mouse or keyboard; where on the screen."""

    def __init__(self, label: str, drawing: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._reason = ""
        self._unread = 0
        self._waiting = 0
        self._hover = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._hover.timeout.connect(self.show_reason)
        self._focused = QTimer(self, singleShot=True, interval=0)
        self._focused.timeout.connect(self._explain_focus)
        self.setObjectName(label)
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)
        self._describe()

    @property
    def available(self) -> bool:
        """Whether it can be used now."""
        return not self._reason

    @property
    def reason(self) -> str:
        """Why it cannot be used; "" where it can."""
        return self._reason

    @property
    def unread(self) -> int:
        """What the badge counts; 0 shows none."""
        return self._unread

    def set_reason(self, reason: str) -> None:
        """Grey the button with this ``reason``, one sentence of plain text, or bring it back with "".

        A reason that is being read, by mouse or by keyboard, changes on screen at once.
        """
        if reason == self._reason:
            return
        was_showing = shows(self._reason)
        self._reason = reason
        self._describe()
        if not reason:
            self._hover.stop()
            if was_showing:
                QToolTip.hideText()
        elif was_showing or (self.hasFocus() and self.isActiveWindow()):
            self.show_reason()
        elif self.underMouse():
            self._hover.start()
        self.update()

    def set_unread(self, count: int) -> None:
        """Show ``count`` on the badge; 0 takes it away."""
        self._unread = count
        self._describe()
        self.update()

    def set_waiting(self, count: int) -> None:
        """Say that ``count`` texts wait for a decision, by a mark, a tooltip and to a screen reader."""
        if count != self._waiting:
            self._waiting = count
            self._describe()
            self.update()

    def show_reason(self) -> None:
        """Show why it cannot be used, now; nothing where it can be."""
        if self._reason:
            show_above(self, self._reason)

    def refuse(self) -> None:
        """Answer somebody who tried to use it: the reason, on screen and spoken, and nothing else."""
        self.show_reason()
        announce(self, self._reason, urgent=True)

    def _explain_focus(self) -> None:
        if self.hasFocus():
            self.show_reason()

    def _describe(self) -> None:
        unread = ntr("{n} unread", "{n} unread", self._unread) if self._unread else ""
        self.setAccessibleDescription(self._reason or ", ".join(filter(None, (unread, self._waits()))))
        self.setToolTip(self._reason or self._waits())
        self.setProperty("available", self.available)
        shape = Qt.CursorShape.PointingHandCursor if self.available else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def _waits(self) -> str:
        count = self._waiting
        return ntr("{n} text waits for you", "{n} texts wait for you", count) if count else ""

    def nextCheckState(self) -> None:
        """A click does not check it by itself: the navigation says which section is showing."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            if self._reason or self._waiting:
                show_above(self, self._reason or self._waits())
            return True
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._reason:
            self._hover.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover.stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _QUIET_FOCUS:
            # Qt still sends this event on to the style, and takes away any tooltip while it does.
            self._focused.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        forward = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif key == Qt.Key.Key_Right:
            self.stepped.emit(forward)
        elif key == Qt.Key.Key_Left:
            self.stepped.emit(-forward)
        elif key == Qt.Key.Key_Escape and shows(self._reason):
            QToolTip.hideText()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._reason:
            self.why_wanted.emit(event.globalPos())
        else:
            super().contextMenuEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font(strong=True))
        width = max(words.horizontalAdvance(self.text()), _PILL.width()) + 2 * SIZES.grid
        height = _ICON_TOP + _PILL.height() + words.height() + SIZES.grid
        return QSize(round(width), max(SIZES.navigation, round(height)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_PILL.width() + 2 * SIZES.grid, self.sizeHint().height())

    def words_font(self) -> QFont:
        """The word's font: smaller, and the same for all, where large ones would not fit side by side."""
        font = self._theme.font(strong=self.isChecked())
        strong = self._theme.font(strong=True)
        room = self.width() - SIZES.half_grid
        longest = max(self._beside(), key=QFontMetricsF(strong).horizontalAdvance)
        font.setPointSizeF(fitted(strong, longest, room).pointSizeF())
        return font

    def _beside(self) -> list[str]:
        """The words of all buttons of the navigation, this one's included."""
        parent = self.parentWidget()
        near = (
            [] if parent is None else [one for one in parent.children() if isinstance(one, NavigationButton)]
        )
        return [self.text(), *(one.text() for one in near)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF((self.width() - _PILL.width()) / 2, _ICON_TOP, _PILL.width(), _PILL.height())
        colour = self._colour()
        if self.isChecked() or (self.underMouse() and self.available):
            painter.setPen(self._theme.color("edge"))
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2)
        icon = QRectF(0, 0, SIZES.icon, SIZES.icon)
        icon.moveCenter(pill.center())
        resources.draw(painter, self._drawing, colour, icon.toRect())
        if not self.available:
            self._strike(painter, icon, colour)
        painter.setFont(self.words_font())
        painter.setPen(colour)
        words = QRectF(0, pill.bottom(), self.width(), self.height() - pill.bottom())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._unread:
            self._paint_badge(painter, pill.center())
        if self._waiting:
            mark = QRectF(0, 0, SIZES.glyph, SIZES.glyph)
            mark.moveCenter(pill.center() + QPointF(0, SIZES.half_grid))
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                mark.moveLeft(icon.right() + 1)
            else:
                mark.moveRight(icon.left() - 1)
            resources.draw(painter, "warning", self._theme.color("warn"), mark.toRect())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), SIZES.focus_ring))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(3, 3, -3, -3), SIZES.field_radius, SIZES.field_radius
            )
        painter.end()

    def _colour(self) -> QColor:
        if not self.available:
            return self._theme.color("faint")
        return self._theme.color("accent" if self.isChecked() else "text")

    def _strike(self, painter: QPainter, icon: QRectF, colour: QColor) -> None:
        # Greyness alone would say nothing in high contrast, where a grey that can be read is hardly grey.
        inset = SIZES.icon * 0.12
        line = QLineF(icon.topLeft() + QPointF(inset, inset), icon.bottomRight() - QPointF(inset, inset))
        for pen_colour, width in ((self._theme.color("window"), 4.5), (colour, 1.75)):
            pen = QPen(pen_colour, width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(line)

    def _paint_badge(self, painter: QPainter, middle: QPointF) -> None:
        text = f"{self._unread}" if self._unread <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
        font = self._theme.font("caption", strong=True, tabular=True)
        metrics = QFontMetricsF(font)
        height = metrics.height() + 2
        badge = QRectF(0, 0, max(metrics.horizontalAdvance(text) + SIZES.grid, height), height)
        badge.moveCenter(middle - QPointF(0, SIZES.grid))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            badge.moveRight(middle.x() - SIZES.half_grid)
        else:
            badge.moveLeft(middle.x() + SIZES.half_grid)
        painter.setPen(QPen(self._theme.color("window"), 2))
        painter.setBrush(self._theme.color("accent" if self.available else "muted"))
        painter.drawRoundedRect(badge.adjusted(-1, -1, 1, 1), badge.height() / 2 + 1, badge.height() / 2 + 1)
        painter.setFont(font)
        painter.setPen(self._theme.color("on_accent" if self.available else "window"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
