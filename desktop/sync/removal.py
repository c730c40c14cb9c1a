"""Deleting texts at their service and here, and taking words out there: each only on a person's word.

The service first: what it still has would otherwise have lost its only name. Where it cannot delete, or the
account is signed out, texts go from this computer alone. Nothing is tried twice by itself.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from desktop.providers.base import Provider, ProviderError, Refused, SignInNeeded
from desktop.providers.offers import Deleting, Redacting
from desktop.settings.accounts import Account
from desktop.store import deleted, messages
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.passed_on import KINDS
from desktop.sync.sign_in import TROUBLES

log = logging.getLogger(__name__)

Find = Callable[[str], Account | None]
Open = Callable[[Account], Awaitable[Provider]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is still there. ``code``: the service's own, or open, unlisted, sign_in, unreachable."""

    account_id: str
    code: str
    text: str = ""


@dataclass(slots=True)
class Removed:
    """How many texts went, and why the others did not."""

    count: int = 0
    left: list[Refusal] = field(default_factory=list)


async def remove(
    db: Database, message_ids: Sequence[int], find: Find, open_provider: Open, now: Callable[[], datetime]
) -> Removed:
    """Delete texts. Raises ``StoreError`` where the cache cannot be written; what was deleted stays so."""
    removed = Removed()
    for account_id, texts in _by_account(db, message_ids).items():
        account = find(account_id)
        provider = None
        try:
            there = [one for one in texts if one.remote_id is not None]
            if account is not None and there:
                provider = await open_provider(account)
            for text in texts:
                if text.state in deleted.OPEN:
                    removed.left.append(Refusal(account_id, "open"))
                    continue
                if account is not None and deleted.awaits_list(db, text):
                    removed.left.append(Refusal(account_id, "unlisted"))
                    continue
                try:
                    await _at_service(provider, text)
                except Refused as no:
                    removed.left.append(Refusal(account_id, no.code or "", no.text))
                    continue
                removed.count += deleted.delete(db, [text.id], now())
        except TROUBLES as trouble:
            log.info("texts could not be deleted: %s", type(trouble).__name__)
            removed.left.append(Refusal(account_id, _code(trouble)))
        finally:
            if provider is not None:
                await provider.close()
    return removed


async def redact(db: Database, message_id: int, find: Find, open_provider: Open) -> Refusal | None:
    """Take the words of a text out at its service; the copy here keeps them. ``None``: it is done."""
    text = messages.get(db, message_id)
    account = None if text is None else find(text.account_id)
    if text is None or account is None or text.remote_id is None:
        return Refusal("" if text is None else text.account_id, "sign_in")
    try:
        provider = await open_provider(account)
        try:
            await cast(Redacting, provider).redact(text.remote_kind, text.remote_id)
        finally:
            await provider.close()
    except Refused as no:
        return Refusal(text.account_id, no.code or "", no.text)
    except TROUBLES as trouble:
        return Refusal(text.account_id, _code(trouble))
    return None


async def _at_service(provider: Provider | None, text: Message) -> None:
    """Raises any ``ProviderError``; nothing happens where there is nothing to delete, or no way to."""
    if text.remote_kind in KINDS:
        return  # no list ever had it, so there is no name to delete it by
    if provider is not None and provider.capabilities.delete.on and text.remote_id is not None:
        await cast(Deleting, provider).delete(text.remote_kind, text.remote_id)


def _code(trouble: Exception) -> str:
    signed_out = isinstance(trouble, SignInNeeded) or not isinstance(trouble, ProviderError)
    return "sign_in" if signed_out else "unreachable"


def _by_account(db: Database, message_ids: Sequence[int]) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    for message_id in message_ids:
        text = messages.get(db, message_id)
        if text is not None:
            found.setdefault(text.account_id, []).append(text)
    return found
