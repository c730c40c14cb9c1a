"""The event log of the fake Close: quick changes merged, 30 days kept, words hidden, cursors, few filters.

Look here for the rules of ``GET /event/``; what happens is told to ``note``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.providers.fakes.close_shapes import ORGANIZATION, USER, Error, bare, id_of, invalid

KEPT = timedelta(days=30)
MERGED = timedelta(minutes=5)
"""How long further changes of one object go into the same event."""
SHOWN = timedelta(hours=1)
"""How long those who are no admins see what changed."""
MILLISECOND = timedelta(milliseconds=1)
MOST = 50
NAMES = ("object_type", "object_id", "action", "lead_id", "user_id", "request_id")
ALLOWED = frozenset(
    frozenset(one.split())
    for one in (
        "",
        "object_type object_id",
        "object_type action",
        "object_id action",
        "lead_id",
        "lead_id object_type",
        "lead_id object_type action",
        "lead_id user_id",
        "lead_id user_id object_type",
        "lead_id user_id object_type action",
        "user_id",
        "user_id object_id",
        "user_id object_id action",
        "user_id object_type",
        "user_id object_type action",
        "request_id",
    )
)
"""Which filters may go together, beside a filter by time."""


@dataclass
class Event:
    """Something that happened to an object."""

    id: str
    object_type: str
    action: str
    object_id: str
    lead_id: str | None
    made: datetime
    updated: datetime
    data: dict[str, Any] | None

    def shown(self, now: datetime, *, admin: bool) -> dict[str, Any]:
        """The object, as this user may see it."""
        seen = admin or now - self.updated < SHOWN
        return {
            "id": self.id,
            "date_created": bare(self.made),
            "date_updated": bare(self.updated),
            "organization_id": ORGANIZATION,
            "user_id": USER,
            "request_id": None,
            "api_key_id": None,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "lead_id": self.lead_id,
            "action": self.action,
            "changed_fields": [],
            "data": self.data if seen else None,
            "previous_data": {},
            "meta": {},
        }


@dataclass
class Log:
    """All events, and the cursors that were handed out."""

    clock: Callable[[], datetime]
    events: list[Event] = field(default_factory=list)
    admin: bool = True
    """Whether the key's user sees what changed for longer than an hour."""
    hidden: Callable[[str], bool] = lambda object_id: False
    """Of which objects it does not tell yet."""
    _last: dict[tuple[str, str, str], Event] = field(default_factory=dict)
    _cursors: dict[str, tuple[frozenset[tuple[str, str]], datetime, tuple[datetime, str]]] = field(
        default_factory=dict
    )

    def note(
        self,
        object_type: str,
        action: str,
        object_id: str,
        lead_id: str | None,
        data: dict[str, Any] | None,
        at: datetime | None = None,
    ) -> None:
        """Something happened now, or ``at``."""
        now = at or self.clock()
        last = self._last.get((object_type, object_id, action))
        if last is not None and now - last.updated < MERGED:
            last.updated, last.data = now, data
            return
        seed = f"{len(self.events)} {object_id} {action}"
        made = Event(id_of("ev", seed), object_type, action, object_id, lead_id, now, now, data)
        self.events.append(made)
        self._last[object_type, object_id, action] = made

    def listed(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """An answer of ``GET /event/``. Raises ``Error``."""
        limit = asked.get("_limit", str(MOST))
        if not limit.isdigit() or not 1 <= int(limit) <= MOST:
            raise invalid(_limit=f"The maximum limit is {MOST}.")
        if "_skip" in asked:
            raise invalid(_skip="Not supported.")
        filters = {name: asked[name] for name in NAMES if name in asked}
        if frozenset(filters) not in ALLOWED:
            raise Error(
                400, {"errors": ["This combination of filters is not supported."], "field-errors": {}}
            )
        first, last, before = self._bounds(asked, filters)
        now = self.clock()
        found = [
            one
            for one in self.events
            if first <= one.updated + MILLISECOND
            and first <= one.updated.replace(microsecond=one.updated.microsecond // 1000 * 1000)
            and now - one.updated < KEPT
            and not self.hidden(one.object_id)
            and one.updated <= last
            and (before is None or (one.updated, one.id) < before)
            and all(getattr(one, name, None) == value for name, value in filters.items())
        ]
        found.sort(key=lambda one: (one.updated, one.id), reverse=True)
        page = found[: int(limit)]
        following = None
        if len(found) > len(page):
            place = (page[-1].updated, page[-1].id)
            following = id_of("cursor", f"{filters} {first} {place}")
            self._cursors[following] = (frozenset(filters.items()), first, place)
        return {
            "data": [one.shown(now, admin=self.admin) for one in page],
            "cursor_next": following,
            "cursor_previous": None,
        }

    def _bounds(
        self, asked: Mapping[str, str], filters: dict[str, str]
    ) -> tuple[datetime, datetime, tuple[datetime, str] | None]:
        times = {name: value for name, value in asked.items() if name.startswith("date_updated")}
        earliest, latest = datetime(1970, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
        if "_cursor" in asked:
            if times:
                raise invalid(date_updated="Not with a cursor.")
            known = self._cursors.get(asked["_cursor"])
            if known is None or known[0] != frozenset(filters.items()):
                raise invalid(_cursor="Invalid cursor.")
            return known[1], latest, known[2]
        first = max(
            (moment(value) for name, value in times.items() if name.endswith(("gt", "gte"))), default=earliest
        )
        last = min(
            (moment(value) for name, value in times.items() if name.endswith(("lt", "lte"))), default=latest
        )
        return first, last, None


def moment(value: str) -> datetime:
    """A time of a filter. Raises ``Error``."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise invalid(date="Not a valid date.") from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
