"""The adapter for Cliqtel: four documented calls, and what else a server turns out to offer.

Documented are the number list, sending, and the message list with its ``direction``. Everything else
(all lines, wallet, phone book, calls, paging) is looked for by ``check`` and turned off with a reason
where it is missing, so the same code serves a server that has only the documented calls.
"""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import httpx

from desktop.providers import cliqtel_rows as read
from desktop.providers.base import (
    AT_SIGN_IN,
    EVERYTHING,
    OFF,
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
    Line,
    OutcomeUnknown,
    OutgoingText,
    Page,
    Refused,
    Rows,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.http_client import TIMEOUT, HttpClient, said
from desktop.providers.order import Order
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import proof_of
from desktop.sms.prices import PER_TEXT
from desktop.sms.segments import JOINED

PORTAL = "/api/v1/portal"
OVERLAP = timedelta(minutes=10)
"""How much further than asked a pull reads, for rows that the server files late."""
MOST_PAGES = 20_000
FEWEST_OF_A_PAGE = 10
"""No server cuts its list into pages smaller than this without saying so."""
BIG_PAGE = "200"
_FEATURES = {"numbers": "all_lines", "wallet": "balance", "contacts": "contacts", "calls": "calls"}
"""What each undocumented call offers, as a field of ``Capabilities``."""

Record = TypeVar("Record")


def connect(credentials: Credentials) -> "Cliqtel":
    """An adapter for an account; ``secrets["api_key"]`` is the key of the portal's API Keys tab."""
    return Cliqtel(credentials)


class Cliqtel:
    """One Cliqtel account over its API. See ``providers.base.Provider``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        key = credentials.secrets.get("api_key", "").strip()
        if not key.isascii() or not key.isprintable() or not key:
            raise SignInNeeded("")  # no such key can exist, and no header could carry it
        headers = {"Authorization": f"Bearer {key}"}
        self._http = HttpClient(credentials.url, headers, timeout=timeout, own=_own)
        self._host = urlsplit(self._http.url).netloc
        self._big_pages: bool | None = None
        """``None``: not tried yet; False: the server refuses them."""
        self._found: dict[str, Any] = {}
        self._unclear: set[str] = set()
        """Undocumented calls that gave no usable answer at the last check."""
        self.capabilities = Capabilities(
            service="cliqtel",
            policy=replace(JOINED, name="cliqtel", max_characters=1600),
            proof=proof_of("cliqtel"),
            listing_delay=timedelta(seconds=5),  # not documented; its portal shows a text "immediately"
            match_window=timedelta(seconds=60),
            pace=8.0,  # 10 a second are allowed
            rest=timedelta(0),  # no limit of reading is documented
            history=None,
            zone="UTC",  # its times end in Z
            daily=None,
            all_lines=AT_SIGN_IN,
            balance=AT_SIGN_IN,
            contacts=AT_SIGN_IN,
            calls=AT_SIGN_IN,
            price_per_part=PER_TEXT["cliqtel"].amount,
            currency="EUR",
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._http.clock

    async def check(self) -> Checked:
        """The number list proves the key; then see what else there is."""
        body = await self._http.get(f"{PORTAL}/sms/numbers")
        lines, bad = read.read_all(read.rows(body), lambda row: read.line(row, listed_for_texting=True))
        before = self.capabilities
        self._unclear.clear()
        every = await self._discover("numbers", _every_line)
        wallet = await self._discover("wallet", read.balance)
        contacts = await self._discover("contacts", read.rows, once=True)
        calls = await self._discover("calls", read.rows, once=True)
        if every is not None and "numbers" not in self._unclear:
            lines, bad = every
        self.capabilities = replace(
            before,
            all_lines=ON if every is not None else OFF,
            balance=ON if wallet is not None else OFF,
            contacts=ON if contacts is not None else OFF,
            calls=ON if calls is not None else OFF,
        )
        balance: Balance | None = None
        if wallet is not None:
            balance, price = wallet
            if price is not None:
                self.capabilities = replace(
                    self.capabilities, price_per_part=price, price_told=True, currency=balance.currency
                )
        return Checked(
            tuple(lines),
            self.capabilities,
            balance,
            tuple(bad),
            whole="numbers" not in self._unclear and not bad,
            unclear=frozenset(_FEATURES[name] for name in self._unclear),
        )

    async def prepare(self, text: OutgoingText) -> str | None:
        """Nothing: Cliqtel sends in one step."""
        return None

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """POST the text. Only an answer with the message's id counts as accepted."""
        body = await self._http.post(
            f"{PORTAL}/sms/send",
            {"from_number_id": _number_id(text.line_remote_id), "to": text.peer, "body": text.body},
        )
        row = body.get("message") if isinstance(body, dict) else None
        if isinstance(body, dict) and body.get("success") is False:
            raise Refused(None, said(body))
        try:
            return read.accepted(row)
        except read.Fault as error:
            raise Unreadable("the answer to a send holds no message") from error

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """Nothing: there is no call for one message; the list has to show it."""
        return None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """Pages of the message list, back to ``since`` and ``reach`` if the server lists newest first.

        The order is not documented, so stopping early needs the proof that ``Order`` looks for, and the
        newest text of the last pull, or a later one, on the first page.
        """
        last = _sync_point(since)
        goal = None if last is None else min(last, reach or last) - OVERLAP
        order = Order()
        told = False
        async for rows, more, paged in self._pages(f"{PORTAL}/sms"):
            texts, bad = read.read_all(rows, read.text)
            order.add(texts)
            told = told or paged
            newest_first = order.newest_first and (last is None or (order.newest or last) >= last)
            oldest = order.oldest
            enough = newest_first and goal is not None and oldest is not None and oldest < goal
            if more and not enough:
                yield Page(tuple(texts), tuple(bad), oldest if newest_first else None)
                continue
            # A server that says nothing of pages may have cut the list without saying so, at either end.
            whole = not more and (told or order.count < FEWEST_OF_A_PAGE)
            covers = EVERYTHING if whole else oldest if newest_first else None
            now = self.clock.now(datetime.now(UTC))
            yield Page(tuple(texts), tuple(bad), covers, _point(order.newest or last or EVERYTHING, now))
            return

    async def contacts(self) -> Rows[Contact]:
        """The phone book, page by page."""
        return await self._whole(f"{PORTAL}/contacts", read.contact)

    async def calls(self) -> Rows[Call]:
        """The call list, page by page."""
        return await self._whole(f"{PORTAL}/calls", read.call)

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()

    async def _discover(
        self, name: str, use: Callable[[Any], Record], *, once: bool = False
    ) -> Record | None:
        """What ``use`` makes of an undocumented call; ``None`` where the server does not have it.

        A missing answer is no missing feature: it is unclear now, and what was found before still holds.
        ``once``: it is enough that it was found.
        """
        if once and name in self._found:
            return cast(Record, self._found[name])
        try:
            found = use(await self._http.get(f"{PORTAL}/{name}"))
        except (Refused, SignInNeeded):
            self._found.pop(name, None)
            return None
        except (OutcomeUnknown, Busy):
            self._unclear.add(name)
            return cast(Record | None, self._found.get(name))
        self._found[name] = found
        return found

    async def _whole(self, path: str, one: Callable[[Any], Record]) -> Rows[Record]:
        good: list[Record] = []
        bad: list[BadRow] = []
        async for rows, _, _ in self._pages(path):
            readable, unreadable = read.read_all(rows, one)
            good += readable
            bad += unreadable
        return Rows(tuple(good), tuple(bad))

    async def _pages(self, path: str) -> AsyncIterator[tuple[list[Any], bool, bool]]:
        """Each page's rows, whether another follows, and whether the server speaks of pages at all."""
        query: dict[str, str] | None = {"per_page": BIG_PAGE} if self._big_pages else None
        seen: set[tuple[tuple[str, str], ...]] = set()
        for _ in range(MOST_PAGES):
            body = await self._page(path, query)
            rows = read.rows(body)
            query = read.next_page(body, self._host)
            if query is not None and self._big_pages is None and read.tells_page_size(body):
                # The server pages in the ordinary way: larger pages spare it most of the requests.
                self._big_pages = True
                query = {"per_page": BIG_PAGE}
                continue
            if query is None:
                yield rows, False, read.speaks_of_pages(body)
                return
            if self._big_pages:
                query.setdefault("per_page", BIG_PAGE)  # many servers leave it out of their own links
            mark = tuple(sorted(query.items()))
            if mark in seen:
                raise Unreadable("the list goes round in a circle")
            seen.add(mark)
            yield rows, True, True
        raise Unreadable("the list has no end")

    async def _page(self, path: str, query: dict[str, str] | None) -> Any:
        try:
            return await self._http.get(path, query)
        except Refused:
            if query is None or "per_page" not in query or not self._big_pages:
                raise
            self._big_pages = False  # it has no such large pages
            return await self._http.get(path, {name: query[name] for name in query if name != "per_page"})


def _own(status: int, body: Any) -> bool:
    """Whether an error answer is the service's: an object with words.

    Its form is documented for no number, 429 included; that JSON means "not sent" is an inference.
    """
    return bool(said(body))


def _every_line(body: Any) -> tuple[list[Line], list[BadRow]]:
    return read.read_all(read.rows(body), lambda row: read.line(row, listed_for_texting=False))


def _sync_point(since: str | None) -> datetime | None:
    if since is None:
        return None
    try:
        return read.moment(json.loads(since)["newest"])
    except (ValueError, KeyError, TypeError):
        return None


def _point(newest: datetime, now: datetime) -> str:
    """Never in the service's future: a text with a wrong date would make later pulls stop too early."""
    return json.dumps({"newest": min(newest, now).isoformat()})


def _number_id(remote_id: str) -> int | str:
    return int(remote_id) if remote_id.isascii() and remote_id.isdigit() else remote_id
