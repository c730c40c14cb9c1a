"""The stretch of wire where the practice server's faults strike, and how a connection is hung up.

Start here to see what a fault does to a request. Only ``/api/`` calls pass through faults; the controls
under ``/_sandbox/`` never do.
"""

import asyncio
from typing import Any, cast

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from desktop.sandbox.answers import refused
from desktop.sandbox.faults import Faults
from desktop.sandbox.refusals import Refusal

SEND_PATH = "/api/v1/portal/sms/send"
GARBAGE = "<!doctype html><title>Maintenance</title><p>We will be back soon."


class HungUp(ConnectionError):
    """Stands for a closed connection where the application runs without one (in a test's own process)."""


class HangUpProtocol(H11Protocol):
    """HTTP/1.1 that lets the application close the connection without an answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As uvicorn makes it; each request finds the way to hang up in ``scope["state"]``."""
        super().__init__(*args, **kwargs)
        self.app_state = {**self.app_state, "hang_up": self._hang_up}

    def shutdown(self) -> None:
        """The server is going down: nobody waits for the rest of a request that has stopped half-way."""
        # There is no cycle before the first request.
        if getattr(self.cycle, "more_body", False):
            self.transport.abort()
        else:
            super().shutdown()

    def _hang_up(self) -> None:
        # Marked at once: the transport tells of its loss one turn of the loop later, and until then
        # uvicorn would take the missing answer for a bug and send a 500.
        self.cycle.disconnected = True
        self.transport.abort()


class FaultLine:
    """Passes requests on to ``app``, and their answers back, with the faults in force."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults
        self._closing = asyncio.Event()

    def close(self) -> None:
        """End every wait: the server is going down."""
        self._closing.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
        elif self._faults.strikes("cut"):
            _hang_up(scope)
        elif self._faults.strikes("status_500"):
            await refused(Refusal(500, "Server Error"))(scope, receive, send)
        elif self._faults.strikes("status_429"):
            await refused(Refusal(429, "Too Many Attempts.", retry_after=1))(scope, receive, send)
        else:
            sends = scope["method"] == "POST" and scope["path"] == SEND_PATH
            if sends and self._faults.strikes("late"):
                receive = await _read_whole(receive)
                await self._wait(self._faults.late)
            await self._process(scope, receive, send)

    async def _process(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: list[Message] = []

        async def hold(message: Message) -> None:
            answer.append(message)

        await self._app(scope, receive, hold)
        if self._faults.strikes("delay"):
            await self._wait(self._faults.delay)
        done = 200 <= answer[0]["status"] < 300
        sending = done and scope["method"] == "POST" and scope["path"] == SEND_PATH
        reading = done and scope["method"] == "GET"
        if self._struck("drop_reply", sending) or self._struck("list_drop", reading):
            _hang_up(scope)
        elif self._struck("half_reply", sending) or self._struck("list_half", reading):
            await _send_half(answer, send)
            _hang_up(scope)
        elif self._struck("stall", sending):
            await self._keep_waiting(receive)
            _hang_up(scope)
        elif self._struck("garbage", sending) or self._struck("list_garbage", reading):
            await HTMLResponse(GARBAGE)(scope, receive, send)
        else:
            for message in answer:
                await send(message)

    def _struck(self, name: str, concerned: bool) -> bool:
        return concerned and self._faults.strikes(name)

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return

    async def _keep_waiting(self, receive: Receive) -> None:
        """Until the client gives up, or the server goes down."""
        async with asyncio.TaskGroup() as group:
            gone = group.create_task(_gone(receive))
            closing = group.create_task(self._closing.wait())
            await asyncio.wait((gone, closing), return_when=asyncio.FIRST_COMPLETED)
            gone.cancel()
            closing.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _read_whole(receive: Receive) -> Receive:
    """The request's body, read now: once the client has gone nobody gets it any more."""
    messages: list[Message] = []
    while not messages or messages[-1].get("more_body"):
        messages.append(await receive())
    left = iter(messages)

    async def again() -> Message:
        return next(left, None) or await receive()

    return again


async def _send_half(answer: list[Message], send: Send) -> None:
    """The headers of a whole answer, and half of what they promise."""
    await send(answer[0])
    body = b"".join(message.get("body", b"") for message in answer[1:])
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})


def _hang_up(scope: Scope) -> None:
    state = cast(dict[str, Any], scope.get("state", {}))
    if "hang_up" not in state:
        raise HungUp
    state["hang_up"]()
