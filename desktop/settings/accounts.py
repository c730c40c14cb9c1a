"""The accounts of a profile: service, name, address, and where the secret is (never the secret).

Several processes may change the list: each change is made on what the file holds then, under a lock.
"""

import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.settings import files
from desktop.settings.files import SettingsDamaged, SettingsUnwritable

CountryCode = Annotated[str, Field(pattern="^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""


class Account(BaseModel):
    """One account at one service. ``key_place`` says where its key is looked for at each run.

    In "session" the key is in the memory of the process that was given it, and nowhere else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(default_factory=lambda: uuid.uuid4().hex)
    provider: str
    name: str
    url: str
    key_place: Literal["keyring", "env", "session"]
    key_variable: str = ""
    """The *name* of the environment variable, where ``key_place`` is "env"."""
    fields: dict[str, str] = Field(default_factory=dict)
    """What a sign-in asked for beside the secret: names as in ``catalog``. Empty where the secret is all,
    or holds all of it joined."""
    webhook_port: int | None = Field(default=None, ge=1024, le=65535)
    """Where on this computer its service's webhook is listened for; ``None``: nowhere (D2 to D4)."""
    practice: bool = False
    """Its server is the practice server, started with the window."""
    plan: Literal["", "trial", "paid"] = ""
    """What somebody says the account is: a trial may send few parts (A14, A15)."""
    trial_parts: int | None = Field(default=None, ge=0)
    """How many parts the trial has in all, where that is not known of the service."""
    allowed_countries: tuple[CountryCode, ...] | None = None
    """The only countries that may be texted, where an admin says so; ``None``: nobody does (B14)."""
    unjoined_countries: tuple[CountryCode, ...] = ()
    """Where long texts are known to arrive in pieces (B9)."""
    low_balance: Decimal | None = Field(default=None, gt=0, lt=10**9)
    """Said when less than this is left, in the account's currency; ``None``: never (G1)."""


LOCK_PATIENCE = 5.0
"""Seconds to wait for another process that is changing the list."""

PRACTICE_VARIABLE = "LINEDESK_PRACTICE_KEY"
"""Where the practice server's key is while it runs."""


def practice_account() -> Account:
    """The account of the practice server, which the window starts itself."""
    return Account(
        provider="cliqtel",
        name="Practice",
        url="http://127.0.0.1",
        key_place="env",
        key_variable=PRACTICE_VARIABLE,
        practice=True,
    )


class Former(BaseModel):
    """An account that was signed out while its texts stayed: what it takes to know it again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    provider: str
    name: str
    url: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    accounts: list[Account] = []
    former: list[Former] = []


class NameTaken(ValueError):
    """An account of this name exists."""


class NoSuchAccount(KeyError):
    """There is no account of this name."""


class Accounts:
    """The list of accounts in a profile's ``accounts.json``; each change is on disk before it counts."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def listing(self) -> list[Account]:
        """All accounts in the order in which they were added. Raises ``SettingsDamaged``."""
        return self._read().accounts

    def former(self) -> list[Former]:
        """Accounts that were signed out while their texts stayed. Raises ``SettingsDamaged``."""
        return self._read().former

    def stamp(self) -> tuple[int, int, int]:
        """Differs after every change of the file, by whichever process; cheap enough to ask each second."""
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0, 0)
        return (found.st_mtime_ns, found.st_ino, found.st_size)

    def get(self, name: str) -> Account:
        """The account of this name. Raises ``NoSuchAccount``."""
        for account in self.listing():
            if account.name == name:
                return account
        raise NoSuchAccount(name)

    def add(self, account: Account) -> None:
        """Raises ``NameTaken`` or ``SettingsUnwritable``."""

        def change(file: _File) -> _File:
            _free(account, file)
            former = [one for one in file.former if one.id != account.id]
            return file.model_copy(update={"accounts": [*file.accounts, account], "former": former})

        self._change(change)

    def update(self, account: Account) -> None:
        """Replace the account with the same id. Raises ``NameTaken`` or ``SettingsUnwritable``."""

        def change(file: _File) -> _File:
            _free(account, file)
            changed = [account if other.id == account.id else other for other in file.accounts]
            return file.model_copy(update={"accounts": changed})

        self._change(change)

    def remove(self, name: str, *, texts_stay: bool = False) -> Account:
        """Take it off the list and return it; its id is remembered where ``texts_stay``.

        Raises ``NoSuchAccount`` or ``SettingsUnwritable``.
        """
        gone = self.get(name)

        def change(file: _File) -> _File:
            former = [one for one in file.former if one.id != gone.id]
            if texts_stay:
                former.append(Former(id=gone.id, provider=gone.provider, name=gone.name, url=gone.url))
            left = [other for other in file.accounts if other.id != gone.id]
            return file.model_copy(update={"accounts": left, "former": former})

        self._change(change)
        return gone

    def forget(self, account_id: str) -> None:
        """Its texts are gone as well: no account will take this id back. Raises ``SettingsUnwritable``."""

        def change(file: _File) -> _File:
            former = [one for one in file.former if one.id != account_id]
            return file.model_copy(update={"former": former})

        self._change(change)

    def _read(self) -> _File:
        text = files.read(self._path)
        if text is None:
            return _File()
        try:
            return _File.model_validate_json(text)
        except ValidationError as error:
            # Its message would quote the file.
            raise SettingsDamaged(self._path, f"{error.error_count()} faults") from None

    def _change(self, change: Callable[[_File], _File]) -> None:
        try:
            with FileLock(self._path.with_name(f".{self._path.name}.lock"), LOCK_PATIENCE, mode=0o600):
                files.write(self._path, change(self._read()).model_dump_json(indent=2) + "\n")
        except Timeout as error:
            raise SettingsUnwritable(self._path, "another process is writing it") from error
        except OSError as error:
            raise SettingsUnwritable(self._path, error.strerror or str(error)) from error


def _free(account: Account, file: _File) -> None:
    """Raises ``NameTaken`` where another account of the file has this name."""
    if any(other.name == account.name for other in file.accounts if other.id != account.id):
        raise NameTaken(account.name)
