"""The practice server as the window starts it: a process of its own that never outlives the program."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from desktop.practice import PracticeFailed, start
from tests.program_process import until
from tests.sandbox_process import ROOT


def listens(url: str) -> bool:
    with httpx.Client(trust_env=False) as client:
        try:
            return client.get(url).status_code == 401
        except httpx.TransportError:
            return False


def test_it_listens_until_it_is_stopped_and_keeps_its_state(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with start(state=state, seed=3) as server:
        assert listens(server.url)
        assert server.api_key not in repr(server)
        running = server.ended
    assert (running, server.ended, server.process.returncode) == (False, True, 0)
    assert not listens(server.url)
    server.stop()
    with start(state=state) as again:
        assert again.api_key == server.api_key


def test_why_it_did_not_start_is_its_own_last_line(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with start(state=state), pytest.raises(PracticeFailed) as failed:
        start(state=state)
    assert str(failed.value) == f"Another practice server is using the state file {state}."


def test_it_ends_when_the_program_dies_without_a_word(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys, pathlib\n"
        "from desktop.practice import start\n"
        "print(start(state=pathlib.Path(sys.argv[1])).url, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    state = tmp_path / "state"
    killed = subprocess.run(
        [sys.executable, "-c", program, str(state)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    url = killed.stdout.strip()
    assert url
    until(lambda: not listens(url), "the server ends")
    with start(state=state) as again:
        assert listens(again.url)
