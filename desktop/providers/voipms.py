"""The adapter for VoIP.ms: one address, a ``method`` in every call, and a ``status`` in every answer.

Start here to see which call is which and what a status means. Times are in ``voipms_time``, rows in
``voipms_rows``. There is no list of news: every pull asks for whole days, both kinds of text apart.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from desktop.providers import voipms_rows as read
from desktop.providers import voipms_time as eastern
from desktop.providers.base import (
    EVERYTHING,
    ON,
    Accepted,
    Attempt,
    BadRow,
    Balance,
    Busy,
    Call,
    Capabilities,
    Checked,
    Contact,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Page,
    ProviderError,
    Refused,
    Rows,
    SignInNeeded,
    Text,
    Unreadable,
)
from desktop.providers.cliqtel_rows import read_all
from desktop.providers.http_client import HttpClient, said
from desktop.providers.pace import Pace
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import proof_of
from desktop.sms.segments import SEPARATE_160_BYTES

PATH = "/api/v1/rest.php"
TIMEOUT = httpx.Timeout(connect=10.0, read=55.0, write=15.0, pool=10.0)
"""Seven to eleven seconds for an answer are usual there."""
CALLS_A_SECOND = 4.0
"""One call at a time, and a gap between them (I7)."""
WINDOW = 90
"""Days that one question spans; 92 are allowed."""
QUIET_WINDOWS = 4
"""So many empty windows in a row before the oldest number was ordered, and the history is over."""
OLDEST = date(2007, 1, 1)
"""No window begins earlier, and no number was ordered earlier."""
OVERLAP = timedelta(days=1)
MANY, MOST = 10_000, 1_000_000
"""Rows that are asked for: there are no pages, so a list as long as that may have been cut."""
TOO_FAST = {"api_limit_exceeded": 60.0, "method_maintenance": 300.0}
"""Statuses after which the same call may be made again, and in how many seconds."""
UNCERTAIN = frozenset({"provider_outofservice", "unavailable_info", "tls_error"})
"""Statuses that do not say whether a text went out."""
CREDENTIALS = frozenset({"missing_credentials", "invalid_credentials", "api_not_enabled", "ip_not_enabled"})
NOT_EMPTY = frozenset(
    {"no_callstatus", "no_base64file", "no_provision", "no_provision_update", "no_change_billingtype"}
)
"""The only ``no_…`` statuses that are refusals; all others say that a list is empty."""

Record = TypeVar("Record")


def connect(credentials: Credentials) -> "VoipMs":
    """An adapter; ``secrets`` are ``api_username``, the account's e-mail address, and ``api_password``."""
    return VoipMs(credentials, calls_a_second=CALLS_A_SECOND)


@dataclass
class _Point:
    """Where a pull ended: when it began, the newest ids it saw, and what is known of doubled hours."""

    at: datetime
    newest: dict[str, int] = field(default_factory=dict)
    autumn: dict[str, int] = field(default_factory=dict)

    def written(self) -> str:
        """As a sync point."""
        return json.dumps({"at": self.at.isoformat(), "newest": self.newest, "autumn": self.autumn})


