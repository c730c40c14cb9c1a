"""Keeps a listener running for every account that wants one, while the list of accounts changes."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any, Protocol

from desktop.announce import WebhookChanged
from desktop.settings import webhook_token
from desktop.settings.accounts import Account
from desktop.settings.files import SettingsDamaged
from desktop.settings.system_keyring import NoSecret
from desktop.store.database import Database

log = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds between looks at the list of accounts."""
AGAIN = 10.0
"""Seconds before a listener that could not begin tries again: its port or the keyring may be free then."""


class Listing(Protocol):
    """A list of accounts that may change: ``settings.accounts.Accounts``."""

    def listing(self) -> Sequence[Account]:
        """The accounts now. Raises ``SettingsDamaged``."""
        ...

    def stamp(self) -> object:
        """Differs after each change."""
        ...


async def keep_running(db: Database, accounts: Listing) -> None:
    """Listen for each account that has a port, until cancelled. One's trouble never stops another."""
    running: dict[tuple[str, int], asyncio.Task[None]] = {}
    seen: object = None
    async with asyncio.TaskGroup() as group:
        while True:
            if (stamp := accounts.stamp()) != seen:
                seen = stamp
                try:
                    listing = accounts.listing()
                except SettingsDamaged:
                    listing = None  # whoever shows the accounts says so; what listens goes on
                if listing is not None:
                    wanted = {(one.id, one.webhook_port): one for one in listing if one.webhook_port}
                    for key in running.keys() - wanted.keys():
                        running.pop(key).cancel()
                    for key, account in wanted.items():
                        if key not in running:
                            task = group.create_task(_listen(db, account), name="webhook")
                            running[(account.id, account.webhook_port or 0)] = task
            await asyncio.sleep(LOOK)


async def with_webhooks(work: Coroutine[Any, Any, None], db: Database, accounts: Listing) -> None:
    """``work`` with the listeners beside it, as long as it takes. Raises what ``work`` raises, as it is."""
    failure: Exception | None = None
    async with asyncio.TaskGroup() as group:
        listening = group.create_task(keep_running(db, accounts), name="webhooks")
        try:
            await work
        except Exception as error:  # noqa: BLE001  raised below, without the group around it
            failure = error
        finally:
            listening.cancel()
    if failure is not None:
        raise failure


async def _listen(db: Database, account: Account) -> None:
    # A second of imports that most windows never need.
    from desktop.webhook.listener import Listener, NotOffered
    from desktop.webhook.serving import PortTaken, serve

    told = ""
    while True:
        try:
            token = await webhook_token.read_in_background(account.id)
            app = Listener(db, account.id, account.provider, token).app
            await serve(app, account.webhook_port or 0, lambda _: _tell(db, account.id, taken=False))
        except NotOffered:
            log.error("this service passes no texts on")
            return
        except (NoSecret, PortTaken) as trouble:
            if str(trouble) != told:
                told = str(trouble)
                log.error("the webhook cannot listen: %s %s", type(trouble).__name__, trouble)
                if isinstance(trouble, PortTaken):
                    _tell(db, account.id, taken=True)
        except Exception:
            # A fault of ours here must not end the window's other work.
            log.exception("a webhook ended and starts again")
        await asyncio.sleep(AGAIN)


def _tell(db: Database, account_id: str, *, taken: bool) -> None:
    db.announce(WebhookChanged(account_id, taken))
