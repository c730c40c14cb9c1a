"""What journeys share: the program as a process, and the practice server as another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program_process import Program
from tests.sandbox_process import PracticeServer, practice_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PracticeServer]:
    """With a state file, so that it can be killed and started again."""
    with practice_server("--state", str(tmp_path / "practice")) as running:
        yield running


@pytest.fixture
def linedesk(tmp_path: Path, server: PracticeServer) -> Program:
    """Signed in to the practice server."""
    program = Program(tmp_path / "profile")
    program.sign_in(server)
    return program
