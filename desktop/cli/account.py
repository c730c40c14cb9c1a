"""``linedesk account``: add, list, check and remove accounts. A key is never an argument."""

import asyncio
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.account_add import Json, add, facts
from desktop.cli.opening import said
from desktop.cli.printing import note, say, show, table
from desktop.cli.session import FAILED, give_up, no_account, opened
from desktop.providers.base import Checked
from desktop.settings import credentials
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import accounts as learned
from desktop.sync import check as checking
from desktop.sync.sign_in import TROUBLES, let_go, open_provider

tr = wording.tr


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Add, list, check and remove accounts.")
    group.command("add")(add)
    group.command("list")(list_accounts)
    group.command("check")(check)
    group.command("remove")(remove)
    app.add_typer(group, name="account")


def list_accounts(context: typer.Context, as_json: Json = False) -> None:
    """The accounts of this profile, and where their keys are."""
    with opened(context) as session:
        accounts = session.accounts.listing()
        if as_json:
            show([facts(account) for account in accounts])
        elif accounts:
            table([[account.name, account.provider, account.url, _place(account)] for account in accounts])
        else:
            note(tr("There is no account yet."))


def check(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The account; all of them without it.")] = None,
    as_json: Json = False,
) -> None:
    """Sign in with a harmless call and read the lines."""
    with opened(context) as session:
        accounts = [session.account(name)] if name is not None else session.accounts.listing()
        if not accounts:
            give_up(no_account(), FAILED)
        codes, results = [0], []
        for account in accounts:
            lines, error = None, None
            try:
                found = asyncio.run(_check(account))
            except TROUBLES as trouble:
                error, code = said(account, trouble)
                codes.append(code)
                note(f"{account.name}: {error}" if len(accounts) > 1 else error)
            else:
                checking.keep(session.db, account.id, found)
                lines = len(found.lines)
                if not as_json:
                    say(tr("{name} works.").format(name=account.name))
            results.append({"name": account.name, "ok": error is None, "lines": lines, "error": error})
        if as_json:
            show(results)
        raise typer.Exit(max(codes))


def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The account.")],
    delete_texts: Annotated[
        bool, typer.Option("--delete-texts", help="Delete its texts from this computer as well.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take an account off this computer, its key at once. The service keeps everything it has."""
    with opened(context) as session:
        account = session.account(name)
        try:
            credentials.remove(account)
        except NoSecret as error:
            give_up(
                wording.sign_in_trouble(error.reason, service=account.name, detail=error.detail)
                + " "
                + tr("Nothing was removed."),
                FAILED,
            )
        session.accounts.remove(name, texts_stay=not delete_texts)
        if delete_texts:
            learned.forget(session.db, account.id)
        else:
            let_go(session.db, account.id)
        if as_json:
            show(facts(account))


async def _check(account: Account) -> Checked:
    provider = await open_provider(account)
    try:
        return await provider.check()
    finally:
        await provider.close()


def _place(account: Account) -> str:
    if account.key_place == "env":
        return tr("key in {variable}").format(variable=f"${account.key_variable}")
    if account.key_place == "session":
        return tr("key only in an open window")
    return tr("key in the keyring")
