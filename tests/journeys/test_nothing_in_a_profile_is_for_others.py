"""A used profile with a careless umask: every file and folder is its owner's alone (demand 14)."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.settings.profile import open_profile
from tests.program_process import KEY, Program, until
from tests.sandbox_process import ROOT, PracticeServer


def open_to_others(root: Path) -> dict[str, str]:
    """What others have a right on, below ``root`` and itself."""
    found = {}
    for one in (root, *root.rglob("*")):
        mode = stat.S_IMODE(one.lstat().st_mode)
        if mode & 0o077:
            found[str(one.relative_to(root))] = oct(mode)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="rights as POSIX has them")
def test_whatever_the_umask_a_used_profile_is_its_owner_s_alone(
    tmp_path: Path, server: PracticeServer
) -> None:
    """Commands and the window: cache, its companions, settings, locks, the socket, an export."""
    profile = tmp_path / "profile"
    profile.mkdir(mode=0o777)
    profile.chmod(0o777)
    program = Program(profile)
    program.environment.update(
        {
            KEY: server.api_key,
            "PYTHON_KEYRING_BACKEND": "tests.cache_keyrings.InFile",
            "RING_FILE": str(tmp_path / "ring"),
        }
    )
    careless = ["sh", "-c", 'umask 000; exec "$@"', "sh"]
    export = profile / "contacts.vcf"

    def run(*arguments: str) -> None:
        ended = subprocess.run(
            [*careless, *program.command(*arguments)],
            env=program.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended

    run("account", "add", "cliqtel", "--name", "A", "--url", server.url, "--secret-env", KEY)
    run("sync", "--once")
    run("contacts", "export", str(export))
    window = subprocess.Popen(
        [*careless, *program.command()], env=program.environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        until((profile / "linedesk.db-wal").exists, "an open cache", alive=window)
        until((profile / "window.address").exists, "a window that can be found", alive=window)
        seen = {one.name for one in profile.iterdir()}
        assert open_to_others(profile) == {}
        socket = Path((profile / "window.address").read_text())
        assert stat.S_IMODE(socket.lstat().st_mode) & 0o077 == 0
    finally:
        window.terminate()
        window.communicate(timeout=60)
    assert open_to_others(profile) == {}
    wanted = {"linedesk.db", "linedesk.db-wal", "linedesk.db-shm", "accounts.json", "cache.json"}
    assert wanted | {"sync.lock", "window.lock", "window.address", "contacts.vcf"} <= seen


def test_a_folder_that_others_can_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    folder.chmod(0o755)
    open_profile(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
