"""A storm of every fault at once, from a seed: no text is doubled, lost, or shown as what it is not."""

import json
from collections.abc import Iterator

import pytest

from desktop.cli.session import LEFT
from tests.cli.command_line import CommandLine
from tests.journeys.promise import TAKEN, copies, kept
from tests.program_process import LINE
from tests.sandbox_process import PracticeServer, practice_server

STORM = {
    "drop_reply": 0.2,
    "garbage": 0.2,
    "cut": 0.2,
    "status_500": 0.2,
    "status_429": 0.2,
    "duplicate_rows": 0.2,
    "reorder_rows": 0.2,
    "list_garbage": 0.2,
    "list_drop": 0.2,
    "delay": 0.01,
}
PEERS = tuple(f"+1202555010{number}" for number in range(6))


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    """The chances follow from its seed."""
    with practice_server("--seed", "11") as running:
        yield running


def test_sixty_texts_through_a_storm_keep_the_promise_and_their_order(
    beside: CommandLine, server: PracticeServer
) -> None:
    """B28, D2; demands 1, 2"""
    server.faults(**STORM)
    sent = send_all(beside)
    server.faults(**dict.fromkeys(STORM, 0.0))
    settle(beside)
    check(beside, server, sent)


def send_all(linedesk: CommandLine) -> list[tuple[str, str]]:
    """(to, text) of sixty sends, some of which wait a moment and so send what the others left."""
    sent = []
    for number in range(60):
        to, body = PEERS[number % len(PEERS)], f"storm {number:02d}"
        wait = () if number % 3 else ("--wait", "0.2")
        result = linedesk("send", "--line", LINE, "--to", to, "--json", *wait, body)
        assert result.exit_code in ({0} if number % 3 else {0, 3}), result.output
        sent.append((to, body))
    return sent


def settle(linedesk: CommandLine) -> None:
    """The weather is fine again: rounds until nothing waits here any more."""
    for _ in range(10):
        result = linedesk("sync", "--once", "--json")
        assert result.exit_code in (0, LEFT), result.output  # what is not confirmed is left over
        (done,) = json.loads(result.stdout)
        if done["queued"] == 0:
            return
    raise AssertionError("texts still wait though nothing is in their way")


def check(linedesk: CommandLine, server: PracticeServer, sent: list[tuple[str, str]]) -> None:
    texts = linedesk.found("messages")
    states = kept(texts, server, [body for _, body in sent])
    assert sum(copies(server).values()) == sum(state in TAKEN for state in states.values())
    assert 0 < sum(state in TAKEN for state in states.values()) < len(sent), "the storm was none"
    for peer in PEERS:
        arrived = [text["body"] for text in server.carrier() if text["to"] == peer]
        assert arrived == sorted(arrived), "texts of one conversation overtook one another"
    ids = [text["remote_id"] for text in texts if text["remote_id"] is not None]
    assert len(ids) == len(set(ids))
