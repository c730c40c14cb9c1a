"""Two processes on one profile: one sends and fetches, the other stores and watches, and takes over."""

import signal
from collections import Counter

from tests.journeys.promise import TAKEN, copies, kept
from tests.program_process import Program, until
from tests.sandbox_process import PracticeServer


def test_what_another_process_stores_is_sent_by_the_one_that_holds_the_profile(
    linedesk: Program, server: PracticeServer
) -> None:
    """C12: each exactly once"""
    with linedesk.running("sync") as holder:
        holder.says("Practice: Online")
        assert linedesk.send("stored beside it").code == 0
        watched = linedesk.send("watched beside it", "--wait", "60")
        assert (watched.code, watched.json["state"] in TAKEN) == (0, True)
        until(lambda: copies(server)["stored beside it"], "it is sent", alive=holder.process)
        another = linedesk.run("sync", "--once", "--json")
        assert (another.code, another.stdout) == (3, "")
        assert "Another Linedesk of this profile is open" in another.stderr
        assert holder.end(signal.SIGTERM).code == 0
    assert linedesk.run("sync", "--once").code == 0
    states = kept(linedesk, server, ["stored beside it", "watched beside it"])
    assert set(states.values()) <= TAKEN
    assert copies(server) == Counter(["stored beside it", "watched beside it"])


def test_when_the_holder_is_killed_another_takes_over_and_doubles_nothing(
    linedesk: Program, server: PracticeServer
) -> None:
    """C10, C12: also the text that was on the wire at that moment"""
    with linedesk.running("sync") as holder, linedesk.running("sync") as other:
        until(lambda: "Online" in holder.said() or "Online" in other.said(), "one of them is online")
        if "Online" in other.said():
            holder, other = other, holder
        other.says("Practice: Standing by")
        server.faults(delay=30)
        assert linedesk.send("on the wire").code == 0
        until(lambda: copies(server)["on the wire"], "the carrier has it", alive=holder.process)
        assert linedesk.send("behind it").code == 0
        holder.kill()
        server.faults(delay=0)
        other.says("Practice: Online")
        until(lambda: copies(server)["behind it"], "the other one sends it", alive=other.process)
        assert linedesk.send("after it", "--wait", "60").code == 0
        until(
            lambda: set(kept(linedesk, server, ["on the wire", "behind it", "after it"]).values()) <= TAKEN,
            "all are settled",
            alive=other.process,
        )
        assert other.end(signal.SIGINT).code == 0
    assert copies(server) == Counter(["on the wire", "behind it", "after it"])


def test_processes_that_send_at_the_same_moment_send_each_text_once(
    linedesk: Program, server: PracticeServer
) -> None:
    """C12: one of them gets the lock; the others' texts go out with it, or after it"""
    bodies = [f"at the same moment, {number}" for number in range(4)]
    commands = [
        ("send", "--line", "+447700900010", "--to", "+12025550123", "--wait", "60", body) for body in bodies
    ]
    with (
        linedesk.running(*commands[0]) as first,
        linedesk.running(*commands[1]) as second,
        linedesk.running(*commands[2]) as third,
        linedesk.running(*commands[3]) as fourth,
    ):
        assert [one.ended().code for one in (first, second, third, fourth)] == [0, 0, 0, 0]
    assert copies(server) == Counter(bodies)
    assert set(kept(linedesk, server, bodies).values()) <= TAKEN
