"""Close's event log: what changed since a sync point, and whether the log still reaches back to it.

The log keeps 30 days, merges quick changes of one object, and shows what changed to some users for an hour
only. So the last minutes are read again each time, an object that is not shown is read by its id, and a known
event that is not there any more means that everything has to be read anew.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from desktop.providers.base import EVERYTHING, Unreadable
from desktop.providers.cliqtel_rows import Fault, moment
from desktop.providers.close_calls import Calls, listed
from desktop.providers.close_rows import word

KEEPS = timedelta(days=29)
"""How long an event is surely kept; the service says 30 days."""
OVERLAP = timedelta(minutes=5)
"""How much is read again: events are merged, and move, as long as that."""
PAGE = "50"
"""Events of a page, the most that is allowed."""
MOST_PAGES = 2000
TEXTS = ("created", "updated", "sent")
"""What happens to texts. Deleted ones stay here: what was said is not taken back by tidying up there."""
PEOPLE = ("created", "updated", "deleted")
_MOST_UNDER_WAY = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """An event that has settled: as long as it is found again, the log has no gap behind it."""

    id: str
    action: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Point:
    """Where a pull ended: when it began by the service's clock, a settled event, what was under way."""

    at: datetime
    mark: Mark | None = None
    under_way: dict[str, str] = field(default_factory=dict)
    """Ids of texts that were waiting or in the queue there, with the service's word for that."""

    def written(self) -> str:
        """As a sync point."""
        mark = None if self.mark is None else [self.mark.id, self.mark.action, self.mark.at.isoformat()]
        some = dict(list(self.under_way.items())[-_MOST_UNDER_WAY:])
        return json.dumps({"at": self.at.isoformat(), "mark": mark, "under_way": some})


def read_point(since: str | None) -> Point | None:
    """A sync point of this adapter; ``None`` where nobody can read it, which means reading everything."""
    try:
        found = json.loads(since or "")
        told = found["mark"]
        mark = None if told is None else Mark(str(told[0]), str(told[1]), moment(told[2]))
        under_way = {str(key): str(value) for key, value in found["under_way"].items()}
        return Point(moment(found["at"]), mark, under_way)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


@dataclass(frozen=True, slots=True)
class Event:
    """A change. ``row`` is the object after it, where it is shown; ``lead_id`` "" where it has none."""

    id: str
    action: str
    object_id: str
    at: datetime
    row: dict[str, Any] | None = None
    lead_id: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """The newest change of each object, the settled event to go by next time, and how many are unreadable."""

    events: tuple[Event, ...]
    mark: Mark | None
    unreadable: int = 0


class Log:
    """The events of one kind of object."""

    def __init__(self, calls: Calls, object_type: str, actions: Sequence[str]) -> None:
        self._calls = calls
        self._type = object_type
        self._actions = actions

    async def since(self, at: datetime, mark: Mark | None, now: datetime) -> News | None:
        """What happened since ``at``; ``None`` where the log does not reach back so far. Times in UTC.

        A filter by type and time needs an action as well, so each action is asked for by itself.
        """
        if now - at > KEEPS or at - now > OVERLAP:
            return None  # it is over, or the service's clock went back and what it dated since may lie before
        first = min(at, now) - OVERLAP
        if mark is not None and now - mark.at > KEEPS:
            mark = None
        if mark is not None:
            first = min(first, mark.at)
        found: list[Event] = []
        unreadable = 0
        for action in self._actions:
            events, bad = await self._all(action, first)
            if mark is not None and action == mark.action and mark.id not in {one.id for one in events}:
                return None
            found += events
            unreadable += bad
        newest: dict[str, Event] = {}
        for event in sorted(found, key=lambda one: one.at):
            newest[event.object_id] = event
        settled = [one for one in found if one.at <= now - OVERLAP]
        last = max(settled, key=lambda one: one.at, default=None)
        if last is not None:
            mark = Mark(last.id, last.action, last.at)
        return News(tuple(newest.values()), mark, unreadable)

    async def _all(self, action: str, first: datetime) -> tuple[list[Event], int]:
        kind = {"object_type": self._type, "action": action, "_limit": PAGE}
        asked = {**kind, "date_updated__gte": first.isoformat()}
        found: dict[str, Event] = {}
        unreadable = 0
        seen: set[str] = set()
        for _ in range(MOST_PAGES):
            body = await self._calls.get("/event/", asked)
            rows = listed(body)
            oldest: datetime | None = None
            for row in rows:
                try:
                    event = _event(row, action)
                except Fault:
                    unreadable += 1
                    continue
                oldest = event.at
                if event.at >= first:
                    found.setdefault(event.id, event)
            cursor = word(body.get("cursor_next"))
            # Newest first: what follows is older still. The cursor may not go with the filter by time.
            if not cursor or not rows or (oldest is not None and oldest < first):
                return list(found.values()), unreadable
            if cursor in seen:
                break
            seen.add(cursor)
            asked = {**kind, "_cursor": cursor}
        raise Unreadable("the event log has no end")


def _event(row: Any, action: str) -> Event:
    if not isinstance(row, dict):
        raise Fault("no object")
    event_id, object_id = word(row.get("id")), word(row.get("object_id"))
    if not event_id or not object_id:
        raise Fault("no id")
    data = row.get("data")
    # Without a zone, and in UTC.
    at = moment(row.get("date_updated") or row.get("date_created"))
    shown = data if isinstance(data, dict) and data.get("id") == object_id else None
    return Event(event_id, action, object_id, max(at, EVERYTHING), shown, word(row.get("lead_id")))
