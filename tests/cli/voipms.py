"""A profile that is signed in to a fake VoIP.ms, for tests of commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.program_process import KEY
from tests.providers.fakes import voipms
from tests.providers.fakes.serving import serving
from tests.providers.voipms_account import Server, new_account

ON, OFF = "+14155550101", "+14155550102"


@contextmanager
def voipms_profile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[CommandLine, Server]]:
    """The command line on a new profile with the account *Voip*, and the account's server."""
    monkeypatch.setattr("desktop.providers.voipms.CALLS_A_SECOND", 10_000)
    fake: voipms.VoipMs = new_account()
    with serving(fake.app) as wire:
        monkeypatch.setenv(KEY, f"{fake.username}:{fake.password}")
        run = CommandLine(folder)
        added = run("account", "add", "voipms", "--name", "Voip", "--url", wire.url, "--secret-env", KEY)
        assert added.exit_code == 0, added.output
        yield run, Server(fake, wire)
