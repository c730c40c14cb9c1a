"""kill -9 at every step of a send, then a new start: at most once at the carrier, and never lost."""

import random
import signal
import time
from collections.abc import Iterator

import pytest

from desktop.cli.session import LEFT
from tests.cli.command_line import CommandLine
from tests.journeys.killed_at import FUNCTIONS, commit
from tests.journeys.promise import TAKEN, copies, kept, outbound
from tests.program_process import LINE, PEER, Program, until
from tests.sandbox_process import PracticeServer, practice_server

SEND = ("send", "--line", LINE, "--to", PEER)

NOT_STORED, NOT_CONFIRMED = {"not stored"}, {"unconfirmed"}
OUTCOMES = {
    "before it is stored": NOT_STORED,
    commit(1): NOT_STORED,
    "when it is stored": TAKEN,
    "before a crash is recovered from": TAKEN,
    "when a crash is recovered from": TAKEN,
    "before it is marked as being sent": TAKEN,
    commit(5): TAKEN,
    "when it is marked as being sent": NOT_CONFIRMED,
    "before the request leaves": NOT_CONFIRMED,
    "when the answer is there": TAKEN,
    "before the answer is stored": TAKEN,
    commit(6): TAKEN,
    "when the answer is stored": TAKEN,
}
"""Steps of ``send --wait`` (it commits the text, the recovery, lines, account, the mark, the answer), and
what the new start makes of a text that died there. Only where it cannot know that no request left is there
doubt."""

STEPS_OF_A_ROUND = [
    *map(commit, (1, 2, 4, 5, 6, 7, 8)),
    "before a page is merged",
    "when a page is merged",
]
"""Of ``sync --once``, which commits the recovery, lines, account, pages, review, mark, answer and pages."""


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    with practice_server() as running:
        yield running


def killed(linedesk: Program, step: str, *arguments: str) -> None:
    """Run a command to ``step``, where it dies."""
    with linedesk.running(*arguments, module=("tests.journeys.killed_at", step)) as running:
        ended = running.ended()
    assert ended.code == -signal.SIGKILL, f"it never came to this step: {ended}"


def start_again(beside: CommandLine) -> None:
    """Two rounds: the second must find nothing that the first left half done."""
    for _ in range(2):
        result = beside("sync", "--once")
        assert result.exit_code in (0, LEFT), result.output  # what is not confirmed is left over


def test_every_step_is_tried() -> None:
    """A step that is only listed would protect nobody."""
    assert set(FUNCTIONS) <= {*OUTCOMES, *STEPS_OF_A_ROUND}


@pytest.mark.parametrize("step", OUTCOMES)
def test_a_send_that_dies_is_neither_doubled_nor_lost(
    linedesk: Program, beside: CommandLine, server: PracticeServer, step: str
) -> None:
    """Demands 1, 2"""
    body = f"died {step}"
    killed(linedesk, step, *SEND, "--wait", "40", body)
    start_again(beside)
    texts = beside.found("messages")
    if OUTCOMES[step] is NOT_STORED:
        assert body not in outbound(texts)
        assert copies(server)[body] == 0
    else:
        assert kept(texts, server, [body])[body] in OUTCOMES[step]


@pytest.mark.parametrize("step", STEPS_OF_A_ROUND)
def test_a_round_that_dies_doubles_and_loses_none_of_its_texts(
    linedesk: Program, beside: CommandLine, server: PracticeServer, step: str
) -> None:
    """D2; demands 1, 2"""
    body = f"round died {step}"
    assert beside(*SEND, body).exit_code == 0
    killed(linedesk, step, "sync", "--once")
    start_again(beside)
    texts = beside.found("messages")
    assert kept(texts, server, [body])[body] in TAKEN
    ids = [text["remote_id"] for text in texts]
    assert len(ids) == len(set(ids))


def test_a_send_that_dies_between_acceptance_and_answer_is_found_in_the_list(
    linedesk: Program, beside: CommandLine, server: PracticeServer
) -> None:
    """Demand 1: the carrier has it, and the program never heard so"""
    body = "died waiting for the answer"
    server.faults(stall=1)
    with linedesk.running(*SEND, "--wait", "40", body) as sending:
        until(lambda: copies(server)[body], "the carrier has it", alive=sending.process)
        sending.kill()
    server.faults(stall=0)
    assert outbound(beside.found("messages")) == {body: ["sending"]}
    start_again(beside)
    assert kept(beside.found("messages"), server, [body])[body] in TAKEN


def test_sends_that_die_at_any_moment_are_neither_doubled_nor_lost(
    linedesk: Program, beside: CommandLine, server: PracticeServer
) -> None:
    """Demands 1, 2: each start takes over what the one before left; the moments follow from a seed"""
    chance = random.Random("any moment")
    bodies = [f"died at any moment, {number}" for number in range(6)]
    server.faults(delay=0.2)
    for body in bodies:
        with linedesk.running(*SEND, "--wait", "40", body) as sending:
            time.sleep(chance.uniform(0.0, 1.0))
            sending.kill()
    server.faults(delay=0)
    start_again(beside)
    texts = beside.found("messages")
    stored = [body for body in bodies if body in outbound(texts)]
    kept(texts, server, stored)
    assert sum(copies(server)[body] for body in bodies if body not in stored) == 0
