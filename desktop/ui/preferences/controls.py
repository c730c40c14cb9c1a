"""The controls of the preferences page. None is changed by a wheel that was meant to scroll the page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from desktop.ui.preferences.preferences_model import LARGEST, SMALLEST
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

_STEP = 10


class Options(QComboBox):
    """One of several values; ``picked`` carries the value that a person chose."""

    picked = Signal(object)

    def __init__(self, options: Sequence[tuple[str | int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, words in options:
            self.addItem(words, value)
        self.activated.connect(lambda _: self.picked.emit(self.currentData()))

    def show_value(self, value: object) -> None:
        """Show what is chosen, telling nobody."""
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Switch(QCheckBox):
    """On or off, which stands beside the box in words."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggled.connect(self._show)
        self.clicked.connect(lambda on: self.picked.emit(on))
        self._show(False)

    def show_value(self, value: object) -> None:
        """Show what is chosen, telling nobody."""
        self.setChecked(bool(value))

    def _show(self, on: bool) -> None:
        self.setText(tr("On") if on else tr("Off"))


class TextSize(QWidget):
    """A slider, its per cent, and words in that size. While it is dragged only these words change."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST // _STEP, LARGEST // _STEP)
        self.slider.setPageStep(2)
        self.slider.setMinimumWidth(16 * SIZES.grid)
        self.setFocusProxy(self.slider)
        self.per_cent = QLabel()
        self.sample = QLabel(tr("Is it there? – On its way."))
        self.sample.setTextFormat(Qt.TextFormat.PlainText)
        self.sample.setWordWrap(True)
        upper = QHBoxLayout()
        upper.setSpacing(SIZES.grid)
        upper.addWidget(self.slider, 1)
        upper.addWidget(self.per_cent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        layout.addLayout(upper)
        layout.addWidget(self.sample)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._pick)
        theme.changed.connect(self._preview)

    def show_value(self, value: object) -> None:
        """Show what is chosen, telling nobody."""
        assert isinstance(value, int)
        before = self.slider.blockSignals(True)
        self.slider.setValue(round(value / _STEP))
        self.slider.blockSignals(before)
        self._preview()

    def _moved(self) -> None:
        self._preview()
        if not self.slider.isSliderDown():
            self._pick()

    def _pick(self) -> None:
        self.picked.emit(self.slider.value() * _STEP)

    def _preview(self) -> None:
        size = self.slider.value() * _STEP
        self.per_cent.setText(tr("{n} %").format(n=size))
        font = self._theme.font()
        font.setPointSizeF(font.pointSizeF() * size / self._theme.text_size)
        self.sample.setFont(font)
        self.updateGeometry()


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
