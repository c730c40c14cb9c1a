"""How VoIP.ms is asked, and what its statuses mean: one address, one call at a time, always HTTP 200.

Look here for the three things a status can be: success, nothing there (``no_…``), or one of our errors. An
answer without a status is not the service's own: a proxy stands in front, and the outcome is unknown.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from desktop.providers import voipms_rows as read
from desktop.providers.base import (
    Busy,
    Credentials,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.http_client import HttpClient, retry_after, said
from desktop.providers.pace import Pace
from desktop.sms import errors

SERVICE = "voipms"
PATH = "/api/v1/rest.php"
TIMEOUT = httpx.Timeout(connect=10.0, read=55.0, write=15.0, pool=10.0)
"""Seven to eleven seconds for an answer are usual there."""
TOO_FAST = {"api_limit_exceeded": 60.0, "method_maintenance": 300.0}
"""Statuses after which the same call may be made again, and in how many seconds."""
UNCERTAIN = frozenset({"provider_outofservice", "unavailable_info", "tls_error"})
"""Statuses that do not say whether a text went out."""
CREDENTIALS = frozenset({"missing_credentials", "invalid_credentials", "api_not_enabled", "ip_not_enabled"})
NOT_EMPTY = frozenset(
    {"no_callstatus", "no_base64file", "no_provision", "no_provision_update", "no_change_billingtype"}
)
"""The only ``no_…`` statuses that are refusals; all others say that a list is empty."""
LONGEST_STATUS = 80


class Calls:
    """The methods of one account's API. Every call raises only ``ProviderError``, and none is repeated."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout, a_second: float) -> None:
        self._sign_in = _signed_in(credentials.secrets)
        self._http = HttpClient(
            _address(credentials.url),
            {},
            timeout=timeout,
            meaning=_meaning,
            own=_own,
            wait=lambda headers: retry_after(headers, TOO_FAST["api_limit_exceeded"]),
        )
        self.clock = self._http.clock
        self._one_at_a_time = asyncio.Lock()
        self._pace = Pace(a_second)

    async def ask(
        self, method: str, fields: Mapping[str, str], *, once: bool = False, may_be_empty: bool = False
    ) -> dict[str, Any]:
        """A successful answer, or with ``may_be_empty`` one that says that there is nothing.

        ``once``: it must not happen twice, as a send must not; else it only reads.
        """
        if not all(self._sign_in.values()):
            raise SignInNeeded("", code="missing_credentials")
        body = await self._say(method, fields, once=once)
        status = body.get("status") if isinstance(body, dict) else None
        if not isinstance(status, str) or not status:
            raise Unreadable("the answer has no status")
        if status == "success" or (may_be_empty and status.startswith("no_") and status not in NOT_EMPTY):
            return dict(body)
        text = said({"message": body.get("message")})
        if status == "ip_not_enabled":
            text = await self._with_our_address(text or status)
        raise _trouble(status, text)

    async def ask_list(self, method: str, fields: Mapping[str, str], *names: str) -> list[Any]:
        """The rows of an answer, which are under the first of ``names`` that is there."""
        body = await self.ask(method, fields, may_be_empty=True)
        return read.listed(body, *names) if body["status"] == "success" else []

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()

    async def _say(self, method: str, fields: Mapping[str, str], *, once: bool = False) -> Any:
        asked = {**self._sign_in, "method": method, "content_type": "json", **fields}
        async with self._one_at_a_time:
            await self._pace.turn()
            return await self._http.post_parts(PATH, asked, once=once)

    async def _with_our_address(self, text: str) -> str:
        """``text`` and the address that has to be put on the list: the only call that works from there."""
        try:
            body = await self._say("getIP", {})
        except ProviderError:
            return text
        address = read.word(body.get("ip")) if isinstance(body, dict) else ""
        return f"{text} ({address})" if address and address not in text else text


def _signed_in(secrets: Mapping[str, str]) -> dict[str, str]:
    """``api_username`` and ``api_password``, or both in ``api_key`` with a colon between them."""
    username, colon, password = secrets.get("api_key", "").partition(":")
    if not colon:
        username, password = secrets.get("api_username", ""), secrets.get("api_password", "")
    return {"api_username": username.strip(), "api_password": password.strip()}


def _trouble(status: str, text: str) -> ProviderError:
    """What a status other than success means; one that nobody knows is a refusal in the service's words."""
    if status in CREDENTIALS:
        return SignInNeeded(text or status, code=status)
    if status in TOO_FAST:
        return Busy(TOO_FAST[status])
    if status in UNCERTAIN:
        return OutcomeUnknown(status, status)
    code = status if status.isascii() and status.isidentifier() and len(status) <= LONGEST_STATUS else None
    return Refused(code, text or read.word(status))


def _own(status: int, body: Any) -> bool:
    """Whether an HTTP error is the service's: it answers 200, so only a status of its papers proves it."""
    told = body.get("status") if isinstance(body, dict) else None
    entry = errors.find(SERVICE, told) if isinstance(told, str) else None
    return entry is not None and entry.provider == SERVICE


def _meaning(status: int, body: Any) -> ProviderError | None:
    """An HTTP error: the service has none, so whatever stands before it may have passed the call on."""
    if _own(status, body):
        return _trouble(body["status"], said({"message": body.get("message")}))
    return None if status == httpx.codes.TOO_MANY_REQUESTS else Unreadable(f"HTTP {status}", f"http_{status}")


def _address(url: str) -> str:
    """``url`` as it can be asked: www. answers with a redirect that loses what was sent."""
    bare = url.strip().rstrip("/").removesuffix(PATH)
    try:
        www = urlsplit(bare).hostname == "www.voip.ms"
    except ValueError:
        return bare  # HttpClient says what is wrong with it
    return bare.replace("www.", "", 1) if www else bare
