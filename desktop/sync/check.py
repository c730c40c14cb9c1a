"""Asks a service what the account has: lines, balance, phone book, calls; and stores the answers."""

import asyncio

from desktop.providers.base import Checked, OutcomeUnknown, Provider, Refused, SignInNeeded
from desktop.store import accounts, calls, contacts, lines
from desktop.store.database import Database
from desktop.sync import translate


async def check(db: Database, account_id: str, provider: Provider) -> Checked:
    """A harmless call that proves the key and reads the lines. Raises any ``ProviderError``."""
    checked = await provider.check()
    keep(db, account_id, checked)
    return checked


def keep(db: Database, account_id: str, checked: Checked) -> None:
    """Store what a check found out."""
    lines.replace(db, account_id, [translate.line(account_id, line) for line in checked.lines])
    balance = checked.balance
    accounts.learn(
        db,
        account_id,
        capabilities=translate.stored_capabilities(checked.capabilities),
        balance=None if balance is None else format(balance.amount, "f"),
        currency=checked.capabilities.currency if balance is None else balance.currency,
    )


async def fetch_more(db: Database, account_id: str, provider: Provider) -> None:
    """The phone book and the calls, where the service has them; without them texting goes on.

    They may be thousands, so they are stored in a thread.
    """
    behind, tell = db.heard_later()
    try:
        if provider.capabilities.contacts.on:
            found = await provider.contacts()
            people = [translate.contact(account_id, one) for one in found]
            await asyncio.to_thread(contacts.replace, behind, account_id, people)
        if provider.capabilities.calls.on:
            recorded = await provider.calls()
            history = [translate.call(account_id, one) for one in recorded]
            await asyncio.to_thread(calls.keep, behind, account_id, history)
    except (Refused, SignInNeeded, OutcomeUnknown):
        return
    finally:
        tell()
