"""Where a pull of Salesmsg ended, as the sync point keeps it: what was read, and what may still change.

There is no list of changes there, so this program remembers how each lately used conversation stood when it
was read: one that stands the same is not read again.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.providers.cliqtel_rows import moment

REMEMBERED = timedelta(days=3)
"""How long a conversation is remembered after its newest message; lists are asked for two days at most."""
MOST = 600
FINAL_AFTER = timedelta(hours=24)
"""How long the way of a text is followed."""
YOUNG = timedelta(seconds=30)
"""How long a text is looked at by every pull."""
OFTEN = 10
"""An older one is looked at again after a tenth of its age: often at first, then seldom."""


@dataclass(frozen=True, slots=True)
class Read:
    """A conversation when it was last read: its mark, its newest message, when by the service's clock."""

    mark: str
    newest: int
    at: datetime
    under_way: datetime | None = None
    """When its youngest text was made that was not delivered and had not failed."""
    late: bool = False
    """Whether it is read once more though nothing changes: something may have been listed late."""

    def due(self, now: datetime, delay: timedelta) -> bool:
        """Whether it is time to look at it again."""
        passed = abs(now - self.at)
        if self.late and passed >= delay:
            return True
        if self.under_way is None or abs(now - self.under_way) > FINAL_AFTER:
            return False
        age = abs(now - self.under_way)
        return age < YOUNG or passed >= age / OFTEN


@dataclass(frozen=True, slots=True)
class Point:
    """``at``: when the pull began. ``closed``: when closed conversations were last listed. Both there."""

    at: datetime
    closed: datetime
    read: dict[str, Read] = field(default_factory=dict)
    """By conversation."""

    def written(self) -> str:
        """As a sync point."""
        fresh = {key: one for key, one in self.read.items() if abs(self.at - one.at) < REMEMBERED}
        some = sorted(fresh.items(), key=lambda pair: pair[1].at)[-MOST:]
        told = {
            key: [
                one.mark,
                one.newest,
                one.at.isoformat(),
                one.under_way and one.under_way.isoformat(),
                one.late,
            ]
            for key, one in some
        }
        return json.dumps({"at": self.at.isoformat(), "closed": self.closed.isoformat(), "read": told})


def read_point(since: str | None) -> Point | None:
    """A sync point of this adapter; ``None`` where nobody can read it, which means reading everything."""
    try:
        found = json.loads(since or "")
        read = {
            str(key): Read(
                str(one[0]),
                int(one[1]),
                moment(one[2]),
                None if one[3] is None else moment(one[3]),
                one[4] is True,
            )
            for key, one in found["read"].items()
        }
        return Point(moment(found["at"]), moment(found["closed"]), read)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return None
