"""Pictures from outside, decoded within limits: only kinds told by their first bytes, and no drawings.

SVG and everything else that is a program of its own is not shown. A picture of more pixels than a screen
could ever need is not begun: a few kilobytes may unpack to gigabytes.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 40_000_000
"""Of a picture that is decoded; twice what telephones take."""
_MEGABYTES = 4 * MOST_PIXELS // 1_000_000 + 1
_KINDS: tuple[tuple[bytes, bytes], ...] = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"\xff\xd8\xff", b"jpeg"),
    (b"GIF87a", b"gif"),
    (b"GIF89a", b"gif"),
    (b"BM", b"bmp"),
)
_LARGEST_KEPT = 2400
"""Pixels of the longer side of what is kept of it to be painted."""


class Unshown(Exception):
    """``code``: other (no picture of these kinds), huge, or broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(content: bytes) -> bytes:
    """The kind of a picture by its first bytes, as Qt names it; empty for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return b"webp"
    return next((kind for beginning, kind in _KINDS if content.startswith(beginning)), b"")


def read(content: bytes) -> QImage:
    """The picture, the right way up and no larger than can be looked at. Raises ``Unshown``.

    Of one that moves the first frame. Takes its time: call it in a thread.
    """
    kind = kind_of(content)
    if not kind or kind not in [bytes(one.data()) for one in QImageReader.supportedImageFormats()]:
        raise Unshown("other")
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)  # nothing but the reader of this kind may look at it
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise Unshown("broken")
    if size.width() * size.height() > MOST_PIXELS:
        raise Unshown("huge")
    if max(size.width(), size.height()) > _LARGEST_KEPT:
        fit = Qt.AspectRatioMode.KeepAspectRatio
        smaller = size.scaled(QSize(_LARGEST_KEPT, _LARGEST_KEPT), fit)
        reader.setScaledSize(smaller.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise Unshown("broken")
    return image
