"""The network goes and comes back while the program runs: texts wait visibly, then leave."""

import signal

from tests.cli.command_line import CommandLine
from tests.journeys.promise import TAKEN, copies, outbound
from tests.program_process import Program, Running, until
from tests.sandbox_process import PracticeServer


def states_of(beside: CommandLine, body: str) -> list[str]:
    return outbound(beside.found("messages"))[body]


def go_offline_and_back(
    linedesk: Program, server: PracticeServer, syncing: Running, bodies: tuple[str, str], *, turn: int
) -> None:
    """One text is stored and another waited for while the server is away; both leave when it is back."""
    syncing.says("Practice: Online", times=turn)
    server.kill()
    assert linedesk.send(bodies[0]).json["state"] == "queued"
    waited = linedesk.send(bodies[1], "--wait", "0.1")
    assert (waited.code, waited.json["state"]) == (3, "queued")
    syncing.says("Practice: Offline", times=turn)
    server.restart()
    until(lambda: copies(server)[bodies[1]], "they leave", alive=syncing.process)


def test_texts_written_offline_wait_and_leave_when_the_service_is_back(
    linedesk: Program, beside: CommandLine, server: PracticeServer
) -> None:
    """C11, D1: also twice in a row, without starting the program again"""
    bodies = ["written offline", "and waited for", "written offline again", "and again waited for"]
    with linedesk.running("sync") as syncing:
        go_offline_and_back(linedesk, server, syncing, (bodies[0], bodies[1]), turn=1)
        go_offline_and_back(linedesk, server, syncing, (bodies[2], bodies[3]), turn=2)
        until(
            lambda: all(states_of(beside, body) == ["delivered"] for body in bodies),
            "they are delivered",
            alive=syncing.process,
        )
        assert syncing.end(signal.SIGINT).code == 0
    assert [text["body"] for text in server.carrier()] == bodies


def test_a_program_that_starts_offline_comes_online_by_itself(
    linedesk: Program, beside: CommandLine, server: PracticeServer
) -> None:
    """D1"""
    body = "before anything was reached"
    server.kill()
    assert linedesk.send(body).code == 0
    with linedesk.running("sync") as syncing:
        syncing.says("Practice: Offline")
        server.restart()
        syncing.says("Practice: Online")
        until(lambda: set(states_of(beside, body)) <= TAKEN, "it leaves", alive=syncing.process)
        assert syncing.end(signal.SIGTERM).code == 0
    assert copies(server) == {body: 1}
