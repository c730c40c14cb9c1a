"""Every answer has an end: in bytes, packed and unpacked, in headers, in time; and memory stays bounded."""

import asyncio
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx
import pytest

from desktop.providers import http_client
from desktop.providers.base import OutcomeUnknown, Unreadable
from desktop.providers.http_client import MOST_BYTES, HttpClient
from tests.providers.odd_server import Reply, Request, answer, odd_server, raw_server

MEGABYTE = 1024 * 1024
PATIENT = httpx.Timeout(20.0)


@asynccontextmanager
async def client(url: str) -> AsyncIterator[HttpClient]:
    asking = HttpClient(url, {"Authorization": "Bearer clq_live_0123456789"}, timeout=PATIENT)
    try:
        yield asking
    finally:
        await asking.close()


async def ask(url: str, method: str = "GET") -> Any:
    async with client(url) as asking:
        return await (asking.post("/send", {"a": 1}) if method == "POST" else asking.get("/list"))


@contextmanager
def at_most(peak: int) -> Iterator[None]:
    """What happens inside takes no more memory than ``peak`` bytes at any moment."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < peak
    finally:
        tracemalloc.stop()


def bomb(gigabytes: int) -> bytes:
    """A gzip of about a megabyte for each gigabyte of zeros; every block of it stands alone."""
    packing = zlib.compressobj(9, wbits=31)
    head = packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(b"\0" * MEGABYTE) + packing.flush(zlib.Z_FULL_FLUSH)
    return head + block * (1024 * gigabytes)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_megabyte_that_unpacks_to_a_gigabyte_stops_at_the_limit(method: str) -> None:
    packed = bomb(1)
    assert len(packed) < 2 * MEGABYTE
    async with odd_server(answer(packed, Content_Encoding="gzip")) as server:
        with at_most(4 * MOST_BYTES), pytest.raises(Unreadable, match="too large"):
            await ask(server.url, method)


async def test_a_bomb_in_an_error_answer_stops_as_well() -> None:
    packed = bomb(1)
    for status in ("401 Unauthorized", "422 Unprocessable", "500 Server Error"):
        async with odd_server(answer(packed, status, Content_Encoding="gzip")) as server:
            with at_most(4 * MOST_BYTES), pytest.raises(OutcomeUnknown):
                await ask(server.url)


async def test_an_answer_without_an_end_is_not_read_to_its_end() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"
    async with odd_server(endless(head, b" " * MEGABYTE)) as server:
        with at_most(4 * MOST_BYTES), pytest.raises(Unreadable, match="too large"):
            await ask(server.url)


def endless(begin: bytes, piece: bytes) -> Reply:
    """Answers with ``begin``, and then with ``piece`` for as long as somebody reads."""

    async def reply(_: Request, writer: asyncio.StreamWriter) -> bytes:
        writer.write(begin)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
        return b""

    return reply


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HEADS = {
    "many lines": endless(OK, b"X-Header: some words\r\n" * 1000),
    "one line": endless(OK + b"X-Header: ", b"x" * 65_536),
    "one status line": endless(b"HTTP/1.1 200 ", b"x" * 65_536),
    "trailers": endless(CHUNKED + b"0\r\n", b"X-Trailer: some words\r\n" * 1000),
    "chunk extensions": endless(CHUNKED + b"1;", b"x" * 65_536),
}


@pytest.mark.parametrize("reply", HEADS.values(), ids=HEADS.keys())
async def test_headers_have_an_end(reply: Reply) -> None:
    async with odd_server(reply) as server:
        with at_most(8 * MEGABYTE), pytest.raises(OutcomeUnknown):
            await ask(server.url)


async def test_a_server_that_only_ever_announces_its_answer_has_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def announcing(_: Request, writer: asyncio.StreamWriter) -> bytes:
        while not writer.is_closing():
            writer.write(b"HTTP/1.1 102 Processing\r\n\r\n")
            await writer.drain()
            await asyncio.sleep(0.01)
        return b""

    monkeypatch.setattr(http_client, "WHOLE", 0.3)
    async with odd_server(announcing) as server:
        with pytest.raises(OutcomeUnknown):
            await ask(server.url)


async def test_a_packed_answer_that_trickles_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes unpack to nothing, so that no size is ever reached."""
    packing = zlib.compressobj(wbits=31)

    async def trickle(_: Request, writer: asyncio.StreamWriter) -> bytes:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
        while not writer.is_closing():
            writer.write(packing.compress(b"") + packing.flush(zlib.Z_FULL_FLUSH))
            await writer.drain()
            await asyncio.sleep(0.01)
        return b""

    monkeypatch.setattr(http_client, "WHOLE", 0.3)
    async with odd_server(trickle) as server:
        with pytest.raises(OutcomeUnknown):
            await ask(server.url)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999999\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffffffff\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 999 \r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 \xff\xfe\r\nContent-Encoding: \xff\r\nConnection: close\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n : x\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nX: \0\r\n\r\n{}",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n{}",
        b"\r\n\r\n",
        b"\0" * 1000,
    ],
)
async def test_a_broken_head_is_an_unknown_outcome(head: bytes) -> None:
    async with odd_server(head) as server:
        with pytest.raises(OutcomeUnknown):
            await ask(server.url, "POST")
    assert len(server.requests) == 1


async def test_a_server_is_known_again_by_no_cookie() -> None:
    """An API needs none; a server could fill the memory with them."""
    async with (
        odd_server(answer({}, Set_Cookie="a=b; Path=/; Max-Age=99999")) as server,
        client(server.url) as asking,
    ):
        for _ in range(2):
            await asking.get("/list")
            await asking.post("/send", {})
    assert len(server.asked) == 4
    assert not any("cookie" in one.headers for one in server.asked)


async def test_what_is_asked_for_is_what_can_be_unpacked_within_the_limit() -> None:
    async with odd_server(answer({})) as server:
        await ask(server.url)
    assert server.asked[0].headers["accept-encoding"] == "gzip"


async def test_thirty_connections_of_silence_leave_no_task_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A request that is given up lets go of its connection."""

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await writer.wait_closed()

    monkeypatch.setattr(http_client, "WHOLE", 0.2)
    async with raw_server(silent) as url, client(url) as asking:
        before = len(asyncio.all_tasks())
        ends = await asyncio.gather(
            *(asking.post("/send", {"a": 1}) for _ in range(30)), return_exceptions=True
        )
        assert {type(end) for end in ends} == {OutcomeUnknown}
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) - before <= 30  # the server's own, which see the end in a moment
