"""What is done to a window until it shows pictures of texts: scenes of more than a line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from desktop import samples
from desktop.sms.delivery import State
from desktop.store import accounts, conversations
from desktop.store.binding import Receipt
from desktop.store.media import Media
from desktop.store.merge import Listed, merge
from desktop.sync.media_files import Opened

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

_PICTURE = Media("", "image/jpeg", 318_000)
_LISTED = (
    (False, "", (_PICTURE,)),
    (
        False,
        "This is the parcel, and the letter that was in it.",
        (_PICTURE, Media("", "application/pdf", 48_000)),
    ),
    (True, "Thank you! Ours looks like this:", (Media("", "image/png", 1_240_000),)),
)

_ON = '{"on": true, "reason": ""}'
_LOOKUP = (
    '{"service": "cliqtel", "proof": "delivered", "features": '
    f'{{"lookup": {_ON}, "delete": {_ON}, "redact": {_ON}}}}}'
)


def thread(room: Room) -> None:
    """A thread with pictures in both directions, the last one without words."""
    now = datetime.now(UTC)
    texts = [
        Listed(
            outbound,
            samples.SUPPORT,
            samples.ZOE,
            body,
            now - timedelta(seconds=3 - place),
            Receipt(f"mms{place}", State.DELIVERED if outbound else State.RECEIVED),
            files,
        )
        for place, (outbound, body, files) in enumerate((*_LISTED, _LISTED[0]))
    ]
    merge(room.furnishing.db, samples.ACCOUNT.id, texts, window=timedelta(minutes=1), now=now)
    room.furnishing.conversations.reload()
    room.window.show_page("messages")
    there = conversations.find(room.furnishing.db, samples.ACCOUNT.id, samples.SUPPORT, samples.ZOE)
    assert there is not None
    room.furnishing.messages.open(there)


def picture(room: Room) -> None:
    """A picture that was opened."""
    _open(room, Opened(_painted(), "image/png"))


def document(room: Room) -> None:
    """A file that is no picture."""
    _open(room, Opened(b"%PDF-1.7" + b" " * 48_000, "application/pdf"))


def gone(room: Room) -> None:
    """A picture that cannot be had now."""
    _last(room)
    opener = room.furnishing.at_service.pictures
    opener.failed(opener.wanted, "unreachable")


def lookup(room: Room) -> None:
    """The question before money is spent on what kind of number somebody has."""
    _thread_with(room, _LOOKUP)
    room.furnishing.at_service.lookup.begin(samples.ACCOUNT.id, samples.ZOE)


def delete(room: Room) -> None:
    """The question before texts are deleted."""
    _thread_with(room, _LOOKUP)
    texts = room.furnishing.thread.messages()[-2:]
    room.furnishing.at_service.removal.delete([one.id for one in texts])


def redact(room: Room) -> None:
    """The question before words are taken out at the service."""
    _thread_with(room, _LOOKUP)
    room.furnishing.at_service.removal.redact(room.furnishing.thread.messages()[-1].id)


def _thread_with(room: Room, capabilities: str) -> None:
    room.window.show_page("messages")
    there = conversations.find(room.furnishing.db, samples.ACCOUNT.id, samples.SUPPORT, samples.ZOE)
    assert there is not None
    room.furnishing.messages.open(there)
    accounts.learn(
        room.furnishing.db, samples.ACCOUNT.id, capabilities=capabilities, balance="12.40", currency="EUR"
    )


def _open(room: Room, opened: Opened) -> None:
    _last(room)
    opener = room.furnishing.at_service.pictures
    opener.arrived(opener.wanted, opened)


def _last(room: Room) -> None:
    thread(room)
    last = next(one for one in reversed(room.furnishing.thread.messages()) if one.media)
    room.furnishing.at_service.pictures.open(last.media[0].id)


def _painted() -> bytes:
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    light = QLinearGradient(QPointF(0, 0), QPointF(900, 600))
    light.setColorAt(0, QColor("#F0BE62"))
    light.setColorAt(1, QColor("#2356D8"))
    painter.fillRect(image.rect(), light)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())
