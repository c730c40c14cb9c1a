"""The network goes and comes back while the program runs: texts wait visibly, then leave."""

import signal

from tests.journeys.promise import TAKEN, copies, kept
from tests.program_process import Program, until
from tests.sandbox_process import PracticeServer


def test_texts_written_offline_wait_and_leave_when_the_service_is_back(
    linedesk: Program, server: PracticeServer
) -> None:
    """C11, D1: also twice in a row, without starting the program again"""
    bodies = []
    with linedesk.running("sync") as syncing:
        for turn in range(2):
            syncing.says("Practice: Online")
            server.kill()
            bodies += [f"written offline, {turn}", f"and waited for, {turn}"]
            assert linedesk.send(bodies[-2]).json["state"] == "queued"
            waited = linedesk.send(bodies[-1], "--wait", "0.1")
            assert (waited.code, waited.json["state"]) == (3, "queued")
            until(lambda: "Practice: Offline" in syncing.said(), "it notices", alive=syncing.process)
            assert {linedesk.outbound()[body][0] for body in bodies[-2:]} == {"queued"}
            server.restart()
            until(lambda: copies(server)[bodies[-1]], "they leave", alive=syncing.process)
        until(
            lambda: set(kept(linedesk, server, bodies).values()) == {"delivered"},
            "they are delivered",
            alive=syncing.process,
        )
        assert syncing.end(signal.SIGINT).code == 0
    assert [text["body"] for text in server.carrier()] == bodies


def test_a_program_that_starts_offline_comes_online_by_itself(
    linedesk: Program, server: PracticeServer
) -> None:
    """D1"""
    server.kill()
    assert linedesk.send("before anything was reached").code == 0
    with linedesk.running("sync") as syncing:
        syncing.says("Practice: Offline")
        server.restart()
        syncing.says("Practice: Online")
        until(lambda: copies(server)["before anything was reached"], "it leaves", alive=syncing.process)
        assert syncing.end(signal.SIGTERM).code == 0
    assert kept(linedesk, server, ["before anything was reached"]).popitem()[1] in TAKEN
