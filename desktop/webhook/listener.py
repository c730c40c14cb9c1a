"""The listener of one account as an ASGI app: it stores what a service passes on, and only then says ``ok``.

Look here for every answer it can give. Whoever calls has to know the path, which holds a long random word;
nothing of a request is repeated in an answer or a log.
"""

import hmac
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from desktop.providers.base import Text
from desktop.sms.delivery import proof_of
from desktop.store import lines
from desktop.store.database import Database, StoreError
from desktop.store.merge import merge
from desktop.sync import translate
from desktop.webhook.forms import FORMS, Malformed

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
"""Of a request's body."""


class NotOffered(Exception):
    """This service passes no texts on in a form that is known here."""


class Listener:
    """Takes the texts of one account. ``app`` is what answers.

    Raises ``NotOffered``.
    """

    def __init__(
        self,
        db: Database,
        account_id: str,
        provider: str,
        token: str,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if provider not in FORMS:
            raise NotOffered(provider)
        self._db = db
        self._account_id = account_id
        self._provider = provider
        self._form = FORMS[provider]
        self._token = token
        self._clock = clock
        self.app = Starlette(routes=[Route("/{token}", self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> Response:
        if not hmac.compare_digest(request.path_params["token"].encode(), self._token.encode()):
            return PlainTextResponse("Not Found", 404)
        if request.method != self._form.method:
            # Starlette answers HEAD where it answers GET; nothing may be stored by that either.
            return PlainTextResponse("Method Not Allowed", 405, {"Allow": self._form.method})
        try:
            body = await _body(request)
            text = self._form.read(request.url.query, body)
        except _TooLong:
            return PlainTextResponse("too long", 413)
        except ClientDisconnect:
            return PlainTextResponse("cut off", 400)
        except Malformed as fault:
            return PlainTextResponse(f"malformed: {fault}", 400)
        return self._kept(text)

    def _kept(self, text: Text) -> Response:
        """Answer once the text is on disk; a repeat, or one that a pull brought, changes nothing."""
        try:
            if all(line.number != text.line for line in lines.listing(self._db, self._account_id)):
                return PlainTextResponse("not a line of this account", 422)
            merge(
                self._db,
                self._account_id,
                [translate.listed(text, proof_of(self._provider))],
                window=timedelta(0),
                now=self._clock(),
            )
        except StoreError as trouble:
            log.error("a text that was passed on could not be stored: %s", trouble.detail)
            return PlainTextResponse("cannot be stored now", 503, {"Retry-After": "60"})
        return PlainTextResponse("ok")


class _TooLong(Exception):
    """The body is longer than any text."""


async def _body(request: Request) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > MOST_BYTES:
            raise _TooLong
    return bytes(found)
