"""``linedesk account``: add, list, check and remove accounts. A key is never an argument.

Adding and removing are in modules of their own.
"""

import asyncio
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.account_add import Json, add, facts, tell_gap
from desktop.cli.account_remove import kept_texts, remove
from desktop.cli.opening import said
from desktop.cli.printing import note, say, show, table
from desktop.cli.session import FAILED, give_up, no_account, opened
from desktop.providers.base import Checked
from desktop.settings.accounts import Account
from desktop.sync import check as checking
from desktop.sync.sign_in import TROUBLES, open_provider

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
        for sentence in kept_texts(session):
            note(sentence)


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
                asyncio.run(checking.keep(session.db, account.id, found))
                lines = len(found.lines)
                if not as_json:
                    say(tr("{name} works.").format(name=account.name))
                    tell_gap(account, found)
            results.append({"name": account.name, "ok": error is None, "lines": lines, "error": error})
        if as_json:
            show(results)
        raise typer.Exit(max(codes))


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
