"""``linedesk account add``: checks an account, then saves it. A key is never an argument, nor echoed.

What each service asks for is in ``account_fields``.
"""

import asyncio
import re
from typing import Annotated

import typer

from desktop import sign_in_words, wording
from desktop.cli.account_fields import at_a_terminal, filled_in, given_fields, secret_of, with_asked
from desktop.cli.opening import ask
from desktop.cli.printing import note, show
from desktop.cli.session import FAILED, USAGE, Session, give_up, opened, well_formed
from desktop.providers.base import Checked
from desktop.providers.catalog import SERVICES, service_name
from desktop.settings.accounts import Account, NameTaken
from desktop.settings.credentials import NoSecret
from desktop.sync.sign_in import BadAddress, checked_address, save, try_out

tr = wording.tr
Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")]
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def add(
    context: typer.Context,
    provider: Annotated[str, typer.Argument(help="The service: " + ", ".join(SERVICES) + ".")],
    name: Annotated[str, typer.Option("--name", help="What to call the account.")],
    url: Annotated[str | None, typer.Option("--url", help="Another address than the service's own.")] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="NAME=VALUE",
            help="What the service asks for beside the secret, as account_sid=AC…",
        ),
    ] = None,
    secret_stdin: Annotated[
        bool, typer.Option("--secret-stdin", help="Read the secret from stdin and keep it in the keyring.")
    ] = False,
    secret_env: Annotated[
        str | None,
        typer.Option("--secret-env", metavar="VAR", help="Read the secret from this variable at each run."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check an account with a harmless call, then save it. At a terminal each thing is asked for."""
    if provider not in SERVICES:
        give_up(
            tr("There is no service {name}. There are: {all}.").format(
                name=provider, all=", ".join(SERVICES)
            ),
            USAGE,
        )
    asks = at_a_terminal() and secret_env is None
    if secret_stdin == (secret_env is not None) and not (asks and not secret_stdin):
        give_up(tr("Say where the key is: either --secret-stdin or --secret-env VAR."), USAGE)
    if secret_env is not None and not _VARIABLE.fullmatch(secret_env):
        # Perhaps the key itself: it must not be echoed.
        give_up(tr("--secret-env takes the name of an environment variable, not the key."), USAGE)
    if not well_formed(name).strip():
        give_up(tr("The account needs a name."), USAGE)
    service = SERVICES[provider]
    fields = given_fields(service, field or ())
    account = Account(
        provider=provider,
        name=name.strip(),
        url=_address(well_formed(url or service.url), service.name),
        key_place="keyring" if secret_env is None else "env",
        key_variable=secret_env or "",
    )
    with opened(context) as session:
        if any(other.name == account.name for other in session.accounts.listing()):
            give_up(_name_taken(account), FAILED)
        if asks:
            fields = with_asked(service, fields)
        account, secret = filled_in(service, account, fields, secret_of(service, account))
        found = ask(account, try_out(account, secret))
        account = _save(session, account, secret, found)
        if as_json:
            show({**facts(account), "lines": len(found.lines)})
        else:
            typer.echo(
                wording.ntr(
                    "The account works and has {n} line.",
                    "The account works and has {n} lines.",
                    len(found.lines),
                )
            )
        tell_gap(account, found)


def tell_gap(account: Account, found: Checked) -> None:
    """Say what the account can never show, where its service lists no texts."""
    listed = found.capabilities.listed
    if words := wording.feature_off(listed.reason, service=service_name(account.provider)):
        note(words)


def facts(account: Account) -> dict[str, object]:
    """An account for machines: where its key is, never the key."""
    return {
        "id": account.id,
        "name": account.name,
        "provider": account.provider,
        "url": account.url,
        **({"fields": account.fields} if account.fields else {}),
        "secret": account.key_place,
        "secret_env": account.key_variable or None,
    }


def _address(url: str, service: str) -> str:
    try:
        return checked_address(url)
    except BadAddress as error:
        give_up(sign_in_words.sign_in_trouble(str(error), service=service), USAGE)


def _save(session: Session, account: Account, secret: str, found: Checked) -> Account:
    try:
        return asyncio.run(save(session.accounts, session.db, account, secret, found))
    except NoSecret as error:
        give_up(
            sign_in_words.sign_in_trouble(error.reason, service=account.name, detail=error.detail)
            + " "
            + tr("The account was not saved."),
            FAILED,
        )
    except NameTaken:
        give_up(_name_taken(account), FAILED)


def _name_taken(account: Account) -> str:
    return tr("There is an account named {name} already.").format(name=account.name)
