"""Asks a service what the account has: lines, balance, phone book, calls; and stores the answers.

Look here for what counts as proof that a line or a feature is gone.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.providers.base import BadRow, Checked, OutcomeUnknown, Provider, Refused, SignInNeeded
from desktop.sms.abilities import Fact, Source
from desktop.store import accounts, bad_rows, blocked, calls, contacts, line_facts, lines
from desktop.store.database import Database
from desktop.sync import translate


class Checking:
    """The checks of one account, one after the other."""

    def __init__(self, db: Database, account_id: str, provider: Provider) -> None:
        self._db = db
        self._account_id = account_id
        self._provider = provider
        self._empty = False

    async def check(self) -> Checked:
        """A harmless call that proves the key and reads the lines. Raises any ``ProviderError``.

        An empty list after a full one may be a mistake, and would end every text that waits: the lines
        stay until a second check in a row says the same, and ``whole`` of the answer is False.
        """
        checked = await self._provider.check()
        if checked.whole and not checked.lines and not self._empty:
            checked = replace(checked, whole=not lines.listing(self._db, self._account_id))
        self._empty = not checked.lines
        await keep(self._db, self._account_id, checked)
        return checked


async def check(db: Database, account_id: str, provider: Provider) -> Checked:
    """One check on its own; what may be a mistake is asked again at once. Raises any ``ProviderError``."""
    checking = Checking(db, account_id, provider)
    checked = await checking.check()
    if not checked.whole and not checked.lines:
        checked = await checking.check()
    return checked


async def keep(db: Database, account_id: str, checked: Checked) -> None:
    """Store what a check found out; what it could not see stays as it was known.

    A row that could not be read may be any line: none is gone because of it, and no text fails. In steps:
    the window, which shows each as it comes, breathes between them.
    """
    found_out = line_facts.found_out(db, account_id)
    found = [_as_told(translate.line(account_id, line), found_out) for line in checked.lines]
    told = {line.number: translate.line_facts(line) for line in checked.lines}
    line_facts.note(db, account_id, told, datetime.now(UTC))
    await asyncio.sleep(0)
    lines.replace(db, account_id, found, whole=checked.whole and not checked.bad)
    _keep_unread(db, account_id, "line", checked.bad)
    await asyncio.sleep(0)
    balance = checked.balance
    amount = None if balance is None else format(balance.amount, "f")
    currency = checked.capabilities.currency if balance is None else balance.currency
    before = accounts.known(db, account_id)
    if "balance" in checked.unclear and balance is None:
        amount, currency = before.balance, before.currency or currency
    accounts.learn(
        db,
        account_id,
        capabilities=translate.stored_capabilities(
            checked.capabilities, before=before.capabilities, unclear=checked.unclear
        ),
        balance=amount,
        currency=currency,
        balance_at=None if balance is None else datetime.now(UTC),
    )


def _as_told(line: lines.Line, found_out: Mapping[str, Fact]) -> lines.Line:
    """Where the service does not say whether a line can text, what a person or a text found out counts."""
    told = found_out.get(line.number)
    if told is None or (line.can_send, line.can_receive) != (None, None):
        return line
    learned = told.source is Source.LEARNED
    if told.value == "yes":
        why = line_facts.LEARNED_VOICE_ONLY if learned else line_facts.TOLD_VOICE_ONLY
        return replace(line, can_send=False, can_receive=False, reason_code=why)
    return replace(line, can_send=True) if learned and told.value == "no" else line


def _keep_unread(db: Database, account_id: str, kind: str, rows: Sequence[BadRow]) -> None:
    bad_rows.keep(db, account_id, kind, [translate.unread(row) for row in rows], datetime.now(UTC))


async def fetch_more(db: Database, account_id: str, provider: Provider, *, book: bool = True) -> bool:
    """The phone book (unless ``book`` is off) and the calls, where the service has them.

    Without them texting goes on. They may be thousands, so they are stored in a thread. Returns whether all
    could be read.
    """
    behind, tell = db.heard_later()
    try:
        if book and provider.capabilities.contacts.on:
            there = provider.clock.now(datetime.now(UTC))  # before: a START that comes meanwhile is newer
            found = await provider.contacts()
            people = [translate.contact(account_id, one) for one in found.good]
            await asyncio.to_thread(contacts.replace, behind, account_id, people)
            off, free = translate.blocked(found), translate.not_blocked(found)
            back = translate.opted_in(found) if provider.capabilities.tells_opt_in else None
            await asyncio.to_thread(
                blocked.keep, behind, account_id, off, there, free=free, back=back, whole=not found.bad
            )
            await asyncio.to_thread(_keep_unread, behind, account_id, "contact", found.bad)
        if provider.capabilities.calls.on:
            recorded = await provider.calls()
            history = [translate.call(account_id, one) for one in recorded.good]
            await asyncio.to_thread(calls.keep, behind, account_id, history)
            await asyncio.to_thread(_keep_unread, behind, account_id, "call", recorded.bad)
    except (Refused, SignInNeeded, OutcomeUnknown):
        return False
    finally:
        tell()
    return True
