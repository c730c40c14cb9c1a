"""Brings texts that leave at a time to their service, takes them back there, and removes drafts left behind.

In two steps like a send: the draft's id is stored before the text is made to wait, and a lost answer is
settled by asking for that id. Nothing here lets a text go. What is due is done in order, in one task.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    OutgoingText,
    Provider,
    ProviderError,
    Refused,
    SignInNeeded,
)
from desktop.providers.crm_offers import KeepingDrafts, Scheduling, Standing
from desktop.store import accounts, later, later_steps, lines, strays
from desktop.store.database import Database
from desktop.store.later import Later
from desktop.sync.inbox import line_ids

log = logging.getLogger(__name__)

REST = 30.0
"""Seconds for which nothing is tried after the service could not be asked, or did not answer."""


class _Unseen(Exception):
    """The service refused the look at a text: nothing is known of where it stands. With its own words."""


class LaterTexts:
    """Those of one account. Only the holder of the profile's lock may use one."""

    def __init__(
        self,
        db: Database,
        account_id: str,
        provider: Provider,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._account_id = account_id
        self._provider = provider
        self._clock = clock
        self._not_before = 0.0
        self._look_again = 0.0

    async def work(self, *, now: bool = False) -> None:
        """Do all that can be done. Raises ``StoreError``; what a service's trouble leaves is done later.

        ``now``: even if it was tried a moment ago.
        """
        steady = self._provider.clock.steady
        if steady() < self._not_before and not now:
            return
        try:
            if self._provider.capabilities.scheduled.on:
                again = now or steady() >= self._look_again
                for one in later_steps.to_do(self._db, self._account_id):
                    if again or not one.unseen:
                        await self._step(one)
                for one in later_steps.to_do(self._db, self._account_id):
                    if one.state == later.NEW:
                        await self._step(one)  # it was not there yet, as a look found
            await self._tidy()
        except ProviderError as trouble:
            wait = trouble.retry_after if isinstance(trouble, Busy) else REST
            self._not_before = steady() + wait
            log.info("texts for later have to wait: %s", trouble)

    async def follow(self) -> None:
        """After a pull: take over what the service's list says waits. Raises ``StoreError``."""
        if not self._provider.capabilities.scheduled.on:
            return
        found = await cast(Scheduling, self._provider).scheduled()
        told = [
            later_steps.Told(one.remote_id, one.line, one.peer, one.body, one.due_at, one.author)
            for one in found
        ]
        # Before the first whole list is there, what is missing may only not have been read yet.
        whole = accounts.known(self._db, self._account_id).sync_point is not None
        later_steps.follow(self._db, self._account_id, told, whole=whole)

    async def _step(self, one: Later) -> None:
        try:
            if one.state == later.NEW:
                await self._hand_over(one)
            elif one.state == later.ASKED:
                await self._settle(one)
            elif one.state == later.MISSING:
                await self._look(one)
            else:
                await self._ask_back(one)
        except _Unseen as no:
            self._cannot_look(one, str(no))
        except SignInNeeded as refused:
            if refused.allowed:
                raise
            self._refuse(one, "forbidden", refused.text)
        except Refused as no:
            self._refuse(one, no.code or "", no.text)

    def _cannot_look(self, one: Later, text: str) -> None:
        """It may wait there and leave, so it has not ended: that is said, and it is looked at again later."""
        if one.state == later.STOPPING:
            later_steps.stays(self._db, one, text)
            return
        self._look_again = self._provider.clock.steady() + REST
        later_steps.unseen(self._db, one, text)

    def _refuse(self, one: Later, code: str, text: str) -> None:
        """The service said no to what was asked of it, not to a look; the others are done all the same."""
        if one.state == later.STOPPING:
            later_steps.stays(self._db, one, text)
        else:
            later_steps.end(self._db, one, code, text)

    async def _hand_over(self, one: Later) -> None:
        """A draft, its id on disk, then the request that makes it wait."""
        there = self._provider.clock.now(self._clock())
        ids = line_ids(lines.listing(self._db, self._account_id))
        if one.due_at <= there:
            later_steps.end(self._db, one, later.MISSED)
            return
        if one.line not in ids:
            later_steps.end(self._db, one, "line_gone")
            return
        text = OutgoingText(ids[one.line], one.line, one.peer, one.body)
        handle = one.handle
        if handle is None:
            handle = await self._provider.prepare(text)
            if handle is None or not later_steps.keep_handle(self._db, one, handle):
                return
        if later_steps.ask(self._db, one):
            await self._wait_there(one, text, handle)

    async def _wait_there(self, one: Later, text: OutgoingText, handle: str) -> None:
        try:
            made = await cast(Scheduling, self._provider).schedule(text, handle, one.due_at)
        except OutcomeUnknown:
            raise  # it is marked as asked, and looked at the next time
        except Refused:
            # Only drafts can change: somebody may have let it go there meanwhile.
            if await self._standing(one) in (Standing.WAITING, Standing.LEFT):
                return
            raise
        except ProviderError:
            later_steps.put_back(self._db, one)  # certainly not done
            raise
        later_steps.waits(self._db, one, made.author)

    async def _settle(self, one: Later) -> None:
        """Its request had no answer, or the program ended meanwhile."""
        match await self._standing(one):
            case Standing.DRAFT:
                later_steps.put_back(self._db, one)
            case Standing.WAITING:
                later_steps.waits(self._db, one)
            case Standing.LEFT:
                later_steps.left(self._db, one)
            case Standing.GONE:
                later_steps.end(self._db, one, later.GONE)

    async def _look(self, one: Later) -> None:
        """The list has it no more: it left, or somebody did something about it there."""
        standing = await self._standing(one)
        if standing is Standing.WAITING:
            later_steps.waits(self._db, one)
        elif standing is Standing.LEFT:
            later_steps.left(self._db, one)
        elif not one.ours:
            later_steps.forget(self._db, one)
        else:
            why = later.STOPPED_THERE if standing is Standing.DRAFT else later.GONE
            later_steps.end(self._db, one, why)

    async def _ask_back(self, one: Later) -> None:
        """A person took it back. Where it has left, that is said."""
        try:
            await cast(Scheduling, self._provider).unschedule(one.handle or "")
        except Refused as no:
            standing = await self._standing(one)
            if standing is Standing.LEFT:
                later_steps.end(self._db, one, later.TOO_LATE)
                return
            if standing is Standing.WAITING:
                later_steps.stays(self._db, one, no.text)
                return
        later_steps.returned(self._db, one)

    async def _standing(self, one: Later) -> Standing:
        """Raises ``_Unseen`` where the service does not let it be looked at, and any other trouble."""
        found = later.get(self._db, one.id) or one  # its handle may have come since
        try:
            return await cast(Scheduling, self._provider).standing(found.handle or "")
        except Refused as no:
            raise _Unseen(no.text) from None
        except SignInNeeded as no:
            if no.allowed:
                raise
            raise _Unseen(no.text) from None

    async def _tidy(self) -> None:
        if not isinstance(self._provider, KeepingDrafts):
            return
        for handle in strays.listing(self._db, self._account_id):
            await self._provider.discard(handle)
            strays.forget(self._db, self._account_id, handle)
