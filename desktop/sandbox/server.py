"""The practice server put together: the application, and serving it on loopback until it is told to stop.

Start here to see how a request travels: key, faults, then the call itself. Command:
``linedesk sandbox``.
"""

import hmac
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop.sandbox import histories
from desktop.sandbox.answers import refused
from desktop.sandbox.carrier import Carrier
from desktop.sandbox.control import Controls
from desktop.sandbox.dated import Dated
from desktop.sandbox.extensions import Extensions
from desktop.sandbox.fault_line import FaultLine, HangUpProtocol
from desktop.sandbox.faults import Faults, checked
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.refusals import Refusal
from desktop.sandbox.routes import DocumentedCalls
from desktop.sandbox.times import Clock, system_clock

HOST = "127.0.0.1"


class PortInUse(OSError):
    """Another program listens on the port that was asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a practice account starts. ``conversations`` and ``messages`` count at the first start only."""

    port: int = 0
    """0: any free one."""
    seed: int | None = None
    """``None``: the state file's own, or 1."""
    state: Path | None = None
    """``None``: all is forgotten at the end."""
    conversations: int = 0
    messages: int | None = None
    faults: Mapping[str, float] = field(default_factory=dict)
    documented_only: bool = False
    """Only the calls of Cliqtel's guide: no extensions, no paging, no error objects."""


class KeyCheck:
    """Lets only requests with the account's Bearer key through to ``app``."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._expected = f"Bearer {key}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry."""
        given = Headers(scope=scope).get("authorization", "")
        if hmac.compare_digest(given.encode(), self._expected):
            await self._app(scope, receive, send)
        else:
            await JSONResponse({"message": "Unauthenticated."}, 401)(scope, receive, send)


def open_account(options: Options, clock: Clock = system_clock) -> Ledger:
    """The account's ledger, filled at its first start. Raises ``StateFault``, ``crowd.TooMany``."""
    ledger = Ledger(options.state, options.seed)
    if ledger.is_new:
        try:
            histories.fill(ledger, clock(), options.conversations, options.messages)
        except BaseException:
            ledger.close()
            raise
    return ledger


def build(ledger: Ledger, options: Options, clock: Clock = system_clock) -> tuple[ASGIApp, FaultLine]:
    """The application, and the part of it that wants ``close()`` before the end. Raises ``FaultError``."""
    faults = Faults(options.faults, ledger.seed)
    carrier = Carrier(ledger, clock, lambda: faults.clock_ahead)
    routes = DocumentedCalls(ledger, carrier, faults, documented_only=options.documented_only).routes()
    if not options.documented_only:
        routes += Extensions(ledger).routes()
    routes += Controls(ledger, carrier, faults).routes()
    calls = Starlette(routes=routes, exception_handlers={Refusal: _refuse, HTTPException: _not_served})
    fault_line = FaultLine(calls, faults)
    app = Dated(KeyCheck(fault_line, ledger.key), lambda: clock() + faults.clock_ahead)
    return app, fault_line


def serve(options: Options, on_listening: Callable[[str, str], None]) -> None:
    """Serve until SIGTERM or SIGINT; ``on_listening`` gets the URL and the key once requests are taken.

    To be called in the main thread. Raises ``PortInUse``, ``StateFault``, ``FaultError``, ``crowd.TooMany``.
    """
    checked(options.faults)
    with _listening(options.port) as listener, closing(open_account(options)) as ledger:
        app, fault_line = build(ledger, options)
        url = f"http://{HOST}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            app,
            http=HangUpProtocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            date_header=False,  # its own would always be right
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, fault_line, lambda: on_listening(url, ledger.key))
        # uvicorn repeats the signal to whoever listened before it, which by default ends the process
        # with that signal instead of exit code 0.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: server.stop())
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, fault_line: FaultLine, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._fault_line = fault_line
        self._announce = announce

    def stop(self) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._fault_line.close()
        await super().shutdown(sockets)


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    try:
        if sys.platform != "win32":
            # There it would let a second server share the port; here it lets a restart have it at once.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortInUse(error.errno, error.strerror) from error
    return listener


async def _refuse(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    return refused(error)


async def _not_served(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"message": error.detail}, error.status_code, error.headers)
