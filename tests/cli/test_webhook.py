"""``linedesk webhook``: an address to copy, a listener without a window, and kill -9 at the worst moment."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desktop.announce import Announcer
from desktop.cli.unlocking import open_cache
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import open_profile
from desktop.store import lines, messages
from desktop.store.database import Database, open_database
from desktop.store.lines import Line
from tests.cli.command_line import CommandLine
from tests.cli.own_keyring import Keyring
from tests.new_cache import open_new
from tests.sandbox_process import ROOT
from tests.webhook.test_forms import posted, query
from tests.webhook.test_listener import OURS, TOKEN

CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from desktop.announce import Announcer
from desktop.cli.unlocking import open_cache
from desktop.store.database import open_database
from desktop.webhook.listener import Listener
from desktop.webhook.serving import serve

file, provider, token, dies = sys.argv[1:]
app = Listener(open_database(Path(file), Announcer()), provider, provider, token).app

async def until_it_answers(scope, receive, send):
    async def instead(message):
        os.kill(os.getpid(), signal.SIGKILL)
    await app(scope, receive, instead if dies == "yes" else send)

asyncio.run(serve(until_it_answers, 0, lambda port: print(port, flush=True)))
"""
"""A listener that is killed after its text is stored, before a byte of the answer leaves."""


def account(provider: str, name: str) -> Account:
    return Account(id=provider, provider=provider, name=name, url="https://x.example", key_place="session")


@pytest.fixture
def profile(linedesk: CommandLine, ring: Keyring) -> Iterator[CommandLine]:
    accounts = Accounts(open_profile(linedesk.profile).accounts)
    for one in (account("cliqtel", "Shop"), account("voipms", "Stock"), account("twilio", "Office")):
        accounts.add(one)
    yield linedesk


def test_the_address_is_printed_and_what_has_to_forward_to_it_is_said(
    profile: CommandLine, ring: Keyring
) -> None:
    """D2, D3: ports of their own, the word in the keyring and in no file."""
    first = profile("webhook", "on", "Shop")
    assert first.exit_code == 0 and first.stdout.startswith("http://127.0.0.1:8750/")
    assert "a tunnel or a reverse proxy of yours has to forward" in first.stderr
    second = profile.found("webhook", "on", "Stock")["url"]
    assert second.startswith("http://127.0.0.1:8751/") and second.endswith("&message={MESSAGE}")
    assert profile.found("webhook", "address", "Stock")["url"] == second
    word = ring.kept["linedesk", "webhook voipms"]
    assert word in second
    for file in profile.profile.rglob("*"):
        assert not file.is_file() or word.encode() not in file.read_bytes()
    assert profile.found("webhook", "on", "Stock", "--port", "9100")["url"] != second
    assert profile("webhook", "off", "Stock").exit_code == 0
    off = profile("webhook", "address", "Stock")
    assert off.exit_code == 1 and "Switch it on with: linedesk webhook on Stock" in off.stderr
    assert [*ring.kept] == [key for key in ring.kept if key[1] != "webhook voipms"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("on", "Office"), 1, "Twilio passes no texts on in a form that Linedesk knows"),
        (("on", "Nobody"), 1, "There is no account named Nobody."),
        (("address", "Shop"), 1, "The webhook of Shop is off."),
        (("listen", "Shop"), 1, "The webhook of Shop is off."),
        (("on", "Shop", "--port", "80"), 2, "1024"),
    ],
)
def test_what_cannot_be_is_said(
    profile: CommandLine, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = profile("webhook", *arguments)
    assert result.exit_code == code and words in result.stderr


def test_without_a_keyring_nothing_is_switched_on(profile: CommandLine, ring: Keyring) -> None:
    """E1: a word that could be read by anyone would let anyone hand in texts."""
    ring.locked = True
    result = profile("webhook", "on", "Shop")
    assert result.exit_code == 1 and "The keyring refused" in result.stderr
    ring.locked = False
    assert profile("webhook", "address", "Shop").exit_code == 1


def test_without_a_window_it_listens_until_it_is_interrupted(profile: CommandLine) -> None:
    """D2, D4: Ctrl+C ends it; what came meanwhile is in the cache."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    url = profile.found("webhook", "on", "Shop", "--port", str(port))["url"]
    where = open_profile(profile.profile)
    db = open_cache(where, Announcer())  # encrypted, since there is a keyring
    with_lines(db)
    db.close()
    answers: list[str] = []

    def call_until_it_listens() -> None:
        with httpx.Client(trust_env=False) as client:
            while not answers:
                with contextlib.suppress(httpx.ConnectError):
                    answers.append(client.post(url, content=posted()).text)
        os.kill(os.getpid(), signal.SIGINT)

    caller = threading.Thread(target=call_until_it_listens)
    caller.start()
    ended = profile("webhook", "listen", "Shop")
    caller.join()
    assert (ended.exit_code, answers) == (0, ["ok"])
    assert "Listening. Ctrl+C ends it." in ended.stderr
    db = open_cache(where, Announcer())
    assert len(messages.newest(db)) == 1
    db.close()


def test_two_accounts_have_two_ports(profile: CommandLine) -> None:
    profile.found("webhook", "on", "Shop", "--port", "9100")
    assert profile("webhook", "on", "Stock", "--port", "9100").exit_code == 2


@pytest.mark.parametrize("provider", ["cliqtel", "voipms"])
def test_killed_between_storing_and_answering_the_repeat_is_told_ok_and_stores_nothing(
    tmp_path: Path, provider: str
) -> None:
    """D4: kill -9 at the worst moment; the service, which heard nothing, calls again."""
    file = tmp_path / "cache.db"
    open_new(file, Announcer(), with_lines).close()
    with pytest.raises(httpx.RemoteProtocolError):
        call(file, provider, dies=True)
    assert len(stored(file)) == 1
    assert call(file, provider, dies=False) == "ok"
    assert len(stored(file)) == 1


def with_lines(db: Database) -> None:
    for name, number in OURS.items():
        lines.replace(db, name, [Line(name, "1", number)])


def stored(file: Path) -> list[str]:
    db = open_database(file, Announcer())
    found = [one.body for one in messages.newest(db)]
    db.close()
    return found


def call(file: Path, provider: str, *, dies: bool) -> str:
    """One call to a listener of its own, as the service makes it; its answer."""
    command = [sys.executable, "-c", CHILD, str(file), provider, TOKEN, "yes" if dies else "no"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = f"http://127.0.0.1:{json.loads(process.stdout.readline())}/{TOKEN}"
        try:
            with httpx.Client(trust_env=False) as client:
                if provider == "cliqtel":
                    return client.post(url, content=posted()).text
                return client.get(f"{url}?{query()}").text
        finally:
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
