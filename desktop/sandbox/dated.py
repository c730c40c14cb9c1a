"""The Date header of every answer of the practice server, by the clock that it was given.

Start here to see what a client can learn about the server's clock; the fault ``clock`` makes it wrong.
"""

import email.utils

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.sandbox.times import SECOND, Clock


class Dated:
    """Passes requests on to ``app``, and dates its answers (RFC 9110, 6.6.1)."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                moment = email.utils.formatdate(self._clock() / SECOND, usegmt=True)
                MutableHeaders(scope=message)["Date"] = moment
            await send(message)

        await self._app(scope, receive, dated)
