"""``linedesk snippets``: the ready-made texts that services keep, as they were read the last time."""

from typing import Annotated

import typer

from desktop import wording
from desktop.cli.owners import Owners
from desktop.cli.printing import show, table
from desktop.cli.session import opened
from desktop.store import snippets

tr = wording.tr


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("snippets")(list_snippets)


def list_snippets(
    context: typer.Context,
    account: Annotated[str | None, typer.Option(metavar="NAME", help="Of this account only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """List them by name. What stands in {{ }} is filled in the window, or by you."""
    with opened(context) as session:
        chosen = session.accounts.listing() if account is None else [session.account(account)]
        found = [one for each in chosen for one in snippets.listing(session.db, each.id)]
        owners = Owners(session)
        if as_json:
            show(
                [
                    {
                        **owners.facts(one.account_id),
                        "id": one.remote_id,
                        "name": one.name,
                        "text": one.body,
                        "shared": one.shared,
                    }
                    for one in found
                ]
            )
            return
        named = owners.columns(one.account_id for one in found)
        table([[*(owners.cells(one.account_id) if named else ()), one.name, one.body] for one in found])
