"""How Close is asked: the key, its pages and windows, what its errors mean, how long it asks to wait.

Lists have no order that is documented and no end that can be reached by skipping, so a history is read by
windows of time: see ``Calls.back``. Ids are opaque; nothing here repeats a request.
"""

import base64
import re
from collections.abc import AsyncIterator, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from desktop.providers.base import Credentials, ProviderError, Refused, SignInNeeded, Unreadable
from desktop.providers.http_client import LONGEST_WAIT, MOST_SAID, HttpClient, clean, retry_after, said

PREFIX = "/api/v1"
PAGE = 100
"""Rows of a page: the default of every list. More may be refused, and how many may be is not documented."""
MOST_PAGES = 20_000
MANY_IDS = 50
"""Ids that are asked for at once, as far as an address carries them."""
MAX_SKIP = "max_skip"
"""Code of a ``Refused``: the list goes on, but not by skipping."""
FIRST_WINDOW = timedelta(days=1)
GROWTH = 4
CROWDED = 20
"""Pages after which windows grow no more."""
NARROWEST = timedelta(seconds=1)
AHEAD = timedelta(days=1)
"""How far in the service's future a row may be dated."""
_KEY = "close_key"
_OWN_WAIT = 2.0
"""Seconds where an answer that said "too fast" names none, as the service's own client has it."""
_ID = re.compile(r"[0-9A-Za-z_-]{1,100}")
_RESET = re.compile(r"\breset\s*=\s*(\d+(?:\.\d+)?)\s*$")


