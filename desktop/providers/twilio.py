"""The adapter for Twilio: numbers, sending, the message list, calls and the balance of one account.

Sign-in: the account's SID with its auth token, or with an API key (its SID and secret). A region or an
edge is part of the address: ``https://api.dublin.ie1.twilio.com``. Sending is not idempotent there and
has no key that would make it so: nothing here repeats a POST.
"""

import base64
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from desktop.providers import twilio_answers, twilio_calls, twilio_lookup
from desktop.providers import twilio_rows as read
from desktop.providers.base import (
    AT_SIGN_IN,
    EVERYTHING,
    NOT_USED,
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
    Line,
    Media,
    OutcomeUnknown,
    OutgoingText,
    Page,
    ProviderError,
    Refused,
    Rows,
    SignInNeeded,
    Text,
    Unreadable,
)
from desktop.providers.cliqtel_rows import Fault
from desktop.providers.http_client import TIMEOUT, HttpClient
from desktop.providers.offers import NumberKind
from desktop.providers.order import Order
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import proof_of
from desktop.sms.segments import JOINED
from desktop.sms.segments import outgoing as as_sent

VERSION = "/2010-04-01"
OVERLAP = timedelta(minutes=10)
"""How much further than asked a pull reads, for rows that are filed late."""
FIRST_LOOK = "50"
"""Rows of the first page of a pull for news, which has no filter: some rows have no date to filter by."""
BIG_PAGE = "1000"
MOST_PAGES = 20_000
CALLS_BACK = timedelta(days=90)
"""How far back the call list is read."""
VALIDITY = "300"
"""Seconds a text may wait in Twilio's queue: one whose answer was lost must not go out hours later."""
SAME_TEXT = timedelta(minutes=5)
"""How long after an attempt the service may still date the text made of it."""
CLOSED = Feature(on=False, reason="not_allowed")
"""The service has it, and this key may not see it."""
NO_HOST = Feature(on=False, reason="needs_public_file")
"""It takes pictures by their public address alone and has no place to put them (twilio.md 2.1)."""
NAMED_AT_ONCE = 10
"""Texts whose media are asked for in one pull: each is a request. Older ones are asked about when opened."""
_REMEMBERED = 500
_PAGE_GONE = "21481"
_NOT_THERE = ("20404", "http_404")


def connect(credentials: Credentials) -> "Twilio":
    """An adapter for an account. See ``twilio_answers.signed_in`` for what ``secrets`` hold."""
    return Twilio(credentials)


