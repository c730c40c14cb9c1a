"""The small drawings beside a message that say where it stands, one a state (requirement C2).

Only what a service acknowledged carries a tick, and only a handset's receipt the second one (C6). The word
for the state stands in the tooltip and the accessible name; colour alone never tells.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QTransform

from desktop.sms.delivery import State

GRID = 16.0
"""Side of the square that the drawings are made on; they are scaled to the rectangle given."""

_Drawing = tuple[QPainterPath, float, QPainterPath]
"""Lines to stroke, their width, and areas to fill."""
_STROKE = 1.6
_FINE = 1.1


def paint_glyph(painter: QPainter, rect: QRectF, state: State, colour: QColor) -> None:
    """Paint the glyph of ``state`` into the largest square in the middle of ``rect``.

    ``DRAFT`` and ``RECEIVED`` have none.
    """
    drawing = _drawing(state)
    if drawing is not None:
        _paint(painter, rect, drawing, colour)


def paint_outside(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Paint the mark of a text of ours that another program sent (C17), in the middle of ``rect``."""
    _paint(painter, rect, (_outside(), 1.4, QPainterPath()), colour)


def _paint(painter: QPainter, rect: QRectF, drawing: _Drawing, colour: QColor) -> None:
    strokes, width, solid = drawing
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / GRID, side / GRID)
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(strokes, pen)
    painter.fillPath(solid, colour)
    painter.restore()


@cache
def _drawing(state: State) -> _Drawing | None:
    nothing = QPainterPath()
    match state:
        case State.QUEUED | State.SENDING:
            return _clock(), 1.4, nothing
        case State.ACCEPTED:
            return _outline_of(_tick(8.0), 4.2), _FINE, nothing
        case State.SENT:
            return _tick(8.0), _STROKE, nothing
        case State.DELIVERED:
            both = _tick(5.6)
            both.addPath(_tick(10.6))
            return both, _STROKE, nothing
        case State.UNCONFIRMED:
            return _question_mark(), _STROKE, _dot(8.0, 13.4)
        case State.HELD:
            return nothing, 0.0, _hand()
        case State.FAILED | State.STOPPED:
            return _cross(), _STROKE + 0.2, nothing
        case State.DRAFT | State.RECEIVED:
            return None


def _lines(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _tick(middle: float) -> QPainterPath:
    return _lines((middle - 4.2, 8.4), (middle - 1.4, 11.2), (middle + 4.2, 4.8))


def _outline_of(path: QPainterPath, width: float) -> QPainterPath:
    # Qt flattens curves to a quarter of a unit: enlarged for that, they stay round.
    enlarged = 20.0
    stroker = QPainterPathStroker()
    stroker.setWidth(width * enlarged)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    outline = stroker.createStroke(QTransform.fromScale(enlarged, enlarged).map(path)).simplified()
    return QTransform.fromScale(1 / enlarged, 1 / enlarged).map(outline)


def _clock() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 5.8, 5.8)
    path.addPath(_lines((8, 4.9), (8, 8.2), (10.2, 9.5)))
    return path


def _question_mark() -> QPainterPath:
    path = QPainterPath(QPointF(4.9, 5.4))
    path.cubicTo(5.1, 3.2, 6.5, 2.2, 8.1, 2.2)
    path.cubicTo(9.9, 2.2, 11.2, 3.4, 11.2, 5.0)
    path.cubicTo(11.2, 7.2, 8.0, 7.4, 8.0, 10.0)
    return path


def _dot(x: float, y: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), 1.15, 1.15)
    return path


@cache
def _outside() -> QPainterPath:
    """A box with an arrow that comes into it."""
    path = _lines((8.6, 3.2), (3.2, 3.2), (3.2, 12.8), (12.8, 12.8), (12.8, 7.4))
    path.addPath(_lines((13.2, 2.8), (7.4, 8.6)))
    path.addPath(_lines((7.4, 4.9), (7.4, 8.6), (11.1, 8.6)))
    return path


def _cross() -> QPainterPath:
    path = _lines((4.2, 4.2), (11.8, 11.8))
    path.addPath(_lines((11.8, 4.2), (4.2, 11.8)))
    return path


def _hand() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for x, top in ((4.6, 4.4), (6.9, 2.4), (9.2, 1.8), (11.5, 3.2)):
        path.addRoundedRect(QRectF(QPointF(x - 0.9, top), QSizeF(1.8, 9 - top)), 0.9, 0.9)
    path.addRoundedRect(QRectF(3.7, 7.6, 8.7, 6.9), 3.2, 3.2)
    path.addPath(_outline_of(_lines((11.4, 11.6), (14.2, 8.2)), 2.0))
    return path
