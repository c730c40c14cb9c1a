"""The adapter for VoIP.ms: numbers, sending, texts by windows of days, phone book, calls, balance.

Start here to see which call is which; what a status means is in ``voipms_calls``, rows in ``voipms_rows``,
times in ``voipms_time``. There is no list of news: every pull asks for whole days, both kinds of text apart.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import httpx

from desktop.providers import voipms_rows as read
from desktop.providers import voipms_time as eastern
from desktop.providers.base import (
    EVERYTHING,
    NOT_USED,
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
    Feature,
    Media,
    OutcomeUnknown,
    OutgoingText,
    Page,
    Refused,
    Rows,
    Text,
    Unreadable,
)
from desktop.providers.cliqtel_rows import read_all
from desktop.providers.service_clock import ServiceClock
from desktop.providers.voipms_calls import TIMEOUT, Calls
from desktop.providers.voipms_lines import NumberSettings
from desktop.sms.cuts import SPACE
from desktop.sms.delivery import proof_of
from desktop.sms.prices import PER_TEXT
from desktop.sms.segments import SEPARATE_160_BYTES

CALLS_A_SECOND = 4.0
"""One call at a time, and a gap between them (I7)."""
WINDOW = 90
"""Days that one question spans; 92 are allowed."""
QUIET_WINDOWS = 4
"""So many empty windows in a row before the oldest number was ordered, and no further back is looked.

A number that was given back may have older texts: to look for them down to ``OLDEST`` takes some 160 calls of
seven to eleven seconds each, so a pull says how far it looked instead of that it has everything.
"""
OLDEST = date(2007, 1, 1)
"""No window begins earlier, and no number was ordered earlier."""
OVERLAP = timedelta(days=1)
MANY = {"sms": 10_000, "mms": 1_000}
"""Rows that are asked for: there are no pages, so a list as long as that may have been cut.

So many of the longest fit into an answer of the size that is taken.
"""
MOST = 100_000
"""As ``MANY``, for a single day, which cannot be halved."""
GONE = frozenset({"invalid_sms", "invalid_mms", "invalid_id", "no_sms", "no_mms"})
"""What deleting a text is answered that is not there (which of them is not verified)."""
METHODS = {"sms": "getSMS", "mms": "getMMS"}
"""Asked apart: each kind counts its ids for itself, and rows of both do not say which they are."""

FORBIDDEN = Feature(on=False, reason="forbidden_there")
"""The service's terms do not allow it."""

Record = TypeVar("Record")


def connect(credentials: Credentials) -> "VoipMs":
    """An adapter; ``secrets`` are ``api_username``, the account's e-mail address, and ``api_password``.

    That is not the portal's own: it is set beside the switch for the API. Both may come joined by a colon
    in ``api_key``.
    """
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


