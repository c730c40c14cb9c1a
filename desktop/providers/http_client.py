"""HTTP as every adapter uses it: time-outs, size limits, and httpx's errors turned into ours.

The one question that matters is whether a request can have left: look at ``translated`` and ``_answer``
for the two places where that is decided. Nothing here repeats a request.
"""

import asyncio
import email.utils
import json
import logging
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx

from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.service_clock import ServiceClock
from desktop.providers.unpacked import ACCEPTED, OddPacking, TooLarge, Unpacked

# httpx puts whole URLs into its log, and some services put numbers and texts into those.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

TIMEOUT = httpx.Timeout(connect=10.0, read=30.0, write=15.0, pool=10.0)
WHOLE = 60.0
"""Seconds for one request with its whole answer, however slowly that trickles in."""
MOST_BYTES = 16 * 1024 * 1024
"""Of an answer, packed and unpacked; its headers may have 100 KB, which h11 watches over."""
MOST_SAID = 1000
"""Characters of a service's own words that are kept."""
_DEEPEST = 5
"""Objects inside one another in which a service's own words are looked for."""
LONGEST_WAIT = 3600.0
"""Seconds; a longer Retry-After is cut to this."""
Meaning = Callable[[int, Any], ProviderError | None]
"""An answer's status (400 to 499) and its JSON, as an error of ours; ``None``: its number says it all."""
Own = Callable[[int, Any], bool]
"""Whether an answer's status (400 to 499) and its JSON are in the service's own manner.

A proxy may pass a text on and then answer with an error of its own, so only such an answer to a send says
that the text was not taken.
"""
Counted = Callable[[Mapping[str, str]], bool]
"""Whether the headers of an answer 429 are the service's own count of requests: then whatever that answer
holds, the text was not taken."""
Wait = Callable[[Mapping[str, str]], float]
"""How many seconds the headers of an answer 429 ask to wait."""
WAIT = 5.0
"""Seconds until the next request where an answer 429 does not say."""


class BadAddress(ValueError):
    """An address that no request may go to: no http(s), no host, or plain http to another machine."""


def checked_address(url: str) -> str:
    """``url`` without a trailing slash, if requests may go there.

    Raises ``BadAddress``. Plain http is for this computer only: a key would be readable on the way.
    """
    address = url.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
        asked = httpx.URL(address)
    except (ValueError, httpx.InvalidURL):
        # The error's words would repeat the address, and somebody may have pasted a key into it.
        raise BadAddress("no_address") from None
    odd = parts.query or parts.fragment or any(character.isspace() for character in address)
    if parts.scheme not in ("http", "https") or not host or odd:
        raise BadAddress("no_address")
    if "@" in parts.netloc or asked.userinfo:
        raise BadAddress("secret_in_address")
    # Two readers of one address may see two hosts in it: whoever really asks has to see loopback as well.
    if parts.scheme == "http" and not (loopback(host) and loopback(asked.host)):
        raise BadAddress("plain_http")
    return address


