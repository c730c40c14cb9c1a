"""The set-up behind `make demo` and `make test`: what it says and does on machines that lack things.

Each test runs the real script in a folder of its own, on a PATH of its own, so that nothing is installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EVERYTHING_THERE = "import sys; print()"


class Machine:
    """A project folder with a space in its name, and the commands a made-up machine has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "my linedesk"
        self.commands = folder / "commands"
        self.commands.mkdir()
        (self.folder / "packaging").mkdir(parents=True)
        for name in ("requirements.lock", "pyproject.toml", "packaging/setup.sh"):
            shutil.copy(ROOT / name, self.folder / name)
        for name in ("bash", "cat", "dirname", "env", "id", "mkdir", "rm", "true"):
            # No links: a test that replaces a command would write through one, to the real machine.
            self.command(name, f'exec "{shutil.which(name)}" "$@"')

    def command(self, name: str, script: str) -> None:
        """A command of this machine, written in sh."""
        path = self.commands / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def lacks(self, question: str) -> None:
        """Python is there; the program that looks for missing packages answers with this Python code."""
        self.command("python3", f'exec "{sys.executable}" "$@"')
        (self.folder / "packaging" / "missing_packages.py").write_text(question)

    def set_up(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "packaging/setup.sh", *arguments],
            cwd=self.folder,
            env={"PATH": str(self.commands), "HOME": os.environ["HOME"]},
            capture_output=True,
            text=True,
            check=False,
        )


def _pretend_environment(machine: Machine) -> None:
    """`python3 -m venv` makes a Python here that claims to install whatever it is asked to."""
    pretended = (
        '#!/bin/sh\ncase "$*" in *pip*) echo "$*" >> .venv/made ;; *missing_packages.py*) echo ;; esac\n'
    )
    (machine.commands.parent / "pretended-python").write_text(pretended)
    machine.command(
        "python3",
        'if [ "$1 $2" = "-m venv" ]; then\n'
        '  mkdir -p "$3/bin" && cat "$(dirname "$0")/../pretended-python" > "$3/bin/python"\n'
        f'  exec "{shutil.which("chmod")}" 755 "$3/bin/python"\n'
        f'fi\nexec "{sys.executable}" "$@"',
    )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_python_that_is_too_old_is_named_in_one_clear_sentence(machine: Machine) -> None:
    machine.command("python3", "exit 1")
    ended = machine.set_up()
    assert ended.returncode == 1
    assert "Linedesk needs Python 3.11 or newer" in ended.stderr
    assert not (machine.folder / ".venv").exists()


def test_without_rights_the_one_line_to_run_is_printed(machine: Machine) -> None:
    machine.lacks("print('libgl1 libegl1')")
    machine.command("id", "echo 1000")
    machine.command("apt-get", "echo tried >> ../apt")
    machine.command("sudo", "exit 1")
    ended = machine.set_up()
    assert ended.returncode == 1
    lines = [line.strip() for line in ended.stderr.splitlines() if "apt-get" in line]
    assert lines == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1",
    ]
    assert not (machine.folder.parent / "apt").exists()


def test_with_sudo_that_asks_nothing_missing_packages_are_installed(machine: Machine) -> None:
    machine.lacks("import pathlib; print('' if pathlib.Path('../installed').exists() else 'libgl1')")
    machine.command("id", "echo 1000")
    machine.command("sudo", 'shift; exec "$@"')
    machine.command("apt-get", 'echo "$*" >> ../apt; case "$*" in *simulate*) ;; *) : > ../installed ;; esac')
    _pretend_environment(machine)
    ended = machine.set_up()
    assert ended.returncode == 0, ended.stderr
    ran = (machine.folder.parent / "apt").read_text().splitlines()
    assert [line.split()[0] for line in ran] == ["install", "install"]
    assert all("--no-install-recommends" in line and "libgl1" in line for line in ran)


def test_package_lists_are_fetched_only_where_apt_does_not_know_the_package(machine: Machine) -> None:
    machine.lacks("import pathlib; print('' if pathlib.Path('../installed').exists() else 'libgl1')")
    machine.command("id", "echo 0")
    machine.command(
        "apt-get",
        'echo "$1" >> ../apt; [ "$1" = update ] && : > ../lists\n'
        '[ -e ../lists ] || exit 100; case "$*" in *simulate*|update*) ;; *) : > ../installed ;; esac',
    )
    _pretend_environment(machine)
    ended = machine.set_up()
    assert ended.returncode == 0, ended.stderr
    assert (machine.folder.parent / "apt").read_text().split() == ["install", "update", "install"]


def test_a_second_run_changes_nothing_and_needs_no_network(machine: Machine) -> None:
    machine.lacks(EVERYTHING_THERE)
    _pretend_environment(machine)
    assert machine.set_up().returncode == 0
    made = (machine.folder / ".venv" / "made").read_text()
    again = machine.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert (machine.folder / ".venv" / "made").read_text() == made


@pytest.mark.parametrize("change", ["interrupted", "lock", "moved"])
def test_a_half_made_an_outdated_and_a_moved_environment_are_made_anew(machine: Machine, change: str) -> None:
    machine.lacks(EVERYTHING_THERE)
    _pretend_environment(machine)
    assert machine.set_up().returncode == 0
    old = machine.folder / ".venv" / "left-over"
    old.touch()
    if change == "interrupted":
        (machine.folder / ".venv" / "linedesk-stamps" / "libraries").unlink()
    elif change == "lock":
        with (machine.folder / "requirements.lock").open("a") as lock:
            lock.write("# newer\n")
    else:
        machine.folder = machine.folder.rename(machine.folder.with_name("elsewhere"))
    ended = machine.set_up()
    assert ended.returncode == 0, ended.stderr
    assert not (machine.folder / ".venv" / "left-over").exists()


def test_what_this_machine_lacks_is_found_by_trying() -> None:
    """Whoever runs the tests has Qt, so what it needs is there and nothing may be reported."""
    script = str(ROOT / "packaging" / "missing_packages.py")
    ended = subprocess.run([sys.executable, script, "base"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.split()) == (0, []), ended.stderr


def test_a_library_that_cannot_be_loaded_is_reported_by_its_package() -> None:
    program = (
        "import ctypes, runpy, sys\n"
        "load = ctypes.CDLL\n"
        "def cdll(name):\n"
        "    if name == 'libEGL.so.1':\n"
        "        raise OSError('cannot open shared object file')\n"
        "    return load(name)\n"
        "ctypes.CDLL = cdll\n"
        f"sys.argv = ['missing_packages.py', 'base']\n"
        f"runpy.run_path({str(ROOT / 'packaging' / 'missing_packages.py')!r}, run_name='__main__')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.split()) == (0, ["libegl1"]), ended.stderr
