"""Which of our lines a command is about, and how money is written for a terminal."""

from dataclasses import dataclass
from typing import Annotated

import typer

from desktop import wording
from desktop.cli.lines import refresh
from desktop.cli.owners import say_which
from desktop.cli.session import FAILED, USAGE, Session, give_up, no_account
from desktop.providers.catalog import service_name
from desktop.settings.accounts import Account
from desktop.sms.phone import NotANumber, parse
from desktop.store import lines
from desktop.store.lines import Line
from desktop.wording import tr

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="One of our own numbers.")]
OfAccount = Annotated[str | None, typer.Option("--account", help="If two accounts have this line.")]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line, its account, and what its service is called."""

    line: Line
    account: Account
    service: str


def choose(session: Session, number: str, name: str | None) -> Chosen:
    """The line with this number; accounts are asked for their lines where it is not known yet.

    Ends the command where there is none, or where two accounts have it and none is named.
    """
    try:
        wanted = parse(number).value
    except NotANumber as error:
        give_up(wording.number_fault(error.fault), USAGE)
    accounts = [session.account(name)] if name is not None else session.accounts.listing()
    if not accounts:
        give_up(no_account(), FAILED)
    found = _having(session, wanted, accounts)
    if not found:
        for account in accounts:
            refresh(session.db, account)
        found = _having(session, wanted, accounts)
    if not found:
        give_up(tr("No account has the number {number}.").format(number=wanted), FAILED)
    if len(found) > 1:
        say_which([one.account.name for one in found])
    return found[0]


def amount(value: str, currency: str) -> str:
    """Money as a terminal shows it: "0.75 EUR"."""
    return f"{value} {currency}".strip()


def _having(session: Session, number: str, accounts: list[Account]) -> list[Chosen]:
    return [
        Chosen(line, account, service_name(account.provider))
        for line in lines.find(session.db, number)
        for account in accounts
        if account.id == line.account_id
    ]
