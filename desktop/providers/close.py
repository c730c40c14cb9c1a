"""The adapter for Close: numbers, sending by way of a draft, texts by the event log, people, calls.

Sign-in: an API key, which is one user's in one organisation. A text is made as a draft first, and its id
kept; only then it leaves by that id, so a lost answer is settled by asking for it and no text goes twice.
Nothing there ever says that a text arrived.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from desktop.providers import close_rows as read
from desktop.providers.base import (
    AT_SIGN_IN,
    EVERYTHING,
    NOT_USED,
    ON,
    Accepted,
    Attempt,
    BadRow,
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
    ProviderError,
    Refused,
    Rows,
    SignInNeeded,
    Text,
    Unreachable,
    Unreadable,
)
from desktop.providers.cliqtel_rows import read_all
from desktop.providers.close_calls import Calls, checked_id
from desktop.providers.close_drafts import Drafts
from desktop.providers.close_events import OVERLAP, TEXTS, Event, Log, News, Point, read_point
from desktop.providers.close_people import People
from desktop.providers.close_shared import GONE, Shared, rows
from desktop.providers.crm_offers import UNKNOWN_RECIPIENT, ScheduledText
from desktop.providers.http_client import TIMEOUT
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import State, proof_of
from desktop.sms.segments import JOINED

BLOCKED = "outbound_sms_blocked"
"""Code of a ``Refused``: they opted out, as their contact there says."""
DRAFT_GONE = "draft_gone"
"""Code of a ``Refused``: somebody deleted the draft at Close, so the text certainly did not leave."""
CALLS_BACK = timedelta(days=90)
CLOSED = Feature(on=False, reason="not_allowed")
NO_UPLOAD = Feature(on=False, reason="upload_unknown")
"""It takes files, but how they get there is not documented well enough to rely on (close.md 9.6)."""
_TEXTS = "/activity/sms/"


def connect(credentials: Credentials) -> "Close":
    """An adapter; ``secrets`` hold ``api_key``. Raises ``SignInNeeded`` where that can be none."""
    return Close(credentials)


class Close(Shared):
    """One Close organisation as one user's key sees it. See ``providers.base.Provider``."""

    def __init__(self, credentials: Credentials, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._calls = Calls(credentials, timeout=timeout)
        self._people = People(self._calls)
        self._drafts = Drafts(self._calls)
        self._log = Log(self._calls, "activity.sms", TEXTS)
        self._waiting: dict[str, ScheduledText] = {}
        self.capabilities = Capabilities(
            service="close",
            policy=JOINED,  # no longest text is documented
            proof=proof_of("close"),
            listing_delay=timedelta(seconds=30),  # not documented
            match_window=timedelta(minutes=2),
            pace=1.0,
            rest=timedelta(seconds=3),
            currency=read.CURRENCY,
            history=None,
            zone="UTC",
            daily=None,  # none is published
            all_lines=ON,
            contacts=ON,
            calls=AT_SIGN_IN,
            media=NO_UPLOAD,
            media_in=ON,
            delete=NOT_USED,
            line_settings=NOT_USED,
            snippets=ON,
            scheduled=ON,
            shared_unread=ON,
            needs_contact=ON,
        )

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service."""
        return self._calls.clock

    async def check(self) -> Checked:
        """Who the key belongs to, the numbers, and whether calls may be seen. No balance is told there."""
        await self._calls.get("/me/")
        lines, bad = read_all(await self._calls.all("/phone_number/", {}), read.line)
        unclear: set[str] = set()
        calls = await self._may_see_calls(unclear)
        if not unclear or self.capabilities.calls == AT_SIGN_IN:  # what nobody knows yet is tried
            self.capabilities = replace(self.capabilities, calls=ON if calls else CLOSED)
        return Checked(
            tuple(lines), self.capabilities, None, tuple(bad), whole=not bad, unclear=frozenset(unclear)
        )

    async def prepare(self, text: OutgoingText) -> str:
        """Write the draft. Raises ``Refused`` before that where nobody there has the number, or opted out."""
        place = await self._people.place_of(text.peer)
        if place is None:
            raise Refused(UNKNOWN_RECIPIENT, "no contact there has this number")
        if place.blocked:
            raise Refused(BLOCKED, BLOCKED)
        return await self._drafts.write(text, place)

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """Let the draft go, once. A draft of an earlier try is looked at first: it may have left."""
        try:
            draft = handle or await self.prepare(text)
            left = None if self._drafts.is_new(draft) else await self._drafts.outcome(checked_id(draft))
        except OutcomeUnknown as unknown:
            # Nothing was sent yet.
            raise Unreachable(str(unknown), unknown.code) from None
        except Refused as no:
            raise _named(no) from None
        if left is not None:
            return left
        try:
            return await self._drafts.send(draft)
        except Refused as no:
            # Only drafts can change, so a refusal may mean that it left already.
            settled = await self._settled(draft)
            if settled is not None:
                return settled
            raise _named(no) from None

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """What the text of this id has come to; ``None`` where it is a draft still, or cannot be read."""
        if attempt.handle is None:
            return None
        try:
            return await self._drafts.outcome(checked_id(attempt.handle))
        except (Refused, Unreadable):
            return None
        except SignInNeeded as refused:
            if refused.allowed:
                raise
            return None

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """News by the event log, and texts made since ``reach``; everything where the log reaches not back.

        Where the key may not read the log, what was made since the last pull is read by windows of time.
        A text whose words nobody may be shown is read by its id, and so is what was under way the last time.
        """
        if self.clock.told is None:
            await self._calls.get("/me/")  # the log is asked for by the service's own time
        now = self.clock.now(datetime.now(UTC))
        point = read_point(since)
        news, closed = (None, False) if point is None else await self._news(point, now)
        if point is None or news is None:
            following = Point(now)
            async for page in self._history(EVERYTHING, now, following, frozenset()):
                yield page
            return
        following = Point(now, news.mark, dict(point.under_way))
        page = await self._changed(news.events, following)
        bad = (*page.bad, *(BadRow("", "event", "") for _ in range(news.unreadable)))
        covers = point.at - OVERLAP
        page = replace(page, bad=bad, covers_since=None if closed else covers)
        enough = reach is None or reach >= covers
        if enough and not closed:
            yield replace(page, sync_point=following.written())
            return
        yield page
        told = frozenset(one.remote_id for one in page.texts)
        goal = covers if reach is None or enough else reach - OVERLAP
        async for page in self._history(goal, now, following, told):
            yield page

    async def contacts(self) -> Rows[Contact]:
        """Leads and their contacts: the phone book."""
        return await self._people.book()

    async def add_person(self, number: str, name: str) -> Contact:
        """A new lead with this number. See ``crm_offers.AddingPeople``."""
        return await self._people.add(number, name)

    async def calls(self) -> Rows[Call]:
        """The calls of the last months. None can be placed from here."""
        now = self.clock.now(datetime.now(UTC))
        pages = self._calls.back("/activity/call/", now - CALLS_BACK, now)
        read_rows = await rows([row async for page, _ in pages for row in page], read.call)
        return replace(read_rows, good=tuple({one.remote_id: one for one in read_rows.good}.values()))

    async def media_of(self, kind: str, remote_id: str) -> tuple[Media, ...]:
        """The files of a text. See ``offers.ShowingMedia``."""
        row = await self._calls.get(f"{_TEXTS}{checked_id(remote_id)}/")
        return tuple(read.media(row, self._calls.host))

    def media_key(self, url: str) -> Mapping[str, str]:
        """The key, for files at the address of this account alone."""
        return self._calls.key if url.startswith(f"{self._calls.host}/go/file/") else {}

    async def close(self) -> None:
        """Let go of connections."""
        await self._calls.close()

    async def _news(self, point: Point, now: datetime) -> tuple[News | None, bool]:
        """What the event log tells, and whether this key may not read it: then nothing, and windows tell."""
        try:
            return await self._log.since(point.at, point.mark, now), False
        except SignInNeeded as refused:
            if refused.allowed:
                raise
            return News((), None), True

    async def _history(
        self, goal: datetime, now: datetime, following: Point, told: frozenset[str]
    ) -> AsyncIterator[Page]:
        """All texts made since ``goal`` but those ``told``, by windows; the last page has the sync point."""
        async for found, covers in self._calls.back(_TEXTS, goal, now):
            page = self._page(found, following)
            texts = tuple(one for one in page.texts if one.remote_id not in told)
            page = replace(page, texts=texts, covers_since=covers)
            yield (
                replace(page, sync_point=following.written())
                if covers is not None and covers <= goal
                else page
            )

    async def _changed(self, events: tuple[Event, ...], following: Point) -> Page:
        """The texts of these events and those that were under way, as they are now."""
        shown = {one.object_id: one.row for one in events if one.row is not None}
        hidden = {one.object_id for one in events} - set(shown)
        # Events are read twice: of a text that was deleted since, the older one still says that it waits.
        waiting = {key for key, row in shown.items() if read.word(row.get("status")).lower() == "scheduled"}
        wanted = hidden | waiting | set(following.under_way)
        again = await self._calls.these(_TEXTS, wanted) if wanted else []
        there = {row.get("id") for row in again if isinstance(row, dict)}
        back = []
        for gone in wanted - there:
            # Deleting recalls nothing: only where the log says that it was a draft again did it not leave.
            last = shown.get(gone, {})
            if following.under_way.get(gone) == "outbox" and read.word(last.get("status")) == "draft":
                back.append(last)
                continue
            following.under_way.pop(gone, None)
            self._waiting.pop(gone, None)
        fresh = (row for key, row in shown.items() if key not in wanted)
        return self._page([*fresh, *back, *again], following)

    def _page(self, found: list[Any], following: Point) -> Page:
        """Texts among rows; what is no text yet is remembered in ``following``."""
        texts: list[Any] = []
        stopped: set[str] = set()
        for row in found:
            status = read.word(row.get("status")).lower() if isinstance(row, dict) else ""
            remote_id = read.word(row.get("id")) if isinstance(row, dict) else ""
            before = following.under_way.pop(remote_id, "")
            self._waiting.pop(remote_id, None)
            if isinstance(row, dict):
                self._people.learn(row)
            if status in ("outbox", "scheduled"):
                following.under_way[remote_id] = status
            if status == "draft" and before == "outbox":
                stopped.add(remote_id)  # taken back before it left
            elif status == "scheduled":
                waits, _ = read_all([row], read.scheduled)
                self._waiting |= {one.remote_id: one for one in waits}
                continue
            elif status == "draft" or read.is_logged_elsewhere(row):
                continue
            texts.append(row)

        def one(row: Any) -> Text:
            text = read.text(row, self._calls.host)
            return replace(text, state=State.STOPPED) if text.remote_id in stopped else text

        good, bad = read_all(texts, one)
        return Page(tuple(good), tuple(bad))

    async def _settled(self, handle: str) -> Accepted | None:
        """Whether the text left in spite of a refusal; ``None`` where it is a draft still, or gone.

        Raises ``OutcomeUnknown`` where it cannot be looked at: its id settles it later.
        """
        try:
            return await self._drafts.outcome(handle)
        except ProviderError as trouble:
            if isinstance(trouble, Refused) and trouble.code == GONE:
                return None
            raise OutcomeUnknown(f"it was refused, and cannot be looked at: {trouble}") from None

    async def _may_see_calls(self, unclear: set[str]) -> bool:
        try:
            await self._calls.get("/activity/call/", {"_limit": "1"})
        except SignInNeeded as refused:
            if not refused.allowed:
                return False
            raise
        except Refused:
            return False
        except (OutcomeUnknown, Busy):
            unclear.add("calls")
        return True


def _named(no: Refused) -> Refused:
    return Refused(DRAFT_GONE, no.text) if no.code == GONE else no
