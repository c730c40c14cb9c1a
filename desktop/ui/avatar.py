"""The round picture of a person: initials on a colour that stays with the number, or a plain figure.

The colour comes from the number and never from the name, so that it stays when a name is learnt.
"""

import unicodedata
from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

COLOURS = (
    "#1F4E8C",
    "#5B3A8C",
    "#8A1F5C",
    "#96281F",
    "#7A4100",
    "#5A4F00",
    "#2D5A27",
    "#0B5A5A",
    "#3E4C59",
    "#4A3FA3",
)
"""Dark enough for white words at 7:1, light enough to stand out from every scheme's surfaces."""

ON_COLOUR = "#FFFFFF"


def colour_of(number: str) -> str:
    """The colour of a number, of ``COLOURS``: the same in every run and on every machine."""
    return COLOURS[crc32(number.encode("utf-8", "surrogatepass")) % len(COLOURS)]


def initials(name: str) -> str:
    """Up to two letters for a name: of its first and last word that start with one; "" where none does."""
    letters = [word[0] for word in unicodedata.normalize("NFC", name).split() if word[0].isalpha()]
    if not letters:
        return ""
    if _fills_a_square(letters[0]):
        return letters[0]
    chosen = letters[:1] if len(letters) == 1 else [letters[0], letters[-1]]
    # Arabic letters would join into one shape.
    between = "\u200c" if unicodedata.bidirectional(letters[0]) == "AL" else ""
    return between.join(letter.upper()[0] for letter in chosen)


def paint_avatar(painter: QPainter, rect: QRectF, name: str, number: str, font: QFont) -> None:
    """Paint the avatar of a person into ``rect``; ``name`` is "" where only the number is known."""
    letters, colour = initials(name), colour_of(number)
    ratio = painter.device().devicePixelRatioF()
    # Qt's cache lives as long as Qt: a list paints the same few pictures again at every step.
    key = f"avatar {letters} {colour} {rect.height()} {ratio} {font.family()}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        side = QSizeF(rect.height(), rect.height())
        picture = QPixmap((side * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        inside = QPainter(picture)
        _paint(inside, QRectF(QPointF(0, 0), side), letters, colour, font)
        inside.end()
        QPixmapCache.insert(key, picture)
    painter.drawPixmap(rect.topLeft(), picture)


def _paint(painter: QPainter, rect: QRectF, letters: str, colour: str, font: QFont) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(rect)
    if letters:
        sized = QFont(font)
        sized.setPixelSize(round(rect.height() * 0.38))
        sized.setWeight(QFont.Weight.DemiBold)
        painter.setFont(sized)
        painter.setPen(QColor(ON_COLOUR))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
    else:
        painter.fillPath(_figure(rect), QColor(ON_COLOUR))


def _fills_a_square(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")


def _figure(rect: QRectF) -> QPainterPath:
    side, middle = rect.height(), rect.center()
    round_edge, figure = QPainterPath(), QPainterPath()
    round_edge.addEllipse(rect.adjusted(2, 2, -2, -2))
    figure.setFillRule(Qt.FillRule.WindingFill)
    figure.addEllipse(middle - QPointF(0, side * 0.11), side * 0.15, side * 0.15)
    shoulders = QPainterPath()
    shoulders.addEllipse(middle + QPointF(0, side * 0.36), side * 0.27, side * 0.25)
    figure.addPath(shoulders.intersected(round_edge))
    return figure


class Avatar(QWidget):
    """An avatar as a widget of its own, for headers; lists paint theirs with ``paint_avatar``.

    It tells a screen reader nothing: the name stands beside it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._number = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str, number: str) -> None:
        """Show this person; ``name`` is "" where only the number is known."""
        self._name, self._number = name, number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIZES.avatar, SIZES.avatar)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._name, self._number, self._theme.font(strong=True))
        painter.end()
