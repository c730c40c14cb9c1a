"""How much of each conversation is open in the inbox that the users of a service share: marks of the list.

It is not Linedesk's own count of unread texts, and reading changes nothing of it.
"""

from desktop.store import shared_unread
from desktop.store.database import Database


class SharedMarks:
    """As read the last time."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._counts: dict[int, int] = {}

    def of(self, conversation_id: int) -> int:
        """How many entries are open about a conversation."""
        return self._counts.get(conversation_id, 0)

    def read(self) -> set[int]:
        """Read anew; the conversations of which it is another number now."""
        before, now = self._counts, shared_unread.counts(self._db)
        self._counts = now
        return {one for one in before.keys() | now.keys() if before.get(one) != now.get(one)}