class HttpClient:
    """JSON over HTTP to one service. ``headers`` carry the credentials and stay inside."""

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        *,
        timeout: httpx.Timeout = TIMEOUT,
        meaning: Meaning = lambda status, body: None,
        own: Own = lambda status, body: False,
        counted: Counted = lambda headers: False,
        wait: Wait | None = None,
    ) -> None:
        """``meaning``: what the service's own error answers say beyond their number.

        ``own``: which those are; without it no error answers the question whether a text was taken.
        ``counted``: the same of an answer 429 by its headers, where the service writes some of its own.
        ``wait``: how long it asks to be left alone, where it does not say so by ``Retry-After`` alone.
        Raises ``BadAddress``, and ``Unreachable`` where the environment names a proxy that is none.
        """
        self.url = checked_address(url)
        self._meaning, self._own, self._counted, self._wait = meaning, own, counted, wait
        self.clock = ServiceClock()
        here = loopback(httpx.URL(self.url).host)
        common: dict[str, Any] = {
            "base_url": self.url,
            "headers": {"Accept": "application/json", "Accept-Encoding": ACCEPTED, **headers},
            "timeout": timeout,
            "follow_redirects": False,  # a redirect could carry the key to another host
            "verify": tls(),
            "trust_env": not here,  # a proxy would see what is said to this computer itself
        }
        try:
            self._reading = httpx.AsyncClient(**common, cookies=_no_cookies())
            # An idle connection that the server just closed would look like an unknown outcome.
            fresh = httpx.Limits(max_keepalive_connections=0)
            self._sending = httpx.AsyncClient(**common, cookies=_no_cookies(), limits=fresh)
        except (ValueError, ImportError, httpx.InvalidURL):
            # Its address may hold a password, so it is not repeated.
            raise Unreachable("the proxy of the environment cannot be used", "proxy") from None

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        """The JSON of an answer to GET. Raises any ``ProviderError``."""
        return await self._ask("GET", path, once=False, params=params)

    async def post(self, path: str, body: Mapping[str, Any], *, once: bool = True) -> Any:
        """The JSON of an answer to POST. Raises any ``ProviderError``.

        ``once``: it must not be carried out twice; else a second one does no harm.
        """
        return await self._ask("POST", path, once=once, json=dict(body))

    async def post_query(self, path: str, asked: Mapping[str, str], *, once: bool) -> Any:
        """As ``post``, with all that is told in the address: for services that take it nowhere else.

        A text may be in it, so the address is in no error and in no log, as with every other request.
        """
        return await self._ask("POST", path, once=once, params=asked)

    async def put(self, path: str, body: Mapping[str, Any], params: Mapping[str, str] | None = None) -> Any:
        """The JSON of an answer to a PUT that must not happen twice. Raises any ``ProviderError``."""
        return await self._ask("PUT", path, once=True, json=dict(body), params=params)

    async def post_form(self, path: str, fields: Mapping[str, str]) -> Any:
        """As ``post``, with the fields of a form (application/x-www-form-urlencoded)."""
        return await self._ask("POST", path, once=True, data=dict(fields))

    async def post_parts(self, path: str, fields: Mapping[str, str], *, once: bool) -> Any:
        """The JSON of an answer to a POST of multipart/form-data.

        ``once``: it must not be carried out twice, as with every other POST; else it only reads.
        """
        parts = {name: (None, value) for name, value in fields.items()}
        return await self._ask("POST", path, once=once, files=parts)

    async def delete(self, path: str) -> Any:
        """The JSON of an answer to DELETE; ``None`` where it has none. Raises any ``ProviderError``."""
        return await self._ask("DELETE", path, once=False)

    def sign(self, headers: Mapping[str, str]) -> None:
        """Open the account with these headers from now on: its key was renewed."""
        self._reading.headers.update(headers)
        self._sending.headers.update(headers)

    async def close(self) -> None:
        """Close the connections."""
        await self._reading.aclose()
        await self._sending.aclose()

    async def _ask(self, method: str, path: str, *, once: bool, **more: Any) -> Any:
        """``once``: on a connection of its own, and an error counts only in the service's own manner."""
        client = self._sending if once else self._reading
        with translated():
            async with asyncio.timeout(WHOLE), client.stream(method, path, **more) as response:
                self.clock.hear(response.headers)
                # Not httpx's own unpacking: it unpacks whatever came at once, a gigabyte out of a megabyte.
                unpacked = Unpacked(response.headers.get("Content-Encoding", ""), MOST_BYTES)
                async for chunk in response.aiter_raw():
                    unpacked.add(chunk)
        if method == "DELETE" and response.status_code == httpx.codes.NO_CONTENT:
            return None  # elsewhere an answer without a word proves nothing
        counts = response.status_code == httpx.codes.TOO_MANY_REQUESTS and self._counted(response.headers)
        own = self._own if once and not counts else None
        return _answer(response, unpacked.content, self._meaning, own, self._wait)


