"""A short fade from what was on screen to what is there now: for changes of panes, and nothing else.

The new pane is there and takes keys at once; only its picture comes in softly. Nothing moves where the
theme's ``motion_ms`` is 0 (visual.md: 120 ms, ease-out; none where the system asks for reduced motion).
"""

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme


def picture_of(pane: QWidget, theme: Theme) -> QPixmap | None:
    """What ``pane`` shows now, for ``fade_from``; ``None`` where nothing moves or nothing shows."""
    if not theme.motion_ms or not pane.isVisible() or pane.size().isEmpty():
        return None
    return pane.grab()


def fade_from(picture: QPixmap | None, pane: QWidget, theme: Theme) -> None:
    """Let ``picture`` fade away over ``pane``."""
    if picture is not None and theme.motion_ms:
        _Fading(picture, pane, theme.motion_ms)


class _Fading(QWidget):
    """Lies over the pane, lets the mouse through, and goes by itself."""

    def __init__(self, picture: QPixmap, pane: QWidget, duration: int) -> None:
        super().__init__(pane)
        self._picture = picture
        self._opacity = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setGeometry(pane.rect())
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(duration)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._fade)
        self._animation.finished.connect(self.deleteLater)
        self.show()
        self.raise_()
        self._animation.start()

    def _fade(self, opacity: float) -> None:
        self._opacity = opacity
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(self._opacity)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()
