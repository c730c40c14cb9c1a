"""Reads Salesmsg's conversations: there is no list of all messages, so those that changed are read each.

Look here for which conversations are read, how far, and how often again. A list is asked for from a day
before the last pull, since neither the zone of ``after`` nor whether it is inclusive is documented; a
conversation that stands as it stood when it was read is passed over. What becomes of an unconfirmed text is
asked of its own conversation (``salesmsg_places``), whatever these lists show.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.providers import salesmsg_rows as read
from desktop.providers.base import EVERYTHING, Call, Page, Refused, Text
from desktop.providers.cliqtel_rows import read_all
from desktop.providers.salesmsg_calls import Calls
from desktop.providers.salesmsg_places import Places
from desktop.providers.salesmsg_point import FINAL_AFTER, Point, Read, read_point
from desktop.providers.salesmsg_rows import Place
from desktop.sms.delivery import State

OVERLAP = timedelta(days=1)
"""How much earlier than needed lists of conversations begin."""
RECENT = timedelta(minutes=10)
"""How far back texts are complete before the whole history is read."""
CLOSED_EVERY = 60.0
"""Seconds between looks at closed conversations: one that gets a text is opened again."""
_PASSES = ("open", "closed", "open")
"""No filter means all. Open ones twice: one may be opened, or move up, while the others are read."""


@dataclass
class _Found:
    """What reading a conversation found."""

    newest: int = 0
    under_way: datetime | None = None


class Reading:
    """The pulls of one account."""

    def __init__(self, calls: Calls, places: Places) -> None:
        self._calls = calls
        self._places = places
        self._lately: dict[str, Read] = {}
        """Conversations as they were read while the history is not complete."""
        self._whole: dict[str, str] = {}
        """Conversations that an interrupted reading of the history has behind it, with their marks."""
        self._closed_at: float | None = None

    async def pull(self, since: str | None, reach: datetime | None, delay: timedelta) -> AsyncIterator[Page]:
        """As ``base.Provider.pull``; ``delay``: how late a text may be listed."""
        if self._calls.clock.told is None:
            await self._calls.who()  # lists are asked for by the service's own time
        now = self._calls.clock.now(datetime.now(UTC))
        point = read_point(since)
        if point is None or point.at - now > OVERLAP:
            async for page in self._everything(now, reach, delay):
                yield page
            return
        following = Point(now, point.closed, dict(point.read))
        steady = self._calls.clock.steady()
        states = {"open": min(point.at, now)}
        if self._closed_at is None or steady - self._closed_at >= CLOSED_EVERY:
            states["closed"] = min(point.closed, now)
            following = replace(following, closed=now)
        goal = min(point.at, now, reach or now)
        async for page in self._changed(states, goal, following.read, now, delay):
            yield page
        if "closed" in states:
            self._closed_at = steady
        yield Page((), covers_since=goal, sync_point=following.written())

    async def _everything(
        self, now: datetime, reach: datetime | None, delay: timedelta
    ) -> AsyncIterator[Page]:
        """First what is recent, then every conversation whole."""
        goal = min(now, reach or now) - RECENT
        recent = dict.fromkeys(("open", "closed"), goal)
        told: set[str] = set()
        async for page in self._changed(recent, goal, self._lately, now, delay):
            told.update(one.remote_id for one in page.texts)
            yield page
        yield Page((), covers_since=goal)
        following = Point(now, now)
        done: set[str] = set()
        for state in _PASSES:
            async for rows in self._calls.conversations(state, {}):
                places, bad = read_all(rows, read.place)
                if bad and state != _PASSES[-1]:
                    yield Page((), tuple(bad), goal)
                for place in places:
                    if place.id in done:
                        continue
                    done.add(place.id)
                    if self._whole.get(place.id) == place.mark:
                        continue
                    found = _Found()
                    async for page in self._read(await self._places.whole(place), None, None, now, found):
                        rest = tuple(one for one in page.texts if one.remote_id not in told)
                        yield replace(page, texts=rest, covers_since=goal)
                    self._whole[place.id] = place.mark
                    if place.at is None or abs(now - place.at) < 2 * OVERLAP:
                        following.read[place.id] = Read(place.mark, found.newest, now, found.under_way, True)
        self._whole.clear()
        self._lately.clear()
        yield Page((), covers_since=EVERYTHING, sync_point=following.written())

    async def _changed(
        self,
        states: dict[str, datetime],
        goal: datetime,
        known: dict[str, Read],
        now: datetime,
        delay: timedelta,
    ) -> AsyncIterator[Page]:
        """The newest messages of conversations that changed, then of those of which news may come.

        ``states``: which conversations to list, each since when; ``known`` is brought up to date.
        """
        done: set[str] = set()
        for state, since in states.items():
            after = {"after": (since - OVERLAP).isoformat(timespec="seconds")}
            async for rows in self._calls.conversations(state, after):
                places, bad = read_all(rows, read.place)
                if bad:
                    yield Page((), tuple(bad))
                for place in places:
                    before = known.get(place.id)
                    if place.id in done or (before is not None and before.mark == place.mark):
                        self._places.learn(place)
                        continue
                    done.add(place.id)
                    found = _Found()
                    oldest = None if before is not None else goal - OVERLAP
                    newest = None if before is None else before.newest
                    whole = await self._places.whole(place)
                    async for page in self._read(whole, newest, oldest, now, found):
                        yield page
                    known[place.id] = Read(place.mark, found.newest, now, found.under_way, True)
        waiting = sorted(
            (one.at, key) for key, one in known.items() if key not in done and one.due(now, delay)
        )
        for number, (_, key) in enumerate(waiting):
            if number and not self._calls.spare:
                break
            async for page in self._again(key, known, now, delay):
                yield page

    async def _again(
        self, key: str, known: dict[str, Read], now: datetime, delay: timedelta
    ) -> AsyncIterator[Page]:
        """The newest page of a conversation that stands as it stood: states, and what was listed late."""
        before, found = known[key], _Found()
        try:
            place = await self._places.known(key)
            async for page in self._read(place, before.newest, None, now, found):
                yield page
        except Refused:
            del known[key]  # it is not there any more
            return
        late = before.late and abs(now - before.at) < delay
        known[key] = Read(before.mark, max(found.newest, before.newest), now, found.under_way, late)

    async def _read(
        self, place: Place, newest: int | None, oldest: datetime | None, now: datetime, found: _Found
    ) -> AsyncIterator[Page]:
        """Pages of a conversation, back to a message that is known, to a time, or to its beginning."""
        async for rows in self._calls.messages(place.id):
            page, under_way = _page(rows, place, now)
            ids, _ = read_all(rows, read.message_id)
            found.newest = max(found.newest, *ids) if ids else found.newest
            if under_way is not None:
                found.under_way = max(found.under_way or under_way, under_way)
            yield page
            times = [one.created_at for one in page.texts] + [one.started_at for one in page.calls]
            if newest is not None and ids and min(ids) <= newest:
                return
            if oldest is not None and times and min(times) < oldest:
                return


def _page(rows: list[Any], place: Place, now: datetime) -> tuple[Page, datetime | None]:
    """Texts and calls among messages, and when the youngest was made that may still change."""

    def one(row: Any) -> Text | Call | None:
        return read.call(row, place) if read.is_call(row) else read.text(row, place, now)

    good, bad = read_all(rows, one)
    texts = tuple(found for found in good if isinstance(found, Text))
    calls = tuple(found for found in good if isinstance(found, Call))
    moving = [
        text.created_at
        for text in texts
        if text.outbound and text.state not in (State.DELIVERED, State.FAILED)
    ]
    if len(texts) + len(calls) < len(good):
        moving.append(now)  # one that waits for its time there
    young = [at for at in moving if abs(now - at) < FINAL_AFTER]
    return Page(texts, tuple(bad), calls=calls), max(young, default=None)
