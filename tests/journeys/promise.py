"""The promise about sending, checked: never two without a click, never zero without being told.

Used after anything that can go wrong has gone wrong, and the program has been started again.
"""

from collections import Counter
from collections.abc import Iterable

from tests.program_process import Program
from tests.sandbox_process import PracticeServer

TAKEN = {"accepted", "sent", "delivered"}


def copies(server: PracticeServer) -> Counter[str]:
    """How often the carrier has each text, by its words."""
    return Counter(text["body"] for text in server.carrier())


def kept(linedesk: Program, server: PracticeServer, bodies: Iterable[str]) -> dict[str, str]:
    """Check the promise for texts with words of their own that were stored; their states.

    Each is at the carrier at most once; it is shown as taken exactly if the carrier has it, and else
    as waiting here or not confirmed. None is missing, and none is there twice.
    """
    states = linedesk.outbound()
    carrier = copies(server)
    found = {}
    for body in bodies:
        assert body in states, f"{body!r} was stored, and is lost"
        (found[body],) = states[body]
        assert carrier[body] <= 1, f"{body!r} went out {carrier[body]} times"
        if carrier[body]:
            assert found[body] in TAKEN, f"{body!r} went out, and is shown as {found[body]}"
        else:
            assert found[body] in {"queued", "unconfirmed"}, f"{body!r} is shown as {found[body]}"
    return found
