"""``linedesk lines``: our own numbers, what each can do, and why not (A5, A16)."""

import asyncio
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.opening import said
from desktop.cli.owners import Owners
from desktop.cli.printing import note, show, table
from desktop.cli.session import FAILED, UNSETTLED, give_up, no_account, opened
from desktop.settings.accounts import Account
from desktop.store import lines
from desktop.store.database import Database
from desktop.sync.check import check
from desktop.sync.sign_in import TROUBLES, open_provider


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("lines")(list_lines)


def list_lines(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """The numbers of all accounts, asked for now; the last known ones where a service can't be reached.

    With more than one account each number has its account and service before it.
    """
    with opened(context) as session:
        accounts = session.accounts.listing()
        if not accounts:
            give_up(no_account(), FAILED)
        unreached = [account for account in accounts if not refresh(session.db, account)]
        present = [account.id for account in accounts]
        found = [line for line in lines.listing(session.db) if line.account_id in present]
        found.sort(key=lambda line: present.index(line.account_id))
        if unreached and not found:
            raise typer.Exit(UNSETTLED)
        owners = Owners(session)
        if as_json:
            show([facts(line) | owners.facts(line.account_id) for line in found])
            return
        named = owners.columns(present)
        words = {True: wording.tr("yes"), False: wording.tr("no"), None: "?"}
        table(
            [
                [
                    *(owners.cells(line.account_id) if named else ()),
                    line.number,
                    line.label,
                    line.country,
                    line.kind,
                    line.state,
                    f"{wording.tr('send')}: {words[line.can_send]}",
                    f"{wording.tr('receive')}: {words[line.can_receive]}",
                    reason(line) or "",
                ]
                for line in found
            ]
        )


def refresh(db: Database, account: Account) -> bool:
    """Ask the service for its lines now. False, with a note, if it could not be asked."""

    async def ask() -> None:
        provider = await open_provider(account)
        try:
            await check(db, account.id, provider)
        finally:
            await provider.close()

    try:
        asyncio.run(ask())
    except TROUBLES as error:
        note(said(account, error)[0])
        return False
    return True


def facts(line: lines.Line) -> dict[str, object]:
    """A line for machines; a capability of null is unknown."""
    return {
        "number": line.number,
        "label": line.label,
        "country": line.country,
        "type": line.kind,
        "state": line.state,
        "can_send": line.can_send,
        "can_receive": line.can_receive,
        "reason": reason(line),
    }


def reason(line: lines.Line) -> str | None:
    """Why the line cannot do both, as one sentence; ``None`` if nothing is known to be missing."""
    if line.can_send is not False and line.can_receive is not False:
        return None
    code = line.reason_code
    if not code and line.can_send is not False:
        code = "send_only"
    if not code and line.can_receive is not False:
        code = "receive_only"
    sentence = wording.line_reason(line.number, code, line.reason, kind=line.kind, country=line.country)
    return sentence.replace("\u2068", "").replace("\u2069", "")