class Calls:
    """The requests of one account. Every call raises only ``ProviderError``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout) -> None:
        """Raises ``SignInNeeded`` where no such key can exist, and ``BadAddress``."""
        self.key = {"Authorization": f"Basic {_pair(credentials.secrets)}"}
        address = credentials.url.strip().rstrip("/").removesuffix(PREFIX)
        headers = {**self.key, "X-TZ-Offset": _offset()}
        self._http = HttpClient(address, headers, timeout=timeout, meaning=meaning, own=own, wait=wait_of)
        self.clock = self._http.clock
        self.host = self._http.url

    async def get(self, path: str, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The object of an answer. ``path`` begins and ends with a slash."""
        return _object(await self._http.get(PREFIX + path, asked))

    async def post(self, path: str, body: Mapping[str, Any], *, once: bool = True) -> dict[str, Any]:
        """As ``get``, for something new; ``once`` as in ``http_client``."""
        return _object(await self._http.post(PREFIX + path, body, once=once))

    async def put(
        self, path: str, body: Mapping[str, Any], asked: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """As ``get``, for a change of the named fields alone."""
        return _object(await self._http.put(PREFIX + path, body, asked))

    async def delete(self, path: str) -> None:
        """Delete the object at ``path``, for everybody."""
        await self._http.delete(PREFIX + path)

    async def pages(self, path: str, asked: Mapping[str, str]) -> AsyncIterator[tuple[list[Any], bool]]:
        """Each page's rows, and whether another follows. Raises ``Refused`` (``MAX_SKIP``) at the cut."""
        skip = 0
        for _ in range(MOST_PAGES):
            body = await self.get(path, {**asked, "_limit": str(PAGE), "_skip": str(skip)})
            rows, more = listed(body), body.get("has_more")
            if not isinstance(more, bool):
                raise Unreadable("the list does not say whether it goes on")
            if more and not rows:
                raise Unreadable("the pages have no end")
            yield rows, more
            if not more:
                return
            skip += len(rows)
        raise Unreadable("the pages have no end")

    async def all(self, path: str, asked: Mapping[str, str]) -> list[Any]:
        """The rows of all pages."""
        return [row async for rows, _ in self.pages(path, asked) for row in rows]

    async def back(
        self, path: str, goal: datetime, now: datetime
    ) -> AsyncIterator[tuple[list[Any], datetime | None]]:
        """Rows made since ``goal``, by windows of their making, the newest window first.

        With each page comes since when all rows are in the pages so far; ``None`` inside a window.
        """
        end: datetime | None = None
        start, width = now, FIRST_WINDOW
        while start > goal:
            start = max(start - width, goal)
            count = 0
            async for rows, more in self._window(path, start, end, now + AHEAD):
                count += 1
                yield rows, None if more else start
            end = start
            width = width if count > CROWDED else width * GROWTH

    async def these(self, path: str, ids: Collection[str]) -> list[Any]:
        """The rows with these ids that are still there."""
        wanted = sorted(ids)
        rows: list[Any] = []
        for first in range(0, len(wanted), MANY_IDS):
            rows += await self.all(path, {"id__in": ",".join(wanted[first : first + MANY_IDS])})
        return rows

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()

    async def _window(
        self, path: str, start: datetime, end: datetime | None, top: datetime
    ) -> AsyncIterator[tuple[list[Any], bool]]:
        """The pages of one window; of its halves where it has more rows than can be skipped."""
        asked = {"date_created__gte": start.isoformat()}
        if end is not None:
            asked["date_created__lt"] = end.isoformat()
        try:
            async for rows, more in self.pages(path, asked):
                yield rows, more
            return
        except Refused as no:
            if no.code != MAX_SKIP:
                raise
        width = (end or top) - start
        if width <= NARROWEST:
            raise Unreadable("a second has more rows than can be listed")
        middle = start + width / 2
        async for rows, _ in self._window(path, middle, end, top):
            yield rows, True
        async for rows, more in self._window(path, start, middle, top):
            yield rows, more


def listed(body: dict[str, Any]) -> list[Any]:
    """The rows of an answer. Raises ``Unreadable``."""
    rows = body.get("data")
    if not isinstance(rows, list):
        raise Unreadable("no list under data")
    return rows


def checked_id(value: object) -> str:
    """An id as it may stand in a path. Raises ``Refused``: nothing else is ever asked for."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Refused("no_id", "")
    return value


def own(status: int, body: Any) -> bool:
    """Whether an error answer is Close's: an object with the words of one or of fields (close.md 3)."""
    if not isinstance(body, dict):
        return False
    error, fields = body.get("error"), body.get("field-errors")
    return isinstance(body.get("errors"), list | dict) or isinstance(error, str) or isinstance(fields, dict)


def meaning(status: int, body: Any) -> ProviderError | None:
    """An error answer with the words that Close puts beside its fields; ``None``: the number says it all."""
    if status == 401:
        return SignInNeeded(said(body), code=_KEY)
    if status != 400 or not isinstance(body, dict):
        return None
    words = "; ".join(one for one in (said(body), *_fields(body.get("field-errors"), "")) if one)
    return Refused(MAX_SKIP if "max_skip" in words else "http_400", clean(words)[:MOST_SAID])


def wait_of(headers: Mapping[str, str]) -> float:
    """Seconds to wait after "too fast": the reset of ``RateLimit``, ``Retry-After``, ``RateLimit-Reset``.

    The documented ``RateLimit`` has commas, the one that was seen has semicolons; what cannot be read is no
    header. Never less than ``Retry-After`` asks for, which every such answer carries.
    """
    found = [
        float(match.group(1))
        for part in re.split(r"[;,]", headers.get("RateLimit", "")[:200])
        if (match := _RESET.search(part))
    ]
    if "Retry-After" in headers:
        found.append(retry_after(headers))
    if not found:
        reset = headers.get("RateLimit-Reset", "").strip()
        plain = reset.isascii() and reset.replace(".", "", 1).isdigit() and len(reset) < 10
        found.append(float(reset) if plain else _OWN_WAIT)
    return min(max(*found, 0.1), LONGEST_WAIT)


def _fields(value: object, name: str, deeper: int = 5) -> list[str]:
    """The words of ``field-errors``: text, or an object with the fields of a field."""
    if isinstance(value, str):
        return [f"{name}: {value}" if name else value]
    if isinstance(value, dict) and deeper:
        inner = [(name if key == "errors" else str(key), one) for key, one in value.items()]
        return [words for key, one in inner for words in _fields(one, key, deeper - 1)]
    if isinstance(value, list) and deeper:
        return [words for one in value for words in _fields(one, name, deeper - 1)]
    return []


def _pair(secrets: Mapping[str, str]) -> str:
    """The key as the user name of HTTP Basic, with an empty password. Raises ``SignInNeeded``."""
    key = secrets.get("api_key", "").strip().removesuffix(":")
    if not key or not key.isascii() or not key.isprintable() or ":" in key or " " in key:
        raise SignInNeeded("", code=_KEY)
    return base64.b64encode(f"{key}:".encode()).decode()


def _offset() -> str:
    """This computer's zone in hours, for the service's relative dates."""
    there = datetime.now(UTC).astimezone().utcoffset() or timedelta(0)
    return f"{there / timedelta(hours=1):g}"


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise Unreadable(f"an object was expected, not {type(body).__name__}")
    return body
