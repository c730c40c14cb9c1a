"""How Salesmsg is asked: the token and its renewal, the version in the address, lists without an end mark.

Writes put everything into the address, the words of a text as well: no address is ever in an error, a repr or
a log. Look here for what its errors mean, and for the 40 requests a minute that this program allows itself of
the 60 that the service allows. Nothing here repeats a request.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from desktop.providers.base import (
    Busy,
    Credentials,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.budget import Budget
from desktop.providers.cliqtel_rows import rows
from desktop.providers.http_client import HttpClient, retry_after, said
from desktop.providers.salesmsg_rows import latest_at

VERSION = "/pub/v2.3"
"""Added to an address without a path; v2.2 and v2.1 are live as well (salesmsg.md 1)."""
TOKEN = "salesmsg_token"  # noqa: S105  a code, no token
"""Code of a ``SignInNeeded``: the token has ended, or is none."""
TOO_LONG = "address_too_long"
"""Code of a ``Refused``: the words are in the address, and somebody on the way takes none so long."""
AFTER_TOO_FAST = 60.0
"""Seconds for which the service takes nothing after its limit."""
A_MINUTE = 40.0
BURST = 20.0
KEPT_FOR_SENDS = 8.0
FEW = 10
"""No server cuts its list into pages smaller than this without saying so."""
PAGE = 100
MOST_PAGES = 20_000
DAY = timedelta(days=1)
FARTHEST = 9_900
"""How far conversations can be skipped; clients stop at about 10,000."""
_ID = re.compile(r"\d{1,18}", re.ASCII)


class Calls:
    """The requests of one account. Every call raises only ``ProviderError``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout, a_minute: float | None) -> None:
        """Raises ``SignInNeeded`` where no such token can exist, and ``BadAddress``."""
        headers = _bearer(credentials.secrets.get("api_key", ""))
        self._http = HttpClient(
            _address(credentials.url), headers, timeout=timeout, meaning=meaning, own=own, wait=wait_of
        )
        self.clock = self._http.clock
        self._budget = Budget(a_minute or A_MINUTE, BURST, KEPT_FOR_SENDS)
        self._open, self._quiet = asyncio.Event(), asyncio.Event()
        self._open.set()
        self._quiet.set()
        self._one_renewal = asyncio.Lock()
        self._under_way = 0
        self._largest = 0
        """Messages of the longest page so far."""

    @property
    def spare(self) -> bool:
        """Whether there is room for requests that can wait."""
        return self._budget.spare

    async def get(self, path: str, asked: Mapping[str, str] | None = None, *, first: bool = False) -> Any:
        """The JSON of an answer; ``first`` as in ``budget``.

        An answer 500 may mean a token that cannot be read (salesmsg.md 1), so the account is asked who it is.
        """
        await self._budget.turn(first=first)
        try:
            async with self._asking():
                return await self._http.get(path, asked)
        except Busy:
            self._budget.spent()
            raise
        except OutcomeUnknown as unknown:
            if str(unknown) == "HTTP 500" and path != "/users/me":
                await self.who()
            raise

    async def who(self) -> Any:
        """Whose token it is. Raises ``SignInNeeded`` where it is nobody's."""
        return await self.get("/users/me")

    async def write(self, path: str, asked: Mapping[str, str], *, once: bool) -> dict[str, Any]:
        """The object of an answer to a write; ``once`` as in ``http_client``: a send."""
        await self._budget.turn(first=True)
        try:
            async with self._asking():
                return one(await self._http.post_query(path, asked, once=once))
        except Busy:
            self._budget.spent()
            raise

    async def search_all(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The object of an answer to a POST that only reads."""
        await self._budget.turn()
        try:
            async with self._asking():
                return one(await self._http.post(path, body, once=False))
        except Busy:
            self._budget.spent()
            raise

    async def numbers(self) -> list[Any]:
        """The rows of all numbers."""
        found: list[Any] = []
        seen: set[str] = set()
        for page in range(1, MOST_PAGES):
            some = rows(await self.get("/numbers", {"page": str(page), "limit": str(PAGE)}))
            fresh = [row for row in some if _name(row) not in seen]
            seen |= {_name(row) for row in fresh}
            found += fresh
            if not fresh or len(some) < FEW:
                return found
        raise Unreadable("the numbers have no end")

    async def conversations(
        self, state: str, more: Mapping[str, str], *, first: bool = False
    ) -> AsyncIterator[list[Any]]:
        """Pages of conversations, each row once. The end is not marked: an empty page, or known rows alone.

        What lies farther than rows can be skipped is asked for by the day of its newest message.
        """
        seen: set[str] = set()
        window: dict[str, str] = {}
        while True:
            offset, oldest, gone_on = 0, None, False
            while offset <= FARTHEST:
                asked = {"filter": state, "limit": str(PAGE), "offset": str(offset), **more, **window}
                some = rows(await self.get("/conversations", asked, first=first))
                fresh = [row for row in some if _name(row) not in seen]
                seen |= {_name(row) for row in fresh}
                gone_on = gone_on or bool(fresh)
                if fresh:
                    yield fresh
                # A window begins with a day of rows that the last one had already.
                if not some or len(some) < FEW or (not fresh and (not window or gone_on)):
                    return
                times = [at for row in some if (at := latest_at(row)) is not None]
                oldest = min((oldest, *times)) if oldest is not None else min(times, default=None)
                offset += len(some)
            before = {} if oldest is None else {"before": (oldest + DAY).isoformat()}
            if not before or before == window or not gone_on:
                raise Unreadable("there are more conversations than can be listed")
            window = before

    async def messages(self, conversation: str, *, first: bool = False) -> AsyncIterator[list[Any]]:
        """Pages of a conversation's messages, newest first, back to its beginning."""
        asked = {"limit": str(PAGE)}
        smallest: int | None = None
        path = f"/messages/{checked_id(conversation)}"
        for _ in range(MOST_PAGES):
            some = rows(await self.get(path, asked, first=first))
            ids = [int(name) for row in some if (name := _name(row)).isdigit()]
            lowest = min(ids, default=None)
            if not some or (smallest is not None and (lowest is None or lowest >= smallest)):
                return
            count = len(set(ids))
            self._largest = max(self._largest, count)
            yield some
            if lowest is None or count < max(FEW, self._largest):
                return
            smallest = lowest
            asked = {"limit": str(PAGE), "before_id": str(lowest)}
        raise Unreadable("the messages have no end")

    async def renew(self) -> tuple[str, float | None]:
        """A new token in place of the present one, and how many seconds it lasts if that is told.

        From then on it is used here: whether the old one still opens anything is not documented, so nothing
        is under way meanwhile.
        """
        await self._budget.turn(first=True)
        async with self._one_renewal:
            self._open.clear()
            try:
                await self._quiet.wait()
                answer = await self._http.post_query("/oauth/personal-token/refresh", {}, once=False)
                return self._renewed(one(answer))
            finally:
                self._open.set()

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()

    @asynccontextmanager
    async def _asking(self) -> AsyncIterator[None]:
        """Not while the token is renewed."""
        await self._open.wait()
        self._under_way += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._quiet.set()

    def _renewed(self, answer: dict[str, Any]) -> tuple[str, float | None]:
        token, lasts = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token.strip():
            raise Unreadable("the answer holds no new token")
        try:
            self._http.sign(_bearer(token))
        except SignInNeeded:
            raise Unreadable("the new token cannot be one") from None
        if isinstance(lasts, int | float) and not isinstance(lasts, bool) and 0 < lasts < 10**9:
            return token.strip(), float(lasts)
        return token.strip(), None


def one(body: Any) -> dict[str, Any]:
    """The object of an answer, which may stand under ``data``. Raises ``Unreadable``."""
    if not isinstance(body, dict):
        raise Unreadable(f"an object was expected, not {type(body).__name__}")
    inner = body.get("data")
    return inner if isinstance(inner, dict) and "id" not in body else body


def checked_id(value: str) -> str:
    """An id as it may stand in a path. Raises ``Refused``: nothing else is ever asked for."""
    if not _ID.fullmatch(value):
        raise Refused("no_id", "")
    return value


def own(status: int, body: Any) -> bool:
    """Whether an error answer is Salesmsg's: ``message``, and about the token also ``auth_required``.

    A gate in front may say ``{"message": "Forbidden"}`` as well, so for those two numbers that is not enough.
    """
    if status == httpx.codes.REQUEST_URI_TOO_LONG:
        return True  # whoever says so cannot have passed it on
    if not isinstance(body, dict) or "message" not in body:
        return False
    return status not in (401, 403) or "auth_required" in body


def meaning(status: int, body: Any) -> ProviderError | None:
    """What an error answer says beyond its number; ``None``: nothing."""
    if status == httpx.codes.REQUEST_URI_TOO_LONG:
        return Refused(TOO_LONG, "")
    told = isinstance(body, dict) and body.get("auth_required") is True
    if status == 401 or (status == 403 and told):
        return SignInNeeded(said(body), code=TOKEN)
    return None


def wait_of(headers: Mapping[str, str]) -> float:
    """Seconds to wait after "too fast": the service names none, and takes nothing for a minute."""
    return max(AFTER_TOO_FAST, retry_after(headers, AFTER_TOO_FAST))


def _bearer(secret: str) -> dict[str, str]:
    """The header of a token, which may have been copied with its "Bearer". Raises ``SignInNeeded``."""
    token = secret.strip()
    if token[:6].lower() == "bearer" and not token[6:7].strip():
        token = token[6:].strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise SignInNeeded("", code=TOKEN)
    return {"Authorization": f"Bearer {token}"}


def _address(url: str) -> str:
    """``url`` with the version of the API, unless it names one."""
    bare = url.strip().rstrip("/")
    try:
        named = urlsplit(bare).path
    except ValueError:
        return bare  # HttpClient says what is wrong with it
    return bare if named else f"{bare}{VERSION}"


def _name(row: Any) -> str:
    """By what a row of a list is known again; unreadable ones by all they hold."""
    found = row.get("id") if isinstance(row, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else repr(row)
