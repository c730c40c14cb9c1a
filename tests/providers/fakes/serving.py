"""Runs a fake on loopback in a thread of the test, with faults on the wire, and kills it.

    with serving(app) as wire:
        wire.fault = "hang_up"       # after the request was carried out
        connect("twilio", Credentials(wire.url, ...))
        wire.kill()

Look here for what can go wrong between a service and us; what a service itself says is in its fake.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar

import uvicorn
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.sandbox.fault_line import HangUpProtocol

Fault = Literal[
    "hang_up",
    "truncated",
    "html",
    "stall",
    "giant",
    "foreign",
    "refused_html",
    "status_500",
    "status_429",
    "redirect",
]
"""The first six strike after the request was carried out, the others instead of that."""
BEFORE: frozenset[str] = frozenset({"refused_html", "status_500", "status_429", "redirect"})
GIANT = 17 * 1024 * 1024
Found = TypeVar("Found")
IsSend = Callable[[str, str, bytes], bool]
"""Whether a request (its method, target and body) sends a text."""
Answer = tuple[int, object]
"""An HTTP status, and a web page or what is told as JSON."""
TOO_FAST: Answer = (429, {"message": "Too Many Requests"})
PAGE = "<!doctype html><title>Just a moment...</title><p>Checking your browser."


def _any_post(method: str, target: str, body: bytes) -> bool:
    return method == "POST"


class Wire:
    """The way to a running fake. ``fault`` strikes every request, or those of ``methods`` only.

    ``dated``: whether answers get a Date by this computer's clock; a fake may write its own.
    """

    def __init__(self, app: ASGIApp, *, dated: bool = True) -> None:
        self.app = app
        """May be another one for the next test."""
        self.is_send: IsSend = _any_post
        self.fault: Fault | None = None
        self.methods: frozenset[str] = frozenset({"GET", "POST", "PUT", "DELETE"})
        self.requests: list[tuple[str, str]] = []
        """Method and target (path and query, as they came) of every request."""
        self.connections: list[object] = []
        """Whence requests came: each connection once."""
        self.ending: list[Callable[[], object]] = []
        """What is done in the server's thread before that ends."""
        self._dated = dated
        self._only_sends = False
        self._redirect = 302
        self.told: Answer = TOO_FAST
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._closing: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.url = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry."""
        query = scope["query_string"].decode("latin-1")
        target = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
        self.requests.append((scope["method"], target))
        if scope["client"] not in self.connections:
            self.connections.append(scope["client"])
        body, receive = await read_whole(receive)
        fault = self.fault if scope["method"] in self.methods else None
        if self._only_sends and not self.is_send(scope["method"], target, body):
            fault = None
        if fault is None:
            await self.app(scope, receive, send)
        elif fault in BEFORE:
            await self._instead(fault)(scope, receive, send)
        else:
            await self._after(fault, scope, receive, send)

    async def _after(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        answer: list[Message] = []

        async def hold(message: Message) -> None:
            answer.append(message)

        await self.app(scope, receive, hold)
        hang_up: Any = scope["state"]["hang_up"]
        if fault == "html":
            await HTMLResponse(PAGE)(scope, receive, send)
        elif fault == "foreign":
            await self._tell()(scope, receive, send)
        elif fault == "giant":
            await Response(b" " * GIANT, media_type="application/json")(scope, receive, send)
        elif fault == "stall":
            assert self._closing is not None
            await self._closing.wait()
        elif fault == "truncated":
            body = b"".join(message.get("body", b"") for message in answer[1:])
            await send(answer[0])
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        if fault in ("stall", "truncated", "hang_up"):
            hang_up()

    def _instead(self, fault: str) -> ASGIApp:
        if fault == "redirect":
            return RedirectResponse(f"{self.url}/elsewhere", self._redirect)
        if fault == "refused_html":
            return HTMLResponse(PAGE, 503)
        if fault == "status_429":
            return self._tell()
        return JSONResponse({"message": "Internal Server Error"}, 500)

    def _tell(self) -> Response:
        status, told = self.told
        headers = {"Retry-After": "3"} if status == 429 else {}
        if isinstance(told, str):
            return HTMLResponse(told, status, headers)
        return JSONResponse(told, status, headers)

    def strike(
        self,
        fault: Fault | None,
        *,
        only_sends: bool = False,
        status: int = 302,
        told: Answer | None = None,
    ) -> None:
        """Let this go wrong from now on, with every request or with sends alone; ``requests`` begin anew.

        ``status``: which redirect it is. ``told``: what ``foreign`` and ``status_429`` answer from now on.
        """
        self.told = told or self.told
        self.fault, self._only_sends, self._redirect = fault, only_sends, status
        self.requests.clear()

    def do(self, work: Callable[[], Found]) -> Found:
        """Do something in the server's thread, between two requests; what came of it."""

        async def done() -> Found:
            return work()

        if self._thread is None:
            self.start()
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(30)

    def serve(self, app: ASGIApp, is_send: IsSend = _any_post) -> None:
        """Serve another account from now on, with nothing wrong and nothing asked yet; again if killed."""
        if self._thread is None:
            self.start()
        self.app, self.is_send, self.told = app, is_send, TOO_FAST
        self.methods = frozenset({"GET", "POST", "PUT", "DELETE"})
        self.strike(None)
        self.connections.clear()

    def start(self, port: int = 0) -> None:
        """Listen on loopback; ``url`` is known when this returns."""
        # Named as TCP: only then does asyncio send small answers at once, instead of 40 ms later.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        listening = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(listener, listening), daemon=True)
        self._thread.start()
        listening.wait(10)

    def kill(self) -> None:
        """It is gone: nobody listens any more, and nothing that was under way is finished."""
        if self._thread is None or self._server is None or self._loop is None:
            return
        self._server.should_exit = self._server.force_exit = True
        if self._closing is not None:
            self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join(10)
        self._thread = None

    def _run(self, listener: socket.socket, listening: threading.Event) -> None:
        asyncio.run(self._serve(listener, listening))
        for work in self.ending:
            work()
        self.ending.clear()

    async def _serve(self, listener: socket.socket, listening: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._closing = asyncio.Event()
        config = uvicorn.Config(
            self, http=HangUpProtocol, ws="none", lifespan="off", log_level="critical", access_log=False
        )
        config.date_header = self._dated
        self._server = _Quiet(config, listening)
        await self._server.serve(sockets=[listener])


class _Quiet(uvicorn.Server):
    """Leaves the process's signals alone, and says when it listens."""

    def __init__(self, config: uvicorn.Config, listening: threading.Event) -> None:
        super().__init__(config)
        self._listening = listening

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._listening.set()


async def read_whole(receive: Receive) -> tuple[bytes, Receive]:
    """The whole body, and the way to read it once more."""
    messages: list[Message] = []
    while not messages or messages[-1].get("more_body"):
        messages.append(await receive())
    left = iter(messages)

    async def again() -> Message:
        return next(left, None) or await receive()

    return b"".join(message.get("body", b"") for message in messages), again


@contextlib.contextmanager
def serving(app: ASGIApp, port: int = 0, *, dated: bool = True) -> Iterator[Wire]:
    """Serve ``app`` on loopback until the end of the block."""
    wire = Wire(app, dated=dated)
    wire.start(port)
    try:
        yield wire
    finally:
        wire.kill()
