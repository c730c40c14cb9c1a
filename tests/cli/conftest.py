"""What the commands' tests share: a fresh profile, and a practice server for each file."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from tests.cli.command_line import CommandLine
from tests.cli.own_keyring import Keyring
from tests.program_process import KEY
from tests.sandbox_process import PracticeServer, practice_server


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    with practice_server() as running:
        yield running


@pytest.fixture
def linedesk(tmp_path: Path) -> CommandLine:
    """On a fresh profile without an account."""
    return CommandLine(tmp_path / "profile")


@pytest.fixture
def key(server: PracticeServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The practice account's key, in the environment."""
    monkeypatch.setenv(KEY, server.api_key)
    return server.api_key


@pytest.fixture(scope="module")
def added(server: PracticeServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile to which the account at the practice server was added: once, since that takes its time."""
    first = CommandLine(tmp_path_factory.mktemp("added") / "profile")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(KEY, server.api_key)
        result = first.add(server.url)
    assert result.exit_code == 0, result.output
    return first.profile


@pytest.fixture
def signed_in(linedesk: CommandLine, added: Path, server: PracticeServer, key: str) -> Iterator[CommandLine]:
    """With an account at the practice server; its faults are off again at the end."""
    shutil.copytree(added, linedesk.profile)
    yield linedesk
    server.faults(**dict.fromkeys(server.faults(), 0.0))


@pytest.fixture
def closed_port() -> Iterator[str]:
    """An address where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # and never listening: nobody else can get it
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


@pytest.fixture
def ring() -> Iterator[Keyring]:
    """Instead of the keyring that the tests' environment has not."""
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)