class VoipMs(NumberSettings):
    """One VoIP.ms account over its REST API. See ``providers.base.Provider``."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        timeout: httpx.Timeout = TIMEOUT,
        calls_a_second: float = CALLS_A_SECOND,
    ) -> None:
        self._calls = Calls(credentials, timeout=timeout, a_second=calls_a_second)
        self._ordered: date | None = None
        """When the oldest number was ordered, once the numbers are known."""
        self._ours: frozenset[str] | None = None
        """The account's numbers, likewise."""
        self.capabilities = Capabilities(
            service="voipms",
            policy=SEPARATE_160_BYTES,
            proof=proof_of("voipms"),
            listing_delay=timedelta(minutes=3),  # not documented
            match_window=timedelta(minutes=2),
            pace=0.5,  # as a person would (B27); no number is published
            rest=timedelta(seconds=10),
            history=None,
            zone="America/New_York",
            daily=100,  # unless the service was asked for more
            bulk=FORBIDDEN,
            price_per_part=PER_TEXT["voipms"].amount,
            currency=read.CURRENCY,
            all_lines=ON,
            balance=ON,
            contacts=ON,
            calls=ON,
            delete=ON,
            line_settings=ON,
            media=NOT_USED,
            media_in=ON,
            mms=2048,
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._calls.clock

    async def check(self) -> Checked:
        """The numbers prove the password and the address it is asked from; then the balance."""
        found = await self._calls.ask_list("getDIDsInfo", {}, "dids")
        lines, bad = read_all(found, read.line)
        self._ours = frozenset(line.number for line in lines)
        orders = (read.ordered_on(row) for row in found)
        self._ordered = min((order for order in orders if order and order >= OLDEST), default=None)
        balance: Balance | None = None
        unclear: frozenset[str] = frozenset()
        try:
            balance = read.balance(await self._calls.ask("getBalance", {}))
        except (Refused, OutcomeUnknown, Busy):
            unclear = frozenset({"balance"})
        return Checked(tuple(lines), self.capabilities, balance, tuple(bad), whole=not bad, unclear=unclear)

    async def prepare(self, text: OutgoingText) -> str | None:
        """Nothing: VoIP.ms sends in one step."""
        return None

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """``sendSMS`` or ``sendMMS``, once: only ``success`` is acceptance, only a ``status`` refusal."""
        to = text.peer.removeprefix("+1")
        if to.startswith("+"):
            # Without its plus it could be somebody's ten digits in North America (B16).
            raise Refused("invalid_dst", "")
        # White space around a text takes up some of its bytes, and nobody sees it.
        said = text.body.strip(SPACE)
        kind = "mms" if text.kind == "mms" else "sms"
        answer = await self._calls.ask(
            f"send{kind.upper()}", {"did": text.line_remote_id, "dst": to, "message": said}, once=True
        )
        return Accepted(remote_id=read.word(answer.get(kind)) or None, kind=kind)

    async def delete(self, kind: str, remote_id: str) -> None:
        """``deleteSMS`` or ``deleteMMS``: each kind counts its ids for itself. See ``base.Deleting``."""
        try:
            await self._calls.ask(f"delete{kind.upper()}", {"id": remote_id}, once=True)
        except Refused as no:
            if no.code not in GONE:
                raise

    async def media_of(self, kind: str, remote_id: str) -> tuple[Media, ...]:
        """``getMediaMMS``: the addresses as they are now, since they expire. See ``offers.ShowingMedia``."""
        if kind != "mms":
            return ()
        return read.media(await self._calls.ask("getMediaMMS", {"id": remote_id, "media_as_array": "1"}))

    def media_key(self, url: str) -> Mapping[str, str]:
        """None: whoever has an address has the file."""
        return {}

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """Nothing: texts have no name but the id that got lost; the list has to show it."""
        return None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """One page for each window of days, newest first, back to ``since`` and ``reach``.

        Without them to the end, or until nothing came for long (``QUIET_WINDOWS``).
        """
        now = self.clock.now(datetime.now(UTC))
        last = _point(since)
        goal = None
        if last is not None:
            goal = max(eastern.day_of(min(last.at, reach or last.at, now) - OVERLAP), OLDEST)
        point = _Point(now, dict(last.newest) if last else {}, dict(last.autumn) if last else {})
        end = eastern.day_of(now) + OVERLAP
        quiet = 0
        while True:
            start = max(end - timedelta(days=WINDOW - 1), goal or OLDEST)
            texts, bad = await self._window(start, end, last, point)
            quiet = 0 if texts or bad else quiet + 1
            over = quiet >= QUIET_WINDOWS and (self._ordered is None or start < self._ordered)
            if start <= (goal or OLDEST) or (goal is None and over):
                covers = EVERYTHING if start == OLDEST else eastern.midnight(start)
                yield Page(tuple(texts), tuple(bad), covers, point.written())
                return
            yield Page(tuple(texts), tuple(bad), eastern.midnight(start))
            end = start - timedelta(days=1)

    async def contacts(self) -> Rows[Contact]:
        """The phone book."""
        return _rows(await self._calls.ask_list("getPhonebook", {}, "phonebooks"), read.contact)

    async def calls(self) -> Rows[Call]:
        """The calls of the last 90 days: answered, unanswered, busy and failed ones."""
        ours = self._ours
        if ours is None:
            ours = frozenset(line.number for line in (await self.check()).lines)
        end = eastern.day_of(self.clock.now(datetime.now(UTC))) + OVERLAP
        asked = {
            "date_from": (end - timedelta(days=WINDOW - 1)).isoformat(),
            "date_to": end.isoformat(),
            "timezone": "-5",  # Eastern; that summer time is in it already is not verified
            **dict.fromkeys(("answered", "noanswer", "busy", "failed"), "1"),
        }
        return _rows(await self._calls.ask_list("getCDR", asked, "cdr"), lambda row: read.call(row, ours))

    async def close(self) -> None:
        """Let go of connections."""
        await self._calls.close()

    async def _window(
        self, start: date, end: date, last: _Point | None, point: _Point
    ) -> tuple[list[Text], list[BadRow]]:
        autumn = eastern.Autumn(point.autumn)
        texts: list[Text] = []
        bad: list[BadRow] = []
        for kind in METHODS:
            rows = await self._days(kind, start, end)
            known = 0 if last is None else last.newest.get(kind, 0)
            asked_at = None if last is None else last.at
            good, unreadable = await asyncio.to_thread(read.texts, rows, kind, autumn, known, asked_at)
            texts += good
            bad += unreadable
            newest = max((int(text.remote_id) for text in good), default=0)
            point.newest[kind] = max(newest, point.newest.get(kind, 0))
        point.autumn = autumn.marks
        return texts, bad

    async def _days(self, kind: str, start: date, end: date) -> list[Any]:
        """All rows of these days: where the list may have been cut, of each half of them."""
        most = MANY[kind] if start < end else MOST
        asked = {"from": start.isoformat(), "to": end.isoformat(), "limit": str(most), "all_messages": "0"}
        rows = await self._calls.ask_list(METHODS[kind], asked, "sms", "mms")
        if len(rows) < most:
            return rows
        if start == end:
            raise Unreadable("a day has more texts than can be listed")
        middle = start + (end - start) // 2
        later = await self._days(kind, middle + timedelta(days=1), end)
        return later + await self._days(kind, start, middle)


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
    return _Point(at, newest, marks) if at.date() > OLDEST else None
