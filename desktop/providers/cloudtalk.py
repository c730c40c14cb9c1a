"""The adapter for CloudTalk: sending, numbers, calls, contacts. There is no list of texts, and no id of one.

Sign-in: the access key of a company, which has no scopes. An answer says that a text was taken, or why not,
and that is the last word that is ever heard of it: nothing can be asked later. What others write reaches
programs only through the service's webhooks, which need a public address, so it is not shown here.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import chain

import httpx

from desktop.providers import cloudtalk_rows as read
from desktop.providers.base import (
    LEARNED,
    ON,
    Accepted,
    Attempt,
    Call,
    Capabilities,
    Checked,
    Contact,
    Credentials,
    Feature,
    OutgoingText,
    Page,
    Refused,
    Rows,
    SignInNeeded,
)
from desktop.providers.cliqtel_rows import Fault, read_all
from desktop.providers.close_shared import rows
from desktop.providers.cloudtalk_calls import TIMEOUT, Calls
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import proof_of
from desktop.sms.segments import JOINED

NO_LIST = Feature(on=False, reason="no_list")
NO_HOST = Feature(on=False, reason="needs_public_file")
"""It fetches pictures from a web address; how files themselves are handed over is not documented."""
NO_CREDIT = "insufficient_funds"
CALLS_BACK = timedelta(days=90)
OVERLAP = timedelta(hours=1)
"""How far before the last known call the list is read again: calls are listed when they have ended."""
ZONE_DOUBT = timedelta(hours=14)
"""Further than that, as it is not verified that filters are in UTC: no zone is further off."""


def connect(credentials: Credentials) -> "CloudTalk":
    """An adapter; ``secrets`` hold ``access_key_id`` and ``access_key_secret``. Raises ``SignInNeeded``."""
    return CloudTalk(credentials)


class CloudTalk:
    """One CloudTalk company. See ``providers.base.Provider``."""

    def __init__(
        self, credentials: Credentials, *, timeout: httpx.Timeout = TIMEOUT, pages_a_second: float = 0.5
    ) -> None:
        self._calls = Calls(credentials, timeout=timeout, pages_a_second=pages_a_second)
        self._last_call: datetime | None = None
        self.capabilities = Capabilities(
            service=read.SERVICE,
            policy=JOINED,  # no longest text is documented
            proof=proof_of(read.SERVICE),
            listed=NO_LIST,
            listing_delay=timedelta(minutes=1),  # nothing is listed ever
            match_window=timedelta(minutes=1),
            pace=0.5,  # half of what the company's programs may ask together
            rest=timedelta(minutes=2),  # ten programs of a company ask ten times as often
            book_rest=timedelta(days=1),
            history=None,
            zone="UTC",
            daily=None,
            all_lines=LEARNED,
            contacts=ON,
            calls=ON,
            media=NO_HOST,
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._calls.clock

    async def check(self) -> Checked:
        """The agents prove the key, since nothing says whose it is; then the numbers. No balance is told."""
        agents = read.users_of_numbers(await self._calls.all("/agents/index.json", {}))
        found = await self._calls.all("/numbers/index.json", {})
        lines, bad = read_all(found, lambda row: read.line(row, agents))
        each = tuple({one.remote_id: one for one in lines}.values())
        return Checked(each, self.capabilities, None, tuple(bad), whole=not bad)

    async def prepare(self, text: OutgoingText) -> str | None:
        """Nothing: it sends in one step, and knows no drafts."""
        return None

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """POST the text, once. Taken or not is said inside an answer of HTTP 200; there is no id."""
        try:
            told = await self._calls.send({"recipient": text.peer, "message": text.body, "sender": text.line})
        except SignInNeeded as refused:
            if refused.allowed:
                raise
            raise Refused(NO_CREDIT, refused.text) from None
        return read.accepted(told)

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """Nothing: no text can be asked for there."""
        return None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """One page without texts that proves nothing. Nobody is asked: there is no list."""
        yield Page((), sync_point="no_list")

    async def contacts(self) -> Rows[Contact]:
        """The whole phone book: it cannot be asked for changes."""
        found = await rows(await self._calls.all("/contacts/index.json", {}), read.contact)
        return Rows(read.merged(found.good), found.bad)

    async def calls(self) -> Rows[Call]:
        """The calls of the last months; after the first time those that ended since, and some before."""
        now = self.clock.now(datetime.now(UTC))
        since = now - CALLS_BACK if self._last_call is None else self._last_call - OVERLAP - ZONE_DOUBT
        asked = {"date_from": f"{since:%Y-%m-%d %H:%M:%S}"}
        pages = [page async for page in self._calls.pages("/calls/index.json", asked)]
        found = [*chain.from_iterable(pages)]
        read_rows = await rows(found, read.call)
        ends = [end for row in found if (end := _ended(row)) is not None]
        # Never in the service's future: a wrong date would hide the calls until then.
        self._last_call = min(now, max(ends, default=self._last_call or since))
        good = {one.remote_id: one for one in read_rows.good}
        return Rows(tuple(good.values()), read_rows.bad)

    async def close(self) -> None:
        """Let go of connections."""
        await self._calls.close()


def _ended(row: object) -> datetime | None:
    try:
        return read.ended_at(row)
    except Fault:
        return None
