"""Pictures from outside: what is decoded, what is not begun, and what is none."""

import struct
import zlib

import pytest
from PySide6.QtGui import QImageReader

from desktop.ui.messages import pictures
from desktop.ui.messages.pictures import MOST_PIXELS, Unshown
from tests.ui.messages.filed import encoded, png


def why_not(content: bytes) -> str:
    with pytest.raises(Unshown) as caught:
        pictures.read(content)
    return caught.value.code


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels in each direction."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("form", ["PNG", "JPG", "BMP"])
def test_pictures_that_phones_send_are_shown(form: str) -> None:
    image = pictures.read(encoded(40, 30, form))
    assert (image.width(), image.height()) == (40, 30)


def test_a_large_one_is_kept_no_larger_than_can_be_looked_at() -> None:
    image = pictures.read(encoded(5000, 100, "PNG"))
    assert image.width() == 2400


def test_a_picture_bomb_is_not_begun() -> None:
    """A few bytes must not fill the memory."""
    assert why_not(bomb(60_000)) == "huge"
    assert MOST_PIXELS < 60_000**2


@pytest.mark.parametrize("cut", [8, 20, 40])
def test_a_broken_one_says_so(cut: int) -> None:
    assert why_not(png()[:cut]) == "broken"
    assert why_not(bomb(100)[:-30]) == "broken"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><img src=x></html>",
        b"%PDF-1.7",
        b"#define x_width 16\n",
        b"\x00\x00\x01\x00\x01\x00",
        b"P6 60000 60000 255\n",
    ],
)
def test_nothing_else_is_given_to_any_reader(content: bytes) -> None:
    """Drawings from outside are programs: an SVG may read files and loop without end."""
    assert why_not(content) == "other"


def test_a_kind_that_this_computer_cannot_read_is_told_as_other() -> None:
    webp = b"RIFF\x24\x00\x00\x00WEBPVP8 "
    known = b"webp" in [bytes(one.data()) for one in QImageReader.supportedImageFormats()]
    assert why_not(webp) == ("broken" if known else "other")
    assert pictures.kind_of(webp) == b"webp"
