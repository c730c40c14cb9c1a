"""Asking a service what kind of number somebody has. It costs money: only where a person confirmed it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import cast

from desktop.providers.base import Provider, ProviderError, Refused, SignInNeeded
from desktop.providers.offers import LookingUp
from desktop.settings.accounts import Account
from desktop.store import number_facts
from desktop.store.database import Database
from desktop.store.number_facts import NumberFact
from desktop.sync.sign_in import TROUBLES


class NotTold(Exception):
    """``code``: the service's own, or invalid, sign_in, unreachable; ``text``: its own words."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text


async def ask(
    db: Database,
    account: Account,
    open_provider: Callable[[Account], Awaitable[Provider]],
    peer: str,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> NumberFact:
    """Ask the account's service, once, and note what it says. Raises ``NotTold`` and ``StoreError``."""
    try:
        provider = await open_provider(account)
        try:
            if not provider.capabilities.lookup.on:
                raise NotTold("not_offered")
            told = await cast(LookingUp, provider).number_kind(peer)
        finally:
            await provider.close()
    except Refused as no:
        raise NotTold(no.code or "", no.text) from None
    except TROUBLES as trouble:
        signed_out = isinstance(trouble, SignInNeeded) or not isinstance(trouble, ProviderError)
        raise NotTold("sign_in" if signed_out else "unreachable") from None
    if not told.valid:
        raise NotTold("invalid")
    fact = NumberFact(told.kind, told.carrier, account.provider, clock())
    number_facts.note(db, peer, fact)
    return fact
