"""What a person does at a CRM by one click: closing what is open for everybody, adding somebody.

Each is asked once and never repeated. What came of it is in the store before these return.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import cast

from desktop.providers.base import OutcomeUnknown, Provider, ProviderError, Refused, SignInNeeded
from desktop.providers.crm_offers import AddingPeople, SharingUnread
from desktop.settings.accounts import Account
from desktop.store import contacts, shared_unread
from desktop.store.database import Database
from desktop.sync import translate
from desktop.sync.sign_in import TROUBLES

Open = Callable[[Account], Awaitable[Provider]]


class NotDone(Exception):
    """``code``: the service's own, or sign_in, unreachable, unclear (it may be done); ``text``: its words."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text


async def mark_done(db: Database, account: Account, open_provider: Open, entries: Collection[str]) -> None:
    """Close these entries of the shared inbox for everybody. Raises ``NotDone`` and ``StoreError``."""
    async with _asked(account, open_provider) as provider:
        await cast(SharingUnread, provider).mark_done(entries)
    shared_unread.close(db, account.id, entries)


async def add_person(db: Database, account: Account, open_provider: Open, number: str, name: str) -> str:
    """Put a number (E.164) into the service's phone book; what they are called there.

    Raises ``NotDone`` and ``StoreError``.
    """
    async with _asked(account, open_provider) as provider:
        person = await cast(AddingPeople, provider).add_person(number, name)
    contacts.keep(db, translate.contact(account.id, person))
    return person.name


@asynccontextmanager
async def _asked(account: Account, open_provider: Open) -> AsyncIterator[Provider]:
    try:
        provider = await open_provider(account)
        try:
            yield provider
        finally:
            await provider.close()
    except Refused as no:
        raise NotDone(no.code or "", no.text) from None
    except OutcomeUnknown:
        raise NotDone("unclear") from None
    except TROUBLES as trouble:
        signed_out = isinstance(trouble, SignInNeeded) or not isinstance(trouble, ProviderError)
        raise NotDone("sign_in" if signed_out else "unreachable") from None
