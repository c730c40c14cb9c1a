"""Reads and changes settings of a line at its service, and looks at the lines anew after it (A9, D3 to D6).

An adapter of its own is opened for it, as for a check on somebody's wish: the connection goes on beside it.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import cast

from desktop.providers.base import Provider, ProviderError, Refused
from desktop.providers.line_settings import KeepsLineSettings, LineSettings
from desktop.settings.accounts import Account
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.sync.check import check

Opener = Callable[[Account], Awaitable[Provider]]


async def read(account: Account, line: Line, open_provider: Opener) -> LineSettings:
    """The settings as they are now. Raises one of ``sign_in.TROUBLES``."""
    provider = await open_provider(account)
    try:
        return await _keeper(provider).line_settings(line.remote_id)
    finally:
        await provider.close()


async def change(
    db: Database,
    account: Account,
    line: Line,
    open_provider: Opener,
    *,
    shown: LineSettings,
    wanted: LineSettings,
) -> LineSettings:
    """Write what is wanted in place of what was shown; what the service has then, and the store as well.

    Raises ``SettingsChanged`` where somebody changed them meanwhile, ``OthersChanged``, else one of
    ``sign_in.TROUBLES``.
    """
    provider = await open_provider(account)
    try:
        keeper = _keeper(provider)
        try:
            after = await keeper.change_line_settings(line.remote_id, shown=shown, wanted=wanted)
        except ProviderError:
            await _look(db, account, provider)
            raise
        await _look(db, account, provider)
        return after
    finally:
        await provider.close()


async def _look(db: Database, account: Account, provider: Provider) -> None:
    """Written or not, the lines are shown as they are; where that fails, the next check does it."""
    with suppress(ProviderError):
        await check(db, account.id, provider)


def _keeper(provider: Provider) -> KeepsLineSettings:
    if not provider.capabilities.line_settings.on:
        raise Refused("not_offered", "")
    return cast(KeepsLineSettings, provider)
