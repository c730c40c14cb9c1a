"""The stretch of a thread that a window holds: where it is cut out, how it grows, and how it is read anew.

A stretch has no gaps. It knows what stands just before it, so that a day or a turn that begins on an older
page is told from one that begins here, and whether anything stands after it.
"""

from dataclasses import dataclass

from desktop.store import messages, timeline
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.timeline import Entry, Place, TimelineCall, place

PAGE = 100
"""Rows that are read at a time."""
MOST = 1000
"""Rows of a stretch; beyond them it loses those at its far end."""
SLACK = 400
"""Rows that may come into a stretch at once without pushing others out of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries, oldest first; ``before`` is the one that precedes them, ``more`` whether others follow."""

    rows: list[Entry]
    before: Entry | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation's texts, and its calls if ``calls``; ``others`` are read with it as one (idea 16)."""

    db: Database
    conversation_id: int
    calls: bool = True
    others: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """All conversations that it shows, first the one that is open."""
        return (self.conversation_id, *self.others)

    @property
    def of(self) -> timeline.Of:
        """What its pages are read of."""
        return self.ids if self.others else self.conversation_id

    def first_unread(self) -> messages.Place | None:
        """Where "New messages" begins: the oldest text of theirs that is unread."""
        found = [messages.first_unread(self.db, there) for there in self.ids]
        return min((one for one in found if one is not None), default=None)

    def ends(self) -> tuple[Message, Message] | None:
        """Its oldest and its newest text; ``None`` where there is none."""
        first = self.following(None, limit=1)
        last = [one for there in self.ids for one in messages.thread(self.db, there, limit=1)]
        return (first[0], max(last, key=place)) if first and last else None

    def following(self, after: messages.Place | None, *, limit: int) -> list[Message]:
        """The ``limit`` texts that follow a (time, id), or the first of all; oldest first."""
        found = [one for there in self.ids for one in messages.following(self.db, there, after, limit=limit)]
        return sorted(found, key=place)[:limit] if self.others else found

    def end(self, *, limit: int = PAGE) -> Stretch:
        """The newest entries."""
        return _led(timeline.before(self.db, self.of, None, limit=limit + 1, calls=self.calls), limit)

    def around(self, at: Place, *, earlier: int = PAGE // 2, later: int = PAGE) -> Stretch:
        """Entries on both sides of a place; fewer than ``later`` from it on means that the end is there."""
        first, second = timeline.around(
            self.db, self.of, at, earlier=earlier + 1, later=later + 1, calls=self.calls
        )
        led = _led(first, earlier)
        return Stretch(led.rows + second[:later], led.before, len(second) > later)

    def older(self, stretch: Stretch) -> Stretch:
        """The page before a stretch, as a stretch of its own."""
        if not stretch.rows:
            return Stretch([])
        to = place(stretch.rows[0])
        found = timeline.before(self.db, self.of, to, limit=PAGE + 1, calls=self.calls)
        return _led(found, PAGE)

    def newer(self, stretch: Stretch) -> Stretch:
        """The page after a stretch, as a stretch of its own."""
        if not stretch.rows:
            return self.end()
        since = place(stretch.rows[-1])
        found = timeline.after(self.db, self.of, since, limit=PAGE + 1, calls=self.calls)
        return Stretch(found[:PAGE], stretch.rows[-1], len(found) > PAGE)

    def calls_differ(self, stretch: Stretch) -> bool:
        """Whether the store has other calls than those that a stretch shows, or a new one just before it."""
        if not self.calls:
            return False
        shown = [row for row in stretch.rows if isinstance(row, TimelineCall)]
        since = None if stretch.before is None else place(stretch.before)
        found = timeline.calls_after(self.db, self.of, since, limit=len(stretch.rows) + SLACK)
        if stretch.rows and stretch.more:
            last = place(stretch.rows[-1])
            found = [one for one in found if place(one) <= last]
        return found != shown

    def again(self, stretch: Stretch, *, following: bool) -> Stretch:
        """The same stretch as the store has it now; ``following`` goes along with what comes at the end."""
        if not stretch.rows:
            return self.end()
        return self._followed(stretch) if following and not stretch.more else self._held(stretch)

    def _followed(self, stretch: Stretch) -> Stretch:
        limit = min(len(stretch.rows) + PAGE, MOST)
        now = self.end(limit=limit)
        first = place(stretch.rows[0])
        cut = next((at for at, row in enumerate(now.rows) if place(row) >= first), 0)
        return Stretch(now.rows[cut:], now.rows[cut - 1] if cut else now.before)

    def _held(self, stretch: Stretch) -> Stretch:
        limit = len(stretch.rows) + SLACK
        now = self.around(place(stretch.rows[0]), earlier=0, later=limit)
        if not stretch.more:
            return now
        last = place(stretch.rows[-1])
        return Stretch([row for row in now.rows if place(row) <= last], now.before, True)


def _led(found: list[Entry], limit: int) -> Stretch:
    """``found`` was read with one row more than wanted: the one before."""
    return Stretch(found[1:], found[0]) if len(found) > limit else Stretch(found)
