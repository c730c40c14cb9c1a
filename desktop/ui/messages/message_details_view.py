"""The details of one text over the thread (Ctrl+D, E14): to read, to copy, and to walk along the thread.

Up and Down go to the neighbouring text, Page Up and Page Down scroll, Esc closes. What each line says is in
``message_details_model``.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.messages.message_details_model import Details, Fact
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_WIDTH = 560
_NARROW = 440
"""Pixels below which a value stands below its name and not beside it."""


class _Sheet(QScrollArea):
    """Scrolls by pages; single steps are for the thread."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class MessageDetailsView(QDialog):
    """Shows ``Details``; whoever made it answers ``stepped`` with those of the neighbour."""

    stepped = Signal(int)
    """The text before (-1) or after (1) is wanted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room = 0
        self.details: Details | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Details of a text"))
        self.sheet = _Sheet(self)
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setStyleSheet("QScrollArea { border: none; }")
        self.sheet.stepped.connect(self.stepped)
        self.copy_button = self._button(tr("Copy all"), self.copy)
        self.before_button = self._button(tr("Text before"), lambda: self.stepped.emit(-1))
        self.after_button = self._button(tr("Text after"), lambda: self.stepped.emit(1))
        self.close_button = self._button(tr("Close"), self.reject)
        self._buttons = ButtonRow(
            self.copy_button, self.before_button, self.after_button, self.close_button, parent=self
        )
        below = QVBoxLayout()
        below.setContentsMargins(3 * SIZES.grid, SIZES.half_grid, 3 * SIZES.grid, 2 * SIZES.grid)
        below.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(below)
        theme.changed.connect(self._dress)
        parent.installEventFilter(self)

    def show_details(self, details: Details) -> None:
        """Show these instead of what is showing; said aloud where another text came in its place."""
        stepped = self.details is not None and self.details.message_id != details.message_id
        bar = self.sheet.verticalScrollBar()
        at = 0 if stepped else bar.value()
        self.details = details
        begun = not self.isVisible()
        self._dress()
        bar.setValue(at)
        if stepped or begun:
            self.sheet.setFocus()
        if stepped:
            announce(self, f"{details.words}. {details.sections[0].facts[0].value}")

    def copy(self) -> None:
        """Put everything on the clipboard, as plain lines."""
        if self.details is not None:
            QGuiApplication.clipboard().setText(self.details.as_text())
            announce(self, tr("Copied"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self.details is not None:
            self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is parent and self.isVisible():
            self._dress()
            self.move(parent.mapToGlobal(parent.rect().center() - self.rect().center()))
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()  # only now do labels have the style sheet's sizes
        super().showEvent(event)

    def _dress(self) -> None:
        """Everything anew: in other fonts, for other widths, or of another text."""
        parent = self.parentWidget()
        if self.details is None or parent is None:
            return
        self._room = min(_WIDTH, parent.width() - 2 * SIZES.grid)
        page = self._page(self.details)
        self.sheet.setWidget(page)
        self.sheet.setAccessibleName(self.windowTitle())
        self.sheet.setAccessibleDescription(self.details.as_text())
        highest = parent.height() - 2 * SIZES.grid
        wanted = page.heightForWidth(self._room) + self._buttons.sizeHint().height() + 3 * SIZES.grid
        self.setMinimumWidth(min(self._room, SIZES.least_width - 2 * SIZES.grid))
        self.resize(self._room, min(wanted, highest))

    def _page(self, details: Details) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*(3 * SIZES.grid,) * 3, SIZES.grid)
        column.setSpacing(SIZES.grid)
        column.addWidget(self._label(details.words))
        for section in details.sections:
            column.addSpacing(SIZES.grid)
            title = self._label(section.title)
            title.setFont(self._theme.font(strong=True))
            column.addWidget(title)
            column.addLayout(self._form(section.facts))
        column.addStretch(1)
        return page

    def _form(self, facts: tuple[Fact, ...]) -> QGridLayout:
        """Names beside their values, or above them where there is little room."""
        form = QGridLayout()
        form.setHorizontalSpacing(2 * SIZES.grid)
        narrow = self._room < _NARROW * max(self._theme.text_size, 100) / 100
        form.setVerticalSpacing(0 if narrow else SIZES.half_grid)
        top = Qt.AlignmentFlag.AlignTop
        for place, fact in enumerate(facts):
            name, value = self._label(fact.name, "muted"), self._label(fact.value, fact.role)
            if narrow:
                form.setRowMinimumHeight(3 * place, SIZES.half_grid)
                form.addWidget(name, 3 * place + 1, 0)
                form.addWidget(value, 3 * place + 2, 0)
            else:
                form.addWidget(name, place, 0, top)
                form.addWidget(value, place, 1, top)
        if not narrow:
            form.setColumnStretch(0, 2)
            form.setColumnStretch(1, 3)
        return form

    def _label(self, words: str, role: str = "") -> Words:
        label = Words(words, role)
        label.setFont(self._theme.font())
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Left to itself, a label is as high as it would be in a width of its own liking.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        label.setMinimumWidth(1)
        return label

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button
