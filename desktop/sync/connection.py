"""One account's connection: its loop of checking, pulling and sending, and when it does each (C3).

Link states are announced on change only. The outbox works while the link is online; the pulling loop is
what finds out that it is online again.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from desktop.announce import Link, LinkChanged
from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    Provider,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.catalog import UnknownService
from desktop.providers.http_client import BadAddress
from desktop.providers.offers import Renewing
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import accounts, awaited, held, outbox
from desktop.store.database import Database, StoreError
from desktop.sync.check import Checking, fetch_more
from desktop.sync.inbox import Inbox
from desktop.sync.key import OddKey
from desktop.sync.later import LaterTexts
from desktop.sync.outbox import Outbox, Paused
from desktop.sync.renewal import Renewal
from desktop.sync.shared import SharedThings
from desktop.sync.sign_in import trouble_of
from desktop.sync.sleep_watch import EVERY, SleepWatch

log = logging.getLogger(__name__)

STORE = "store:"
"""Begins the reason of a link whose account works while the cache can't be written; its detail follows."""
FORBIDDEN = "forbidden:"
"""Begins the reason of a link whose key is known and not allowed to do this; the service's words follow."""
TOLD = "told:"
"""Begins the reason of a link whose key the service refuses by a code; code and words follow, with colons."""
UNKEPT = "unkept:"
"""Begins the reason of a link that works with a renewed key, which could not be kept; why not follows."""
KEYRING = "keyring"
"""The reason of a link that is connecting while the keyring asks a person, or takes its time."""
KEYRING_SLOW = 1.0
"""Seconds after which that is said."""
LINES_EVERY = 15.0
MORE_EVERY = 300.0
LONGEST_BACK_OFF = 30.0


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def interval(newest: datetime | None, waiting: datetime | None, at: datetime) -> float:
    """Seconds to the next pull: short while something is young, longer when it is quiet (C3, D1)."""
    if waiting is not None and abs(at - waiting) < timedelta(seconds=30):
        return 1.0
    # Two clocks may be involved: a text of the future is no younger than one of the past.
    if newest is not None and abs(at - newest) < timedelta(minutes=2):
        return 3.0
    if newest is not None and abs(at - newest) < timedelta(minutes=15):
        return 8.0
    return 15.0


def _back_off(failures: int) -> float:
    """Seconds to wait after so many failures in a row: longer each time, and never all at once."""
    return min(2.0 ** min(failures, 6) / 2, LONGEST_BACK_OFF) * random.uniform(0.5, 1.0)


def _refusal(refused: SignInNeeded) -> str:
    """The reason of a link whose key is not accepted: the service's words, or a code for ``wording``."""
    if refused.code:
        return f"{TOLD}{refused.code}:{refused.text}"
    if not refused.allowed:
        return f"{FORBIDDEN}{refused.text}"
    return refused.text or "refused"


def _absence(trouble: ProviderError) -> str:
    """The reason of a link whose check failed: where the service is not at all, that is said."""
    code = trouble_of(trouble).code
    return code if code in ("not_there", "redirect") else str(trouble)


