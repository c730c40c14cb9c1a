"""``linedesk account``: add, list, check and remove accounts. A key is never an argument."""

import re
import sys
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.opening import adapter, ask, open_provider
from desktop.cli.session import FAILED, UNSETTLED, USAGE, give_up, note, opened, show, table
from desktop.providers.base import Checked, Provider
from desktop.providers.catalog import SERVICES
from desktop.settings import credentials
from desktop.settings.accounts import Account, NameTaken, NoSuchAccount
from desktop.settings.credentials import NoSecret
from desktop.store import accounts as learned
from desktop.sync import check as checking

tr = wording.tr
Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")]
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Add, list, check and remove accounts.")
    group.command("add")(add)
    group.command("list")(list_accounts)
    group.command("check")(check)
    group.command("remove")(remove)
    app.add_typer(group, name="account")


def add(
    context: typer.Context,
    provider: Annotated[str, typer.Argument(help="The service: " + ", ".join(SERVICES) + ".")],
    name: Annotated[str, typer.Option("--name", help="What to call the account.")],
    url: Annotated[str | None, typer.Option("--url", help="Another address than the service's own.")] = None,
    secret_stdin: Annotated[
        bool, typer.Option("--secret-stdin", help="Read the key from stdin and keep it in the keyring.")
    ] = False,
    secret_env: Annotated[
        str | None,
        typer.Option("--secret-env", metavar="VAR", help="Read the key from this variable at each run."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check an account with a harmless call, then save it."""
    if provider not in SERVICES:
        give_up(
            tr("There is no service {name}. There are: {all}.").format(
                name=provider, all=", ".join(SERVICES)
            ),
            USAGE,
        )
    if secret_stdin == (secret_env is not None):
        give_up(tr("Say where the key is: either --secret-stdin or --secret-env VAR."), USAGE)
    if secret_env is not None and not _VARIABLE.fullmatch(secret_env):
        # Perhaps the key itself: it must not be echoed.
        give_up(tr("--secret-env takes the name of an environment variable, not the key."), USAGE)
    if not name.strip():
        give_up(tr("The account needs a name."), USAGE)
    service = SERVICES[provider]
    account = Account(
        provider=provider,
        name=name.strip(),
        url=(url or service.url).strip(),
        key_place="keyring" if secret_stdin else "env",
        key_variable=secret_env or "",
    )
    with opened(context) as session:
        if any(other.name == account.name for other in session.accounts.listing()):
            give_up(tr("There is an account named {name} already.").format(name=account.name), FAILED)
        secret = _secret(account)
        checked = ask(account, _check(account, secret))
        if account.key_place == "keyring":
            try:
                credentials.keep(account, secret)
            except NoSecret as error:
                give_up(
                    wording.sign_in_trouble(error.reason, service=service.name, detail=error.detail)
                    + " "
                    + tr("The account was not saved."),
                    FAILED,
                )
        try:
            session.accounts.add(account)
        except NameTaken:
            give_up(tr("There is an account named {name} already.").format(name=account.name), FAILED)
        checking.keep(session.db, account.id, checked)
        if as_json:
            show({**_facts(account), "lines": len(checked.lines)})
        else:
            typer.echo(
                wording.ntr(
                    "The account works and has {n} line.",
                    "The account works and has {n} lines.",
                    len(checked.lines),
                )
            )


def list_accounts(context: typer.Context, as_json: Json = False) -> None:
    """The accounts of this profile, and where their keys are."""
    with opened(context) as session:
        accounts = session.accounts.listing()
        if as_json:
            show([_facts(account) for account in accounts])
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
            give_up(tr("There is no account yet."), FAILED)
        results = []
        for account in accounts:
            checked = ask(account, _check_stored(account))
            checking.keep(session.db, account.id, checked)
            results.append({"name": account.name, "ok": True, "lines": len(checked.lines)})
            if not as_json:
                typer.echo(tr("{name} works.").format(name=account.name))
        if as_json:
            show(results)


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
        try:
            account = session.accounts.get(name)
        except NoSuchAccount:
            give_up(tr("There is no account named {name}.").format(name=name), FAILED)
        try:
            credentials.remove(account)
        except NoSecret as error:
            give_up(
                wording.sign_in_trouble(error.reason, service=account.name, detail=error.detail)
                + " "
                + tr("Nothing was removed."),
                UNSETTLED,
            )
        session.accounts.remove(name)
        if delete_texts:
            learned.forget(session.db, account.id)
        if as_json:
            show(_facts(account))


def _secret(account: Account) -> str:
    if account.key_place == "keyring":
        secret = sys.stdin.read().strip()
        if not secret:
            give_up(tr("No key came on stdin."), USAGE)
        return secret
    try:
        return credentials.read(account)
    except NoSecret as error:
        give_up(wording.sign_in_trouble(error.reason, service=account.name, detail=error.detail), UNSETTLED)


async def _check(account: Account, secret: str) -> Checked:
    return await _checked(adapter(account, secret))


async def _check_stored(account: Account) -> Checked:
    return await _checked(await open_provider(account))


async def _checked(provider: Provider) -> Checked:
    try:
        return await provider.check()
    finally:
        await provider.close()


def _facts(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "name": account.name,
        "provider": account.provider,
        "url": account.url,
        "secret": account.key_place,
        "secret_env": account.key_variable or None,
    }


def _place(account: Account) -> str:
    if account.key_place == "env":
        return tr("key in {variable}").format(variable=f"${account.key_variable}")
    return tr("key in the keyring")
