"""Renews keys that end after a while (``offers.Renewing``), and keeps each new one where the old one was.

Look here for when that happens, also across a sleep of the computer, and for what becomes of a new key that
could not be kept: it is used, kept as soon as somebody lets it, and people are told. A program that ends
between the answer and the keeping has the old key at its next start; the service refuses that, and people are
asked for another.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from desktop.providers.base import Busy, OutcomeUnknown, Provider, Refused, SignInNeeded, Unreachable
from desktop.providers.offers import Renewing
from desktop.providers.service_clock import since_boot
from desktop.settings import credentials
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds between two looks whether it is time: a sleep of the computer is noticed by the next one."""
PART = 0.75
"""Of its time a key is used before it is renewed: one of an hour for 45 minutes."""
LATE = timedelta(minutes=45)
"""When a key is renewed first that cannot be kept."""
AGAIN = timedelta(minutes=1)
"""How soon it is tried again after no usable answer."""
REFUSED_AGAIN = timedelta(minutes=10)
"""How soon after a refusal; that the key itself is refused, whoever pulls finds out and says."""

Keep = Callable[[Account, str], Awaitable[None]]


class Renewal:
    """The keys of one account, one after the other. ``told`` hears why one is not kept; "": it is.

    ``steady``: seconds that only go on; some computers stop them while they sleep, so ``clock`` counts, too.
    """

    def __init__(
        self,
        account: Account,
        provider: Renewing,
        told: Callable[[str], None],
        *,
        keep: Keep = credentials.keep_in_background,
        steady: Callable[[], float] = since_boot,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        self._provider = provider
        self._told = told
        self._keep = keep
        self._steady, self._clock = steady, clock
        # Nobody knows how old a key is that was pasted, or kept by an earlier run: so it is renewed at once.
        self._due = steady(), clock()
        if account.key_place == "env":
            # The variable goes on holding the old one, which a renewal may end: so as late as can be.
            self._next(LATE)
        self._unkept = ""
        self._wanted = False

    async def run(self) -> None:
        """Look again and again, until it is cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    def want(self) -> None:
        """A person wants it to be tried: a keyring that was not unlocked may be asked once more."""
        self._wanted = True

    async def look(self) -> None:
        """Renew the key if it is time, and keep a new one."""
        if self._is_due():
            await self._renew()
        elif self._unkept and self._wanted:
            await self._store()
        self._wanted = False

    async def _renew(self) -> None:
        try:
            renewed = await self._provider.renew()
        except Busy as busy:
            self._next(timedelta(seconds=busy.retry_after))
        except (Unreachable, OutcomeUnknown) as trouble:
            log.info("the key is not renewed yet: %s", trouble)
            self._next(AGAIN)
        except (Refused, SignInNeeded) as no:
            log.warning("the key cannot be renewed: %s", no)
            self._next(REFUSED_AGAIN)
        else:
            self._unkept = renewed.secret
            self._next(renewed.lasts * PART)
            await self._store()

    async def _store(self) -> None:
        try:
            await self._keep(self._account, self._unkept)
        except NoSecret as trouble:
            log.warning("the new key is not kept: %s", trouble.reason)
            self._told(trouble.reason)
        else:
            self._unkept = ""
            self._told("")

    def _next(self, after: timedelta) -> None:
        self._due = self._steady() + after.total_seconds(), self._clock() + after

    def _is_due(self) -> bool:
        steady, clock = self._due
        return self._steady() >= steady or self._clock() >= clock


async def renew_once(account: Account, provider: Provider) -> None:
    """Renew the key of a command that is about to end, where the service has such keys and it can be kept.

    Raises ``NoSecret`` if the new one cannot be kept.
    """
    if not isinstance(provider, Renewing) or account.key_place == "env":
        return
    reasons: list[str] = []
    await Renewal(account, provider, reasons.append).look()
    if reasons and reasons[-1]:
        raise NoSecret(reasons[-1])
