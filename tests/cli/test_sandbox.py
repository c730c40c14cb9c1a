"""`linedesk sandbox`: what it prints, how it ends, and what it says when it cannot start."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner

from desktop.cli.sandbox import register
from desktop.sandbox.server import Options
from tests.sandbox_process import ROOT, practice_server

COMMAND = (sys.executable, "-m", "desktop", "sandbox")


def ended(*args: str) -> subprocess.CompletedProcess[str]:
    # However wide the terminal is and whatever it can colour, the sentences stay whole.
    plain = {**os.environ, "COLUMNS": "300", "_TYPER_FORCE_DISABLE_TERMINAL": "1"}
    return subprocess.run(
        [*COMMAND, *args],
        cwd=ROOT,
        env=plain,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_one_line_of_json_and_serves_until_it_is_told_to_stop(ending: signal.Signals) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(COMMAND, cwd=ROOT, stdout=pipe, stderr=pipe, text=True) as server:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        assert set(told) == {"url", "api_key"}
        answer = httpx.get(
            f"{told['url']}/api/v1/portal/sms",
            headers={"Authorization": f"Bearer {told['api_key']}"},
            trust_env=False,
        )
        assert answer.status_code == 200
        server.send_signal(ending)
        rest, complaints = server.communicate()
    assert (server.returncode, rest, complaints) == (0, "", "")


def test_its_options_reach_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Options] = []
    monkeypatch.setattr("desktop.sandbox.server.serve", lambda options, announce: seen.append(options))
    app = typer.Typer()
    register(app)
    args = ["--port", "8123", "--seed", "7", "--state", str(tmp_path / "state"), "--conversations", "5"]
    args += ["--messages", "90", "--fault", "cut=0.25", "--fault", "delay=2", "--documented-only"]
    assert CliRunner().invoke(app, args).exit_code == 0
    assert CliRunner().invoke(app, []).exit_code == 0
    faults = {"cut": 0.25, "delay": 2.0}
    assert seen == [Options(8123, 7, tmp_path / "state", 5, 90, faults, True), Options()]


def test_faults_given_at_the_start_are_in_force() -> None:
    with practice_server("--fault", "reorder_rows=0.5", "--fault", "delay=0") as server:
        assert server.faults()["reorder_rows"] == 0.5


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--fault", "thunder=1"], "no fault called 'thunder'"),
        (["--fault", "cut=2"], "from 0 to 1"),
        (["--fault", "cut"], "NAME=VALUE"),
        (["--fault", "cut=often"], "NAME=VALUE"),
        (["--port", "70000"], "65535"),
        (["--conversations", "1000000"], "reserved for fiction"),
        (["--messages", "9000000"], "reserved for fiction"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence_and_exits_with_2(args: list[str], sentence: str) -> None:
    end = ended(*args)
    assert (end.returncode, end.stdout) == (2, "")
    assert sentence in end.stderr
    assert "Traceback" not in end.stderr


def test_a_port_in_use_is_said_in_a_sentence_and_exits_with_1() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        end = ended("--port", port)
    assert (end.returncode, end.stdout) == (1, "")
    assert end.stderr.startswith(f"Port {port} cannot be used: ")
    assert len(end.stderr.splitlines()) == 1


def test_a_state_file_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ms Bennett, " * 100)
    for path, words in (
        (letter, "is no state file"),
        (tmp_path / "missing" / "state", "cannot be used: "),
    ):
        end = ended("--state", str(path))
        assert (end.returncode, end.stdout) == (1, "")
        assert words in end.stderr
        assert len(end.stderr.splitlines()) == 1


def test_a_second_server_on_the_same_state_and_another_seed_are_refused(tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    with practice_server("--state", state, "--seed", "3") as server:
        second = ended("--state", state)
        assert second.returncode == 1
        assert "Another practice server is using" in second.stderr
        assert server.stop() == 0
    other = ended("--state", state, "--seed", "4")
    assert other.returncode == 1
    assert "made with --seed 3" in other.stderr


def test_it_can_be_tied_to_whoever_started_it() -> None:
    """a window that dies without a word leaves no server behind"""
    with subprocess.Popen(
        [*COMMAND, "--until-stdin-ends"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        with httpx.Client(trust_env=False) as client:
            assert client.get(told["url"]).status_code == 401
        _, complaints = server.communicate()
    assert (server.returncode, complaints) == (0, "")
