"""Links from elsewhere, as an agent clicks them: the open window takes them, a cold start opens with them."""

import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from desktop.instance import TAKEN, claim
from desktop.settings.profile import Profile
from tests.program_process import LINE, Program, until
from tests.sandbox_process import ROOT, PracticeServer

STRANGER = "+12025550123"


def drafted(linedesk: Program, number: str = STRANGER) -> str:
    """What stands in the composer for somebody, as it is on disk."""
    path = Profile(linedesk.profile).database
    if not path.exists():
        return ""
    with closing(sqlite3.connect(path)) as store:
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
        if "draft" not in tables:
            return ""
        found = store.execute("SELECT body FROM draft WHERE line = ? AND peer = ?", (LINE, number)).fetchone()
    return found[0] if found else ""


def test_a_cold_start_opens_with_its_link_and_a_second_one_hands_its_own_over(
    linedesk: Program, server: PracticeServer
) -> None:
    """Issue 3, item 7: filled, never sent; no second window on the same profile."""
    link = f"sms:{STRANGER}?line=%2B447700900010&body=a%26b%20%F0%9F%98%80"
    with linedesk.running(link) as window:
        until(lambda: drafted(linedesk) == "a&b 😀", "the link's words", alive=window.process)
        other = "+12025550124"
        second = linedesk.run("--text", other, "--body", "Hello")
        assert (second.code, second.stdout, second.stderr) == (0, "", "")
        until(lambda: drafted(linedesk, other) == "Hello", "the second link's words", alive=window.process)
        for hostile in ("sms:" + "1" * 10_000, "sms:+1202%00", "tel:<b>1</b>", "sms:\u202e+12"):
            assert linedesk.run(hostile).code == 0
        assert linedesk.run().code == 0
        assert window.process.poll() is None
    assert server.carrier() == []
    assert drafted(linedesk) == "a&b 😀"


def test_a_link_that_comes_while_the_window_closes_opens_the_next_one(
    linedesk: Program, server: PracticeServer
) -> None:
    with linedesk.running("--text", STRANGER, "--body", "First") as first:
        until(lambda: drafted(linedesk) == "First", "an open window", alive=first.process)
        first.process.send_signal(signal.SIGTERM)
        other = "+12025550124"
        with linedesk.running("--text", other, "--body", "Hello") as second:
            until(lambda: drafted(linedesk, other) == "Hello", "the link's words", alive=second.process)
            assert first.ended().code == 0
            assert second.end(signal.SIGTERM).code == 0


def test_a_second_start_imports_nothing_that_takes_time(linedesk: Program, tmp_path: Path) -> None:
    """It has a fifth of a second, most of which Python itself takes."""
    linedesk.environment["PYTHONPROFILEIMPORTTIME"] = "1"
    linedesk.profile.mkdir(parents=True, exist_ok=True)
    mine = claim(linedesk.profile)
    assert mine is not None and mine.listener is not None
    mine.listener.setblocking(True)
    second = subprocess.Popen(
        linedesk.command("tel:112"), cwd=ROOT, env=linedesk.environment, stderr=subprocess.PIPE, text=True
    )
    connection, _ = mine.listener.accept()
    connection.recv(4096)
    connection.sendall(TAKEN)
    said = second.communicate()[1]
    assert second.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in said.splitlines()}
    connection.close()
    mine.release()
    assert "desktop.instance" in imported
    slow = (
        "PySide6",
        "typer",
        "pydantic",
        "desktop.cli",
        "desktop.app",
        "desktop.wording",
        "asyncio",
        "logging",
    )
    assert [one for one in imported if one.startswith(slow)] == []
