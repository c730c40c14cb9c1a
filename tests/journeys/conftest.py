"""What journeys share: the program as a process, the practice server as another, and a look beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.program_process import KEY, Program
from tests.sandbox_process import PracticeServer, practice_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PracticeServer]:
    """With a state file, so that it can be killed and started again."""
    with practice_server("--state", str(tmp_path / "practice")) as running:
        yield running


@pytest.fixture
def beside(tmp_path: Path, server: PracticeServer, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The commands in this process, signed in: to prepare and to look, while processes act."""
    monkeypatch.setenv(KEY, server.api_key)
    commands = CommandLine(tmp_path / "profile")
    assert commands.add(server.url).exit_code == 0
    return commands


@pytest.fixture
def linedesk(beside: CommandLine) -> Program:
    """The program as a process, on the same profile."""
    return Program(beside.profile)
