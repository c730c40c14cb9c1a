"""Fetches a picture or another file of a text: who gets the key, where a redirect may lead, how much comes.

Start here for what may be asked at all. The account's key goes to the service's own host alone and never
past a redirect; every address is https to the public network, or one of this computer for a service that
is there itself.
"""

import asyncio
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import httpx

from desktop.providers.base import ProviderError, Refused, Unreachable
from desktop.providers.http_client import TIMEOUT, WHOLE, loopback, tls, translated

MOST = 8 * 1024 * 1024
"""Bytes of one file. Services take 5 MB at most (twilio.md 2.1)."""
_JUMPS = 5
_REDIRECTS = (301, 302, 303, 307, 308)


class NoMedia(ProviderError):
    """The file cannot be had. ``code``: gone, closed, too_large, address, web_page, or odd."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no media: {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class File:
    """What came, and what the answer calls it ("" where it does not say)."""

    content: bytes
    mime: str


async def fetch(url: str, key: Mapping[str, str], home: str, *, most: int = MOST) -> File:
    """The file at ``url``. ``key``: headers for the first request, which whoever calls has checked.

    ``home`` is the account's own address: where that is on this computer, the files may be as well.
    Raises ``NoMedia`` and any other ``ProviderError``.
    """
    here = loopback(urlsplit(home).hostname or "")
    headers = dict(key)
    async with httpx.AsyncClient(
        timeout=TIMEOUT, follow_redirects=False, verify=tls(), trust_env=not here
    ) as client:
        with translated():
            async with asyncio.timeout(WHOLE):
                for _ in range(_JUMPS):
                    await _check(url, here=here)
                    async with client.stream("GET", url, headers=_plain(headers)) as answer:
                        if answer.status_code in _REDIRECTS:
                            # Wherever this leads, even back: the key does not go along.
                            url, headers = urljoin(url, answer.headers.get("Location", "")), {}
                            continue
                        return await _taken(answer, most)
    raise NoMedia("address")


async def _taken(answer: httpx.Response, most: int) -> File:
    status = answer.status_code
    if status in (401, 403):
        raise NoMedia("closed")
    if status in (404, 410):
        raise NoMedia("gone")
    if status >= 500 or status == 429:
        raise Unreachable(f"HTTP {status}")
    if status != 200:
        raise Refused(f"http_{status}", "")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise NoMedia("odd")  # nothing packed was asked for, and a few bytes may unpack to gigabytes
    told = answer.headers.get("Content-Length", "")
    if told.isascii() and told.isdigit() and (len(told) > 12 or int(told) > most):
        raise NoMedia("too_large")
    content = bytearray()
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > most:
            raise NoMedia("too_large")
    mime = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if mime in ("text/html", "application/xhtml+xml") or looks_like_a_page(bytes(content[:200])):
        raise NoMedia("web_page")
    return File(bytes(content), mime if len(mime) <= 100 and mime.isascii() else "")


def looks_like_a_page(beginning: bytes) -> bool:
    """Whether bytes are the beginning of a web page, whatever they are called."""
    words = beginning.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return words.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    return {"Accept": "*/*", "Accept-Encoding": "identity", **headers}


async def _check(url: str, *, here: bool) -> None:
    """Raises ``NoMedia`` where no request may go: a file's address comes from outside."""
    try:
        parts = urlsplit(url)
        asked = httpx.URL(url)
        _ = parts.port
    except (ValueError, httpx.InvalidURL):
        raise NoMedia("address") from None
    host = parts.hostname or ""
    if not host or host != asked.host or "@" in parts.netloc or parts.scheme not in ("http", "https"):
        raise NoMedia("address")
    if loopback(host) and here:
        return
    if parts.scheme == "http":
        raise NoMedia("address")
    if any(not _public(address) for address in await _addresses(asked.raw_host.decode("ascii"))):
        raise NoMedia("address")


async def _addresses(host: str) -> list[str]:
    """What a host stands for, as the system reads it: 127.1 and 2130706433 are addresses too.

    Nothing for a name that nobody knows here; then there is no way there, or a proxy knows it.
    """
    plain = host.strip("[]").rstrip(".")
    if plain == "localhost" or plain.endswith(".localhost"):
        return ["127.0.0.1"]
    with suppress(ValueError):
        return [str(ip_address(plain))]
    with suppress(OSError):
        return [socket.inet_ntoa(socket.inet_aton(plain))]
    try:
        found = await asyncio.to_thread(socket.getaddrinfo, plain, None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(one[4][0]) for one in found]


def _public(address: str) -> bool:
    """Whether an address is of the public network: not of this computer, nor of a private one."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inside = getattr(found, "ipv4_mapped", None) or found
    return bool(inside.is_global and not inside.is_multicast)
