"""Secrets of accounts: in the system's keyring, in an environment variable that is only named, or, for
one session, in the memory of this process. How a keyring is asked is in ``system_keyring``.
"""

import os

from desktop.settings import system_keyring, webhook_token
from desktop.settings.accounts import Account
from desktop.settings.system_keyring import LIMIT, SERVICE, NoSecret, in_background

__all__ = ["LIMIT", "SERVICE", "NoSecret"]

_session: dict[str, str] = {}
"""Keys that end with this process, by account id."""


def read(account: Account, *, limit: float = LIMIT) -> str:
    """The account's secret. Raises ``NoSecret`` where there is none, or where a keyring does not answer."""
    if account.key_place == "env":
        found = os.environ.get(account.key_variable, "")
        if not found:
            raise NoSecret("variable_unset", account.key_variable)
        return found
    if account.key_place == "session":
        if account.id not in _session:
            raise NoSecret("session_over")
        return _session[account.id]
    return system_keyring.read(account.id, limit=limit)


async def read_in_background(account: Account, *, limit: float = LIMIT) -> str:
    """As ``read``, without holding the loop up. The waiting thread dies with the program."""
    if account.key_place != "keyring":
        return read(account)
    return await in_background(lambda: read(account, limit=limit))


async def keep_in_background(
    account: Account, secret: str, *, new: bool = False, limit: float = LIMIT
) -> None:
    """As ``keep``, without holding the loop up.

    If nobody waits any more when a ``new`` account's key has been stored, it is taken out again.
    """
    if account.key_place != "keyring":
        keep(account, secret)
        return
    undo = (lambda: remove(account, limit=limit)) if new else None
    await in_background(lambda: keep(account, secret, limit=limit), undo)


async def remove_in_background(account: Account, *, limit: float = LIMIT) -> None:
    """As ``remove``, without holding the loop up."""
    if account.key_place != "keyring":
        remove(account)
    else:
        await in_background(lambda: remove(account, limit=limit))


async def keyring_trouble() -> str:
    """Why the system's keyring can't keep a key, as ``NoSecret.reason``; "" where it seems that it can.

    Nobody is asked to unlock anything.
    """
    return await in_background(system_keyring.trouble)


def keep(account: Account, secret: str, *, limit: float = LIMIT) -> None:
    """Store a secret where the account says; in a keyring it is read back. Raises ``NoSecret``.

    What an environment variable holds is not ours to keep: nothing happens.
    """
    if account.key_place == "session":
        _session[account.id] = secret
    if account.key_place == "keyring":
        system_keyring.keep(account.id, secret, limit=limit)


def remove(account: Account, *, limit: float = LIMIT) -> None:
    """Take the secret away and look that it is gone; nothing happens where there is none.

    Raises ``NoSecret``: "keyring_keeps" if the keyring still has it.
    """
    if account.webhook_port is not None:
        webhook_token.remove(account.id, limit=limit)
    if account.key_place == "session":
        _session.pop(account.id, None)
    if account.key_place == "keyring":
        system_keyring.remove(account.id, limit=limit)


def forget_session_keys() -> None:
    """As the end of the process does: every key that was only in its memory is gone."""
    _session.clear()