class Twilio:
    """One Twilio account over its API of 2010-04-01. See ``providers.base.Provider``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._account, pair = twilio_answers.signed_in(credentials.secrets)
        basic = base64.b64encode(pair.encode()).decode()
        address = credentials.url.strip().rstrip("/").removesuffix(VERSION)
        headers = {"Authorization": f"Basic {basic}"}
        self._http = HttpClient(
            address, headers, timeout=timeout, meaning=twilio_answers.meaning, own=twilio_answers.own
        )
        parts = urlsplit(self._http.url)
        self._host = f"{parts.scheme}://{parts.netloc}"
        self._home = f"{VERSION}/Accounts/{self._account}"
        self._lookups = twilio_lookup.Lookups(self._host, headers, timeout)
        self._key = headers
        self._media: OrderedDict[str, tuple[Media, ...]] = OrderedDict()
        self.capabilities = Capabilities(
            service="twilio",
            policy=replace(JOINED, name="twilio", max_characters=1600),
            proof=proof_of("twilio"),
            listing_delay=timedelta(seconds=30),  # how long a new text may be missing is not documented
            match_window=timedelta(seconds=60),
            pace=1.0,  # of a US long code; more would only wait in the service's own queue
            rest=timedelta(0),  # requests are limited by how many there are at once
            history=None,
            zone="UTC",
            daily=None,  # of trial accounts alone, and not published
            all_lines=ON,
            balance=AT_SIGN_IN,
            calls=AT_SIGN_IN,
            media=NO_HOST,
            media_in=ON,
            line_settings=NOT_USED,
            snippets=NOT_USED,
            scheduled=NOT_USED,
            delete=ON,
            redact=ON,
            lookup=ON,
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._http.clock

    async def check(self) -> Checked:
        """The numbers prove the key; the balance and the calls may still be closed to it."""
        lines: list[Line] = []
        bad: list[BadRow] = []
        async for rows, _ in self._pages("IncomingPhoneNumbers", "incoming_phone_numbers", {}):
            good, unreadable = read.read_all(rows, read.line)
            lines += good
            bad += unreadable
        codes = await self._short_codes()
        unclear: set[str] = set()
        balance = await self._balance(unclear)
        calls = await self._has_calls(unclear)
        self.capabilities = replace(
            self.capabilities,
            balance=self.capabilities.balance if "balance" in unclear else ON if balance else CLOSED,
            calls=self.capabilities.calls if "calls" in unclear else ON if calls else CLOSED,
            currency=balance.currency if balance else self.capabilities.currency,
        )
        return Checked(
            (*lines, *(codes or ())),
            self.capabilities,
            balance,
            tuple(bad),
            whole=not bad and codes is not None,
            unclear=frozenset(unclear),
        )

    async def prepare(self, text: OutgoingText) -> str | None:
        """Nothing: Twilio sends in one step."""
        return None

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """POST the text. Only an answer with the message's SID counts as accepted."""
        fields = {"To": text.peer, "From": text.line, "Body": text.body, "ValidityPeriod": VALIDITY}
        body = await self._http.post_form(f"{self._home}/Messages.json", fields)
        try:
            return read.accepted(body)
        except Fault as fault:
            raise Unreadable(f"the answer to a send holds no message: {fault}") from None

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """The text that this attempt made, found by its two numbers, its words and its time.

        Without knowing which texts are other messages' (``attempt.bound``) nothing can be said: the same
        words may have been sent on purpose twice.
        """
        if attempt.bound is None:
            return None
        text, order = attempt.text, Order()
        first = attempt.at - self.capabilities.match_window
        query = {"From": text.line, "To": text.peer, "PageSize": FIRST_LOOK}
        body = as_sent(text.body)
        found: list[Text] = []
        async for rows, _ in self._pages("Messages", "messages", query):
            texts, _ = read.read_all([row for row in rows if read.sent_by_program(row)], read.text)
            order.add(texts)
            same = [one for one in texts if (one.line, one.peer, one.body) == (text.line, text.peer, body)]
            found += [one for one in same if first <= one.created_at <= attempt.at + SAME_TEXT]
            if order.newest_first and order.oldest is not None and order.oldest < first:
                break
        free = [one for one in found if one.remote_id not in attempt.bound]
        return read.receipt(min(free, key=lambda one: one.created_at)) if free else None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """Everything; or what is new: one page without a filter, then by date as far as that fell short.

        The order is not documented, so one page is enough only where ``Order`` proves it. Rows that wait
        in the queue may have no date, and whether a filter by date shows those is unverified.
        """
        last = _sync_point(since)
        goal = None if last is None else min(last, reach or last) - OVERLAP
        order, left = Order(), [NAMED_AT_ONCE]
        size = BIG_PAGE if goal is None else FIRST_LOOK
        async for rows, more in self._pages("Messages", "messages", {"PageSize": size}):
            page, covers = self._page(rows, order, last)
            page = await self._named(page, left)
            reaches = goal is not None and covers is not None and covers < goal
            if reaches or not more:
                covers = covers if more else EVERYTHING
                yield replace(page, covers_since=covers, sync_point=self._point(order, last))
                return
            yield replace(page, covers_since=covers)
            if goal is not None:
                break
        if goal is None:
            return
        query = {"DateSent>": goal.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "PageSize": BIG_PAGE}
        async for rows, more in self._pages("Messages", "messages", query):
            page, covers = self._page(rows, order, last)
            page = await self._named(page, left)
            if more:
                yield replace(page, covers_since=covers)
            else:
                yield replace(page, covers_since=goal, sync_point=self._point(order, last))

    async def delete(self, kind: str, remote_id: str) -> None:
        """DELETE the message. See ``base.Deleting``; one that is still on its way is refused (20009)."""
        try:
            await self._http.delete(self._message(remote_id))
        except Refused as no:
            if no.code not in _NOT_THERE:
                raise

    async def redact(self, kind: str, remote_id: str) -> None:
        """POST an empty body in place of the words. See ``offers.Redacting``; its media stay."""
        await self._http.post_form(self._message(remote_id), {"Body": ""})

    async def media_of(self, kind: str, remote_id: str) -> tuple[Media, ...]:
        """The text's own list of media. See ``offers.ShowingMedia``."""
        found: list[Media] = []
        path = self._message(remote_id).removesuffix(".json")
        async for rows, _ in self._pages(path.removeprefix(f"{self._home}/") + "/Media", "media_list", {}):
            good, _ = read.read_all(rows, lambda row: read.media(row, self._host, self._home))
            found += good
        return tuple(found)

    def media_key(self, url: str) -> Mapping[str, str]:
        """The key, for files of this account at the address of this account alone."""
        return self._key if url.startswith(f"{self._host}{self._home}/Messages/") else {}

    async def number_kind(self, number: str) -> NumberKind:
        """Lookup v2, line type intelligence: it costs money. See ``offers.LookingUp``."""
        return await self._lookups.number_kind(number)

    async def contacts(self) -> Rows[Contact]:
        """Nothing: Twilio has no phone book."""
        return Rows(())

    async def calls(self) -> Rows[Call]:
        """The calls of the last months, each once."""
        since = self.clock.now(datetime.now(UTC)) - CALLS_BACK
        query = {"StartTime>": since.strftime("%Y-%m-%d"), "PageSize": BIG_PAGE}
        rows = [row async for page, _ in self._pages("Calls", "calls", query) for row in page]
        good, bad = read.read_all(twilio_calls.folded(rows), twilio_calls.call)
        return Rows(tuple({call.remote_id: call for call in good}.values()), tuple(bad))

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()
        await self._lookups.close()

    def _message(self, remote_id: str) -> str:
        """The path of one text. Raises ``Refused`` for what is no id: nothing else may be asked for."""
        try:
            return f"{self._home}/Messages/{read.sid_of({'sid': remote_id})}.json"
        except Fault:
            raise Refused("no_id", "") from None

    async def _short_codes(self) -> list[Line] | None:
        """The account's short codes, where it has any and the key may see them; ``None``: who knows."""
        lines: list[Line] = []
        try:
            async for rows, _ in self._pages("SMS/ShortCodes", "short_codes", {}):
                lines += read.read_all(rows, read.short_code)[0]
        except (Refused, SignInNeeded):
            return []
        except (OutcomeUnknown, Busy):
            return None
        return lines

    async def _named(self, page: Page, left: list[int]) -> Page:
        """What the media of new texts are, for so many texts of a pull as are ``left``."""
        texts = []
        for text in page.texts:
            if text.media and text.remote_id not in self._media and left[0] > 0:
                left[0] -= 1
                await self._ask_media(text)
            named = self._media.get(text.remote_id) if text.media else None
            texts.append(replace(text, media=named) if named is not None else text)
        return replace(page, texts=tuple(texts))

    async def _ask_media(self, text: Text) -> None:
        try:
            found = await self.media_of(text.kind, text.remote_id)
        except ProviderError:
            return  # its place is kept, and asked about again when somebody opens it
        self._media[text.remote_id] = found or text.media
        if len(self._media) > _REMEMBERED:
            self._media.popitem(last=False)

    def _page(self, rows: list[Any], order: Order, last: datetime | None) -> tuple[Page, datetime | None]:
        """A page's texts, and since when the texts so far are all there are, where their order proves it."""
        texts, bad = read.read_all([row for row in rows if not read.has_no_sender_yet(row)], read.text)
        order.add(texts)
        proven = order.newest_first and (last is None or (order.newest or last) >= last)
        return Page(tuple(texts), tuple(bad)), order.oldest if proven else None

    def _point(self, order: Order, last: datetime | None) -> str:
        """Never in the service's future: a wrong date would make later pulls stop too early."""
        newest = max(order.newest or EVERYTHING, last or EVERYTHING)
        return json.dumps({"newest": min(newest, self.clock.now(datetime.now(UTC))).isoformat()})

    async def _balance(self, unclear: set[str]) -> Balance | None:
        """Of the main account only, and not for every key; then it is no feature of this account."""
        try:
            return read.balance(await self._http.get(f"{self._home}/Balance.json"))
        except (Refused, SignInNeeded):
            return None
        except (OutcomeUnknown, Busy):
            unclear.add("balance")
            return None

    async def _has_calls(self, unclear: set[str]) -> bool:
        try:
            twilio_answers.rows(await self._http.get(f"{self._home}/Calls.json", {"PageSize": "1"}), "calls")
        except (Refused, SignInNeeded):
            return False
        except (OutcomeUnknown, Busy):
            unclear.add("calls")
            return False
        return True

    async def _pages(
        self, name: str, key: str, query: Mapping[str, str]
    ) -> AsyncIterator[tuple[list[Any], bool]]:
        """Each page's rows, and whether another follows; ``next_page_uri`` is followed as it is."""
        path: str | None = f"{self._home}/{name}.json"
        params: Mapping[str, str] | None = query or {"PageSize": BIG_PAGE}
        seen: set[str] = set()
        while path is not None:
            try:
                body = await self._http.get(path, params)
            except Refused as refused:
                if refused.code != _PAGE_GONE or not seen:
                    raise
                raise OutcomeUnknown("the list was read too slowly", _PAGE_GONE) from None
            rows = twilio_answers.rows(body, key)
            path, params = twilio_answers.next_page(body, self._account, self._host), None
            yield rows, path is not None
            if path in seen or len(seen) > MOST_PAGES:
                raise Unreadable("the pages have no end")
            seen.add(path or "")


def _sync_point(since: str | None) -> datetime | None:
    if since is None:
        return None
    try:
        found = datetime.fromisoformat(json.loads(since)["newest"])
        return max(found.astimezone(UTC), EVERYTHING) if found.tzinfo is not None else None
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
