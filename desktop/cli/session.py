"""What every command needs: the profile, its store and accounts, and errors said in one sentence.

Exit codes are the same everywhere: 0 done, 1 refused or failed, 2 wrong usage, 3 cannot sign in or reach
the service, or not settled yet.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import typer

from desktop import wording
from desktop.announce import Announcer
from desktop.cli.chosen import Chosen
from desktop.settings.accounts import Account, Accounts, NoSuchAccount
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.settings.profile import Profile, ProfileUnusable, open_profile
from desktop.store.database import Database, StoreError, open_database

FAILED = 1
USAGE = 2
UNSETTLED = 3


@dataclass
class Session:
    """An opened profile."""

    profile: Profile
    accounts: Accounts
    announcer: Announcer
    db: Database

    def account(self, name: str | None) -> Account:
        """The account of this name, or the only one there is; ends the command if that can't be told."""
        listing = self.accounts.listing()
        if name is not None:
            try:
                return self.accounts.get(name)
            except NoSuchAccount:
                give_up(wording.tr("There is no account named {name}.").format(name=name), FAILED)
        if len(listing) == 1:
            return listing[0]
        if not listing:
            give_up(no_account(), FAILED)
        give_up(wording.tr("There are several accounts: say which with --account."), USAGE)


@contextmanager
def opened(context: typer.Context) -> Iterator[Session]:
    """The profile that was chosen, opened; typed troubles become a sentence and an exit code."""
    chosen = context.find_object(Chosen) or Chosen()
    with troubles():
        profile = open_profile(chosen.root)
        announcer = Announcer()
        db = open_database(profile.database, announcer)
        try:
            yield Session(profile, Accounts(profile.accounts), announcer, db)
        finally:
            db.close()


@contextmanager
def troubles() -> Iterator[None]:
    """Say what is wrong with a file in one sentence, and end with 1."""
    try:
        yield
    except (StoreError, SettingsDamaged, SettingsUnwritable, ProfileUnusable) as error:
        give_up(wording.store_trouble(type(error).__name__, str(error.path), error.detail), FAILED)


def give_up(sentence: str, code: int) -> NoReturn:
    """End the command with a sentence on stderr."""
    note(sentence)
    raise typer.Exit(code)


def note(sentence: str) -> None:
    """Something for people, on stderr."""
    typer.echo(sentence.replace("\u2068", "").replace("\u2069", ""), err=True)


def show(found: Any) -> None:
    """Something for machines, on stdout; ASCII, so that no terminal's encoding can break it."""
    typer.echo(json.dumps(found, ensure_ascii=True))


def table(rows: list[list[str]]) -> None:
    """Something for people, on stdout, in columns; control characters are shown, not obeyed."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))] if cells else []
    for row in cells:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def visible(text: str) -> str:
    """Text from outside for a terminal: no control character, no change of direction reaches it."""
    kept = text.replace("\u2068", "").replace("\u2069", "").replace("\n", " ⏎ ")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in kept)


def no_account() -> str:
    """What to do when there is no account yet."""
    return wording.tr(
        "There is no account yet. Add one with: linedesk account add cliqtel --name NAME --secret-stdin"
    )
