"""The command line as a whole: what stands before commands, wrong usage, and what is not imported."""

import errno
import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop import __version__
from desktop.cli.main import COMMANDS, build, run
from desktop.start import Start
from tests.cli.command_line import CommandLine, no_window
from tests.program_process import Program
from tests.sandbox_process import ROOT


def test_without_a_command_it_opens_the_window_on_the_profile_and_ends_with_its_code(tmp_path: Path) -> None:
    opened: list[Start] = []

    def window(wanted: Start) -> int:
        opened.append(wanted)
        return 7

    for arguments in (
        [],
        ["--profile", str(tmp_path), "--background"],
        ["--text", "+44 7700 900123", "--body", "Hello & co"],
        ["--call", "112"],
    ):
        result = CliRunner().invoke(build(window, no_window, arguments), arguments)
        assert result.exit_code == 7
    assert opened == [
        Start(),
        Start(tmp_path, background=True),
        Start(link="sms:+44%207700%20900123?body=Hello%20%26%20co"),
        Start(link="tel:112"),
    ]


def test_demo_gets_the_profile_the_seed_and_the_folder_for_pictures(tmp_path: Path) -> None:
    seen: list[tuple[Path | None, int | None, Path | None]] = []

    def demo(wanted: Start, pictures: Path | None) -> int:
        seen.append((wanted.profile, wanted.seed, pictures))
        return 0

    pictures = tmp_path / "pictures"
    for arguments in (
        ["demo"],
        ["--profile", str(tmp_path), "demo", "--seed", "7", "--pictures", str(pictures)],
    ):
        assert CliRunner().invoke(build(no_window, demo, arguments), arguments).exit_code == 0
    assert seen == [(None, None, None), (tmp_path, 7, pictures)]


def test_the_version_is_printed_alone() -> None:
    result = CliRunner().invoke(build(no_window, no_window, ["--version"]), ["--version"])
    assert (result.exit_code, result.output) == (0, f"linedesk {__version__}\n")


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(build(no_window, no_window, ["--help"]), ["--help"])
    assert result.exit_code == 0
    assert {line.split()[0] for line in result.output.split("Commands:")[1].splitlines() if line} == {
        *COMMANDS,
        "demo",
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["--profile"],
        ["--text", "1", "--call", "2"],
        ["--body", "words without a number"],
        ["--background", "messages"],
        ["messages", "--nonsense"],
        ["messages", "--profile", "x"],
        ["messages", "--limit", "0"],
        ["messages", "--limit", "many"],
        ["account"],
        ["send", "hello"],
        ["send", "--line", "+447700900010", "--to", "+12025550123", "--wait", "-1", "hello"],
        ["send", "--line", "+447700900010", "--to", "+12025550123", "--wait", "nan", "hello"],
        ["send", "--line", "+447700900010", "--to", "+12025550123", "two", "texts"],
        ["sync", "now"],
    ],
)
def test_wrong_usage_exits_with_2_and_leaves_stdout_to_results(
    linedesk: CommandLine, arguments: list[str]
) -> None:
    result = linedesk(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    if arguments != ["account"]:
        assert result.stdout == ""
        assert "Error: " in result.stderr


@pytest.mark.parametrize(
    "arguments", [["--version"], ["segments", "hello"], ["sandbox", "--port", "99999"], ["demo", "--help"]]
)
def test_what_needs_no_store_and_no_window_waits_for_neither(arguments: list[str]) -> None:
    """E17: the heavy libraries cost half a second, and these commands use none of them"""
    program = (
        "import atexit, sys\n"
        "heavy = {'PySide6', 'alembic', 'httpx', 'keyring', 'qasync', 'sqlalchemy', 'sqlmodel', 'uvicorn'}\n"
        "atexit.register(lambda: print('imported:', sorted(heavy & set(sys.modules)), file=sys.stderr))\n"
        "from desktop.__main__ import main\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "imported: []\n" in ended.stderr


def test_a_reader_that_has_seen_enough_gets_no_traceback(tmp_path: Path) -> None:
    """as in: linedesk segments --jsonl | head -1"""
    command = [*Program(tmp_path).command("segments", "--jsonl")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"text": "a"}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b'{"text": "b"}\n')
        process.stdin.close()
        assert process.wait() == 1
        assert process.stderr.read() == b""


@pytest.fixture
def own_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    # What a shell starts behind its back ignores Ctrl+C, and Python leaves that so.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("arguments", "number", "code"),
    [
        (["sync"], signal.SIGINT, 0),
        (["--profile", "somewhere", "sync", "--json"], signal.SIGTERM, 0),
        (["sync", "--once"], signal.SIGINT, 130),
        (["messages"], signal.SIGINT, 130),
    ],
)
def test_a_signal_while_the_program_is_still_starting_leaves_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
    own_signals: None,
    arguments: list[str],
    number: signal.Signals,
    code: int,
) -> None:
    """a sync that is told to end has done all that was asked of it"""
    monkeypatch.setattr("desktop.cli.main.build", lambda *_: signal.raise_signal(number))
    with pytest.raises(SystemExit) as ending:
        run(no_window, no_window, arguments)
    assert ending.value.code == code


def test_a_full_disk_behind_stdout_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(SystemExit) as ending:
        run(no_window, no_window, ["segments", "hello"])
    assert ending.value.code == 1
    assert capsys.readouterr().err == "The output could not be written: there is no space left.\n"


def test_a_character_that_the_terminal_lacks_is_no_reason_to_end(tmp_path: Path) -> None:
    program = Program(tmp_path / "profile")
    program.environment["PYTHONIOENCODING"] = "latin-1"
    ended = subprocess.run(
        program.command("account", "check", "東京"),
        cwd=ROOT,
        env=program.environment,
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, b"There is no account named \\u6771\\u4eac.\n")


@pytest.mark.parametrize("module", ["desktop.start", "typer", "desktop.cli.main", "desktop.cli.sync"])
def test_an_end_that_comes_while_modules_are_read_leaves_no_traceback(module: str) -> None:
    """Ctrl+C a moment after the command"""
    program = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *more):\n"
        f"        if name == {module!r}:\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from desktop.__main__ import main\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "sync"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (130, "")
