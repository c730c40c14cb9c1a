"""The window's ear for later starts: their links arrive, and nonsense harms nobody."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desktop import instance
from desktop.instance import Claim
from desktop.ui.second_start import SecondStarts


@pytest.fixture
def claim(tmp_path: Path) -> Iterator[Claim]:
    claim = instance.claim(tmp_path)
    assert claim is not None
    yield claim
    claim.release()


def in_a_thread(knock: object, *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=knock, args=arguments)  # type: ignore[arg-type]
    thread.start()
    return thread


def test_links_of_later_starts_arrive_and_are_answered(tmp_path: Path, claim: Claim, qtbot: QtBot) -> None:
    early = in_a_thread(instance.knock, tmp_path, "sms:+447700900123?body=early")
    ear = SecondStarts(claim)
    heard: list[str] = []
    ear.knocked.connect(lambda link, _: heard.append(link))
    qtbot.waitUntil(lambda: heard == ["sms:+447700900123?body=early"])
    early.join()
    late = in_a_thread(instance.knock, tmp_path)
    qtbot.waitUntil(lambda: len(heard) == 2)
    late.join()
    assert heard[1] == ""
    ear.close()


def test_several_at_once_are_all_heard(tmp_path: Path, claim: Claim, qtbot: QtBot) -> None:
    ear = SecondStarts(claim)
    heard: list[str] = []
    ear.knocked.connect(lambda link, _: heard.append(link))
    starts = [in_a_thread(instance.knock, tmp_path, f"tel:{number}") for number in range(110, 116)]
    qtbot.waitUntil(lambda: len(heard) == len(starts))
    for start in starts:
        start.join()
    assert sorted(heard) == [f"tel:{number}" for number in range(110, 116)]
    ear.close()


@pytest.mark.parametrize("sent", [b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\2[]", b"\xff" * 64])
def test_whoever_sends_something_else_is_hung_up_on(claim: Claim, qtbot: QtBot, sent: bytes) -> None:
    ear = SecondStarts(claim)
    with socket.socket(socket.AF_UNIX) as stranger, qtbot.assertNotEmitted(ear.knocked):
        stranger.connect(claim.address)
        stranger.sendall(sent)
        stranger.setblocking(False)

        def hung_up() -> bool:
            try:
                return stranger.recv(64) == b""
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True

        qtbot.waitUntil(hung_up)
    ear.close()


def test_nobody_answers_after_the_end(tmp_path: Path, claim: Claim, qtbot: QtBot) -> None:
    SecondStarts(claim).close()
    assert not instance.knock(tmp_path)


def test_who_knocked_and_has_no_answer_at_the_end_is_hung_up_on(claim: Claim, qtbot: QtBot) -> None:
    """So it does not take its link for opened; it becomes the next window itself."""
    ear = SecondStarts(claim)
    with (
        socket.socket(socket.AF_UNIX) as welcomed,
        socket.socket(socket.AF_UNIX) as waiting,
        qtbot.assertNotEmitted(ear.knocked),
    ):
        body = b'{"link": "tel:112", "token": ""}'
        message = len(body).to_bytes(4, "big") + body
        welcomed.connect(claim.address)
        welcomed.sendall(message[:9])
        qtbot.waitUntil(lambda: ear.findChildren(QLocalSocket) != [])
        waiting.connect(claim.address)
        waiting.sendall(message)
        ear.close()
        for one in (welcomed, waiting):
            one.settimeout(10)
            with suppress(ConnectionResetError):
                assert one.recv(64) == b""
        qtbot.waitUntil(lambda: ear.findChildren(QLocalSocket) == [])
