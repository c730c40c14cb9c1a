"""Sending at Close in two steps: a draft with an id of its own, which then leaves by that id.

Look here for why no text goes twice: the draft sends nothing, an id can leave only once, and what became of
it can be asked. What a second "outbox" does to a text that left is not documented, so none is ever written
before a look.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.providers import close_rows as read
from desktop.providers.base import Accepted, OutcomeUnknown, OutgoingText, Unreadable
from desktop.providers.cliqtel_rows import Fault, moment
from desktop.providers.close_calls import Calls, checked_id
from desktop.providers.close_people import Place, e164
from desktop.sms.segments import outgoing

MOST_LOST = 50
"""Drafts without an answer that are remembered."""
EARLIER = timedelta(seconds=10)
"""How much earlier than its attempt the service's clock may date a draft."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """A draft that was asked for and whose answer was lost: it may be there."""

    text: OutgoingText
    at: datetime


class Drafts:
    """The drafts that this program wrote."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._new: set[str] = set()
        """Drafts that nobody tried to send yet."""
        self._ours: set[str] = set()
        self._lost: list[_Lost] = []

    def is_new(self, handle: str) -> bool:
        """Whether nobody ever tried to send this draft: only then no look at it is needed first."""
        return handle in self._new

    async def write(self, text: OutgoingText, place: Place) -> str:
        """The id of a draft of this text: a new one, or the one whose answer was lost a moment ago."""
        for lost in [one for one in self._lost if one.text == text]:
            found = await self._find(lost, place)
            self._lost.remove(lost)
            if found is not None:
                self._keep(found)
                return found
        fields: dict[str, Any] = {
            "status": "draft",
            "direction": "outbound",
            "lead_id": place.lead_id,
            "local_phone": text.line,
            "remote_phone": text.peer,
            "text": text.body,
        }
        if place.contact_id:
            fields["contact_id"] = place.contact_id
        now = self._calls.clock.now(datetime.now(UTC))
        try:
            # No connection of its own: nothing leaves by it, and a stray one is found again.
            made = await self._calls.post("/activity/sms/", fields, once=False)
            handle = checked_id(made.get("id"))
        except OutcomeUnknown:
            self._lost = [*self._lost[-MOST_LOST:], _Lost(text, now)]
            raise
        self._keep(handle)
        return handle

    async def send(self, handle: str) -> Accepted:
        """Let a draft go. Raises ``Unreadable`` where the answer does not say that it did."""
        self._new.discard(handle)
        return _taken(await self._calls.put(f"/activity/sms/{handle}/", {"status": "outbox"}), handle)

    async def outcome(self, handle: str) -> Accepted | None:
        """What became of it; ``None`` while it is a draft. Raises ``Refused`` (404) where it is gone."""
        row = await self._calls.get(f"/activity/sms/{handle}/")
        try:
            return read.accepted(row, handle)
        except Fault as fault:
            raise Unreadable(f"the answer holds no text of this id: {fault}") from None

    def _keep(self, handle: str) -> None:
        self._new.add(handle)
        self._ours.add(handle)

    async def _find(self, lost: _Lost, place: Place) -> str | None:
        """A draft with these words, made since the attempt, that is no other text's."""
        since = (lost.at - EARLIER).isoformat()
        asked = {"lead_id": place.lead_id, "date_created__gte": since}
        for row in await self._calls.all("/activity/sms/", asked):
            if _is_draft(row, lost) and (handle := read.id_of(row)) not in self._ours:
                return handle
        return None


def _is_draft(row: Any, lost: _Lost) -> bool:
    if not isinstance(row, dict) or read.word(row.get("status")) != "draft":
        return False
    try:
        fresh = moment(row.get("date_created")) >= lost.at - EARLIER
        read.id_of(row)
    except Fault:
        return False
    ends = (e164(row.get("local_phone")), e164(row.get("remote_phone")))
    body = row.get("text")
    same = isinstance(body, str) and outgoing(body) == lost.text.body
    return fresh and same and ends == (lost.text.line, lost.text.peer)


def _taken(row: Any, handle: str) -> Accepted:
    try:
        found = read.accepted(row, handle)
    except Fault as fault:
        raise Unreadable(f"the answer to a send holds no text: {fault}") from None
    if found is None:
        raise Unreadable("the answer to a send says that it is a draft still")
    return found
