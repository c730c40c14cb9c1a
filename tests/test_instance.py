"""One window for each profile: who holds it, what a second start hands over, what a killed one leaves."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.instance import (
    LARGEST,
    LONGEST_LINK,
    TAKEN,
    Claim,
    NoAnswer,
    claim,
    claim_or_knock,
    heard,
    knock,
)
from tests.sandbox_process import ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder


def claimed(root: Path) -> Claim:
    mine = claim(root)
    assert mine is not None and mine.listener is not None
    return mine


@contextmanager
def answering(mine: Claim, answer: bytes = TAKEN) -> Iterator[list[tuple[str, str]]]:
    """A window's end of the socket, in a thread; what it heard."""
    got: list[tuple[str, str]] = []
    listener = mine.listener
    assert listener is not None
    listener.setblocking(True)

    def take() -> None:
        connection, _ = listener.accept()
        with connection:
            received = b""
            while (told := heard(received)) is None:
                received += connection.recv(4096)
            got.append(told)
            connection.sendall(answer)

    thread = threading.Thread(target=take)
    thread.start()
    yield got
    thread.join()


def test_the_first_start_holds_the_profile_and_the_next_one_after_its_end(root: Path) -> None:
    mine = claimed(root)
    assert claim(root) is None
    mine.release()
    assert not Path(mine.address).exists()
    claimed(root).release()


def test_each_profile_has_its_own_window(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    mine, theirs = claimed(one), claimed(other)
    assert mine.address != theirs.address
    mine.release()
    theirs.release()


def test_a_second_start_hands_its_link_over_byte_by_byte(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-of-the-launcher")
    mine = claimed(root)
    with answering(mine) as got:
        assert claim_or_knock(root, "sms:+447700900123?body=a%26b%20c ü😀") is None
    assert got == [("sms:+447700900123?body=a%26b%20c ü😀", "token-of-the-launcher")]
    mine.release()


def test_a_link_that_is_far_too_long_arrives_as_too_long(root: Path) -> None:
    mine = claimed(root)
    with answering(mine) as got:
        knock(root, "sms:" + "1" * 1_000_000)
    assert len(got[0][0]) == LONGEST_LINK + 1
    mine.release()


def test_a_window_that_hangs_is_said_to_hang(root: Path) -> None:
    mine = claimed(root)
    with pytest.raises(NoAnswer):
        knock(root, patience=0.05)
    mine.release()


def test_a_window_that_answers_something_else_has_not_taken_it(root: Path) -> None:
    mine = claimed(root)
    with answering(mine, b"what?\n"):
        assert not knock(root)
    mine.release()


def test_a_start_that_finds_a_window_about_to_end_waits_and_becomes_the_next_one(root: Path) -> None:
    mine = claimed(root)
    mine.fall_silent()
    assert not Path(mine.address).exists()
    assert not knock(root, "tel:112")
    with pytest.raises(NoAnswer):
        claim_or_knock(root, "tel:112", patience=0.05)
    threading.Timer(0.05, mine.release).start()
    following = claim_or_knock(root, "tel:112")
    assert following is not None
    following.release()


def test_a_start_whose_window_ends_before_it_answered_becomes_the_next_one(root: Path) -> None:
    """As when the first window is closed or killed between the two steps of a second start."""
    mine = claimed(root)
    listener = mine.listener
    assert listener is not None
    listener.setblocking(True)

    def hang_up() -> None:
        listener.accept()[0].close()
        mine.release()

    thread = threading.Thread(target=hang_up)
    thread.start()
    following = claim_or_knock(root, "tel:112")
    thread.join()
    assert following is not None
    following.release()


def test_what_a_killed_window_left_behind_is_in_nobodys_way(root: Path) -> None:
    program = (
        "import os, pathlib, signal, sys; from desktop.instance import claim; "
        "mine = claim(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(root)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    left = Path((root / "window.address").read_text())
    assert left.is_socket()
    mine = claimed(root)
    with answering(mine) as got:
        knock(root, "tel:112")
    assert got == [("tel:112", "")]
    mine.release()


def test_nobody_else_may_knock(root: Path) -> None:
    mine = claimed(root)
    assert Path(mine.address).stat().st_mode & 0o077 == 0
    assert (root / "window.lock").stat().st_mode & 0o077 == 0
    mine.release()


def test_a_folder_whose_name_is_too_long_for_a_socket_gets_one_elsewhere(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = root / ("x" * 120)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    mine = claimed(root)
    folder = Path(mine.address).parent
    assert len(os.fsencode(mine.address)) <= 100
    assert folder.stat().st_mode & 0o077 == 0
    mine.release()
    assert not folder.exists()


def test_a_file_that_was_tampered_with_removes_nothing(root: Path, tmp_path: Path) -> None:
    precious = tmp_path / "linedesk-precious"
    precious.write_text("mine")
    (root / "window.address").write_text(str(precious))
    claimed(root).release()
    assert precious.read_text() == "mine"


def test_a_message_comes_in_pieces_and_is_taken_when_it_is_whole() -> None:
    body = b'{"link": "tel:112", "token": "t"}'
    message = len(body).to_bytes(4, "big") + body
    assert [heard(message[:end]) for end in range(len(message))] == [None] * len(message)
    assert heard(message) == ("tel:112", "t")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"\xff", b'{"link": 7}', b'{"token": []}', b"[" * 100_000, b'"link"']
)
def test_what_no_start_of_ours_sends_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):
        heard(len(body).to_bytes(4, "big") + body)


def test_a_message_without_end_is_refused_at_its_head() -> None:
    with pytest.raises(ValueError, match="too long"):
        heard((LARGEST + 1).to_bytes(4, "big"))


def test_an_activation_token_that_no_environment_could_hold_is_left_out() -> None:
    body = b'{"link": "", "token": "a\\u0000b"}'
    assert heard(len(body).to_bytes(4, "big") + body) == ("", "")


@given(st.binary(max_size=200))
def test_no_bytes_break_the_window(received: bytes) -> None:
    try:
        heard(received)
    except ValueError:
        return


def test_the_socket_answers_as_soon_as_the_profile_is_held(root: Path) -> None:
    """Who knocks while the first window is still opening waits in the socket's own queue."""
    mine = claimed(root)
    with socket.socket(socket.AF_UNIX) as early:
        early.connect(mine.address)
    mine.release()
