"""The adapter for Cliqtel: four documented calls, and what else a server turns out to offer.

Documented are the number list, sending, and the message list with its ``direction``. Everything else
(all lines, wallet, phone book, calls, paging) is looked for by ``check`` and turned off with a reason
where it is missing, so the same code serves a server that has only the documented calls.
"""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from desktop.providers import cliqtel_rows as read
from desktop.providers.base import (
    EVERYTHING,
    OFF,
    ON,
    Accepted,
    Attempt,
    BadRow,
    Balance,
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
    SignInNeeded,
    Unreadable,
)
from desktop.providers.http_client import TIMEOUT, HttpClient
from desktop.sms.delivery import Proof, State
from desktop.sms.segments import JOINED

PORTAL = "/api/v1/portal"
OVERLAP = timedelta(minutes=10)
"""How much further than asked a pull reads, for rows that the server files late."""
MOST_PAGES = 20_000
BIG_PAGE = "200"

Record = TypeVar("Record")


def connect(credentials: Credentials) -> "Cliqtel":
    """An adapter for an account; ``secrets["api_key"]`` is the key of the portal's API Keys tab."""
    return Cliqtel(credentials)


class Cliqtel:
    """One Cliqtel account over its API. See ``providers.base.Provider``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        key = credentials.secrets.get("api_key", "")
        if not key.isascii() or not key.isprintable() or not key.strip():
            raise SignInNeeded("")  # no such key can exist, and no header could carry it
        self._http = HttpClient(credentials.url, {"Authorization": f"Bearer {key.strip()}"}, timeout=timeout)
        self._host = urlsplit(self._http.url).netloc
        self._big_pages = False
        self.capabilities = Capabilities(
            policy=replace(JOINED, name="cliqtel", max_characters=1600),
            proof=Proof.DELIVERED,
            listing_delay=timedelta(seconds=5),  # not documented; its portal shows a text "immediately"
            pace=8.0,  # 10 a second are allowed
            price_per_part=Decimal("0.008"),
            currency="EUR",
        )

    async def check(self) -> Checked:
        """The number list proves the key; then see what else there is."""
        body = await self._http.get(f"{PORTAL}/sms/numbers")
        lines, bad = read.read_all(read.rows(body), lambda row: read.line(row, listed_for_texting=True))
        before = self.capabilities
        every = await self._discover("numbers", before.all_lines.on, _every_line)
        wallet = await self._discover("wallet", before.balance.on, read.balance)
        contacts = await self._discover("contacts", before.contacts.on, read.rows)
        calls = await self._discover("calls", before.calls.on, read.rows)
        if every is not None:
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
                    self.capabilities, price_per_part=price, currency=balance.currency
                )
        return Checked(tuple(lines), self.capabilities, balance, tuple(bad))

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
            raise Refused(None, row if isinstance(row, str) else str(body.get("error") or ""))
        try:
            listed = read.text(row)
        except (ValueError, TypeError, AttributeError) as error:
            raise Unreadable("the answer to a send holds no message") from error
        return Accepted(
            remote_id=listed.remote_id,
            state=listed.state or State.ACCEPTED,
            remote_status=listed.remote_status,
            parts=listed.parts,
            carrier=listed.carrier,
            created_at=listed.created_at,
        )

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """Nothing: there is no call for one message; the list has to show it."""
        return None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """Pages of the message list, back to ``since`` and ``reach`` if the server lists newest first.

        The order is not documented, so stopping early needs proof: the first page must hold the newest
        text of the last pull or a later one, and no page may be newer than the one before it.
        """
        last = _sync_point(since)
        goal = None if last is None else min(last, reach or last) - OVERLAP
        newest: datetime | None = None
        oldest: datetime | None = None
        newest_first = True
        async for rows, more in self._pages(f"{PORTAL}/sms"):
            texts, bad = read.read_all(rows, read.text)
            if texts:
                top, bottom = max(t.created_at for t in texts), min(t.created_at for t in texts)
                if newest is None:
                    newest_first = last is None or top >= last
                elif oldest is not None and top > oldest:
                    newest_first = False
                newest = top if newest is None else max(newest, top)
                oldest = bottom if oldest is None else min(oldest, bottom)
            enough = newest_first and goal is not None and oldest is not None and oldest < goal
            if more and not enough:
                yield Page(tuple(texts), tuple(bad), oldest if newest_first else None)
                continue
            yield Page(
                tuple(texts),
                tuple(bad),
                oldest if more else EVERYTHING,
                json.dumps({"newest": (newest or last or EVERYTHING).isoformat()}),
            )
            return

    async def contacts(self) -> tuple[Contact, ...]:
        """The phone book, page by page."""
        return tuple(await self._whole(f"{PORTAL}/contacts", read.contact))

    async def calls(self) -> tuple[Call, ...]:
        """The call list, page by page."""
        return tuple(await self._whole(f"{PORTAL}/calls", read.call))

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()

    async def _discover(self, name: str, was_there: bool, use: Callable[[Any], Record]) -> Record | None:
        """What ``use`` makes of an undocumented call; ``None`` where the server does not have it."""
        try:
            return use(await self._http.get(f"{PORTAL}/{name}"))
        except (Refused, SignInNeeded):
            return None
        except OutcomeUnknown:
            if was_there:
                raise  # a passing fault, not a missing feature
            return None

    async def _whole(self, path: str, one: Callable[[Any], Record]) -> list[Record]:
        found: list[Record] = []
        async for rows, _ in self._pages(path):
            found += read.read_all(rows, one)[0]
        return found

    async def _pages(self, path: str) -> AsyncIterator[tuple[list[Any], bool]]:
        """Each page's rows, and whether another follows."""
        query: dict[str, str] | None = {"per_page": BIG_PAGE} if self._big_pages else None
        seen: set[tuple[tuple[str, str], ...]] = set()
        for _ in range(MOST_PAGES):
            body = await self._http.get(path, query)
            rows = read.rows(body)
            query = read.next_page(body, self._host)
            if query is None:
                yield rows, False
                return
            if not self._big_pages and isinstance(body.get("meta"), dict) and "per_page" in body["meta"]:
                # The server pages in the ordinary way: larger pages spare it most of the requests.
                self._big_pages = True
                query = {"per_page": BIG_PAGE}
                continue
            mark = tuple(sorted(query.items()))
            if mark in seen:
                raise Unreadable("the list goes round in a circle")
            seen.add(mark)
            yield rows, True
        raise Unreadable("the list has no end")


def _every_line(body: Any) -> tuple[list[Line], list[BadRow]]:
    return read.read_all(read.rows(body), lambda row: read.line(row, listed_for_texting=False))


def _sync_point(since: str | None) -> datetime | None:
    if since is None:
        return None
    try:
        return read.moment(json.loads(since)["newest"])
    except (ValueError, KeyError, TypeError):
        return None


def _number_id(remote_id: str) -> int | str:
    return int(remote_id) if remote_id.isascii() and remote_id.isdigit() else remote_id
