"""Reads Twilio's call list: who called whom, what became of it, and which legs are one call."""

from collections.abc import Sequence
from typing import Any

from desktop.providers.base import Call
from desktop.providers.cliqtel_rows import Fault, number
from desktop.providers.twilio_rows import count_of, moment, sid_of, word_of

_ENDS = {"completed": "answered", "canceled": "cancelled"}
_UNANSWERED = ("no-answer", "busy", "canceled")


def call(row: dict[str, Any]) -> Call:
    """A row of the call list. Raises ``Fault``."""
    direction = word_of(row.get("direction"))
    inbound = direction in ("inbound", "trunking-originating")
    if not inbound and not direction.startswith("outbound") and direction != "trunking-terminating":
        raise Fault("no direction")
    ours, theirs = ("to", "from") if inbound else ("from", "to")
    status = word_of(row.get("status"))
    missed = status in _UNANSWERED if inbound else status == "no-answer"
    return Call(
        remote_id=sid_of(row),
        outbound=not inbound,
        line=number(row.get(ours), ours),
        peer=number(row.get(theirs), theirs),
        started_at=moment(row.get("start_time") or row.get("date_created")),
        outcome="missed" if missed else _ENDS.get(status, status or "other"),
        seconds=count_of(row.get("duration")),
    )


def folded(found: Sequence[Any]) -> list[Any]:
    """Calls without the legs that belong to another one in the list.

    A leg counts instead of its parent only where the parent began at a program or a softphone.
    """
    listed = {sid: row for row in found if isinstance(row, dict) and isinstance(sid := row.get("sid"), str)}
    parents = {row["sid"]: _parent(row, listed) for row in listed.values()}
    with_legs = {parent["sid"] for parent in parents.values() if parent is not None}
    kept = []
    for row in found:
        sid = row.get("sid") if isinstance(row, dict) else None
        parent = parents.get(sid) if isinstance(sid, str) else None
        leg_of_a_call = parent is not None and _between_numbers(parent)
        stands_for_a_leg = isinstance(sid, str) and sid in with_legs and not _between_numbers(row)
        if not leg_of_a_call and not stands_for_a_leg:
            kept.append(row)
    return kept


def _parent(row: dict[str, Any], listed: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    found = row.get("parent_call_sid")
    return listed.get(found) if isinstance(found, str) else None


def _between_numbers(row: dict[str, Any]) -> bool:
    return all(str(row.get(end) or "").startswith("+") for end in ("from", "to"))
