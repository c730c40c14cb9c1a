"""The shape that Calls and Contacts share: a list, and a card about its current row.

The card stands beside the list where the page is wide enough for two panes, else below it.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.ui.avatar import Avatar
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.empty_state import EmptyState
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

_CARD_WIDTH = 480


class ListAndCard(QWidget):
    """Shows the list pane with its card, or what stands there while there is nothing to list."""

    def __init__(
        self,
        theme: Theme,
        list_pane: QWidget,
        card: QWidget,
        empty: EmptyState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._list_pane = list_pane
        self._card = card
        self._has_card = True
        self._ground = _CardGround(theme, card)
        self._both = QWidget(self)
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(0)
        self._panes.addWidget(list_pane)
        self._panes.addWidget(self._ground)
        self._empty = empty
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._both)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._arrange()

    def show_empty(self, on: bool) -> None:
        """Show the empty state in place of list and card."""
        self._stack.setCurrentWidget(self._empty if on else self._both)

    def show_card(self, on: bool) -> None:
        """Show the card, or nothing in its place."""
        self._has_card = on
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        # However the panes stand now: side by side, they must not keep the page from getting narrow.
        widest = max(pane.minimumSizeHint().width() for pane in (self._list_pane, self._ground, self._empty))
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= SIZES.two_panes
        directions = QBoxLayout.Direction
        self._panes.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._list_pane.setMaximumWidth(SIZES.list_width if wide else _NO_LIMIT)
        self._panes.setStretch(0, 9 if wide else 1)
        self._panes.setStretch(1, 11 if wide else 0)
        self._ground.set_beside(wide)
        self._card.setVisible(self._has_card)
        self._ground.show_surface(self._has_card)
        self._ground.setVisible(wide or self._has_card)


_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide does not export."""


class _CardGround(QWidget):
    """The surface that the card lies on, with the line that parts it from the list."""

    def __init__(self, theme: Theme, card: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._beside = True
        self._role = "surface"
        card.setMaximumWidth(_CARD_WIDTH)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(card)
        self._layout.addStretch()
        theme.changed.connect(self.update)

    def set_beside(self, on: bool) -> None:
        """Whether it stands beside the list, and not below it."""
        self._beside = on
        margin = 3 * SIZES.grid if on else 2 * SIZES.grid
        self._layout.setContentsMargins(margin, margin, margin, margin)
        vertical = QSizePolicy.Policy.Preferred if on else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.update()

    def show_surface(self, on: bool) -> None:
        """Whether a card lies on it; else it looks like the rest of the window."""
        self._role = "surface" if on else "window"
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._role))
        line = self.rect()
        if not self._beside:
            line.setHeight(1)
        elif self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            line.setLeft(line.right())
        else:
            line.setWidth(1)
        painter.fillRect(line, self._theme.color("outline"))
        painter.end()


class PersonHeader(QWidget):
    """The head of a card: avatar, name, and a line below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar(theme, self)
        self.title = ElidedLabel(theme, "title", parent=self)
        self.caption = ElidedLabel(theme, role="muted", parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.caption)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(1.5 * SIZES.grid))
        layout.addWidget(self._avatar)
        layout.addLayout(words, 1)

    def show_person(self, name: str, number: str, title: str, caption: str) -> None:
        """Show the avatar of ``name`` ("" if unknown) and ``number``, and these two lines of plain text."""
        self._avatar.show_person(name, number)
        # A name keeps its own direction whatever the frame's is.
        self.title.show_text(wording.isolated(title))
        self.caption.show_text(caption)
        self.caption.setVisible(bool(caption))
