"""Secrets of accounts: in the system's keyring, in an environment variable that is only named, or, for
one session, in the memory of this process.

A keyring may ask a person and never get an answer, so it is asked in a daemon thread with a time limit;
and one without a backend may claim success, so what was stored is read back before it is believed.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from desktop.settings.accounts import Account

SERVICE = "linedesk"
LIMIT = 30.0
"""Seconds that a keyring (and the person it asks) has to answer."""

Answer = TypeVar("Answer")

_session: dict[str, str] = {}
"""Keys that end with this process, by account id."""


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
    if account.key_place == "session":
        if account.id not in _session:
            raise NoSecret("session_over")
        return _session[account.id]
    stored = _ask(lambda keyring: keyring.get_password(SERVICE, account.id), limit)
    if not stored:
        raise NoSecret("keyring_empty")
    return stored


async def read_in_background(account: Account, *, limit: float = LIMIT) -> str:
    """As ``read``, without holding the loop up. The waiting thread dies with the program."""
    if account.key_place != "keyring":
        return read(account)
    return await _in_background(lambda: read(account, limit=limit))


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
    await _in_background(lambda: keep(account, secret, limit=limit), undo)


async def remove_in_background(account: Account, *, limit: float = LIMIT) -> None:
    """As ``remove``, without holding the loop up."""
    if account.key_place != "keyring":
        remove(account)
    else:
        await _in_background(lambda: remove(account, limit=limit))


async def keyring_trouble() -> str:
    """Why the system's keyring can't keep a key, as ``NoSecret.reason``; "" where it seems that it can.

    Nobody is asked to unlock anything.
    """
    try:
        await _in_background(lambda: _ask(lambda keyring: keyring.check(), LIMIT))
    except NoSecret as trouble:
        return trouble.reason
    return ""


async def _in_background(work: Callable[[], Answer], undo: Callable[[], None] | None = None) -> Answer:
    """``work`` in a thread that dies with the program; ``undo`` after it, if nobody waits any more."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Answer] = loop.create_future()

    def take_back(done: Callable[[], None]) -> None:
        with suppress(NoSecret):  # as silent as it was asked for: nobody is there to be told
            done()

    def settle(results: list[Answer], trouble: NoSecret | None) -> None:
        if answer.cancelled():
            if undo is not None and trouble is None:
                threading.Thread(target=take_back, args=(undo,), name="keyring", daemon=True).start()
            return
        if trouble is not None:
            answer.set_exception(trouble)
        else:
            answer.set_result(results[0])

    def run() -> None:
        results: list[Answer] = []
        trouble = None
        try:
            results.append(work())
        except NoSecret as error:
            trouble = error
        try:
            loop.call_soon_threadsafe(settle, results, trouble)
        except RuntimeError:
            return  # the loop has closed: nobody waits any more

    threading.Thread(target=run, name="keyring", daemon=True).start()
    return await answer


def keep(account: Account, secret: str, *, limit: float = LIMIT) -> None:
    """Store a secret where the account says; in a keyring it is read back. Raises ``NoSecret``.

    What an environment variable holds is not ours to keep: nothing happens.
    """
    if account.key_place == "session":
        _session[account.id] = secret
    if account.key_place != "keyring":
        return

    def store(keyring: "_Keyring") -> str | None:
        keyring.set_password(SERVICE, account.id, secret)
        return keyring.get_password(SERVICE, account.id)

    if _ask(store, limit) != secret:
        raise NoSecret("keyring_forgets")


def remove(account: Account, *, limit: float = LIMIT) -> None:
    """Take the secret away and look that it is gone; nothing happens where there is none.

    Raises ``NoSecret``: "keyring_keeps" if the keyring still has it.
    """
    if account.key_place == "session":
        _session.pop(account.id, None)
    if account.key_place != "keyring":
        return

    def forget(keyring: "_Keyring") -> bool:
        if keyring.get_password(SERVICE, account.id) is not None:
            keyring.delete_password(SERVICE, account.id)
        return keyring.get_password(SERVICE, account.id) is None

    if not _ask(forget, limit):
        raise NoSecret("keyring_keeps")


def forget_session_keys() -> None:
    """As the end of the process does: every key that was only in its memory is gone."""
    _session.clear()


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
        self._first = type(first).__module__

    def check(self) -> None:
        """Raises ``NoSecret`` where the backend is one that keeps nothing."""
        if self._first == "keyring.backends.fail":
            raise NoSecret("no_keyring")
        if self._first == "keyring.backends.null":
            raise NoSecret("keyring_forgets")

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
