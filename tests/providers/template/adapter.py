"""The adapter of an invented service with three calls, as small as one can be that keeps every promise.

Copy it to ``desktop/providers/<key>.py``. ``GET /lines`` and ``GET /texts?page=N`` list, ``POST /texts``
sends; the key goes into a header; an error answer is ``{"error": {"code": …, "text": …}}``.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from desktop.providers.base import (
    EVERYTHING,
    OFF,
    ON,
    Accepted,
    Attempt,
    Call,
    Capabilities,
    Checked,
    Contact,
    Credentials,
    Line,
    OutgoingText,
    Page,
    ProviderError,
    Refused,
    Rows,
    SignInNeeded,
    Text,
    Unreadable,
)
from desktop.providers.cliqtel_rows import Fault, moment, number, read_all
from desktop.providers.http_client import TIMEOUT, HttpClient, clean, said
from desktop.providers.order import Order
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import State, proof_of
from desktop.sms.segments import JOINED, outgoing

OVERLAP = timedelta(minutes=10)
"""How much further than asked a pull reads, for rows that the server files late."""
STATES = {"taken": State.ACCEPTED, "sent": State.SENT}
"""What each of the service's words proves: no more than its papers say."""


def connect(credentials: Credentials) -> "Example":
    """An adapter for an account; ``secrets["api_key"]`` is the key."""
    return Example(credentials)


class Example:
    """One account. See ``providers.base.Provider``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        key = credentials.secrets.get("api_key", "").strip()
        if not key or not key.isascii() or not key.isprintable():
            raise SignInNeeded("")  # no such key can exist, and no header could carry it
        headers = {"X-Key": key}
        self._http = HttpClient(credentials.url, headers, timeout=timeout, meaning=_meaning, own=_own)
        self.capabilities = Capabilities(
            service="example",
            policy=replace(JOINED, name="example", max_characters=1600),
            proof=proof_of("example"),
            listing_delay=timedelta(seconds=5),
            match_window=timedelta(seconds=60),
            pace=1.0,
            rest=timedelta(0),
            history=None,
            zone="UTC",
            daily=None,
            all_lines=ON,
            balance=OFF,
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._http.clock

    async def check(self) -> Checked:
        """The lines prove the key."""
        lines, bad = read_all(_rows(await self._http.get("/lines")), _line)
        return Checked(tuple(lines), self.capabilities, bad=tuple(bad), whole=not bad)

    async def prepare(self, text: OutgoingText) -> str | None:
        """Nothing: it sends in one step."""
        return None

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """POST the text, once. Only an answer with an id counts as accepted."""
        body = await self._http.post("/texts", {"line": text.line, "to": text.peer, "body": text.body})
        found = body.get("id") if isinstance(body, dict) else None
        if not isinstance(found, int):
            raise Unreadable("the answer to a send holds no id")
        return Accepted(remote_id=str(found))

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """Nothing: the list has to show it."""
        return None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """Pages back to ``since`` and ``reach``, if the rows prove that they come newest first."""
        last = _point(since)
        goal = None if last is None else min(last, reach or last) - OVERLAP
        order, page = Order(), 1
        while True:
            body = await self._http.get("/texts", {"page": str(page)})
            texts, bad = read_all(_rows(body), _text)
            order.add(texts)
            proven = order.newest_first and (last is None or (order.newest or last) >= last)
            covers = order.oldest if proven else None
            more = body.get("more") is True
            if more and not (goal is not None and covers is not None and covers < goal):
                yield Page(tuple(texts), tuple(bad), covers)
                page += 1
                continue
            newest = max(order.newest or EVERYTHING, last or EVERYTHING)
            # Never in the service's future: a wrong date would make later pulls stop too early.
            point = min(newest, self.clock.now(datetime.now(UTC))).isoformat()
            yield Page(
                tuple(texts), tuple(bad), covers if more else EVERYTHING, json.dumps({"newest": point})
            )
            return

    async def contacts(self) -> Rows[Contact]:
        """Nothing: there is no phone book."""
        return Rows(())

    async def calls(self) -> Rows[Call]:
        """Nothing: there are no calls."""
        return Rows(())

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()


def _meaning(status: int, body: Any) -> ProviderError | None:
    """An error answer with a code of the service's own; ``None`` where HTTP says it all."""
    if not _own(status, body) or status in (401, 403, 429):
        return None
    return Refused(body["error"]["code"], said(body))


def _own(status: int, body: Any) -> bool:
    """Whether an error answer is the service's: nothing else says that a text was not taken."""
    error = body.get("error") if isinstance(body, dict) else None
    return isinstance(error, dict) and isinstance(error.get("code"), str)


def _rows(body: Any) -> list[Any]:
    found = body.get("rows") if isinstance(body, dict) else None
    if not isinstance(found, list):
        raise Unreadable("no rows")
    return found


def _line(row: Any) -> Line:
    e164 = number(row.get("number"), "number")
    can = row.get("texts") is True
    return Line(e164, e164, can_send=can, can_receive=can, reason_code="" if can else "voice_only")


def _text(row: Any) -> Text:
    text_id, outbound, body = row.get("id"), row.get("out"), row.get("body")
    if not isinstance(text_id, int) or not isinstance(outbound, bool) or not isinstance(body, str):
        raise Fault("no id, no direction or no body")
    word = clean(row.get("state"))
    return Text(
        remote_id=str(text_id),
        outbound=outbound,
        line=number(row.get("line"), "line"),
        peer=number(row.get("peer"), "peer"),
        body=outgoing(body) if outbound else clean(body),
        created_at=moment(row.get("at")),
        state=STATES.get(word) if outbound else State.RECEIVED,
        remote_status=word,
    )


def _point(since: str | None) -> datetime | None:
    try:
        return moment(json.loads(since or "")["newest"])
    except (ValueError, KeyError, TypeError):
        return None
