"""Keys, texts and numbers are nowhere but where they belong, whatever fails."""

import base64
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.hostile.every_error import BODY, NUMBER
from tests.hostile.leaks import PLAIN_CACHE, find_leaks, forms_of, note_arguments
from tests.program_process import KEY, LINE, Ended, Program, until
from tests.sandbox_process import ROOT, practice_server

SECRETS = {
    "text": BODY,
    "number": NUMBER,
    "number without plus": NUMBER[1:],
    "number as read": "+1 202-555-0199",
}


# ---- looking


@pytest.mark.parametrize(
    "written",
    [
        BODY.encode(),
        BODY.encode("utf-16"),
        BODY.encode("utf-16-be"),
        quote(BODY).encode(),
        json.dumps({"a": BODY}).encode(),
        repr(BODY).encode(),
        BODY.encode().hex().encode(),
        base64.b64encode(BODY.encode()),
        base64.b64encode(b"a" + BODY.encode() + b"bc"),
        base64.b64encode(b"ab" + BODY.encode() + b"cde"),
    ],
)
def test_a_leak_is_found_in_whatever_form_it_is_written(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "program.log").write_bytes(b"x" * 5000 + written + b"y" * 100)
    (tmp_path / "empty.log").touch()
    leaks = find_leaks(tmp_path, {"text": BODY})
    assert {(leak.file, leak.name) for leak in leaks} == {("deep/program.log", "text")}
    assert all(leak.at >= 5000 for leak in leaks)


def test_words_with_every_kind_of_letter_are_found_escaped_as_well(tmp_path: Path) -> None:
    words = 'Zoë "quoted" \\ 👋\n'
    (tmp_path / "a.json").write_text(json.dumps([words]))
    (tmp_path / "b.log").write_text(repr({"body": words}))
    assert {leak.file for leak in find_leaks(tmp_path, {"text": words})} == {"a.json", "b.log"}


def test_texts_may_be_where_they_belong_and_keys_nowhere(tmp_path: Path) -> None:
    (tmp_path / "linedesk.db").write_text(f"{BODY} clq_live_0123456789")
    (tmp_path / f"{NUMBER}.txt").write_text("nothing")
    secrets = {"text": BODY, "key": "clq_live_0123456789", "number": NUMBER}
    leaks = find_leaks(tmp_path, secrets, belongs=PLAIN_CACHE)
    assert {(leak.file, leak.name) for leak in leaks} == {("linedesk.db", "key"), (f"{NUMBER}.txt", "number")}


@pytest.mark.parametrize(
    "name", ["linedesk.db", "linedesk.db-wal", "linedesk.db-journal", "linedesk.db.0002-20260101T000000.bak"]
)
def test_a_text_that_can_be_read_in_the_cache_is_a_leak_unless_it_is_plain_on_purpose(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(f"{BODY} {NUMBER}")
    secrets = {"text": BODY, "number": NUMBER}
    assert {leak.name for leak in find_leaks(tmp_path, secrets)} == {"text", "number"}
    assert find_leaks(tmp_path, secrets, belongs=PLAIN_CACHE) == []


def test_a_secret_that_would_be_found_everywhere_is_refused() -> None:
    with pytest.raises(ValueError, match="everywhere"):
        list(forms_of("12345"))


def test_the_arguments_of_a_process_and_its_children_are_noted(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()', 'inner words'])"
    command = [sys.executable, "-c", code, "outer words"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        file = tmp_path / "arguments.txt"
        while "inner words" not in (file.read_text() if file.exists() else ""):
            note_arguments(process.pid, file)
        process.communicate(b"\n")
    assert "outer words" in file.read_text()


# ---- what the program leaves behind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


def note(folder: Path, name: str, ended: Ended) -> None:
    (folder / f"{name}.stderr").write_text(ended.stderr)


def test_a_window_in_which_everything_fails_tells_nothing_of_what_was_written(folder: Path) -> None:
    """Slots, painting, tasks, callbacks, listeners, threads, destructors: with texts in every error."""
    with practice_server("--state", str(folder / "practice.db")) as server:
        environment = {**os.environ, KEY: server.api_key, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.hostile.every_error", str(folder / "profile"), server.url]
        with (
            (folder / "window.stderr").open("w") as said,
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said) as window,
        ):
            while window.poll() is None:
                note_arguments(window.pid, folder / "arguments.txt")
                try:
                    window.wait(0.2)
                except subprocess.TimeoutExpired:
                    continue
        said_there = (folder / "window.stderr").read_text()
        assert window.returncode == 0, said_there
        leaks = find_leaks(folder, {**SECRETS, "key": server.api_key}, belongs=PLAIN_CACHE)
        # The practice server's state holds its own key: it is the service here.
        assert [leak for leak in leaks if not leak.file.startswith("practice.db")] == []
    # Everything did fail.
    for words in (
        "an error that nobody caught",
        "the test failed",
        "a listener failed on ContactsChanged",
        "Exception in callback",
        "Future exception was never retrieved",
        "failing ended with an error",
        "in paintEvent",
    ):
        assert words in said_there, said_there
    assert said_there.count("RuntimeError") >= 3


def test_commands_against_a_server_that_fails_tell_nothing_of_what_was_written(folder: Path) -> None:
    """With --verbose: faults of the server, an end in the middle, a key that is none, a damaged cache."""
    linedesk = Program(folder / "profile")
    with practice_server() as server:
        linedesk.sign_in(server)
        secrets = {**SECRETS, "key": server.api_key}
        for fault in ("garbage", "list_garbage"):
            server.faults(**{fault: 1.0})
            ended = linedesk.run(
                "--verbose", "send", "--line", LINE, "--to", NUMBER, "--wait", "0.2", "--", "-", stdin=BODY
            )
            note(folder, fault, ended)
            server.faults(**{fault: 0.0})
        aborted = folder / "aborted.stderr"
        with (
            aborted.open("w") as said,
            subprocess.Popen(
                linedesk.command("--verbose", "sync"), cwd=ROOT, env=linedesk.environment, stderr=said
            ) as syncing,
        ):
            until(lambda: "online" in aborted.read_text(), aborted.read_text)
            server.faults(delay=3)
            note_arguments(syncing.pid, folder / "arguments.txt")
            syncing.send_signal(signal.SIGABRT)  # with PYTHONFAULTHANDLER it says where it was
        server.faults(delay=0)
    linedesk.environment[KEY] = f"{secrets['key']}\u2028\x01é"
    note(folder, "odd key", linedesk.run("--verbose", "sync", "--once"))
    with sqlite3.connect(folder / "profile" / "linedesk.db") as database:
        database.execute("DROP TABLE message")
    database.close()
    damaged = linedesk.command("--verbose", "messages")
    broken = subprocess.run(
        damaged, cwd=ROOT, env=linedesk.environment, capture_output=True, text=True, check=False
    )
    (folder / "no table.stderr").write_text(broken.stderr)
    # Without a keyring the cache is plain, and could be damaged here.
    assert find_leaks(folder, secrets, belongs=PLAIN_CACHE) == []
    assert "Abort" in aborted.read_text()
