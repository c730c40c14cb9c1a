"""Every fake can be tried by hand: served by its name, with a line that says how to sign in to it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.providers.base import Credentials
from desktop.providers.catalog import SERVICES, connect
from tests.providers.contract import pulled

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def served(name: str, said: Path) -> Iterator[dict[str, str]]:
    """What a fake announces that runs as a process of its own; ``said`` gets what it tells people."""
    command = [sys.executable, "-m", "tests.providers.fakes", name, "--port", "0"]
    with (
        said.open("w") as words,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=words, text=True) as process,
    ):
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.terminate()
    assert process.returncode == 0


@pytest.mark.parametrize("name", sorted(SERVICES))
async def test_every_service_of_the_catalog_has_a_fake_to_try_by_hand(name: str, tmp_path: Path) -> None:
    with served(name, tmp_path / "said") as told:
        provider = connect(name, Credentials(told["url"], {"api_key": told["api_key"]}))
        checked = await provider.check()
        _, pages = await pulled(provider)
        await provider.close()
        words = (tmp_path / "said").read_text()
    tells = any(line.can_send is not None for line in checked.lines)
    assert any(line.can_send is not False for line in checked.lines)
    assert tells is any(line.reason_code for line in checked.lines)
    assert pages[-1].sync_point is not None
    command = f"KEY='{told['api_key']}' linedesk account add {name} --name Practice"
    command += f" --url {told['url']} --secret-env KEY"
    assert command in words
