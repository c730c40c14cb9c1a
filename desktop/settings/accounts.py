"""The accounts of a profile: service, name, address, and where the secret is (never the secret)."""

import uuid
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.settings import files
from desktop.settings.files import SettingsDamaged


class Account(BaseModel):
    """One account at one service. ``key_place`` says where its key is looked for at each run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(default_factory=lambda: uuid.uuid4().hex)
    provider: str
    name: str
    url: str
    key_place: Literal["keyring", "env"]
    key_variable: str = ""
    """The *name* of the environment variable, where ``key_place`` is "env"."""
    practice: bool = False
    """Its server is the practice server, started with the window."""


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


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    accounts: list[Account] = []


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
        text = files.read(self._path)
        if text is None:
            return []
        try:
            return _File.model_validate_json(text).accounts
        except ValidationError as error:
            # Its message would quote the file.
            raise SettingsDamaged(self._path, f"{error.error_count()} faults") from None

    def get(self, name: str) -> Account:
        """The account of this name. Raises ``NoSuchAccount``."""
        for account in self.listing():
            if account.name == name:
                return account
        raise NoSuchAccount(name)

    def add(self, account: Account) -> None:
        """Raises ``NameTaken`` or ``SettingsUnwritable``."""
        accounts = self.listing()
        if any(other.name == account.name for other in accounts):
            raise NameTaken(account.name)
        self._write([*accounts, account])

    def update(self, account: Account) -> None:
        """Replace the account with the same id."""
        self._write([account if other.id == account.id else other for other in self.listing()])

    def remove(self, name: str) -> Account:
        """Take it off the list and return it. Raises ``NoSuchAccount``."""
        gone = self.get(name)
        self._write([other for other in self.listing() if other.id != gone.id])
        return gone

    def _write(self, accounts: list[Account]) -> None:
        files.write(self._path, _File(accounts=accounts).model_dump_json(indent=2) + "\n")
