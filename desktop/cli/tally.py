"""``linedesk tally``: how many of our texts stand where; what nobody proved is counted apart (C5, C6)."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.printing import say, show, table
from desktop.cli.session import FAILED, give_up, no_account, opened
from desktop.sms.phone import NotANumber, parse
from desktop.store.tallies import Tally, tally

tr = wording.tr


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("tally")(count)


def count(
    context: typer.Context,
    line: Annotated[str | None, typer.Option("--line", metavar="NUMBER", help="Only this line.")] = None,
    days: Annotated[int, typer.Option(min=1, max=36_500, help="Of so many days.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: JSON on stdout.")] = False,
) -> None:
    """Count the sent texts of each account by what is known of them, from the cache."""
    number = None
    if line is not None:
        try:
            number = parse(line).value
        except NotANumber as error:
            give_up(f"--line: {wording.number_fault(error.fault)}", FAILED)
    now = datetime.now(UTC)
    with opened(context) as session:
        accounts = session.accounts.listing()
        if not accounts:
            give_up(no_account(), FAILED)
        since = now - timedelta(days=days)
        found = [
            (account.name, tally(session.db, account.id, now=now, line=number, since=since))
            for account in accounts
        ]
    if as_json:
        show([{"account": name, **asdict(counted)} for name, counted in found])
        return
    for name, counted in found:
        if len(found) > 1:
            say(name)
        table(rows(counted))


def rows(counted: Tally) -> list[list[str]]:
    """Words and numbers for people."""
    named = {
        tr("Delivered"): counted.delivered,
        wording.queued_there(): counted.queued_there,
        tr("Sent"): counted.sent,
        tr("Sent, not confirmed"): counted.sent_unconfirmed,
        tr("Cannot be confirmed"): counted.cannot_be_confirmed,
        tr("Not known whether sent"): counted.unconfirmed,
        tr("Failed"): counted.failed,
        tr("Waiting here"): counted.waiting,
        tr("Stopped"): counted.stopped,
    }
    return [[words, str(number)] for words, number in named.items()]
