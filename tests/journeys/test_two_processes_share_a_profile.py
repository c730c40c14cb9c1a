"""Two processes on one profile: one sends and fetches, the other stores and watches, and takes over."""

import signal
from collections import Counter
from contextlib import ExitStack

from tests.cli.command_line import CommandLine
from tests.journeys.promise import TAKEN, copies, kept
from tests.program_process import LINE, PEER, Program, until
from tests.sandbox_process import PracticeServer


def test_what_another_process_stores_is_sent_by_the_one_that_holds_the_profile(
    linedesk: Program, beside: CommandLine, server: PracticeServer
) -> None:
    """Demand 1: each exactly once"""
    with linedesk.running("sync") as holder:
        holder.says("Practice: Online")
        assert linedesk.send("stored beside it").code == 0
        watched = linedesk.send("watched beside it", "--wait", "40")
        assert (watched.code, watched.json["state"] in TAKEN) == (0, True)
        until(lambda: copies(server)["stored beside it"], "it is sent", alive=holder.process)
        assert holder.end(signal.SIGTERM).code == 0
    assert beside("sync", "--once").exit_code == 0
    states = kept(beside.found("messages"), server, ["stored beside it", "watched beside it"])
    assert set(states.values()) <= TAKEN
    assert copies(server) == Counter(["stored beside it", "watched beside it"])


def test_when_the_holder_is_killed_another_takes_over_and_doubles_nothing(
    linedesk: Program, beside: CommandLine, server: PracticeServer
) -> None:
    """Demands 1, 2: also the text that was on the wire at that moment"""
    bodies = ["on the wire", "behind it", "after it"]
    with linedesk.running("sync") as holder, linedesk.running("sync") as other:
        until(lambda: "Online" in holder.said() or "Online" in other.said(), "one of them is online")
        if "Online" in other.said():
            holder, other = other, holder
        other.says("Practice: Standing by")
        server.faults(delay=30)
        assert linedesk.send(bodies[0]).code == 0
        until(lambda: copies(server)[bodies[0]], "the carrier has it", alive=holder.process)
        assert linedesk.send(bodies[1]).code == 0
        holder.kill()
        server.faults(delay=0)
        other.says("Practice: Online")
        until(lambda: copies(server)[bodies[1]], "the other one sends it", alive=other.process)
        assert linedesk.send(bodies[2], "--wait", "40").code == 0
        until(
            lambda: "unconfirmed" not in [text["state"] for text in beside.found("messages", "--with", PEER)],
            "all are settled",
            alive=other.process,
        )
        assert other.end(signal.SIGINT).code == 0
    assert set(kept(beside.found("messages"), server, bodies).values()) <= TAKEN
    assert copies(server) == Counter(bodies)


def test_processes_that_send_at_the_same_moment_send_each_text_once(
    linedesk: Program, beside: CommandLine, server: PracticeServer
) -> None:
    """Demand 1: one of them gets the lock; the others' texts go out with it, or after it"""
    bodies = [f"at the same moment, {number}" for number in range(4)]
    with ExitStack() as stack:
        running = [
            stack.enter_context(linedesk.running("send", "--line", LINE, "--to", PEER, "--wait", "40", body))
            for body in bodies
        ]
        assert [one.ended().code for one in running] == [0, 0, 0, 0]
    assert copies(server) == Counter(bodies)
    assert set(kept(beside.found("messages"), server, bodies).values()) <= TAKEN
