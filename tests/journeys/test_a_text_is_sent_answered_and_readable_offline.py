"""The whole first journey: sign in, fetch, send, delivered, answered, and all of it again offline."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import CommandLine
from tests.program_process import KEY, LINE, Program, until
from tests.sandbox_process import PracticeServer

ZOE = "+447700900123"
"""She answers the first text that she gets."""
WORDS = "Your parcel is on its way. It needs a signature 📦"


def test_a_text_is_sent_delivered_answered_and_readable_with_the_network_gone(
    tmp_path: Path, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A16, C1, C2, C3, D1"""
    monkeypatch.setenv(KEY, server.api_key)
    linedesk, beside = Program(tmp_path / "profile"), CommandLine(tmp_path / "profile")
    add = ("account", "add", "cliqtel", "--name", "Shop", "--url", server.url, "--secret-env", KEY)
    assert linedesk.run(*add).code == 0
    (first,) = linedesk.found("sync", "--once")
    history = beside.found("messages")
    assert first["new"] == len(history) > 0

    sent = linedesk.send(WORDS, "--wait", "30", to=ZOE)
    assert (sent.code, sent.stderr) == (0, "")
    assert sent.json["remote_id"] is not None
    assert [text["body"] for text in server.carrier()] == [WORDS]

    def fetched(**wanted: str) -> list[dict[str, Any]]:
        assert beside("sync", "--once").exit_code == 0
        texts = beside.found("messages", "--with", ZOE)
        return [text for text in texts if all(text[name] == value for name, value in wanted.items())]

    (mine,) = until(lambda: fetched(text=WORDS, state="delivered"), "it is delivered")
    assert mine["id"] == sent.json["id"]
    assert (mine["parts"], mine["error"]) == (1, None)

    before = [text["remote_id"] for text in history]
    answers = until(
        lambda: [text for text in fetched(direction="inbound") if text["remote_id"] not in before],
        "she answers",
    )
    assert answers[-1]["text"] == "Great, thank you! Can you leave it with the neighbour at number 12?"
    assert answers[-1]["created_at"] > mine["created_at"]

    texts, lines = beside.found("messages"), beside.found("lines")
    server.kill()

    assert linedesk.texts() == texts
    assert beside.found("lines") == lines
    stored = linedesk.send("Tomorrow, then", to=ZOE)
    assert (stored.code, stored.json["state"]) == (0, "queued")
    assert beside.found("messages", "--limit", "1") == [stored.json]
    ended = linedesk.run("sync", "--once")
    assert (ended.code, ended.stdout) == (3, "")
    assert "cannot be reached" in ended.stderr
    waited = linedesk.send("And another", "--wait", "0.2", to=ZOE)
    assert (waited.code, waited.json["state"]) == (3, "queued")
    refused = beside("send", "--line", LINE, "--to", LINE, "To myself")
    assert (refused.exit_code, refused.stdout) == (1, "")

    server.restart()
    assert linedesk.found("sync", "--once")[0]["sent"] == 2
    assert [text["body"] for text in server.carrier()] == [WORDS, "Tomorrow, then", "And another"]
