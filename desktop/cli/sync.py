"""``linedesk sync``: sends what is due, pulls, settles; once, or until it is interrupted."""

from typing import Annotated

import typer

from desktop import wording
from desktop.announce import Announcement, Link, LinkChanged
from desktop.cli.interruption import Interrupted, run
from desktop.cli.opening import open_provider, said
from desktop.cli.printing import note, say, show
from desktop.cli.session import FAILED, UNSETTLED, Session, give_up, no_account, opened
from desktop.providers.base import ProviderError
from desktop.providers.catalog import SERVICES
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
            if as_json:
                show([_left(session, account) for account in accounts])
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
    codes = [0]
    results = []
    for account in accounts:
        done = Round()
        trouble: Exception | None = None
        try:
            done = run(_round(session, account))
        except Interrupted:
            give_up(wording.tr("Interrupted. What had come is stored; the rest comes next time."), UNSETTLED)
        except Paused as paused:
            trouble = paused.cause
        except (ProviderError, NoSecret, BadAddress) as error:
            trouble = error
        left = _left(session, account)
        results.append(
            {
                "account": account.name,
                "sent": done.tried,
                "new": done.new,
                "changed": done.changed,
                "unreadable": done.unreadable,
                **left,
            }
        )
        if trouble is not None:
            sentence, code = said(account, trouble)
            note(f"{account.name}: {sentence}" if len(accounts) > 1 else sentence)
            codes.append(code)
        elif not as_json:
            say(
                wording.tr(
                    "{account}: {new} new, {changed} changed, {queued} waiting, {unconfirmed} not confirmed."
                ).format(new=done.new, changed=done.changed, **left)
            )
    if as_json:
        show(results)
    raise typer.Exit(max(codes))


async def _round(session: Session, account: Account) -> Round:
    provider = await open_provider(account)
    try:
        return await Once(session.db, account.id, provider).whole()
    finally:
        await provider.close()


def _left(session: Session, account: Account) -> dict[str, object]:
    left = outbox.left(session.db, account.id)
    return {"account": account.name, "queued": left.queued, "unconfirmed": left.unconfirmed}


def _keep_on(session: Session, accounts: list[Account], lock: ProfileLock) -> None:
    by_id = {account.id: account for account in accounts}
    connections = Connections(session.db, lock, open_provider)

    def tell(announcement: Announcement) -> None:
        if isinstance(announcement, LinkChanged):
            note(link_news(by_id[announcement.account_id], announcement))

    session.announcer.subscribe(tell)
    session.announcer.subscribe(connections.hear)
    try:
        run(connections.run(accounts))
    except Interrupted:
        return  # its proper end


def link_news(account: Account, changed: LinkChanged) -> str:
    """An account's connection for people, with the reason where there is one."""
    news = f"{account.name}: {wording.link(changed.link)}"
    if changed.link is Link.SIGN_IN_NEEDED:
        service = SERVICES[account.provider].name
        reason = wording.sign_in_trouble(changed.reason, service=service, detail=account.key_variable)
        return f"{news}. {reason}"
    if changed.reason:
        return f"{news} ({changed.reason.removeprefix('unreadable:')})"
    return news
