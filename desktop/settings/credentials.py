"""Secrets of accounts: in the system's keyring, or in an environment variable that is only named.

A keyring may ask a person and never get an answer, so it is asked in a daemon thread with a time limit;
and one without a backend may claim success, so what was stored is read back before it is believed.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from typing import TypeVar

from desktop.settings.accounts import Account

SERVICE = "linedesk"
LIMIT = 30.0
"""Seconds that a keyring (and the person it asks) has to answer."""

Answer = TypeVar("Answer")


class NoSecret(Exception):
    """No secret could be had or stored; ``reason`` is a code for ``wording``, ``detail`` names the place."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def read(account: Account, *, limit: float = LIMIT) -> str:
    """The account's secret. Raises ``NoSecret`` where there is none, or where a keyring does not answer."""
    if account.key_place == "env":
        found = os.environ.get(account.key_variable, "")
        if not found:
            raise NoSecret("variable_unset", account.key_variable)
        return found
    stored = _ask(lambda keyring: keyring.get_password(SERVICE, account.id), limit)
    if not stored:
        raise NoSecret("keyring_empty")
    return stored


async def read_in_background(account: Account, *, limit: float = LIMIT) -> str:
    """As ``read``, without holding the loop up. The waiting thread dies with the program."""
    if account.key_place == "env":
        return read(account)
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str] = loop.create_future()

    def settle(secret: str | None, error: NoSecret | None) -> None:
        if answer.cancelled():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(secret or "")

    def work() -> None:
        secret, trouble = None, None
        try:
            secret = read(account, limit=limit)
        except NoSecret as error:
            trouble = error
        try:
            loop.call_soon_threadsafe(settle, secret, trouble)
        except RuntimeError:
            return  # the loop has closed: nobody waits any more

    threading.Thread(target=work, name="keyring", daemon=True).start()
    return await answer


def keep(account: Account, secret: str, *, limit: float = LIMIT) -> None:
    """Store a secret in the keyring and read it back. Raises ``NoSecret``."""

    def store(keyring: "_Keyring") -> str | None:
        keyring.set_password(SERVICE, account.id, secret)
        return keyring.get_password(SERVICE, account.id)

    if _ask(store, limit) != secret:
        raise NoSecret("keyring_forgets")


def remove(account: Account, *, limit: float = LIMIT) -> None:
    """Take the secret out of the keyring; nothing happens where there is none."""
    if account.key_place != "keyring":
        return

    def forget(keyring: "_Keyring") -> None:
        if keyring.get_password(SERVICE, account.id) is not None:
            keyring.delete_password(SERVICE, account.id)

    _ask(forget, limit)


class _Keyring:
    """What is used of the ``keyring`` module, imported late: it takes a tenth of a second."""

    def __init__(self) -> None:
        import keyring

        self._keyring = keyring
        chosen = keyring.get_keyring()
        # Where there are several backends, a chain of them is chosen, whose first one stores.
        first = next(iter(getattr(chosen, "backends", ())), chosen)
        if type(first).__module__.startswith("keyrings.alt"):
            raise NoSecret("plain_text_keyring")

    def get_password(self, service: str, name: str) -> str | None:
        return self._keyring.get_password(service, name)

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._keyring.set_password(service, name, secret)

    def delete_password(self, service: str, name: str) -> None:
        self._keyring.delete_password(service, name)


def _ask(question: Callable[[_Keyring], Answer], limit: float) -> Answer:
    answers: list[Answer] = []
    errors: list[NoSecret] = []

    def work() -> None:
        from keyring.errors import KeyringError, NoKeyringError

        try:
            answers.append(question(_Keyring()))
        except NoSecret as error:
            errors.append(error)
        except NoKeyringError:
            errors.append(NoSecret("no_keyring"))
        except KeyringError as error:
            errors.append(NoSecret("keyring_refused", type(error).__name__))
        except Exception as error:  # noqa: BLE001  backends raise whatever their libraries raise
            errors.append(NoSecret("keyring_refused", type(error).__name__))

    thread = threading.Thread(target=work, name="keyring", daemon=True)
    thread.start()
    thread.join(limit)
    if errors:
        raise errors[0]
    if not answers:
        raise NoSecret("keyring_silent")
    return answers[0]
