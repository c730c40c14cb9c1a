"""What everybody at a Close organisation shares: open tasks of texts, templates, scheduled texts.

Look here for what changes at Close by a click alone: see ``crm_offers`` for the promises. There is no read
mark of a text there: what is unread is an open task of type ``incoming_sms``, and done is done for everybody.
"""

import asyncio
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, TypeVar

from desktop.providers import close_rows as read
from desktop.providers.base import OutgoingText, Refused, Rows, Unreadable
from desktop.providers.cliqtel_rows import Fault, read_all
from desktop.providers.close_calls import MANY_IDS, Calls, checked_id
from desktop.providers.crm_offers import ScheduledText, Snippet, Standing, UnreadText

Record = TypeVar("Record")

GONE = "http_404"
"""Code of a ``Refused``: there is nothing of this id."""


class Shared:
    """The part of the adapter for what is shared; ``close.Close`` has the rest."""

    _calls: Calls
    _waiting: dict[str, ScheduledText]
    """By id, as pulls found them."""

    async def snippets(self) -> Rows[Snippet]:
        """The SMS templates: those of the key's user, and shared ones."""
        return await rows(await self._calls.all("/sms_template/", {}), read.snippet)

    async def unread(self) -> Rows[UnreadText]:
        """The open tasks of incoming texts. ``_type`` has to be named: else only others come back."""
        asked = {"_type": "incoming_sms", "view": "inbox"}
        return await rows(await self._calls.all("/task/", asked), read.unread)

    async def mark_done(self, remote_ids: Collection[str]) -> None:
        """Complete these tasks, for everybody who works with this Close."""
        wanted = sorted({checked_id(one) for one in remote_ids})
        for first in range(0, len(wanted), MANY_IDS):
            some = ",".join(wanted[first : first + MANY_IDS])
            await self._calls.put("/task/", {"is_complete": True}, {"id__in": some})

    async def scheduled(self) -> tuple[ScheduledText, ...]:
        """What waits, as the last pull found it: texts cannot be asked for by their status."""
        return tuple(sorted(self._waiting.values(), key=lambda one: (one.due_at, one.remote_id)))

    async def schedule(self, text: OutgoingText, handle: str, at: datetime) -> ScheduledText:
        """Turn the draft of ``prepare`` into a text that waits."""
        due = {"status": "scheduled", "date_scheduled": at.astimezone(UTC).isoformat()}
        row = await self._calls.put(f"/activity/sms/{checked_id(handle)}/", due)
        try:
            made = read.scheduled(row)
        except Fault as fault:
            raise Unreadable(f"the answer holds no scheduled text: {fault}") from None
        if read.word(row.get("status")) != "scheduled" or made.remote_id != handle:
            raise Unreadable("the answer is not of a scheduled text")
        self._waiting[handle] = made
        return made

    async def unschedule(self, remote_id: str) -> None:
        """Back to a draft, if it has not left yet."""
        row = await self._calls.put(f"/activity/sms/{checked_id(remote_id)}/", {"status": "draft"})
        if read.word(row.get("status")) != "draft":
            raise Refused("too_late", read.word(row.get("status")))
        self._waiting.pop(remote_id, None)

    async def standing(self, remote_id: str) -> Standing:
        """A draft, waiting, left or gone, by its id."""
        try:
            row = await self._calls.get(f"/activity/sms/{checked_id(remote_id)}/")
        except Refused as no:
            if no.code == GONE:
                return Standing.GONE
            raise
        status = read.word(row.get("status")).lower()
        found = {"draft": Standing.DRAFT, "scheduled": Standing.WAITING}.get(status)
        if found is None and status not in read.STATES:
            raise Unreadable("the answer holds no status that is known")
        return found or Standing.LEFT

    async def discard(self, handle: str) -> None:
        """Delete a draft. It is looked at first: deleting a text that left would hide it from everybody."""
        if await self.standing(handle) is Standing.DRAFT:
            await self._calls.delete(f"/activity/sms/{checked_id(handle)}/")


async def rows(found: list[Any], one: Callable[[Any], Record | None]) -> Rows[Record]:
    """What can be read of a list, and what cannot; a row that is ``None`` is left out."""
    good, bad = await asyncio.to_thread(read_all, found, one)
    return Rows(tuple(row for row in good if row is not None), tuple(bad))
