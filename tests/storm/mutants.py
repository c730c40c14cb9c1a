"""The program with one fault of its own making: what a storm is worth shows in that it finds these.

Each breaks one promise: that no text leaves twice without a person's click, or that none is lost. Start here
to add one.
"""

from collections.abc import Callable
from typing import Any

from desktop.sms.delivery import State
from desktop.store import outbox, undo


def _queue_instead_of_doubt(matches: Callable[[str], bool]) -> None:
    doubt = outbox.put_in_doubt

    def queued(session: Any, row: Any, now: Any, there: Any, why: str, detail: str = "") -> None:
        doubt(session, row, now, there, why, detail)
        if matches(why):
            row.state, row.doubted_at, row.doubted_there = State.QUEUED, None, None
            row.held_reason = ""

    outbox.put_in_doubt = queued


def resends_without_an_answer() -> None:
    """A request that got no usable answer is sent again by itself."""
    _queue_instead_of_doubt(lambda why: why != outbox.ENDED)


def resends_after_a_crash() -> None:
    """What was on the wire when the program died is sent again by itself."""
    _queue_instead_of_doubt(lambda why: why == outbox.ENDED)


def loses_what_is_taken_back() -> None:
    """Undo takes the text out of the queue, and its words with it."""

    def forget(session: Any, rows: Any, now: Any) -> str:
        for row in rows:
            undo.remove(session, row)
        return ""

    undo.to_draft = forget


MUTANTS = {
    "no answer": resends_without_an_answer,
    "crash": resends_after_a_crash,
    "undo": loses_what_is_taken_back,
}
