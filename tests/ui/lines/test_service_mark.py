"""The mark of a service beside a line: room for its letters, and letters in it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.ui.lines.service_mark import mark_width, paint_mark
from desktop.ui.theme import Theme


def test_a_mark_is_painted_and_takes_room_only_where_there_is_one(theme: Theme) -> None:
    """G8."""
    assert mark_width("", theme) == 0 < mark_width("TW", theme) < mark_width("TW 2", theme)
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(theme.color("window"))
    before = image.copy()
    painter = QPainter(image)
    paint_mark(painter, QRectF(2, 2, 50, 26), "TW", theme)
    painter.end()
    assert image != before
