"""The random word in the path of an account's webhook, in the keyring: whoever knows it may hand in texts."""

import secrets

from desktop.settings import system_keyring
from desktop.settings.system_keyring import LIMIT


def read(account_id: str, *, limit: float = LIMIT) -> str:
    """The account's word. Raises ``NoSecret``."""
    return system_keyring.read(_name(account_id), limit=limit)


async def read_in_background(account_id: str) -> str:
    """As ``read``, without holding the loop up."""
    return await system_keyring.in_background(lambda: read(account_id))


def make(account_id: str, *, limit: float = LIMIT) -> str:
    """A new word for the account: from now on the one before it opens nothing. Raises ``NoSecret``."""
    word = secrets.token_urlsafe(32)
    system_keyring.keep(_name(account_id), word, limit=limit)
    return word


def remove(account_id: str, *, limit: float = LIMIT) -> None:
    """Take it away; nothing happens where there is none. Raises ``NoSecret``."""
    system_keyring.remove(_name(account_id), limit=limit)


def _name(account_id: str) -> str:
    return f"webhook {account_id}"
