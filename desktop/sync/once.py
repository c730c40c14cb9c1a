"""One round of work without a loop that goes on: send what is due, pull every page, settle.

Used by ``linedesk sync --once`` and ``linedesk send --wait``; the caller holds the profile's lock.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.providers.base import Busy, Provider, Unreadable
from desktop.store import awaited, held, outbox
from desktop.store.database import Database
from desktop.sync.check import check, fetch_more
from desktop.sync.inbox import Inbox
from desktop.sync.later import LaterTexts
from desktop.sync.outbox import Outbox
from desktop.sync.shared import SharedThings

PATIENCE = 3
"""How often in a row a service may ask to wait before one round gives up."""
MOST_SECONDS = 10.0
"""A round waits no longer than this, however much a service asks for."""


@dataclass(slots=True)
class Round:
    """What one round did: how many texts the service took, and what came.

    ``asking``: texts about which a person has to decide.
    """

    sent: int = 0
    new: int = 0
    changed: int = 0
    unreadable: int = 0
    asking: int = 0


class Once:
    """Rounds for one account."""

    def __init__(
        self, db: Database, account_id: str, provider: Provider, *, written_now: int | None = None
    ) -> None:
        """``written_now``: the id of a text that a person wrote this moment. It and later ones go at once;
        earlier ones, or all if there is none, go when what came meanwhile is known."""
        self._db = db
        self._account_id = account_id
        self._provider = provider
        self._unreviewed = awaited.newest_id(db) if written_now is None else written_now - 1
        self._checked = False
        self._inbox = Inbox(db, account_id, provider)
        self._later = LaterTexts(db, account_id, provider)
        self._shared = SharedThings(db, account_id, provider)
        self._outbox = Outbox(db, account_id, provider, unreviewed=lambda: self._unreviewed)

    async def whole(self) -> Round:
        """Check, look, send, pull everything, and once more if that released a text that had to wait.

        Raises any ``ProviderError``, and ``Paused`` if sending has to wait for the connection.
        """
        done = Round()
        await self._patiently(self._check)
        if outbox.left(self._db, self._account_id).queued:
            # Not the whole history: that of a large account would hold them up for minutes.
            try:
                await self._patiently(lambda: self._pull(done, everything=False))
            except Unreadable:
                self._review()  # nobody can say whether they answered: their age alone decides
        tried = await self._send_patiently()
        await self._patiently(lambda: self._pull(done, everything=True))
        released = await self._send_patiently()
        if released or tried:
            await self._patiently(lambda: self._pull(done, everything=False))
        done.sent = self._outbox.taken
        await self._later.follow()
        await self._later.work(now=True)
        await self._shared.look(news=True)
        await fetch_more(self._db, self._account_id, self._provider)
        return done

    async def send(self) -> int:
        """Only send what is due; returns how many were tried."""
        if not self._checked:
            await self._check()  # it also tells by which clock the list will date what is sent
        return await self._outbox.send_due()

    async def look(self) -> None:
        """Only pull what is recent."""
        await self._pull(Round(), everything=False)

    async def _check(self) -> None:
        await check(self._db, self._account_id, self._provider)
        self._checked = True

    async def _pull(self, done: Round, *, everything: bool) -> None:
        pulled = await self._inbox.pull(everything=everything, deep=True)
        done.new += pulled.new
        done.changed += pulled.changed
        done.unreadable = max(done.unreadable, pulled.unreadable)  # every pull meets the same ones
        done.asking = pulled.asking
        self._review()

    def _review(self) -> None:
        if self._unreviewed:
            held.review(self._db, self._account_id, datetime.now(UTC), up_to=self._unreviewed)
            self._unreviewed = 0

    async def _send_patiently(self) -> int:
        tried = await self._outbox.send_due()
        for _ in range(PATIENCE):
            if not 0 < self._outbox.pause <= MOST_SECONDS:
                break
            await asyncio.sleep(self._outbox.pause)
            tried += await self._outbox.send_due()
        return tried

    async def _patiently(self, work: Callable[[], Awaitable[None]]) -> None:
        for patience in range(PATIENCE, -1, -1):
            try:
                await work()
                return
            except Busy as busy:
                if patience == 0:
                    raise
                await asyncio.sleep(min(busy.retry_after, MOST_SECONDS))
