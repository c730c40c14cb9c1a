"""The filters over the call list: one is chosen, each says how many calls it lists.

Filters without a call are left out, so that the row stays short; those for which there is no room stand in
a menu at its end.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.ui.calls.kind_model import FILTERS, filter_word
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr


class FilterRow(QWidget):
    """One Tab stop, in which the arrow keys choose."""

    chosen = Signal(str)
    """Another filter was chosen: a key of ``FILTERS``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self._current = "all"
        self._group = QButtonGroup(self)
        self.chips: dict[str, QToolButton] = {}
        self.more = QToolButton(self)
        self.more.setProperty("kind", "chip")
        self.more.setText(tr("More"))
        self.more.setAccessibleName(tr("More filters"))
        self.setAccessibleName(tr("Filter of the call list"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        # Its chips must not keep the row from getting narrower: those without room go.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for name in FILTERS:
            chip = QToolButton(self)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.clicked.connect(partial(self.choose, name))
            self._group.addButton(chip)
            self.chips[name] = chip
            layout.addWidget(chip)
        self.chips["all"].setChecked(True)
        layout.addWidget(self.more)
        layout.addStretch()
        self.more.clicked.connect(self._open_menu)
        theme.changed.connect(self._fit)
        self.show_counts({})

    @property
    def current(self) -> str:
        """The filter that is chosen."""
        return self._current

    def choose(self, name: str, _checked: bool = True) -> None:
        """Choose a filter. Raises ``KeyError`` for a name that is not in ``FILTERS``."""
        self.chips[name].setChecked(True)
        if name != self._current:
            self._current = name
            self._fit()
            self.chosen.emit(name)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many calls each filter lists."""
        self._counts = counts
        for name, chip in self.chips.items():
            number = counts.get(name, 0)
            chip.setText(f"{filter_word(name)} {number}" if number else filter_word(name))
            chip.setAccessibleName(f"{filter_word(name)}, {ntr('{n} call', '{n} calls', number)}")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _offered(self) -> list[str]:
        always = {"all", "missed", self._current}
        return [name for name in FILTERS if name in always or self._counts.get(name)]

    def _fit(self) -> None:
        """Show the chips that there is room for; the chosen one always."""
        gap, offered = SIZES.half_grid, self._offered()
        widths = {name: self.chips[name].sizeHint().width() + gap for name in offered}
        left = self.width() - widths[self._current]
        if sum(widths.values()) - gap > self.width():
            left -= self.more.sizeHint().width()
        fits = {self._current}
        for name in offered:
            if name != self._current:
                left -= widths[name]
                if left < -gap:
                    break
                fits.add(name)
        self._left_out = [name for name in offered if name not in fits]
        self.more.setVisible(bool(self._left_out))
        for name, chip in self.chips.items():
            chip.setVisible(name in fits)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.more.accessibleName())
        for name in self._left_out:
            action = menu.addAction(self.chips[name].text())
            action.triggered.connect(partial(self.choose, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