class VoipMs:
    """One VoIP.ms account over its REST API. See ``providers.base.Provider``."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        timeout: httpx.Timeout = TIMEOUT,
        calls_a_second: float = CALLS_A_SECOND,
    ) -> None:
        secrets = credentials.secrets
        self._sign_in = {name: secrets.get(name, "").strip() for name in ("api_username", "api_password")}
        self._http = HttpClient(_address(credentials.url), {}, timeout=timeout)
        self._one_at_a_time = asyncio.Lock()
        self._pace = Pace(calls_a_second)
        self._ordered: date | None = None
        """When the oldest number was ordered, once the numbers are known."""
        self.capabilities = Capabilities(
            service="voipms",
            policy=SEPARATE_160_BYTES,
            proof=proof_of("voipms"),
            listing_delay=timedelta(minutes=3),  # not documented
            match_window=timedelta(minutes=2),
            pace=0.5,  # as a person would (B27); no number is published
            price_per_part=Decimal("0.0075"),
            currency=read.CURRENCY,
            all_lines=ON,
            balance=ON,
            contacts=ON,
            calls=ON,
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._http.clock

    async def check(self) -> Checked:
        """The numbers prove the password and the address it is asked from; then the balance."""
        found = await self._list("getDIDsInfo", {}, "dids")
        lines, bad = read_all(found, read.line)
        orders = (read.ordered_on(row) for row in found)
        self._ordered = min((order for order in orders if order and order >= OLDEST), default=None)
        balance: Balance | None = None
        unclear: frozenset[str] = frozenset()
        try:
            balance = read.balance(await self._ask("getBalance", {}))
        except (Refused, OutcomeUnknown, Busy):
            unclear = frozenset({"balance"})
        return Checked(tuple(lines), self.capabilities, balance, tuple(bad), whole=not bad, unclear=unclear)

    async def prepare(self, text: OutgoingText) -> str | None:
        """Nothing: VoIP.ms sends in one step."""
        return None

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """``sendSMS``, once. Only ``success`` is an acceptance, and only a ``status`` is a refusal."""
        to = text.peer.removeprefix("+1")
        if to.startswith("+"):
            # Without its plus it could be somebody's ten digits in North America (B16).
            raise Refused("invalid_dst", "")
        answer = await self._ask(
            "sendSMS", {"did": text.line_remote_id, "dst": to, "message": text.body}, fresh=True
        )
        return Accepted(remote_id=read.word(answer.get("sms")) or None)

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """Nothing: texts have no name but the id that got lost; the list has to show it."""
        return None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """One page for each window of days, newest first, back to ``since`` and ``reach`` or to the end."""
        now = self.clock.now(datetime.now(UTC))
        last = _point(since)
        goal = None if last is None else eastern.day_of(min(last.at, reach or last.at, now) - OVERLAP)
        point = _Point(now, dict(last.newest) if last else {}, dict(last.autumn) if last else {})
        end = eastern.day_of(now) + OVERLAP
        quiet = 0
        while True:
            start = max(end - timedelta(days=WINDOW - 1), goal or OLDEST)
            texts, bad = await self._window(start, end, last, point)
            quiet = 0 if texts or bad else quiet + 1
            over = quiet >= QUIET_WINDOWS and (self._ordered is None or start < self._ordered)
            if start <= (goal or OLDEST) or (goal is None and over):
                covers = EVERYTHING if goal is None else eastern.midnight(start)
                yield Page(tuple(texts), tuple(bad), covers, point.written())
                return
            yield Page(tuple(texts), tuple(bad), eastern.midnight(start))
            end = start - timedelta(days=1)

    async def contacts(self) -> Rows[Contact]:
        """The phone book."""
        return _rows(await self._list("getPhonebook", {}, "phonebooks"), read.contact)

    async def calls(self) -> Rows[Call]:
        """The calls of the last 90 days: answered, unanswered, busy and failed ones."""
        numbers = await self._list("getDIDsInfo", {}, "dids")
        ours = frozenset(line.number for line in read_all(numbers, read.line)[0])
        end = eastern.day_of(self.clock.now(datetime.now(UTC))) + OVERLAP
        asked = {
            "date_from": (end - timedelta(days=WINDOW - 1)).isoformat(),
            "date_to": end.isoformat(),
            "timezone": "-5",  # Eastern; that summer time is in it already is not verified
            **dict.fromkeys(("answered", "noanswer", "busy", "failed"), "1"),
        }
        return _rows(await self._list("getCDR", asked, "cdr"), lambda row: read.call(row, ours))

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()

    async def _window(
        self, start: date, end: date, last: _Point | None, point: _Point
    ) -> tuple[list[Text], list[BadRow]]:
        autumn = eastern.Autumn(point.autumn)
        texts: list[Text] = []
        bad: list[BadRow] = []
        # Apart, since each kind counts its ids from the beginning and mixed rows do not say which they are.
        for kind, method in (("sms", "getSMS"), ("mms", "getMMS")):
            rows = await self._days(method, start, end)
            known = 0 if last is None else last.newest.get(kind, 0)
            asked_at = None if last is None else last.at
            good, unreadable = await asyncio.to_thread(read.texts, rows, kind, autumn, known, asked_at)
            texts += good
            bad += unreadable
            newest = max((int(text.remote_id) for text in good), default=0)
            point.newest[kind] = max(newest, point.newest.get(kind, 0))
        point.autumn = autumn.marks
        return texts, bad

    async def _days(self, method: str, start: date, end: date) -> list[Any]:
        """All rows of these days: where the list may have been cut, of each half of them."""
        most = MANY if start < end else MOST
        asked = {"from": start.isoformat(), "to": end.isoformat(), "limit": str(most), "all_messages": "0"}
        rows = await self._list(method, asked, "sms", "mms")
        if len(rows) < most:
            return rows
        if start == end:
            raise Unreadable("a day has more texts than can be listed")
        middle = start + (end - start) // 2
        later = await self._days(method, middle + timedelta(days=1), end)
        return later + await self._days(method, start, middle)

    async def _list(self, method: str, fields: dict[str, str], *names: str) -> list[Any]:
        body = await self._ask(method, fields, may_be_empty=True)
        return read.listed(body, *names) if body["status"] == "success" else []

    async def _ask(
        self, method: str, fields: dict[str, str], *, fresh: bool = False, may_be_empty: bool = False
    ) -> dict[str, Any]:
        """A successful answer, or one that says that there is nothing. Raises any ``ProviderError``."""
        if not all(self._sign_in.values()):
            raise SignInNeeded("", code="missing_credentials")
        body = await self._say(method, fields, fresh=fresh)
        status = body.get("status") if isinstance(body, dict) else None
        if not isinstance(status, str) or not status:
            raise Unreadable("the answer has no status")
        if status == "success" or (may_be_empty and status.startswith("no_") and status not in NOT_EMPTY):
            return dict(body)
        text = said({"message": body.get("message")})
        if status == "ip_not_enabled":
            text = await self._with_our_address(text or status)
        raise _trouble(status, text)

    async def _say(self, method: str, fields: dict[str, str], *, fresh: bool = False) -> Any:
        asked = {**self._sign_in, "method": method, "content_type": "json", **fields}
        async with self._one_at_a_time:
            await self._pace.turn()
            return await self._http.post_parts(PATH, asked, fresh=fresh)

    async def _with_our_address(self, text: str) -> str:
        """``text`` and the address that has to be put on the list: the only call that works from there."""
        try:
            body = await self._say("getIP", {})
        except ProviderError:
            return text
        address = read.word(body.get("ip")) if isinstance(body, dict) else ""
        return f"{text} ({address})" if address and address not in text else text


def _trouble(status: str, text: str) -> ProviderError:
    """What a status other than success means; one that nobody knows is a refusal in the service's words."""
    if status in CREDENTIALS:
        return SignInNeeded(text or status, code=status)
    if status in TOO_FAST:
        return Busy(TOO_FAST[status])
    code = status if status.isascii() and status.isidentifier() and len(status) <= 80 else "unknown_status"
    if code in UNCERTAIN:
        return OutcomeUnknown(code, code)
    return Refused(code, text or status[: read.LONGEST])


def _address(url: str) -> str:
    """``url`` as it can be asked: www. answers with a redirect that loses what was sent."""
    bare = url.strip().rstrip("/").removesuffix(PATH)
    try:
        www = (urlsplit(bare).hostname or "") == "www.voip.ms"
    except ValueError:
        return bare  # HttpClient says what is wrong with it
    return bare.replace("www.", "", 1) if www else bare


def _rows(found: Sequence[Any], one: Callable[[Any], Record]) -> Rows[Record]:
    good, bad = read_all(found, one)
    return Rows(tuple(good), tuple(bad))


def _point(since: str | None) -> _Point | None:
    """A sync point of this adapter; ``None`` where nobody can read it, which means reading everything."""
    try:
        found = json.loads(since or "")
        at = datetime.fromisoformat(found["at"]).astimezone(UTC)
        newest = {str(kind): int(top) for kind, top in found["newest"].items()}
        marks = {str(key): int(mark) for key, mark in found["autumn"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    return _Point(at, newest, marks)
