"""The record of a row of the conversation list; without any database, since the first list is read without.

Reading, searching and marking are in ``conversations``; the list at start is in ``first_page``.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.sms.delivery import Proof, State, provable


@dataclass(frozen=True, slots=True)
class Conversation:
    """A row of the list. ``last_*`` describe its newest text; ``draft`` is "" if there is none."""

    id: int
    account_id: str
    line: str
    peer: str
    name: str
    last_at: datetime
    last_body: str
    last_outbound: bool
    last_state: State | None
    last_error_code: str | None
    last_error: str
    unread: int
    draft: str
    active_at: datetime
    """Of its newest text, or of its draft if that is newer: what the list is ordered by."""
    proof: Proof = Proof.ACCEPTED
    """The strongest thing its service can say of a text."""
    service: str = ""
    """Which service it is, by its name in ``providers.catalog``; "" where that is not known."""
    last_media: str | None = None
    """What the first file of its newest text is (a MIME type, "" if unknown); ``None`` where it has none."""
    name_from: str = ""
    """Whose phone book has the name, where that is neither yours nor its account's: the other service (a key
    of ``providers.catalog``)."""

    @property
    def stands(self) -> State | None:
        """Where its newest text stands, as far as its service can prove that (C6): what a list may draw."""
        return None if self.last_state is None else provable(self.last_state, self.proof)
