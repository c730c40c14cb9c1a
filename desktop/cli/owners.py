"""Whose a line or a text is: the name of its account and its service, wherever a command lists some."""

from collections.abc import Iterable, Sequence
from typing import NoReturn

from desktop.cli.session import USAGE, Session, give_up
from desktop.providers.catalog import service_name
from desktop.settings.files import SettingsDamaged
from desktop.wording import tr


class Owners:
    """Of one command; accounts that were signed out and left their texts here are among them.

    Where their list cannot be read they have no names: what is in the cache can be read all the same.
    """

    def __init__(self, session: Session) -> None:
        try:
            present, former = session.accounts.listing(), session.accounts.former()
        except SettingsDamaged:
            present, former = [], []
        self._present = {one.id for one in present}
        self._of = {one.id: (one.name, one.provider) for one in former}
        self._of |= {one.id: (one.name, one.provider) for one in present}

    def facts(self, account_id: str) -> dict[str, object]:
        """For machines: the account's name, and its service as ``account list --json`` has it."""
        name, provider = self._of.get(account_id, (None, None))
        return {"account": name, "service": provider}

    def columns(self, shown: Iterable[str]) -> bool:
        """Whether people have to be told: there is more than one account, or one of ``shown`` is another."""
        return len(self._present.union(shown)) > 1

    def cells(self, account_id: str) -> list[str]:
        """For people: the account's name, and what its service is called."""
        name, provider = self._of.get(account_id, ("", ""))
        return [name, service_name(provider) if provider else ""]


def say_which(names: Sequence[str]) -> NoReturn:
    """End the command: accounts with these names have the line, and none was named."""
    words = tr("Several accounts have this line ({accounts}): say which with --account.")
    give_up(words.format(accounts=", ".join(f"“{name}”" for name in names)), USAGE)
