"""The adapter for Salesmsg: numbers, conversations, sending into one of them, people, calls, credits.

Sign-in: a personal access token, which lasts an hour and is renewed by ``renew`` while the program runs. A
text goes to a conversation whose newest message was noted before, so a look settles a lost answer.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import httpx

from desktop.providers import salesmsg_people as people
from desktop.providers import salesmsg_rows as read
from desktop.providers.base import (
    AT_SIGN_IN,
    LEARNED,
    ON,
    Accepted,
    Attempt,
    BadRow,
    Balance,
    Busy,
    Call,
    Capabilities,
    Checked,
    Contact,
    Credentials,
    Feature,
    OutcomeUnknown,
    OutgoingText,
    Page,
    ProviderError,
    Refused,
    Rows,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.cliqtel_rows import Fault, read_all, rows
from desktop.providers.http_client import TIMEOUT
from desktop.providers.offers import Renewed
from desktop.providers.salesmsg_calls import Calls
from desktop.providers.salesmsg_places import Places, read_handle
from desktop.providers.salesmsg_pull import Reading
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import proof_of
from desktop.sms.segments import JOINED

MORE_EVERY = 60.0
"""Seconds after which credits and inboxes are asked for again; numbers are at each check."""
LASTS = timedelta(hours=1)
"""How long a personal token lasts where the answer to its renewal does not say."""
BOOK_PAGE = 100
MOST_PAGES = 2000
NO_SCOPE = Feature(on=False, reason="scope_missing")
UNKNOWN_WAY = Feature(on=False, reason="not_published")
"""There may be such a thing, but how programs ask for it is not documented well enough to rely on."""
UPLOAD = Feature(on=False, reason="upload_unknown")


def connect(credentials: Credentials) -> "Salesmsg":
    """An adapter; ``secrets`` hold ``api_key``. Raises ``SignInNeeded`` where that can be none."""
    return Salesmsg(credentials)


class Salesmsg:
    """One Salesmsg organisation as one user's token sees it. See ``providers.base.Provider``."""

    def __init__(
        self, credentials: Credentials, *, timeout: httpx.Timeout = TIMEOUT, a_minute: float | None = None
    ) -> None:
        """``a_minute``: how many requests the program allows itself."""
        self._calls = Calls(credentials, timeout=timeout, a_minute=a_minute)
        self._places = Places(self._calls)
        self._reading = Reading(self._calls, self._places)
        self._labels: dict[str, str] = {}
        self._balance: Balance | None = None
        self._more_at: float | None = None
        self._unclear: frozenset[str] = frozenset()
        self.capabilities = Capabilities(
            service="salesmsg",
            policy=JOINED,  # no longest text is documented
            proof=proof_of("salesmsg"),
            listing_delay=timedelta(seconds=60),  # not documented: three looks in a minute
            match_window=timedelta(minutes=2),
            pace=1 / 3,  # a text takes two requests or more
            rest=timedelta(seconds=8),
            history=None,
            zone="UTC",  # not documented
            daily=None,  # none is published
            currency=read.CREDITS,
            balance=AT_SIGN_IN,
            contacts=AT_SIGN_IN,
            calls=ON,
            media=UPLOAD,
            media_in=ON,
            delete=UNKNOWN_WAY,
            snippets=UNKNOWN_WAY,
            scheduled=UNKNOWN_WAY,
            shared_unread=UNKNOWN_WAY,
            notes_place=True,
            tells_opt_in=True,
            all_lines=LEARNED,
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._calls.clock

    async def check(self) -> Checked:
        """The numbers prove the token; now and then what the inboxes are called and what credit is left."""
        told = await self._calls.numbers()
        steady = self.clock.steady()
        if self._more_at is None or steady - self._more_at >= MORE_EVERY:
            await self._look_for_more()
            self._more_at = steady
        lines, bad = read_all(told, lambda row: read.line(row, self._labels))
        self._places.lines = {one.number: one.remote_id for one in lines}
        return Checked(
            tuple(lines),
            self.capabilities,
            self._balance,
            tuple(bad),
            whole=not bad,
            unclear=self._unclear,
        )

    async def prepare(self, text: OutgoingText) -> str:
        """Find or begin the conversation, and note its newest message. Sends nothing."""
        return (await self._places.prepare(text)).written()

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """Send into the conversation, once."""
        try:
            place = read_handle(handle or await self.prepare(text))
        except OutcomeUnknown as unknown:
            raise Unreachable(str(unknown), unknown.code) from None  # nothing was sent yet
        return await self._places.deliver(text, place)

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """What its conversation shows of an attempt."""
        return await self._places.look_up(attempt)

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """What is new in conversations, and what became of texts of the last day. See ``salesmsg_pull``."""
        async for page in self._reading.pull(since, reach, self.capabilities.listing_delay):
            yield page

    async def contacts(self) -> Rows[Contact]:
        """The phone book. Who opted out or was blocked there is marked."""
        found: dict[str, Contact] = {}
        bad: dict[BadRow, None] = {}
        listed = 0
        for page in range(1, MOST_PAGES):
            body = {"search": "", "page": page, "length": BOOK_PAGE, "useShortResponse": False}
            answer = await self._calls.search_all("/contacts/list", body)
            listed = max(listed, people.total(answer))
            good, unreadable = read_all(rows(answer), people.contact)
            fresh = [one for one in good if one.remote_id not in found]
            found |= {one.remote_id: one for one in fresh}
            known = len(bad)
            bad |= dict.fromkeys(unreadable)
            if not fresh and len(bad) == known:
                missing = people.missing(listed, len(found) + len(bad))
                return Rows(tuple(found.values()), (*bad, *missing))
        raise Unreadable("the phone book has no end")

    async def calls(self) -> Rows[Call]:
        """None: calls are messages there, and come with the pages of ``pull``."""
        return Rows(())

    async def renew(self) -> Renewed:
        """A new token in place of the present one. See ``offers.Renewing``."""
        token, lasts = await self._calls.renew()
        return Renewed(token, LASTS if lasts is None else timedelta(seconds=lasts))

    async def close(self) -> None:
        """Let go of connections."""
        await self._calls.close()

    async def _look_for_more(self) -> None:
        unclear: set[str] = set()
        contacts = balance = ON
        try:
            self._balance = read.balance(await self._calls.get("/organization/current"))
        except (Refused, SignInNeeded) as no:
            _raise_about_token(no)
            self._balance, balance = None, NO_SCOPE
        except (OutcomeUnknown, Busy):
            unclear.add("balance")
        else:
            balance = ON if self._balance is not None else UNKNOWN_WAY
        try:
            await self._calls.search_all("/contacts/list", {"search": "", "page": 1, "length": 1})
        except (Refused, SignInNeeded) as no:
            _raise_about_token(no)
            contacts = NO_SCOPE
        except (OutcomeUnknown, Busy):
            unclear.add("contacts")
        await self._learn_inboxes()
        now = self.capabilities
        self._unclear = frozenset(unclear)
        self.capabilities = replace(
            now,
            # What nobody knows yet is tried: the phone book tells who opted out.
            balance=now.balance if "balance" in unclear and now.balance != AT_SIGN_IN else balance,
            contacts=now.contacts if "contacts" in unclear and now.contacts != AT_SIGN_IN else contacts,
        )

    async def _learn_inboxes(self) -> None:
        """What our numbers are called: by the names of inboxes, where these tell their numbers."""
        try:
            found = rows(await self._calls.get("/teams", {"limit": "100"}))
        except (Refused, OutcomeUnknown, Busy):
            return
        except SignInNeeded as no:
            _raise_about_token(no)
            return
        for row in found:
            try:
                inbox = read.id_of(row)
            except Fault:
                continue
            for number in read.inbox_numbers(row):
                self._labels[number] = read.word(row.get("name"))
                self._places.inboxes[number] = inbox


def _raise_about_token(no: ProviderError) -> None:
    """A token that has ended is another matter than a scope that it lacks."""
    if isinstance(no, SignInNeeded) and no.allowed:
        raise no
