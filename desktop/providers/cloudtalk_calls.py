"""How CloudTalk is asked: the key, envelopes, pages, what its errors mean, how long it asks to wait.

Look here for what counts as an answer of its own: everything it says is in ``responseData``, and to a send
nothing else proves that a text was not taken, but its own count of requests beside "too fast". Nothing here
repeats a request.
"""

import base64
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from desktop import __version__
from desktop.providers.base import (
    Credentials,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.http_client import LONGEST_WAIT, MOST_SAID, HttpClient, clean, retry_after
from desktop.providers.pace import Pace

PREFIX = "/api"
TIMEOUT = httpx.Timeout(connect=10.0, read=60.0, write=15.0, pool=10.0)
"""Patient with a send: an answer that is not waited for leaves a doubt that nothing there can settle."""
PAGE = 1000
"""Rows of a page: the most. What it would send without being told is not documented."""
MOST_PAGES = 1000
A_MINUTE = 60.0
"""Seconds to wait after "too fast" where no header says more: the limit counts by the minute."""
KEY_REFUSED = "cloudtalk_key"
BAD_REQUEST = "bad_request"
_UNCERTAIN = (httpx.codes.REQUEST_TIMEOUT, httpx.codes.CONFLICT)
"""Errors that do not say whether a text went out, whoever gives them (cloudtalk.md 2)."""
_LIMIT = "x-cloudtalkapi-"
"""How the headers begin that tell how many requests are left and until when."""
_MILLISECONDS = 10**11
"""A Unix time above is one in milliseconds; which of both it is, is not documented."""


class Calls:
    """The requests of one company's key. Every call raises only ``ProviderError``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout, pages_a_second: float) -> None:
        """Raises ``SignInNeeded`` where no such key can exist, and ``BadAddress``."""
        headers = {
            "Authorization": f"Basic {_pair(credentials.secrets)}",
            # Without one the edge answers with a web page.
            "User-Agent": f"Linedesk/{__version__}",
        }
        address = credentials.url.strip().rstrip("/").removesuffix(PREFIX)
        self._http = HttpClient(
            address, headers, timeout=timeout, meaning=meaning, own=own, counted=counted, wait=wait_of
        )
        self._pages = Pace(pages_a_second)
        self.clock = self._http.clock

    async def pages(self, path: str, asked: Mapping[str, str]) -> AsyncIterator[list[Any]]:
        """The rows of each page. The company's programs share 60 requests a minute: pages keep a pace."""
        for number in range(1, MOST_PAGES + 1):
            if number > 1:
                await self._pages.turn()
            query = {**asked, "limit": str(PAGE), "page": str(number)}
            told = inside(await self._http.get(PREFIX + path, query))
            rows, last = told.get("data"), count(told.get("pageCount"))
            if not isinstance(rows, list) or last is None:
                raise Unreadable("no pages of a list")
            yield rows
            if number >= last:
                return
        raise Unreadable("the pages have no end")

    async def all(self, path: str, asked: Mapping[str, str]) -> list[Any]:
        """The rows of all pages."""
        return [row async for rows in self.pages(path, asked) for row in rows]

    async def send(self, body: Mapping[str, str]) -> dict[str, Any]:
        """What was said of a text, which is handed over once. A 403 is the account's credit there."""
        return inside(await self._http.post(f"{PREFIX}/sms/send.json", body))

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()


def inside(body: Any) -> dict[str, Any]:
    """What an answer holds. Raises ``Unreadable`` where it has no envelope."""
    told = body.get("responseData") if isinstance(body, dict) else None
    if not isinstance(told, dict):
        raise Unreadable("no responseData")
    return told


def own(status: int, body: Any) -> bool:
    """Whether an error answer is CloudTalk's: its envelope, with the same number inside."""
    told = body.get("responseData") if isinstance(body, dict) else None
    return isinstance(told, dict) and count(told.get("status")) == status and status not in _UNCERTAIN


def counted(headers: Mapping[str, str]) -> bool:
    """Whether an answer 429 tells the company's limit: then nothing was done, whatever it holds."""
    return any(name.lower().startswith(_LIMIT) for name in headers)


def meaning(status: int, body: Any) -> ProviderError | None:
    """An error answer in the service's manner; ``None`` where HTTP says it all, or it is not its own."""
    if not own(status, body) or status == httpx.codes.TOO_MANY_REQUESTS:
        return None
    words = _words(body["responseData"])
    if status == httpx.codes.UNAUTHORIZED:
        return SignInNeeded(words, code=KEY_REFUSED)
    if status == httpx.codes.FORBIDDEN:
        return SignInNeeded(words, allowed=False)
    return Refused(BAD_REQUEST if status == httpx.codes.BAD_REQUEST else f"http_{status}", words)


def wait_of(headers: Mapping[str, str]) -> float:
    """Seconds to wait after "too fast": until ``X-CloudTalkAPI-ResetTime``, by the service's own clock.

    Ours may be hours off, so the ``Date`` of the same answer counts. A minute where neither can be read.
    """
    told = headers.get("X-CloudTalkAPI-ResetTime", "").strip()
    if not (told.isascii() and told.replace(".", "", 1).isdigit() and len(told) < 20):
        return retry_after(headers, A_MINUTE)
    reset = float(told)
    reset = reset / 1000 if reset > _MILLISECONDS else reset
    return min(max(reset - _date(headers).timestamp(), 0.1), LONGEST_WAIT)


def count(value: object) -> int | None:
    """A whole number, which may come as a string; ``None`` where it is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
        return value
    return None


def _words(told: dict[str, Any]) -> str:
    """What an error says: its message, and below it what is wrong with each field (HTTP 406)."""
    said = [told["message"]] if isinstance(told.get("message"), str) else []
    fields = told.get("data")
    for name, faults in fields.items() if isinstance(fields, dict) else ():
        each = faults if isinstance(faults, list) else [faults]
        said += [f"{name}: {fault}" for fault in each if isinstance(fault, str)]
    return clean("; ".join(said))[:MOST_SAID]


def _date(headers: Mapping[str, str]) -> datetime:
    try:
        return parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return datetime.now(UTC)


def _pair(secrets: Mapping[str, str]) -> str:
    """Key id and secret for HTTP Basic, or both joined in ``api_key``. Raises ``SignInNeeded``."""
    key, _, secret = secrets.get("api_key", "").partition(":")
    key = (key or secrets.get("access_key_id", "")).strip()
    secret = (secret or secrets.get("access_key_secret", "")).strip()
    plain = all(part.isascii() and part.isprintable() and " " not in part for part in (key, secret))
    if not key or not secret or not plain or ":" in key:
        raise SignInNeeded("", code=KEY_REFUSED)
    return base64.b64encode(f"{key}:{secret}".encode()).decode()
