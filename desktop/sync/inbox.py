"""Pulls pages of a service's texts into the store, and tells which unconfirmed texts they did not show.

Two depths: *recent* reads as far back as news may still come, *everything* to the first text there is.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from desktop.providers.base import Attempt, Page, Provider
from desktop.store import accounts, awaited, bad_rows, calls, doubts, lines, outbox
from desktop.store.bad_rows import Unread
from desktop.store.database import Database
from desktop.store.merge import merge
from desktop.sync import translate

AT_ONCE = 25
"""Rows of one step, which holds the window up."""
RECENT = timedelta(minutes=10)
DEEP = timedelta(hours=72)
"""How old a text may be whose delivery is still awaited, at every pull and now and then."""


@dataclass(slots=True)
class Pulled:
    """What a pull brought. ``asking``: texts about which a person has to decide now."""

    arrived: list[int] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unreadable: int = 0
    asking: int = 0


class Inbox:
    """Pulls for one account."""

    def __init__(
        self,
        db: Database,
        account_id: str,
        provider: Provider,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._db = db
        self._account_id = account_id
        self._provider = provider
        self._clock = clock
        self._sleep = sleep
        self._ended: float | None = None
        """When the last pull ended, in steady seconds."""
        self._made = clock()
        self._unread_since: datetime | None = None
        self._doubted: dict[tuple[int, datetime | None], float] = {}
        """Since when, in steady seconds, pulls have looked for a text: by its id and when it was doubted."""

    async def pull(self, *, everything: bool = False, deep: bool = False) -> Pulled:
        """Read the list and merge it, page by page. Raises any ``ProviderError``; what came stays.

        ``everything`` reads to the end; otherwise it stops where no more news is to be expected,
        ``deep`` being for texts that have waited long. Sooner after the last pull than the service puts
        up with, it waits first. Of a service without a list nothing comes, and nobody is asked.
        """
        if self._provider.capabilities.listed.on:
            await self._rest()
        try:
            return await self._pull(everything=everything, deep=deep)
        finally:
            self._ended = self._provider.clock.steady()

    async def _rest(self) -> None:
        if self._ended is not None:
            passed = self._provider.clock.steady() - self._ended
            left = self._provider.capabilities.rest.total_seconds() - passed
            if left > 0:
                await self._sleep(left)

    async def _pull(self, *, everything: bool, deep: bool) -> Pulled:
        began, told = self._clock(), self._provider.clock.told
        there = told or began
        # In the service's time: what came since this began to look is unread.
        self._unread_since = self._unread_since or there - (began - self._made)
        known = accounts.known(self._db, self._account_id)
        reach = awaited.oldest_open(self._db, self._account_id, there - (DEEP if deep else RECENT))
        pulled = Pulled()
        unread: list[Unread] = []
        waited = self._waited()
        covered: datetime | None = None
        since = None if everything else known.sync_point
        unread_since = self._unread_since if known.sync_point is None else None
        async with aclosing(self._provider.pull(since, reach)) as pages:  # type: ignore[type-var]
            async for page in pages:
                await self._take(page, pulled, began, unread_since)
                unread += (translate.unread(row) for row in page.bad)
                covered = page.covers_since
                await asyncio.sleep(0)  # let the window breathe between transactions
                if not everything and known.sync_point is None and self._enough(page, reach):
                    break
        await self._look_up()
        await asyncio.sleep(0)
        pulled.asking = doubts.looked(
            self._db,
            self._account_id,
            began=began,
            complete_since=covered,
            delay=self._provider.capabilities.listing_delay,
            window=self._provider.capabilities.match_window,
            there=told,
            ended=self._clock() if told is None else self._provider.clock.told,
            waited=waited,
            unread=bad_rows.first_seen(self._db, self._account_id, unread),
        )
        return pulled

    def _waited(self) -> set[int]:
        """Texts that pulls have looked for as long as the service may take to list one."""
        moment = self._provider.clock.steady()
        delay = self._provider.capabilities.listing_delay.total_seconds()
        open_now = [(one.id, one.doubted_at) for one in doubts.unconfirmed(self._db, self._account_id)]
        self._doubted = {one: self._doubted.get(one, moment) for one in open_now}
        return {one[0] for one, since in self._doubted.items() if moment - since >= delay}

    async def _take(self, page: Page, pulled: Pulled, began: datetime, unread_since: datetime | None) -> None:
        proof = self._provider.capabilities.proof
        bad = [translate.unread(row) for row in page.bad]
        pulled.unreadable += len(bad)
        if page.calls:
            # Before the texts, with which the sync point goes: after that nobody would bring them again.
            calls.keep(
                self._db, self._account_id, [translate.call(self._account_id, one) for one in page.calls]
            )
            await asyncio.sleep(0)
        texts = page.texts
        chunks = [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)] or [()]
        for number, chunk in enumerate(chunks):
            last = number == len(chunks) - 1
            await asyncio.sleep(0)  # reading the page took its time already
            merged = merge(
                self._db,
                self._account_id,
                [translate.listed(text, proof) for text in chunk],
                bad=bad if last else (),
                window=self._provider.capabilities.match_window,
                now=began,
                unread_since=unread_since,
                finished=(page.sync_point, began) if last and page.sync_point is not None else None,
            )
            pulled.arrived += merged.arrived
            pulled.new += merged.new
            pulled.changed += merged.changed

    def _enough(self, page: Page, reach: datetime | None) -> bool:
        """While the history is still being fetched elsewhere, the newest pages will do."""
        window = self._provider.capabilities.match_window
        return page.covers_since is not None and (reach is None or page.covers_since <= reach - window)

    async def _look_up(self) -> None:
        """Ask about single texts where the service can answer that."""
        ids = line_ids(lines.listing(self._db, self._account_id))
        for message in doubts.unconfirmed(self._db, self._account_id):
            attempted = message.attempted_there or message.attempted_at
            if attempted is None or message.line not in ids:
                continue
            text = translate.outgoing(message, ids[message.line])
            bound = doubts.bound_ids(self._db, message)
            found = await self._provider.look_up(Attempt(text, attempted, message.handle, bound))
            # The answer to another send may have come while this one was looked for.
            if found is not None and found.remote_id not in doubts.bound_ids(self._db, message):
                outbox.accept(
                    self._db, message.id, translate.receipt(found, self._provider.capabilities.proof)
                )


def line_ids(found: Sequence[lines.Line]) -> dict[str, str]:
    """The service's ids of our numbers."""
    return {line.number: line.remote_id for line in found}
