"""Fetches pictures of new texts before anybody opens them, where their addresses at the service expire.

One file at a time, by ``media_files`` and its limits, and only of the last days: what is older is gone there.
A file may be missing for a while after its text came, so it is tried again, later each time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from desktop.providers.catalog import SERVICES
from desktop.settings.accounts import Account
from desktop.store import media
from desktop.store.database import Database, StoreError
from desktop.sync.media_files import MediaFiles, NotOpened

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds between looks at what came."""
BACK = timedelta(days=7)
"""How old a text may be whose files are fetched (how long an address works is documented nowhere)."""
AGAIN = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""The pauses before each further try."""
_MAY_HELP = frozenset({"gone", "unreachable", "odd", "web_page"})
"""Why a file did not open that may open later."""


class ExpiringMedia:
    """Files of one profile. ``run`` works until it is cancelled."""

    def __init__(
        self,
        db: Database,
        files: MediaFiles,
        find: Callable[[str], Account | None],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._db = db
        self._files = files
        self._find = find
        self._clock = clock
        self._sleep = sleep
        self._seen = 0
        """Files up to this id were looked at."""
        self._due: dict[int, tuple[int, datetime]] = {}
        """What is still to be had, by its id: how often it was tried, and when it is next."""

    async def run(self) -> None:
        """Look again and again; trouble with the cache is logged, and passes or is said elsewhere."""
        while True:
            try:
                await self.look()
            except StoreError as trouble:
                log.warning("pictures cannot be fetched now: %s", trouble.detail)
            await self._sleep(EVERY)

    async def look(self) -> None:
        """Fetch what is due now. Raises ``StoreError``."""
        now = self._clock()
        self._seen, fresh = media.not_kept(self._db, after=self._seen, since=now - BACK)
        for media_id, account_id in fresh:
            account = self._find(account_id)
            if account is not None and _expires(account):
                self._due[media_id] = 0, now
        for media_id, (tries, due) in list(self._due.items()):
            if due <= now:
                await self._fetch(media_id, tries)

    async def _fetch(self, media_id: int, tries: int) -> None:
        try:
            await self._files.get(media_id)
        except NotOpened as no:
            if no.code in _MAY_HELP and tries < len(AGAIN):
                self._due[media_id] = tries + 1, self._clock() + AGAIN[tries]
                return
            log.info("a picture was not fetched: %s", no.code)
        del self._due[media_id]


def _expires(account: Account) -> bool:
    service = SERVICES.get(account.provider)
    return service is not None and service.media_expires
