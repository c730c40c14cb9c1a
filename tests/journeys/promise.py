"""The promise about sending, checked: never two without a click, never zero without being told.

Used after anything that can go wrong has gone wrong, and the program has been started again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tests.sandbox_process import PracticeServer

TAKEN = {"accepted", "sent", "delivered"}


def copies(server: PracticeServer) -> Counter[str]:
    """How often the carrier has each text, by its words."""
    return Counter(text["body"] for text in server.carrier())


def outbound(texts: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The states of those that left or wait here, by their words; ``texts`` as of ``linedesk messages``."""
    states: dict[str, list[str]] = {}
    for text in texts:
        if text["direction"] == "outbound":
            states.setdefault(text["text"], []).append(text["state"])
    return states


def kept(texts: Iterable[Mapping[str, Any]], server: PracticeServer, bodies: Iterable[str]) -> dict[str, str]:
    """Check the promise for texts with words of their own that were stored; their states.

    ``texts`` as of ``linedesk messages``. Each is at the carrier at most once; it is shown as taken
    exactly if the carrier has it, and else as waiting here or not confirmed. None is missing, and none
    is there twice.
    """
    states = outbound(texts)
    carrier = copies(server)
    found = {}
    for body in bodies:
        assert body in states, f"{body!r} was stored, and is lost"
        assert len(states[body]) == 1, f"{body!r} is shown {len(states[body])} times: {states[body]}"
        found[body] = states[body][0]
        assert carrier[body] <= 1, f"{body!r} went out {carrier[body]} times"
        if carrier[body]:
            assert found[body] in TAKEN, f"{body!r} went out, and is shown as {found[body]}"
        else:
            assert found[body] in {"queued", "unconfirmed"}, f"{body!r} is shown as {found[body]}"
    return found
