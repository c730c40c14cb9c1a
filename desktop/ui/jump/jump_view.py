"""The list that Ctrl+K opens over the window: a field, and who and what fits; Enter goes there.

It is part of the window and no window of its own, so it never holds up what goes on below. It closes by
Escape, by Enter, and as soon as something else has the focus.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.ui import resources
from desktop.ui.jump.jump_model import PLACE, Command, JumpModel, Place
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowDelegate, RowList
from desktop.ui.search_field import SearchField
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import tr

_WIDTH = 520
_ROWS = 8
_TITLE = 0.75
"""Of a row's width, at most, for the title."""
_WHILE_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Ways of losing the focus to another window: it comes back."""
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class JumpView(QFrame):
    """Hidden until ``open``."""

    person_chosen = Signal(object)
    """A ``Person``: open the conversation, or begin one."""
    command_chosen = Signal(str)
    """The id of an action."""
    code_chosen = Signal(str)
    """An entry of the error guide: what finds it there."""

    def __init__(
        self, model: JumpModel, commands: Callable[[], Sequence[Command]], theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._model = model
        self._commands = commands
        self._theme = theme
        self._before: QWidget | None = None
        self.setAccessibleName(tr("Jump to"))
        self.field = SearchField(theme, tr("A name, a number, a page or an action"))
        self.field.setAccessibleName(tr("Jump to somebody or something"))
        self.list = RowList(theme, tr("Matches"))
        self.list.setModel(model)
        self.list.setItemDelegate(_Row(theme, model, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = QLabel(tr("Nobody and nothing is called so."))
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SIZES.grid] * 4)
        layout.setSpacing(SIZES.grid)
        for widget in (self.field, self.list, self._nothing):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _: self._take())
        window.installEventFilter(self)
        theme.changed.connect(self._follow)
        self.hide()

    def open(self) -> None:
        """Show it, with all names as they are now; shown already, take it away."""
        if self.isVisible():
            self.close_up()
            return
        self._before = self.window().focusWidget()
        self._model.begin(self._commands())
        self.field.clear()
        self._look("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Take it away; the focus goes back to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        had_focus = self.isAncestorOf(self.window().focusWidget())
        self.hide()
        self._model.forget()
        if had_focus and before is not None and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _WHILE_AWAY:
                self.close_up()
            elif _is_step(event):
                self._move(event)
                return True
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
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

    def _follow(self) -> None:
        if self.isVisible():
            self._place()
        self.update()

    def _place(self) -> None:
        room = self.window().size()
        width = min(_WIDTH, room.width() - 4 * SIZES.grid)
        rows = self.list.sizeHintForRow(0) if self._model.rowCount() else 0
        self.list.setFixedHeight(min(_ROWS, max(self._model.rowCount(), 1)) * max(rows, 1) + SIZES.half_grid)
        self.setFixedWidth(width)
        self.adjustSize()
        height = min(self.sizeHint().height(), room.height() - 10 * SIZES.grid)
        self.setGeometry((room.width() - width) // 2, 7 * SIZES.grid, width, height)

    def _look(self, text: str) -> None:
        self._model.look_for(text)
        found = self._model.rowCount() > 0
        self.list.setVisible(found)
        self._nothing.setVisible(not found)
        self._place()
        if found:
            self.list.setCurrentIndex(self._model.index(0, 0))
        if text:
            self._say()

    def _move(self, event: QEvent) -> None:
        assert isinstance(event, QKeyEvent)
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS}.get(
            Qt.Key(event.key()), _ROWS
        )
        last = self._model.rowCount() - 1
        if last >= 0:
            row = max(0, min(self.list.currentIndex().row() + by, last))
            self.list.setCurrentIndex(self._model.index(row, 0))
            self._say()

    def _say(self) -> None:
        """The field keeps the focus, so the row that Enter would take is read out."""
        index = self.list.currentIndex()
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else self._nothing.text()
        announce(self.field, str(words))

    def _take(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        place = self._model.place(index)
        self.close_up()
        if place.command is not None and place.command.code:
            self.code_chosen.emit(place.command.code)
        elif place.command is not None:
            self.command_chosen.emit(place.command.id)
        else:
            self.person_chosen.emit(place.person)


def _is_step(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _KEYS


class _Row(RowDelegate):
    """One line: an icon for what it is, its title, and what stands beside it."""

    row_height = 40
    current_role = "raised"

    def __init__(self, theme: Theme, model: JumpModel, view: RowList) -> None:
        super().__init__(theme, view)
        self._model = model

    def paint_content(
        self,
        painter: QPainter,
        area: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place: Place = index.data(PLACE)
        icon = QRectF(area.left(), area.center().y() - 10, 20, 20)
        resources.draw(
            painter, _drawing(place), self.theme.color("muted"), self.placed(icon, area, option).toRect()
        )
        line = area.adjusted(20 + 1.5 * SIZES.grid, 0, 0, 0)
        caption = self.theme.font("caption", tabular=True)
        # The title comes first: what stands beside it takes the room that is left.
        title = self._model.title(place)
        wanted = QFontMetricsF(self.theme.font()).horizontalAdvance(title)
        left = line.width() - min(wanted, line.width() * _TITLE) - SIZES.grid - 4
        detail = QFontMetricsF(caption).elidedText(
            self._model.detail(place), Qt.TextElideMode.ElideRight, left
        )
        rest = line.adjusted(line.width() - QFontMetricsF(caption).horizontalAdvance(detail) - 2, 0, 0, 0)
        self.words(painter, rest, area, option, detail, caption, "muted")
        line.setRight(rest.left() - SIZES.grid)
        self.words(painter, line, area, option, title, self.theme.font(), "text")


def _drawing(place: Place) -> str:
    if place.command is not None:
        known = ("calls", "contacts", "dialpad", "messages")
        return place.command.id if place.command.id in known else "more"
    return "contacts" if place.person is not None and place.person.conversation_id is None else "messages"
