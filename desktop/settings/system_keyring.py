"""The system's keyring: asked in a daemon thread with a time limit, and believed only after reading back.

A keyring may ask a person and never get an answer, and one without a backend may claim success. Look here
for what its refusals are called (``NoSecret``), for which backends are not used, and for asking it beside
the loop. Imports nothing heavy: the key of the cache is asked for before the window's list stands.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

SERVICE = "linedesk"
LIMIT = 30.0
"""Seconds that a keyring (and the person it asks) has to answer."""

SLOW = 0.6
"""Seconds after which a person is told what is waited for; an open keyring answers in a few hundredths."""

Answer = TypeVar("Answer")

_when_slow: Callable[[], None] = lambda: None  # noqa: E731  what a command puts here is as short


class NoSecret(Exception):
    """No secret could be had or stored; ``reason`` is a code for ``wording``, ``detail`` names the place."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@contextmanager
def telling(waits: Callable[[], None]) -> Iterator[None]:
    """Meanwhile ``waits`` is called each time that a keyring has not answered after ``SLOW``, in the thread
    that asks. For commands, which have one thing to say and nothing else to do.
    """
    global _when_slow
    before, _when_slow = _when_slow, waits
    try:
        yield
    finally:
        _when_slow = before


def read(name: str, *, limit: float = LIMIT) -> str:
    """What the keyring has under ``name``. Raises ``NoSecret``: "keyring_empty" where that is nothing."""
    stored = _ask(lambda keyring: keyring.get_password(SERVICE, name), limit)
    if not stored:
        raise NoSecret("keyring_empty")
    return stored


def keep(name: str, secret: str, *, limit: float = LIMIT, fresh: bool = False) -> None:
    """Store a secret and read it back. Raises ``NoSecret``.

    ``fresh``: nobody else knows the name, so what is stored after the limit is taken away again.
    """
    late = threading.Event()

    def store(keyring: "_Keyring") -> str | None:
        keyring.set_password(SERVICE, name, secret)
        if fresh and late.is_set():
            keyring.delete_password(SERVICE, name)
        return keyring.get_password(SERVICE, name)

    try:
        kept = _ask(store, limit)
    except NoSecret:
        late.set()
        raise
    if kept != secret:
        raise NoSecret("keyring_forgets")


def remove(name: str, *, limit: float = LIMIT) -> None:
    """Take a secret away and look that it is gone; nothing happens where there is none.

    Raises ``NoSecret``: "keyring_keeps" if the keyring still has it.
    """

    def forget(keyring: "_Keyring") -> bool:
        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
        return keyring.get_password(SERVICE, name) is None

    if not _ask(forget, limit):
        raise NoSecret("keyring_keeps")


def trouble(*, limit: float = LIMIT) -> str:
    """Why no secret can be kept, as ``NoSecret.reason``; "" where it seems that it can. Nobody is asked."""
    try:
        _ask(lambda keyring: keyring.check(), limit)
    except NoSecret as found:
        return found.reason
    return ""


def kind(*, limit: float = LIMIT) -> str:
    """The backend that stores: its module, as ``keyring.backends.SecretService``. Raises ``NoSecret``."""
    return _ask(lambda keyring: keyring.kind, limit)


async def in_background(work: Callable[[], Answer], undo: Callable[[], None] | None = None) -> Answer:
    """``work`` in a thread that dies with the program; ``undo`` after it, if nobody waits any more."""
    return await begun(work, undo)


def begun(work: Callable[[], Answer], undo: Callable[[], None] | None = None) -> "asyncio.Future[Answer]":
    """As ``in_background``, begun at once; to be awaited later."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Answer] = loop.create_future()

    def take_back(done: Callable[[], None]) -> None:
        with suppress(NoSecret):  # as silent as it was asked for: nobody is there to be told
            done()

    def settle(results: list[Answer], trouble: Exception | None) -> None:
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
        trouble: Exception | None = None
        try:
            results.append(work())
        except Exception as error:  # noqa: BLE001  raised where it is waited for
            trouble = error
        try:
            loop.call_soon_threadsafe(settle, results, trouble)
        except RuntimeError:
            return  # the loop has closed: nobody waits any more

    threading.Thread(target=run, name="keyring", daemon=True).start()
    return answer


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
        self.kind = type(first).__module__

    def check(self) -> None:
        """Raises ``NoSecret`` where the backend is one that keeps nothing."""
        if self.kind == "keyring.backends.fail":
            raise NoSecret("no_keyring")
        if self.kind == "keyring.backends.null":
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
    thread.join(min(SLOW, limit))
    if thread.is_alive():
        _when_slow()
        thread.join(max(limit - SLOW, 0.0))
    if errors:
        raise errors[0]
    if not answers:
        raise NoSecret("keyring_silent")
    return answers[0]
