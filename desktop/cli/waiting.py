"""Sees one queued text through, for ``linedesk send --wait``: sends it, or watches who else does.

Look here for what ends the wait, and what becomes of a request that is on the wire when time is up.
"""

import asyncio
import time
from dataclasses import dataclass

from desktop.cli.opening import said
from desktop.cli.session import Session
from desktop.providers.base import Busy, ProviderError, SignInNeeded
from desktop.settings.accounts import Account
from desktop.sms.delivery import TAKEN, State
from desktop.store import messages, outbox
from desktop.store.messages import Message
from desktop.sync.connection import now
from desktop.sync.lock import ProfileLock
from desktop.sync.once import Once
from desktop.sync.outbox import Paused
from desktop.sync.sign_in import TROUBLES, open_provider

LOOK = 0.5
"""Seconds between looks at a text that is not settled."""

GRACE = 2.0
"""Seconds more for a request that is on the wire when time is up; then its outcome is unknown."""

_FINISHED = TAKEN | {State.FAILED, State.STOPPED, State.HELD}


@dataclass
class Waiting:
    """The wait for one text of one account. ``trouble`` is the last one with the service, in words."""

    session: Session
    account: Account
    message_id: int
    trouble: str = ""
    written_now: int | None = None
    """The first of the texts that a person wrote this moment, if there are several: see ``Once``."""

    async def see_through(self, seconds: float) -> None:
        """Work on the text until it is settled, nothing here can settle it, or time is up."""
        deadline = time.monotonic() + seconds
        lock = ProfileLock(self.session.profile.lock)
        limit = asyncio.timeout(seconds + GRACE)
        try:
            async with limit:
                while not lock.take():
                    if self._over() or time.monotonic() >= deadline:
                        return
                    await _rest(LOOK, deadline)
                await self._work(deadline)
        except TimeoutError:
            if not limit.expired():
                raise
        finally:
            lock.release()

    def message(self) -> Message:
        """The text as it stands now."""
        found = messages.get(self.session.db, self.message_id)
        if found is None:
            raise LookupError(f"text {self.message_id} was deleted while it was waited for")
        return found

    async def _work(self, deadline: float) -> None:
        """Send and look, as the holder of the profile's lock."""
        outbox.recover(self.session.db, now())
        try:
            provider = await open_provider(self.account)
        except TROUBLES as error:
            self.trouble = said(self.account, error)[0]
            return
        try:
            first = self.message_id if self.written_now is None else self.written_now
            worker = Once(self.session.db, self.account.id, provider, written_now=first)
            while True:
                again = await self._try(worker, deadline)
                if self._over() or not again or time.monotonic() >= deadline:
                    return
                await _rest(LOOK, deadline)
        finally:
            await provider.close()

    async def _try(self, worker: Once, deadline: float) -> bool:
        """Send what is due, and look for the text if that did not settle it. False: waiting can't help."""
        try:
            await worker.send()
            if not self._over():
                await worker.look()
        except Busy as busy:
            self.trouble = said(self.account, busy)[0]
            await _rest(busy.retry_after, deadline)
        except (Paused, ProviderError) as error:
            cause = error.cause if isinstance(error, Paused) else error
            self.trouble = said(self.account, cause)[0]
            return not isinstance(cause, SignInNeeded)
        return True

    def _over(self) -> bool:
        message = self.message()
        return message.state in _FINISHED or message.asks or message.unproven


async def _rest(seconds: float, deadline: float) -> None:
    await asyncio.sleep(min(seconds, max(deadline - time.monotonic(), 0.0)))
