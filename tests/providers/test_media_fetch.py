"""Fetching a file of a text: where the key goes, where a redirect may lead, and how much is taken."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desktop.providers.base import ProviderError, Refused, Unreachable
from desktop.providers.media_fetch import NoMedia, fetch
from tests.providers.fakes.serving import Wire, serving

KEY = {"Authorization": "Basic c2VjcmV0"}


class Files:
    """A store of files that notes who came with a key."""

    def __init__(self) -> None:
        self.answer = Response(b"picture", media_type="image/png")
        self.keys: list[tuple[str, str | None]] = []
        self.leads_to = "/file"
        self.wire: Wire

    @property
    def app(self) -> Starlette:
        """The server."""
        routes = [Route("/moved", self._moved), Route("/{path:path}", self._file)]
        return Starlette(routes=routes)

    async def _moved(self, request: Request) -> Response:
        self._note(request)
        return RedirectResponse(self.leads_to, 307)

    async def _file(self, request: Request) -> Response:
        self._note(request)
        return self.answer

    def _note(self, request: Request) -> None:
        self.keys.append((request.url.path, request.headers.get("authorization")))


@pytest.fixture
async def files() -> AsyncIterator[Files]:
    async with served() as there:
        yield there


@asynccontextmanager
async def served() -> AsyncIterator[Files]:
    there = Files()
    with serving(there.app) as there.wire:
        yield there


async def why_not(url: str, home: str, *, most: int = 1000) -> str:
    with pytest.raises(NoMedia) as caught:
        await fetch(url, {}, home, most=most)
    return caught.value.code


async def test_a_file_comes_with_what_it_is_called(files: Files) -> None:
    found = await fetch(f"{files.wire.url}/file", KEY, files.wire.url)
    assert (found.content, found.mime) == (b"picture", "image/png")
    assert files.keys == [("/file", KEY["Authorization"])]


async def test_the_key_never_goes_past_a_redirect_not_even_back_to_the_same_host(files: Files) -> None:
    """I4."""
    found = await fetch(f"{files.wire.url}/moved", KEY, files.wire.url)
    assert found.content == b"picture"
    assert files.keys == [("/moved", KEY["Authorization"]), ("/file", None)]


@pytest.mark.parametrize(
    "leads_to",
    [
        "http://elsewhere.test/x",
        "file:///etc/passwd",
        "ftp://elsewhere.test",
        "https://u:p@elsewhere.test/",
        "",
    ],
)
async def test_a_redirect_leads_to_https_or_nowhere(files: Files, leads_to: str) -> None:
    files.leads_to = leads_to or "/moved"
    assert await why_not(f"{files.wire.url}/moved", files.wire.url) == "address"
    assert {path for path, _ in files.keys} == {"/moved"}


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.test/a.png",
        "http://127.0.0.1:1/a.png",
        "https://127.0.0.1/a.png",
        "https://localhost/a.png",
        "https://192.168.0.1/a.png",
        "https://[::1]/a.png",
        "https://169.254.169.254/latest",
        "https://127.1/a.png",
        "https://2130706433/a.png",
        "https://0x7f000001/a.png",
        "https://0177.0.0.1/a.png",
        "https://0/a.png",
        "https://localhost./a.png",
        "https://LOCALHOST/a.png",
        "https://[::ffff:127.0.0.1]/a.png",
        "https://[::ffff:10.0.0.1]/a.png",
        "https://[fe80::1]/a.png",
        "https://10.1/a.png",
        "https://224.0.0.1/a.png",
        "https://u:p@elsewhere.test/a.png",
        "data:image/png;base64,AA",
        "/etc/passwd",
        "https://",
        "https://a b/",
        "",
    ],
)
async def test_an_address_from_outside_leads_to_no_machine_of_ones_own(url: str) -> None:
    """Whoever sends a picture must not choose what this computer asks of its own network."""
    assert await why_not(url, "https://api.twilio.com") == "address"


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.1.1", "::1", "fd00::1"])
async def test_a_name_that_stands_for_a_machine_of_ones_own_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Whoever sends a picture may own a name, and say that it is an address of this network."""
    asked: list[str] = []

    def found(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        both = ("93.184.215.14", address)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in both]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    assert await why_not("https://files.test/a.png", "https://api.twilio.com") == "address"
    assert asked == ["files.test"]


@pytest.mark.parametrize(("status", "code"), [(401, "closed"), (403, "closed"), (404, "gone"), (410, "gone")])
async def test_what_is_gone_or_closed_is_told_apart(files: Files, status: int, code: str) -> None:
    files.answer = Response(b"", status)
    assert await why_not(f"{files.wire.url}/file", files.wire.url) == code


@pytest.mark.parametrize(("status", "error"), [(500, Unreachable), (429, Unreachable), (418, Refused)])
async def test_a_store_in_trouble_is_asked_again_later(
    files: Files, status: int, error: type[ProviderError]
) -> None:
    files.answer = Response(b"", status)
    with pytest.raises(error):
        await fetch(f"{files.wire.url}/file", {}, files.wire.url)


async def test_no_more_is_taken_than_may_come_whatever_the_answer_says_of_itself(files: Files) -> None:
    files.answer = Response(b"x" * 1001)
    assert await why_not(f"{files.wire.url}/file", files.wire.url) == "too_large"
    files.answer.headers["Content-Length"] = "9" * 30
    files.answer = Response(b"x" * 1000)
    assert len((await fetch(f"{files.wire.url}/file", {}, files.wire.url, most=1000)).content) == 1000


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"<html>sign in</html>", "text/html"),
        (b"\n <!DOCTYPE html><title>x", "image/png"),
        (b"\xef\xbb\xbf<HTML>", "application/octet-stream"),
        (b"whatever", "text/html; charset=utf-8"),
    ],
)
async def test_a_web_page_is_no_picture_whatever_it_is_called(
    files: Files, content: bytes, mime: str
) -> None:
    files.answer = Response(content, headers={"Content-Type": mime})
    assert await why_not(f"{files.wire.url}/file", files.wire.url) == "web_page"


async def test_what_is_packed_was_not_asked_for(files: Files) -> None:
    """A few bytes may unpack to gigabytes."""
    files.answer = Response(b"\x1f\x8b", headers={"Content-Encoding": "gzip", "Content-Type": "image/png"})
    assert await why_not(f"{files.wire.url}/file", files.wire.url) == "odd"


async def test_a_store_that_is_gone_is_unreachable(files: Files) -> None:
    files.wire.kill()
    with pytest.raises(Unreachable):
        await fetch(f"{files.wire.url}/file", {}, files.wire.url)