class Connection:
    """Keeps one account connected until it is cancelled."""

    def __init__(
        self, db: Database, account: Account, open_provider: Callable[[Account], Awaitable[Provider]]
    ) -> None:
        self._db = db
        self._account = account
        self._open = open_provider
        self._link: tuple[Link, str] | None = None
        self._online = asyncio.Event()
        self._look = asyncio.Event()
        self._send = asyncio.Event()
        self._locked = False
        """The keyring was not unlocked: it is asked again only if a person wants that."""
        self._failures = 0
        self._wanted = False
        """A person wants all to be looked at now."""
        self._resting = False
        """Sending failed a moment ago: only a person's wish or time begins it again."""
        self._unreviewed = 0
        """Texts up to this id were written before the connection was there: they wait for a review."""
        self._watch = SleepWatch()
        self._sleeps = 0
        self._plain_reason = ""
        self._unwritable: dict[str, str] = {}
        self._renewal: Renewal | None = None
        self._unkept = ""

    async def run(self) -> None:
        """Open the account and serve it. What can't be mended by waiting is announced as sign-in needed."""
        self._set_link(Link.CONNECTING)
        provider = await self._opened()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pulling(provider), name="pulling")
                group.create_task(self._history(provider), name="history")
                group.create_task(self._sending(provider), name="sending")
                group.create_task(self._watching(), name="watching for sleep")
                if isinstance(provider, Renewing):
                    self._renewal = Renewal(self._account, provider, self._keeps)
                    group.create_task(self._renewal.run(), name="renewing the key")
        finally:
            self._online.clear()
            await provider.close()

    async def _opened(self) -> Provider:
        while True:
            self._locked = False
            slow = asyncio.get_running_loop().call_later(KEYRING_SLOW, self._tell_of_keyring)
            try:
                return await self._open(self._account)
            except NoSecret as trouble:
                self._set_link(Link.SIGN_IN_NEEDED, trouble.reason)
                self._locked = trouble.reason in ("keyring_silent", "keyring_refused")
            except BadAddress as trouble:
                self._set_link(Link.SIGN_IN_NEEDED, str(trouble))
            except OddKey as trouble:
                self._set_link(Link.SIGN_IN_NEEDED, f"odd_key:{trouble.characters}")
            except SignInNeeded as refused:
                self._set_link(Link.SIGN_IN_NEEDED, _refusal(refused))
            except UnknownService:
                self._set_link(Link.SIGN_IN_NEEDED, "unknown_service")
            except Unreachable as trouble:
                self._set_link(Link.OFFLINE, str(trouble))
            finally:
                slow.cancel()
            await self._wait(self._look, None if self._locked else LONGEST_BACK_OFF)

    def _tell_of_keyring(self) -> None:
        if self._account.key_place == "keyring":
            self._set_link(Link.CONNECTING, KEYRING)

    def send_soon(self) -> None:
        """Something may be due."""
        self._send.set()

    def wake(self) -> None:
        """The window or the network came back: look now, but bother nobody about a locked keyring.

        Its question takes the focus, and the window that gets the focus back would have it asked again.
        """
        if not self._locked:
            self._hurry()

    def look_now(self) -> None:
        """Somebody wants it: check and pull at once, whatever the back-off says.

        What is else spared for the sake of a limit is asked for as well.
        """
        self._wanted = True
        if self._renewal is not None:
            self._renewal.want()
        self._hurry()

    def _hurry(self) -> None:
        self._failures = 0
        self._look.set()
        self._send.set()

    async def _pulling(self, provider: Provider) -> None:
        inbox = Inbox(self._db, self._account.id, provider)
        checking = Checking(self._db, self._account.id, provider)
        later = LaterTexts(self._db, self._account.id, provider)
        shared = SharedThings(self._db, self._account.id, provider)
        loop = asyncio.get_running_loop()
        lines_due = more_due = deep_due = book_due = loop.time()
        while True:
            pause = LONGEST_BACK_OFF
            checked = False
            rest = provider.capabilities.rest.total_seconds()
            book_rest = provider.capabilities.book_rest.total_seconds()
            if self._wanted and book_rest:
                lines_due = more_due = book_due = loop.time()
            self._wanted = False
            try:
                if loop.time() >= lines_due or not self._online.is_set():
                    await checking.check()
                    lines_due = loop.time() + max(LINES_EVERY, rest)
                    await asyncio.sleep(0)  # let the window breathe: it shows what was found out
                    if not self._online.is_set():
                        self._set_link(Link.ONLINE)
                checked = True
                sleeps = self._slept()
                pulled = await inbox.pull(deep=loop.time() >= deep_due)
                await self._review(sleeps)
                await later.follow()
                if loop.time() >= deep_due:
                    deep_due = loop.time() + MORE_EVERY
                self._set_link(Link.ONLINE)
                await shared.look(news=bool(pulled.arrived))
                if loop.time() >= more_due:
                    book = loop.time() >= book_due
                    whole = await fetch_more(self._db, self._account.id, provider, book=book)
                    more_due = loop.time() + MORE_EVERY
                    book_due = loop.time() + book_rest if book and whole else book_due
                self._failures = 0
                self._store_works("pulling")
                pause = interval(*awaited.youngest(self._db, self._account.id), now())
                if not provider.capabilities.listed.on:
                    pause = max(LINES_EVERY, rest)  # no text that is young or awaited is heard of there
            except Busy as busy:
                pause = busy.retry_after
            except SignInNeeded as refused:
                self._set_link(Link.SIGN_IN_NEEDED, _refusal(refused))
            except Unreadable as unreadable:
                # After a good check texts can go out, and only what it lists can't be shown. Else it may
                # be a page that says the service is closed, and every text would end unconfirmed.
                if checked:
                    lines_due = loop.time()
                    self._set_link(Link.ONLINE, f"unreadable:{unreadable}")
                    # Nobody can say whether they answered: their age decides.
                    await self._review(self._slept())
                else:
                    self._set_link(Link.OFFLINE, _absence(unreadable))
                pause = self._back_off()
            except (Unreachable, OutcomeUnknown, Refused) as trouble:
                self._set_link(Link.OFFLINE, str(trouble) if checked else _absence(trouble))
                pause = self._back_off()
            except StoreError as trouble:
                self._store_failed("pulling", trouble)
                pause = self._back_off()
            await self._wait(self._look, pause)

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            self._slept()

    def _slept(self) -> int:
        """How often the computer slept. After a sleep nothing leaves before one pull and a review."""
        sleeps = self._watch.look()
        if sleeps != self._sleeps:
            self._sleeps = sleeps
            self._unreviewed = awaited.newest_id(self._db)
            self._online.clear()
            self._look.set()
        return sleeps

    def _not_yet(self) -> int:
        self._slept()
        return self._unreviewed

    async def _review(self, sleeps: int) -> None:
        """What came meanwhile is known now: texts written without connection go, or wait for a person.

        ``sleeps``: how many there had been when the pull began; one that began before a sleep is too old.
        None of them leaves before all were looked at.
        """
        if not self._unreviewed or sleeps != self._slept():
            return
        account_id, up_to, count = self._account.id, self._unreviewed, 0
        for there in held.to_review(self._db, account_id, up_to=up_to):
            await asyncio.sleep(0)  # let the window breathe
            count += held.review(self._db, account_id, now(), up_to=up_to, only=there)
        if count:
            log.info("%d texts written without connection wait for a person", count)
        if sleeps == self._slept() and up_to == self._unreviewed:
            self._unreviewed = 0
            if not self._resting:
                self._send.set()

    async def _history(self, provider: Provider) -> None:
        """The whole history once, beside the recent pulls, until it is complete."""
        inbox = Inbox(self._db, self._account.id, provider)
        failures = 0
        while accounts.known(self._db, self._account.id).sync_point is None:
            await self._online.wait()
            try:
                await inbox.pull(everything=True)
            except Busy as busy:
                await asyncio.sleep(busy.retry_after)
            except (Unreachable, OutcomeUnknown, Refused, SignInNeeded, StoreError) as trouble:
                failures += 1
                log.info("the history is not complete yet: %s", trouble)
                await asyncio.sleep(min(2.0**failures, 60.0))

    async def _sending(self, provider: Provider) -> None:
        sender = Outbox(self._db, self._account.id, provider, unreviewed=self._not_yet)
        later = LaterTexts(self._db, self._account.id, provider)
        failures = 0
        while True:
            await self._online.wait()
            self._send.clear()
            try:
                if await sender.send_due():
                    self._look.set()  # the sooner its fate is known the better
                await later.work()
                failures = 0
                self._store_works("sending")
            except Paused as paused:
                if isinstance(paused.cause, SignInNeeded):
                    self._set_link(Link.SIGN_IN_NEEDED, _refusal(paused.cause))
                else:
                    self._set_link(Link.OFFLINE, str(paused.cause))
                    self._look.set()
                # Reading may work where sending does not: the two must not chase each other.
                failures += 1
                self._resting = True
                await self._wait(self._send, _back_off(failures))
                self._resting = False
                continue
            except StoreError as trouble:
                self._store_failed("sending", trouble)
            moment = outbox.next_moment(self._db, self._account.id, now())
            wait = 5.0 if moment is None else (moment - now()).total_seconds()
            wait = sender.pause or wait
            await self._wait(self._send, min(max(wait, 0.05), 5.0))

    def _set_link(self, link: Link, reason: str = "") -> None:
        if link is Link.ONLINE:
            if not self._online.is_set():
                self._unreviewed = awaited.newest_id(self._db)
            self._online.set()
        else:
            self._online.clear()
        self._plain_reason = reason
        if link is Link.ONLINE and not reason and self._unkept:
            reason = f"{UNKEPT}{self._unkept}"
        for detail in self._unwritable.values():
            reason = f"{STORE}{detail}"
        if self._link != (link, reason):
            self._link = (link, reason)
            log.info("the connection is %s now", link)
            self._db.announce(LinkChanged(self._account.id, link, reason))

    def _keeps(self, reason: str) -> None:
        """Whether a renewed key could be kept: "", or why not."""
        self._unkept = reason
        if self._link is not None:
            self._set_link(self._link[0], self._plain_reason)

    def _store_failed(self, what: str, trouble: StoreError) -> None:
        """The cache can't be written: told once, and until ``what`` works again."""
        if what not in self._unwritable:
            log.error("%s: the cache cannot be written: %s", what, trouble.detail)
        self._unwritable[what] = trouble.detail
        if self._link is not None:
            self._set_link(self._link[0], self._plain_reason)

    def _store_works(self, what: str) -> None:
        if self._unwritable.pop(what, None) is not None and self._link is not None:
            self._set_link(self._link[0], self._plain_reason)

    def _back_off(self) -> float:
        self._failures += 1
        return _back_off(self._failures)

    async def _wait(self, event: asyncio.Event, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return
        finally:
            event.clear()
