"""``linedesk sync``: sends what is due, pulls, settles; once, or until it is interrupted."""

import asyncio
import contextlib
import signal
from typing import Annotated

import typer

from desktop import wording
from desktop.announce import Announcement, LinkChanged
from desktop.cli.opening import explain, open_provider
from desktop.cli.session import FAILED, UNSETTLED, Session, give_up, no_account, note, opened, show
from desktop.providers.base import ProviderError
from desktop.providers.http_client import BadAddress
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import outbox
from desktop.sync.connection import now
from desktop.sync.connections import Connections
from desktop.sync.lock import ProfileLock
from desktop.sync.once import Once, Round
from desktop.sync.outbox import Paused

LOCK_PATIENCE = 10.0
"""Seconds to wait for another process that is just finishing."""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("sync")(sync)


def sync(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="One round over all pages, then end.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """Send what waits, fetch what is new, settle what is not confirmed."""
    with opened(context) as session:
        accounts = session.accounts.listing()
        if not accounts:
            give_up(no_account(), FAILED)
        lock = ProfileLock(session.profile.lock)
        if not once:
            _keep_on(session, accounts, lock)
            return
        if not lock.take(seconds=LOCK_PATIENCE):
            give_up(
                wording.tr("Another Linedesk of this profile is open and does the sending and fetching."),
                UNSETTLED,
            )
        try:
            outbox.recover(session.db, now())
            _once(session, accounts, as_json)
        finally:
            lock.release()


def _once(session: Session, accounts: list[Account], as_json: bool) -> None:
    failed: tuple[Account, Exception] | None = None
    results = []
    for account in accounts:
        done = Round()
        try:
            done = asyncio.run(_round(session, account))
        except Paused as paused:
            failed = (account, paused.cause)
        except (ProviderError, NoSecret, BadAddress) as error:
            failed = (account, error)
        left = outbox.left(session.db, account.id)
        results.append(
            {
                "account": account.name,
                "sent": done.tried,
                "new": done.new,
                "changed": done.changed,
                "unreadable": done.unreadable,
                "queued": left.queued,
                "unconfirmed": left.unconfirmed,
            }
        )
        if not as_json and failed is None:
            typer.echo(
                wording.tr(
                    "{account}: {new} new, {changed} changed, {queued} waiting, {doubt} not confirmed."
                ).format(
                    account=account.name,
                    new=done.new,
                    changed=done.changed,
                    queued=left.queued,
                    doubt=left.unconfirmed,
                )
            )
    if as_json:
        show(results)
    if failed is not None:
        explain(*failed)


async def _round(session: Session, account: Account) -> Round:
    provider = await open_provider(account)
    try:
        return await Once(session.db, account.id, provider).whole()
    finally:
        await provider.close()


def _keep_on(session: Session, accounts: list[Account], lock: ProfileLock) -> None:
    names = {account.id: account.name for account in accounts}
    connections = Connections(session.db, lock, open_provider)

    def tell(announcement: Announcement) -> None:
        if isinstance(announcement, LinkChanged):
            words = wording.link(announcement.link)
            note(f"{names[announcement.account_id]}: {words} {announcement.reason}".rstrip())

    async def work() -> None:
        task = asyncio.current_task()
        assert task is not None
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        await connections.run(accounts)

    session.announcer.subscribe(tell)
    session.announcer.subscribe(connections.hear)
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(work())
