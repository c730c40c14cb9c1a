"""Reads what a CRM's users share: its snippets, and what is open in their inbox. Nothing is changed there.

Look here for how often: at once after the sign-in, then seldom, and when texts came.
"""

from typing import cast

from desktop.providers.base import OutcomeUnknown, Provider, Refused, SignInNeeded
from desktop.providers.crm_offers import KeepingSnippets, SharingUnread
from desktop.store import shared_unread, snippets
from desktop.store.database import Database

SNIPPETS_EVERY = 600.0
INBOX_EVERY = 60.0
"""Seconds."""


class SharedThings:
    """Those of one account."""

    def __init__(self, db: Database, account_id: str, provider: Provider) -> None:
        self._db = db
        self._account_id = account_id
        self._provider = provider
        self._snippets_due = self._inbox_due = provider.clock.steady()

    async def look(self, *, news: bool = False) -> None:
        """Read what is due; ``news``: texts came, so the inbox may have more. Texting goes on without it.

        Raises ``Busy`` and ``Unreachable``.
        """
        steady = self._provider.clock.steady
        try:
            if self._provider.capabilities.shared_unread.on and (news or steady() >= self._inbox_due):
                self._inbox_due = steady() + INBOX_EVERY
                await self._inbox()
            if self._provider.capabilities.snippets.on and steady() >= self._snippets_due:
                self._snippets_due = steady() + SNIPPETS_EVERY
                await self._read_snippets()
        except (Refused, SignInNeeded, OutcomeUnknown):
            return

    async def _inbox(self) -> None:
        found = await cast(SharingUnread, self._provider).unread()
        entries = [shared_unread.Open(one.remote_id, one.line, one.peer) for one in found.good]
        shared_unread.replace(self._db, self._account_id, entries)

    async def _read_snippets(self) -> None:
        found = await cast(KeepingSnippets, self._provider).snippets()
        texts = [
            snippets.Snippet(self._account_id, one.remote_id, one.name, one.body, one.shared)
            for one in found.good
        ]
        snippets.replace(self._db, self._account_id, texts)
