"""What every command needs: the profile, its store and accounts, and errors said in one sentence.

Exit codes are the same everywhere: 0 done, 1 refused or failed, 2 wrong usage, 3 cannot sign in or reach
the service, or not settled yet, 4 done as far as that goes, and texts are left: waiting here, held for a
person, or not confirmed.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

import typer

from desktop import wording
from desktop.announce import Announcer
from desktop.cli.chosen import Chosen
from desktop.cli.printing import note
from desktop.cli.unlocking import locked, open_cache
from desktop.settings import system_keyring
from desktop.settings.accounts import Account, Accounts, NoSuchAccount
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.settings.profile import Profile, ProfileUnusable, open_profile
from desktop.store.database import Database, StoreError
from desktop.sync import cache
from desktop.sync.cache import CacheLocked

FAILED = 1
USAGE = 2
UNSETTLED = 3
LEFT = 4

FileTrouble = StoreError | SettingsDamaged | SettingsUnwritable | ProfileUnusable | CacheLocked
_FILE_TROUBLES = (StoreError, SettingsDamaged, SettingsUnwritable, ProfileUnusable, CacheLocked)


@dataclass
class Session:
    """An opened profile."""

    profile: Profile
    accounts: Accounts
    announcer: Announcer
    db: Database

    def account(self, name: str) -> Account:
        """The account of this name; ends the command if there is none."""
        try:
            return self.accounts.get(name)
        except NoSuchAccount:
            give_up(wording.tr("There is no account named {name}.").format(name=name), FAILED)


@contextmanager
def opened(context: typer.Context) -> Iterator[Session]:
    """The profile that was chosen, opened; typed troubles become a sentence and an exit code."""
    chosen = context.find_object(Chosen) or Chosen()
    with troubles():
        profile = open_profile(chosen.root)
        announcer = Announcer()
        db = open_cache(profile, announcer)
        try:
            told = _tell_plain(profile, db)
            yield Session(profile, Accounts(profile.accounts), announcer, db)
            if not told:
                _tell_plain(profile, db)  # an account may have been added
        finally:
            db.close()


def _tell_plain(profile: Profile, db: Database) -> bool:
    """Say that the texts are not encrypted, if that has to be said; whether it was."""
    try:
        wanted = not db.encrypted and cache.tell_plain(profile)
    except SettingsDamaged:
        return False  # a plain cache opens without those files; who needs them says what is wrong
    except SettingsUnwritable:
        wanted = True  # said once more at the next command
    if wanted:
        note(
            wording.tr(
                "The texts on this computer are not encrypted. To encrypt them: linedesk cache encrypt "
                "--passphrase"
            )
        )
    return wanted


@contextmanager
def troubles() -> Iterator[None]:
    """Say what is wrong with a file in one sentence, and end with 1. Say if a keyring is waited for."""
    try:
        with system_keyring.telling(_once(wording.tr("Waiting for your keyring …"))):
            yield
    except _FILE_TROUBLES as error:
        _give_up_on_file(error)
    except ExceptionGroup as group:
        found, others = group.split(_FILE_TROUBLES)
        if found is None or others is not None:
            raise
        first: BaseException = found
        while isinstance(first, BaseExceptionGroup):
            first = first.exceptions[0]  # of work that went on side by side: any is as good as another
        assert isinstance(first, FileTrouble)
        _give_up_on_file(first)


def _once(sentence: str) -> Callable[[], None]:
    """Says the sentence on stderr, the first time it is called."""
    left = [sentence]
    return lambda: note(left.pop()) if left else None


def give_up(sentence: str, code: int) -> NoReturn:
    """End the command with a sentence on stderr."""
    note(sentence)
    raise typer.Exit(code)


def from_stdin() -> bytes:
    """All that comes on stdin; nothing where it is closed."""
    return sys.stdin.buffer.read() if sys.stdin is not None else b""


def well_formed(argument: str) -> str:
    """``argument``, unless its bytes were no UTF-8: they arrive as surrogates, and nothing can store them."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        give_up(wording.tr("This is not UTF-8 text: {argument}").format(argument=argument[:80]), USAGE)
    return argument


def no_account() -> str:
    """What to do when there is no account yet."""
    return wording.tr(
        "There is no account yet. Add one with: linedesk account add cliqtel --name NAME --secret-stdin"
    )


def _give_up_on_file(error: FileTrouble) -> NoReturn:
    if isinstance(error, CacheLocked):
        give_up(locked(error), FAILED)
    give_up(wording.store_trouble(type(error).__name__, str(error.path), error.detail), FAILED)
