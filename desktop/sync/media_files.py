"""Opening a picture or another file of a text: from the shelf of copies, else from the service.

Start here for what is asked of whom. The service's own list is asked only where nothing is known of a file
yet; its bytes come by ``providers.media_fetch`` and stay on the shelf, so they open offline from then on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desktop.providers.base import Media as Listed
from desktop.providers.base import Provider, Refused, SignInNeeded
from desktop.providers.media_fetch import MOST, File, NoMedia, fetch
from desktop.providers.offers import ShowingMedia
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import media
from desktop.store.database import Database
from desktop.store.media import Media, Whereabouts
from desktop.store.shelf import Shelf, ShelfUnusable
from desktop.sync.sign_in import TROUBLES

__all__ = ["MOST", "MediaFiles", "NotOpened", "Opened"]

log = logging.getLogger(__name__)

_SAYS_NOTHING = ("", "application/octet-stream", "binary/octet-stream")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it came. ``mime`` is what the service calls it: whoever shows it looks at the bytes."""

    content: bytes
    mime: str


class NotOpened(Exception):
    """``code``: one of ``NoMedia``, or deleted, signed_out, sign_in, or unreachable: not here yet."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MediaFiles:
    """Opens files of a profile's texts. ``find`` tells an account by its id, ``open_provider`` opens it."""

    def __init__(
        self,
        db: Database,
        shelf: Shelf,
        find: Callable[[str], Account | None],
        open_provider: Callable[[Account], Awaitable[Provider]],
    ) -> None:
        self._db = db
        self._shelf = shelf
        self._find = find
        self._open = open_provider

    async def get(self, media_id: int) -> Opened:
        """The file. Raises ``NotOpened``, and ``StoreError`` where the cache cannot be read."""
        where = media.find(self._db, media_id)
        if where is None:
            raise NotOpened("deleted")
        kept = await self._kept(where)
        if kept is not None:
            return Opened(kept, where.mime)
        account = self._find(where.account_id)
        if account is None:
            raise NotOpened("signed_out")
        try:
            opened = await self._fetched(where, account)
        except NoMedia as no:
            raise NotOpened(no.code) from None
        except (SignInNeeded, NoSecret):
            raise NotOpened("sign_in") from None
        except TROUBLES as trouble:
            log.info("a file could not be had: %s", type(trouble).__name__)
            raise NotOpened("unreachable") from None
        await self._keep(media_id, opened)
        return opened

    async def tidy(self) -> None:
        """Throw away copies of texts that are gone, and forget those that are not on the shelf any more."""
        wanted = media.files(self._db)
        try:
            left = await asyncio.to_thread(self._shelf.keep_only, wanted)
        except ShelfUnusable as trouble:
            log.warning("copies of media cannot be looked through: %s", trouble.detail)
            return
        # What was kept meanwhile is no loss.
        gone = wanted.difference(left)
        media.lost(self._db, gone)

    async def _kept(self, where: Whereabouts) -> bytes | None:
        if not where.file:
            return None
        try:
            return await asyncio.to_thread(self._shelf.get, where.file)
        except ShelfUnusable as trouble:
            log.warning("a copy cannot be read: %s", trouble.detail)
            return None

    async def _fetched(self, where: Whereabouts, account: Account) -> Opened:
        provider = await self._open(account)
        try:
            if not where.url:
                where = await self._listed(where, provider)
                file = await _asked_for(where, provider, account)
            else:
                try:
                    file = await _asked_for(where, provider, account)
                except NoMedia as no:
                    anew = await self._anew(where, provider) if no.code == "gone" else None
                    if anew is None:
                        raise
                    file = await _asked_for(anew, provider, account)
        finally:
            await provider.close()
        said = file.mime if file.mime not in _SAYS_NOTHING else where.mime
        return Opened(file.content, said)

    async def _listed(self, where: Whereabouts, provider: Provider) -> Whereabouts:
        """Where the file is, by the service's own list. Raises ``NoMedia`` where that does not have it."""
        if where.remote_id is None or not isinstance(provider, ShowingMedia):
            raise NoMedia("gone")
        told: tuple[Listed, ...] = await provider.media_of(where.remote_kind, where.remote_id)
        media.named(self._db, where.message_id, [Media(one.url, one.mime, one.size) for one in told])
        found = media.find(self._db, where.id)
        if found is None or not found.url:
            raise NoMedia("gone")
        return found

    async def _anew(self, where: Whereabouts, provider: Provider) -> Whereabouts | None:
        """Where the file is by now, if its address has changed: addresses expire."""
        try:
            found = await self._listed(where, provider)
        except (NoMedia, Refused):
            return None
        return found if found.url != where.url else None

    async def _keep(self, media_id: int, opened: Opened) -> None:
        try:
            name = await asyncio.to_thread(self._shelf.put, opened.content)
        except ShelfUnusable as trouble:
            log.warning("a file is shown and not kept: %s", trouble.detail)
            return
        media.keep(self._db, media_id, file=name, mime=opened.mime, size=len(opened.content))


async def _asked_for(where: Whereabouts, provider: Provider, account: Account) -> File:
    """The file at its address. Raises ``NoMedia`` and any other ``ProviderError``."""
    key = provider.media_key(where.url) if isinstance(provider, ShowingMedia) else {}
    return await fetch(where.url, key, account.url)
