"""Serves a listener on loopback inside a loop that runs already, until it is cancelled."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator

import uvicorn
from starlette.types import ASGIApp

from desktop.webhook.address import HOST


class PortTaken(Exception):
    """Another program listens at this port, or nobody may."""


async def serve(app: ASGIApp, port: int, on_listening: Callable[[int], None] = lambda port: None) -> None:
    """Answer at ``port`` (0: any free one, which ``on_listening`` is told). Raises ``PortTaken``."""
    # Named as TCP: only then does asyncio send small answers at once, instead of 40 ms later.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    with contextlib.closing(listener):
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, port))
            listener.listen(16)
        except OSError as error:
            raise PortTaken(str(port)) from error
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",  # its lines would hold the path, and so the secret word
            access_log=False,
            server_header=False,
            limit_concurrency=32,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, lambda: on_listening(listener.getsockname()[1]))
        try:
            await server.serve(sockets=[listener])
        except asyncio.CancelledError:
            server.should_exit = True
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(server.shutdown(sockets=[listener]), 2)
            raise


class _Server(uvicorn.Server):
    """Leaves the process's signals alone, and says when it listens."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._tell()