@contextmanager
def translated() -> Iterator[None]:
    """Errors of httpx inside as ours: whether a request can have left is decided here."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
        raise Unreachable(type(error).__name__, _why_unreachable(error)) from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.LocalProtocolError, UnicodeError) as error:
        # Its words would repeat what was to be sent.
        raise Unreachable(type(error).__name__) from None
    except (httpx.TimeoutException, TimeoutError) as error:
        raise OutcomeUnknown(type(error).__name__, "timeout") from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        # Its words would repeat what came: a broken answer may well hold a text.
        raise OutcomeUnknown(type(error).__name__) from None
    except TooLarge:
        raise Unreadable("the answer was too large") from None
    except OddPacking as odd:
        raise OutcomeUnknown(str(odd)) from None


def _why_unreachable(error: BaseException) -> str:
    """What lies below an error of connecting: a code of ``Unreachable``, or ""."""
    if isinstance(error, httpx.ConnectTimeout):
        return "timeout"
    below: BaseException | None = error
    while below is not None:
        if isinstance(below, ssl.SSLError):
            return "tls"
        if isinstance(below, socket.gaierror):
            return "no_such_host"
        below = below.__cause__ or below.__context__
    return ""


def _answer(
    response: httpx.Response,
    content: bytearray,
    meaning: Meaning,
    own: Own | None = None,
    wait: Wait | None = None,
) -> Any:
    """The JSON of an answer. ``own`` is for one to a request that must not happen twice."""
    status = response.status_code
    if 400 <= status < 500:
        found = _json(content)
        # Whoever answers 408 in the service's name does not know what became of the request either.
        if own is not None and (status == httpx.codes.REQUEST_TIMEOUT or not own(status, found)):
            raise Unreadable(f"HTTP {status}, not the service's own", f"http_{status}")
        if (told := meaning(status, found)) is not None:
            raise told
    if status == 429:
        raise Busy((wait or retry_after)(response.headers))
    if status >= 500:
        raise OutcomeUnknown(f"HTTP {status}")
    if 300 <= status < 400:
        raise Unreadable(f"HTTP {status}", "redirect")
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        # Not chained: the error keeps the whole answer, and whatever shows an error's locals would show it.
        if status == 401:
            raise SignInNeeded("") from None
        raise Unreadable(f"HTTP {status}, not JSON", f"http_{status}") from None
    if status in (401, 403):
        raise SignInNeeded(said(body), allowed=status == 401)
    if status >= 400:
        raise Refused(f"http_{status}", said(body))
    return body


def _json(content: bytearray) -> Any:
    """What an error answer holds; ``None`` where that is no JSON."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def clean(value: object) -> str:
    """Text from outside as a string that can be stored: half a surrogate pair becomes U+FFFD."""
    found = value if isinstance(value, str) else str(value)
    if found.isascii():
        return found
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def said(body: Any) -> str:
    """The words of an error answer, wherever the usual places put them; "" if there are none."""
    return clean(_said(body, _DEEPEST)[:MOST_SAID])


def _said(body: Any, deeper: int) -> str:
    if not isinstance(body, dict) or not deeper:
        return ""
    for key in ("error", "message", "detail", "error_description"):
        found = body.get(key)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if isinstance(found, dict):
            text = found.get("text")
            inner = _said(found, deeper - 1) or (text if isinstance(text, str) else "")
            if inner:
                return inner
    errors = body.get("errors")
    if isinstance(errors, dict):
        errors = [
            text for texts in errors.values() for text in (texts if isinstance(texts, list) else [texts])
        ]
    if isinstance(errors, list):
        return "; ".join(str(text) for text in errors if isinstance(text, str))
    return ""


def retry_after(headers: Mapping[str, str], otherwise: float = WAIT) -> float:
    """Seconds that ``Retry-After`` asks for, within bounds; ``otherwise`` where it asks for nothing."""
    header = headers.get("Retry-After", "")
    try:
        seconds = float(header)
    except ValueError:
        when = _moment(header)
        if when is None:
            return otherwise
        # By the service's own time, told in the same answer: our clock may be wrong by hours.
        seconds = (when - (_moment(headers.get("Date", "")) or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.1), LONGEST_WAIT) if seconds == seconds else otherwise


def _moment(header: str) -> datetime | None:
    try:
        return email.utils.parsedate_to_datetime(header).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def loopback(host: str) -> bool:
    """Whether a host is this computer itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _no_cookies() -> CookieJar:
    """An API needs none; a server could fill the memory with them, and follow a computer by them."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@cache
def tls() -> ssl.SSLContext:
    """One for all: reading the certificates takes tens of milliseconds.

    Nothing turns the verification off. The system's certificates, and those that SSL_CERT_FILE and
    SSL_CERT_DIR name, are trusted beside the ones that come along; SSLKEYLOGFILE, which would let others
    read what was said, does not count.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    context.keylog_filename = None  # type: ignore[assignment]  # typeshed: it may be taken away as well
    return context
