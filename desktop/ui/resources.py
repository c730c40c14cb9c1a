"""Where the drawings and sounds are, and how an SVG drawing becomes an icon in the theme's colours.

All icons are our own, in one stroke style on a 24 × 24 grid, drawn in ``currentColor``. They are
rendered when painted, at the screen's own pixel ratio and in the colour of that moment, so nothing has to
be made again when the scheme changes. Most callers want ``Theme.icon``, which adds the roles' colours.
"""

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

log = logging.getLogger(__name__)

DIRECTIONAL = frozenset({"back", "backspace", "forward", "send"})
"""Icons that point along the reading direction, and so are mirrored where one reads from right to left."""

_PACKAGE = Path(__file__).resolve().parent.parent


def folder() -> Path:
    """The folder ``resources``: inside the package where it was installed, beside it in a checkout.

    Raises ``FileNotFoundError`` where neither is there: the installation is damaged.
    """
    for candidate in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (candidate / "icons").is_dir():
            return candidate
    raise FileNotFoundError("the program's resources folder is missing; install Linedesk again")


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _image(name: str, colour: str, width: int, height: int, mirrored: bool) -> QImage:
    svg = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return image.transformed(QTransform.fromScale(-1, 1)) if mirrored else image


def pixmap(name: str, colour: QColor, size: QSize, ratio: float = 1.0) -> QPixmap:
    """The drawing ``name`` in ``colour``, ``size`` in logical pixels, sharp at ``ratio`` device pixels each.

    Raises ``FileNotFoundError`` where there is no such drawing.
    """
    mirrored = name in DIRECTIONAL and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    width, height = round(size.width() * ratio), round(size.height() * ratio)
    result = QPixmap.fromImage(_image(name, colour.name(), max(width, 1), max(height, 1), mirrored))
    result.setDevicePixelRatio(ratio)
    return result


def icon(name: str, colour: Callable[[], QColor], disabled: Callable[[], QColor] | None = None) -> QIcon:
    """An icon that asks for its ``colour`` whenever it is painted; ``disabled`` is for disabled controls.

    Raises ``FileNotFoundError`` where there is no such drawing.
    """
    _drawing(name)
    made = QIcon(_Engine(name, colour, disabled or colour))
    _KEPT.append(made)
    return made


_KEPT: list[QIcon] = []
"""All icons with an engine of ours: as garbage, the two would be collected apart, the engine freed twice."""


class _Engine(QIconEngine):
    """Renders a drawing for Qt at the size and pixel ratio that the painting widget asks for."""

    def __init__(self, name: str, colour: Callable[[], QColor], disabled: Callable[[], QColor]) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._disabled = disabled

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._disabled)

    def iconName(self) -> str:
        return self._name

    def isNull(self) -> bool:
        return False

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, pixmap(self._name, self._in(mode), rect.size(), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, self._in(mode), size)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, self._in(mode), size, scale)

    def _in(self, mode: QIcon.Mode) -> QColor:
        return self._disabled() if mode == QIcon.Mode.Disabled else self._colour()


class ColouredFiles:
    """Drawings written out in a colour, for style sheets, which take nothing but files.

    The files lie in a folder of this run's own and go with it.
    """

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def url(self, name: str, colour: str) -> str:
        """The drawing ``name`` in ``colour`` (``#RRGGBB``) as a style sheet's ``url(…)``.

        Where the file cannot be written it is ``none``: a window without a tick in its boxes beats no window.
        """
        path = Path(self._folder.filePath(f"{name}-{colour.removeprefix('#')}.svg"))
        try:
            if not self._folder.isValid():
                raise OSError(self._folder.errorString())
            if not path.exists():
                path.write_text(_drawing(name).replace("currentColor", colour), encoding="utf-8")
        except OSError as error:
            log.warning("the drawing %s could not be written for the style sheet: %s", name, error)
            return "none"
        return f'url("{path.as_posix()}")'


def app_icon() -> QIcon:
    """The program's own icon, in its own colours, in the sizes that task bars and trays ask for."""
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(pixmap("linedesk", QColor("black"), QSize(side, side)))
    return result


def draw(painter: QPainter, name: str, colour: QColor, rect: QRect) -> None:
    """Paint a drawing into ``rect`` (logical pixels), for widgets and delegates that paint themselves."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPoint(rect.x(), rect.y()), pixmap(name, colour, rect.size(), ratio))
