"""The small card beside a failed bubble: why it failed, who has to act, one button for the next step (C7).

It is part of the window and never holds up what goes on below. Hovering shows it for as long as the mouse
is near; Enter, a click on the cross and a long press show it with the focus inside, until Escape. What it
says is in ``failure_model``.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.messages.failure_model import Failure
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_WIDTH = 480
_LOOK_MS = 200
_LINES = ("what", "next_step", "who", "source", "said", "fee")
"""What stands below the title: fields of ``Failure``."""
_NEAR = 8
"""Pixels around bubble and card in which the mouse still counts as being there."""


_SMALL = ("who", "source", "said", "fee")
"""Lines that are said more quietly."""


class FailureCard(QFrame):
    """Hidden until ``show_failure``."""

    acted = Signal(object)
    """The main button: this ``Failure``'s next step is wanted."""
    details_wanted = Signal(int)
    guide_wanted = Signal(str)
    """The error guide is wanted, at this code."""
    window_changed = Signal()
    """The window has another shape while the card shows: its place is another one."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._before: QWidget | None = None
        self._near = QRect()
        self.failure: Failure | None = None
        """What is shown."""
        self.pinned = False
        """Whether it stays until it is closed; else it goes with the mouse."""
        self.setAccessibleName(tr("Why it failed"))
        self.title = Words("", "bad")
        self.words = {name: Words("", "muted" if name in _SMALL else "") for name in _LINES}
        """The lines below the title, by what they say."""
        self.main = self._button("", self._act)
        self.main.setProperty("kind", "primary")
        self.details = self._button(tr("Details"), self._show_details)
        self.guide = self._button(tr("All error codes …"), self._show_guide)
        self.buttons = ButtonRow(self.main, self.details, self.guide, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(2 * SIZES.grid,) * 4)
        layout.setSpacing(SIZES.grid)
        for widget in (self.title, *self.words.values(), self.buttons):
            layout.addWidget(widget)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._follow_mouse)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self._dress)
        window.installEventFilter(self)
        self.hide()

    def show_failure(self, failure: Failure, near: QRect, *, pinned: bool) -> None:
        """Show it beside ``near``, the bubble's place on the screen. ``pinned``: the focus goes into it."""
        if self.pinned and self.isVisible() and not pinned:
            return
        if pinned and not self.pinned:
            self._before = self.window().focusWidget()
        self.failure, self.pinned, self._near = failure, pinned, near
        self.title.setText(failure.name)
        for name, label in self.words.items():
            text = str(getattr(failure, name))
            label.setText(text)
            label.setVisible(bool(text))
        self.main.setText(failure.label)
        self.main.setAccessibleName(failure.label)
        self.setAccessibleDescription(failure.as_text())
        self.main.setAccessibleDescription(failure.as_text())
        self._dress()
        self.show()
        self.raise_()
        self._place()
        if pinned:
            self._look.stop()
            self.main.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._look.start()

    def close_up(self) -> None:
        """Take it away; the focus goes back to where it was."""
        self._look.stop()
        if self.isHidden():
            return
        before, self._before = self._before, None
        had_focus = self.isAncestorOf(self.window().focusWidget())
        self.pinned = False
        self.hide()
        if had_focus and before is not None and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange) and self.isVisible():
            self.window_changed.emit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("muted"), 1))
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(whole, SIZES.card_radius, SIZES.card_radius)
        painter.end()

    def _act(self) -> None:
        failure = self.failure
        self.close_up()
        if failure is not None:
            self.acted.emit(failure)

    def _show_details(self) -> None:
        failure = self.failure
        self.close_up()
        if failure is not None:
            self.details_wanted.emit(failure.message.id)

    def _show_guide(self) -> None:
        failure = self.failure
        self.close_up()
        if failure is not None:
            self.guide_wanted.emit(failure.query)

    def _follow_mouse(self) -> None:
        """Shown by hovering, it goes when the mouse is at neither the bubble nor the card."""
        around = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
        mouse = QCursor.pos()
        grown = [one.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR) for one in (self._near, around)]
        if not self.pinned and not any(one.contains(mouse) for one in grown):
            self.close_up()

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.pinned and self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.close_up()

    def _dress(self) -> None:
        self.title.setFont(self._theme.font(strong=True))
        for name, label in self.words.items():
            label.setFont(self._theme.font("caption" if name in _SMALL else "body"))
        if self.isVisible():
            self._place()
        self.update()

    def _place(self) -> None:
        """Below the bubble, or above it where there is more room; never over the window's edge."""
        window, grid = self.window(), SIZES.grid
        width = min(_WIDTH * max(self._theme.text_size, 100) // 100, window.width() - 2 * grid)
        self.setFixedWidth(width)
        self.buttons.resize(width - 4 * grid, self.buttons.height())
        self.buttons.arrange()
        layout = self.layout()
        assert layout is not None
        height = min(layout.heightForWidth(width), window.height() - 2 * grid)
        corner = window.mapFromGlobal(self._near.topLeft())
        near = QRect(corner, self._near.size())
        top = near.bottom() + 4
        if top + height > window.height() - grid:
            top = max(grid, near.top() - height - 4)
        wanted = near.left() if self.isRightToLeft() else near.right() - width
        left = max(grid, min(wanted, window.width() - width - grid))
        self.setGeometry(left, top, width, height)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        button.clicked.connect(act)
        return button
