"""Whether a service's list has been newest first so far: what allows a pull to stop before its end.

No service that leaves its order undocumented can be taken at its word: a list that begins with the
oldest text, or has no order, would hide new texts behind its first page for ever. So order is proven
from the rows, and while it is not, a pull reads on.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from desktop.providers.base import Text


class Order:
    """What the pages of one pull prove. Rows that come again (a page shifted meanwhile) prove nothing."""

    def __init__(self) -> None:
        self.newest: datetime | None = None
        self.oldest: datetime | None = None
        self._first_top: datetime | None = None
        self._seen: set[tuple[str, str]] = set()
        self._pages = 0
        self._times = _Falling()
        self._ids = _Falling()

    @property
    def count(self) -> int:
        """How many different texts there were."""
        return len(self._seen)

    @property
    def newest_first(self) -> bool:
        """Proven by rows that fall one by one, or by whole pages; by time, or by ids that count up."""
        if self.newest is None or self.oldest is None or self.newest == self.oldest:
            return False
        falls = self._times.rows or self._ids.rows
        falls = falls or (self._pages > 1 and (self._times.pages or self._ids.pages))
        return falls and self._first_top == self.newest and self._times.last != self.newest.timestamp()

    def add(self, texts: Sequence[Text]) -> None:
        """Take in the next page, in the order in which it came."""
        fresh = []
        for text in texts:
            key = (text.kind, text.remote_id)
            if key not in self._seen:
                self._seen.add(key)
                fresh.append(text)
        if not fresh:
            return
        times = [text.created_at for text in fresh]
        self._first_top = self._first_top or max(times)
        self.newest = max(times) if self.newest is None else max(self.newest, *times)
        self.oldest = min(times) if self.oldest is None else min(self.oldest, *times)
        self._pages += 1
        self._times.add([time.timestamp() for time in times])
        self._ids.add([_number(text.remote_id) for text in fresh])


class _Falling:
    """Whether numbers never rise: from row to row, and from page to page."""

    def __init__(self) -> None:
        self.rows = True
        self.pages = True
        self.last: float | None = None
        self._least: float | None = None

    def add(self, numbers: Sequence[float | None]) -> None:
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            self.rows = self.pages = False
            return
        before = known if self.last is None else [self.last, *known]
        self.rows = self.rows and all(a >= b for a, b in pairwise(before))
        self.pages = self.pages and (self._least is None or max(known) <= self._least)
        self.last = known[-1]
        self._least = min(known) if self._least is None else min(self._least, *known)


def _number(remote_id: str) -> int | None:
    return int(remote_id) if remote_id.isascii() and remote_id.isdigit() and len(remote_id) < 19 else None
