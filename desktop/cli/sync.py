"""``linedesk sync``: sends what is due, pulls, settles; once, or until it is interrupted."""

from typing import Annotated

import typer

from desktop import sign_in_words, wording
from desktop.announce import Announcement, Link, LinkChanged
from desktop.cli.interruption import Interrupted, run
from desktop.cli.opening import said
from desktop.cli.printing import note, say, show
from desktop.cli.session import FAILED, LEFT, UNSETTLED, USAGE, Session, give_up, no_account, opened
from desktop.providers.catalog import service_name
from desktop.settings.accounts import Account
from desktop.store import outbox
from desktop.sync.connection import KEYRING, UNKEPT, now
from desktop.sync.connections import Connections
from desktop.sync.lock import ProfileLock
from desktop.sync.once import Once, Round
from desktop.sync.outbox import Paused
from desktop.sync.renewal import renew_once
from desktop.sync.sign_in import TROUBLES, open_provider

_WORST = (0, LEFT, FAILED, USAGE, UNSETTLED)
"""Which exit code tells more, where several fit."""
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
    """Send what waits, fetch what is new, settle what is not confirmed.

    With --once it ends with 4 if texts still wait here, are held for a decision, or are not confirmed.
    """
    with opened(context) as session:
        accounts = session.accounts.listing()
        if not accounts:
            give_up(no_account(), FAILED)
        lock = ProfileLock(session.profile.lock)
        if not once:
            _keep_on(session, lock)
            if as_json:
                show([_left(session, account) for account in session.accounts.listing()])
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
        except TROUBLES as error:
            trouble = error
        left = _left(session, account)
        results.append(
            {
                "account": account.name,
                "sent": done.sent,
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
                    "{account}: {new} new, {changed} changed, {queued} waiting, {unconfirmed} not confirmed, "
                    "{held} held for your decision."
                ).format(new=done.new, changed=done.changed, **left)
            )
        if trouble is None and any(left[name] for name in ("queued", "unconfirmed", "held")):
            codes.append(LEFT)
            if left["held"]:
                note(wording.tr("Held texts wait for you. See: linedesk held"))
    if as_json:
        show(results)
    codes.sort(key=_WORST.index)
    raise typer.Exit(codes[-1])


async def _round(session: Session, account: Account) -> Round:
    provider = await open_provider(account)
    try:
        done = await Once(session.db, account.id, provider).whole()
        await renew_once(account, provider)
        return done
    finally:
        await provider.close()


def _left(session: Session, account: Account) -> dict[str, object]:
    left = outbox.left(session.db, account.id)
    return {
        "account": account.name,
        "queued": left.queued,
        "unconfirmed": left.unconfirmed,
        "held": left.held,
    }


def _keep_on(session: Session, lock: ProfileLock) -> None:
    by_id = {account.id: account for account in session.accounts.listing()}
    connections = Connections(session.db, lock, open_provider)

    def tell(announcement: Announcement) -> None:
        if isinstance(announcement, LinkChanged):
            if announcement.account_id not in by_id:
                by_id.update((account.id, account) for account in session.accounts.listing())
            if announcement.account_id in by_id:  # else it was removed at this very moment
                note(link_news(by_id[announcement.account_id], announcement))

    session.announcer.subscribe(tell)
    session.announcer.subscribe(connections.hear)
    try:
        run(connections.run(session.accounts))
    except Interrupted:
        return  # its proper end


def link_news(account: Account, changed: LinkChanged) -> str:
    """An account's connection for people, with the reason where there is one."""
    news = f"{account.name}: {wording.link(changed.link)}"
    if changed.link is Link.SIGN_IN_NEEDED:
        service = service_name(account.provider)
        reason = sign_in_words.sign_in_trouble(changed.reason, service=service, detail=account.key_variable)
        return f"{news}. {reason}"
    if changed.reason in ("not_there", "redirect"):
        service = service_name(account.provider)
        return f"{news}. {sign_in_words.sign_in_trouble(changed.reason, service=service)}"
    if changed.reason.startswith(UNKEPT):
        service, why = service_name(account.provider), changed.reason.removeprefix(UNKEPT)
        return f"{news}. {sign_in_words.unkept(why, service=service)}"
    if changed.reason == KEYRING:
        return f"{news} {wording.tr('Waiting for your password manager …')}"
    if changed.reason:
        return f"{news} ({changed.reason.removeprefix('unreadable:')})"
    return news
