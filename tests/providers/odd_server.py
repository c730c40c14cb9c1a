"""A raw server on loopback that answers as no good server would, and remembers what it was asked.

    async with odd_server(answer(b'{"data": []}')) as server:
        provider = connect(server.url)
        ...
        assert server.requests == ["GET /api/v1/portal/sms"]

``replies`` are bytes that are sent as they are, one for each request (the last one again and again),
or functions that get the ``Request`` and the writer.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """What came in: the method, the target (path and query), the headers in lower case, the body."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Reply = bytes | Callable[[Request, asyncio.StreamWriter], Awaitable[bytes | None]]


@dataclass
class OddServer:
    """A running server."""

    replies: list[Reply]
    url: str = ""
    asked: list[Request] = field(default_factory=list)

    @property
    def requests(self) -> list[str]:
        """Method and target of every request, in order."""
        return [f"{request.method} {request.target}" for request in self.asked]


def answer(body: Any, status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer; ``body`` is bytes as they are, or anything that JSON can hold."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def by_path(**answers: Any) -> Reply:
    """Answers by the last word of the path; a JSON 404 for the others."""

    async def reply(request: Request, _: asyncio.StreamWriter) -> bytes:
        name = request.path.rpartition("/")[2]
        if name not in answers:
            return answer({"message": "Not Found"}, "404 Not Found")
        found = answers[name]
        return found if isinstance(found, bytes) else answer(found)

    return reply


@asynccontextmanager
async def odd_server(*replies: Reply) -> AsyncIterator[OddServer]:
    """Serve ``replies`` on a free port of loopback."""
    odd = OddServer(list(replies))

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            request = await _read(reader)
            odd.asked.append(request)
            reply = odd.replies.pop(0) if len(odd.replies) > 1 else odd.replies[0]
            content = reply if isinstance(reply, bytes) else await reply(request, writer)
            writer.write(content or b"")
            await writer.drain()

    async with raw_server(serve) as odd.url:
        yield odd


@asynccontextmanager
async def raw_server(serve: Serve) -> AsyncIterator[str]:
    """Run ``serve`` for every connection to a free port of loopback; its URL. Nothing is left open after."""
    open_ones: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_ones[task] = writer
        try:
            await serve(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
            del open_ones[task]

    server = await asyncio.start_server(guarded, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in open_ones.values():
            writer.transport.abort()
        await asyncio.gather(*open_ones, return_exceptions=True)
        await asyncio.sleep(0)  # lets the transports close


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, target, _ = first.split(" ")
    return Request(method, target, headers, body)


def pages(path: str, rows: Sequence[Any], size: int) -> Reply:
    """A list in pages of ``size`` (or of ``per_page``) with ``links`` and ``meta``, as Laravel makes them."""

    async def reply(request: Request, _: asyncio.StreamWriter) -> bytes:
        query = dict(pair.split("=") for pair in request.target.partition("?")[2].split("&") if pair)
        each, page = int(query.get("per_page", size)), int(query.get("page", 1))
        last = max(1, -(-len(rows) // each))
        following = f"{path}?page={page + 1}" if page < last else None
        meta = {"current_page": page, "last_page": last, "per_page": each, "total": len(rows)}
        found = rows[(page - 1) * each : page * each]
        return answer({"data": list(found), "links": {"next": following}, "meta": meta})

    return reply
