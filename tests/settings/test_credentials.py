"""Secrets: in a keyring that really keeps them, or in a variable that is only named."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from desktop.settings import credentials
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret

KEPT = Account(provider="cliqtel", name="Kept", url="https://cliqtel.com", key_place="keyring")
NAMED = Account(
    provider="cliqtel", name="Named", url="https://cliqtel.com", key_place="env", key_variable="SOME_KEY"
)
FOR_NOW = Account(provider="cliqtel", name="Now", url="https://cliqtel.com", key_place="session")
SECRET = "clq_geheim_ñ"
SHORT = 0.05


class Memory(KeyringBackend):
    """A keyring that keeps what it is given."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


class Locked(Memory):
    """A keyring that the person would not unlock."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{username} stays locked")


class Broken(Memory):
    """A backend whose own library fails in its own way."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(SECRET)


class Waiting(Memory):
    """A keyring that asks a person who does not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return SECRET


class Late(Memory):
    """A keyring that stores what it was asked to keep only after somebody has unlocked it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answered, self.deleted = threading.Event(), threading.Event(), threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked.set()
        self.answered.wait()
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        super().delete_password(service, username)
        self.deleted.set()


class Other(Memory):
    """A keyring that gives back something else than it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        return "something else"


class Keeps(Memory):
    """A keyring that says it has deleted, and has not."""

    def delete_password(self, service: str, username: str) -> None:
        return


class Chain(Memory):
    """What is chosen where there are several backends."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = backends


class PlainText(Memory):
    """A keyring that writes secrets into a file for anyone to read."""


PlainText.__module__ = "keyrings.alt.file"


@pytest.fixture
def use() -> Iterator[Callable[[KeyringBackend], KeyringBackend]]:
    """Make a keyring the system's for this test."""
    before = keyring.get_keyring()
    waiting: list[Waiting] = []

    def put(backend: KeyringBackend) -> KeyringBackend:
        keyring.set_keyring(backend)
        if isinstance(backend, Waiting):
            waiting.append(backend)
        return backend

    yield put
    for backend in waiting:
        backend.answered.set()
    keyring.set_keyring(before)


Use = Callable[[KeyringBackend], KeyringBackend]


def test_a_secret_is_kept_read_and_taken_away(use: Use) -> None:
    use(Memory())
    credentials.keep(KEPT, SECRET)
    assert credentials.read(KEPT) == SECRET
    credentials.remove(KEPT)
    with pytest.raises(NoSecret) as caught:
        credentials.read(KEPT)
    assert caught.value.reason == "keyring_empty"
    credentials.remove(KEPT)


def test_each_account_has_a_secret_of_its_own(use: Use) -> None:
    use(Memory())
    other = KEPT.model_copy(update={"id": "other"})
    credentials.keep(KEPT, "one")
    credentials.keep(other, "two")
    assert (credentials.read(KEPT), credentials.read(other)) == ("one", "two")


@pytest.mark.parametrize(
    ("backend", "on_keep", "on_read"),
    [
        (NullKeyring, "keyring_forgets", "keyring_empty"),
        (Other, "keyring_forgets", None),
        (NoKeyring, "no_keyring", "no_keyring"),
        (Locked, "keyring_refused", "keyring_refused"),
        (Broken, "keyring_refused", "keyring_refused"),
        (Waiting, "keyring_silent", "keyring_silent"),
        (PlainText, "plain_text_keyring", "plain_text_keyring"),
        (lambda: Chain(PlainText(), Memory()), "plain_text_keyring", "plain_text_keyring"),
    ],
    ids=["null", "other", "none", "locked", "broken", "waiting", "plain text", "chain of plain text"],
)
def test_a_keyring_that_does_not_keep_is_never_believed(
    use: Use, backend: Callable[[], KeyringBackend], on_keep: str, on_read: str | None
) -> None:
    """What was stored is read back; what a backend raises is named, without what it says."""
    use(backend())
    with pytest.raises(NoSecret) as kept:
        credentials.keep(KEPT, SECRET, limit=SHORT if backend is Waiting else 30)
    assert kept.value.reason == on_keep
    assert SECRET not in f"{kept.value} {kept.value.detail}"
    if on_read is not None:
        with pytest.raises(NoSecret) as read:
            credentials.read(KEPT, limit=SHORT if backend is Waiting else 30)
        assert read.value.reason == on_read


def test_in_a_chain_the_keyring_that_stores_counts(use: Use) -> None:
    use(Chain(Memory(), PlainText()))
    credentials.keep(KEPT, SECRET)
    assert credentials.read(KEPT) == SECRET


def test_a_plain_text_keyring_gets_nothing_to_write(use: Use) -> None:
    backend = use(PlainText())
    with pytest.raises(NoSecret):
        credentials.keep(KEPT, SECRET)
    assert isinstance(backend, PlainText) and backend.kept == {}


def test_the_refusal_of_a_keyring_is_named_by_its_kind(use: Use) -> None:
    use(Locked())
    with pytest.raises(NoSecret) as caught:
        credentials.remove(KEPT)
    assert (caught.value.reason, caught.value.detail) == ("keyring_refused", "KeyringLocked")


def test_a_key_that_the_keyring_does_not_give_away_is_told(use: Use) -> None:
    """Looked at again before it is believed."""
    use(Keeps())
    credentials.keep(KEPT, SECRET)
    with pytest.raises(NoSecret) as caught:
        credentials.remove(KEPT)
    assert caught.value.reason == "keyring_keeps"


def test_a_key_for_one_session_is_in_memory_only_and_gone_with_the_process(use: Use) -> None:
    backend = use(Memory())
    with pytest.raises(NoSecret) as caught:
        credentials.read(FOR_NOW)
    assert caught.value.reason == "session_over"
    credentials.keep(FOR_NOW, SECRET)
    assert credentials.read(FOR_NOW) == SECRET
    assert isinstance(backend, Memory) and backend.kept == {}
    credentials.forget_session_keys()
    with pytest.raises(NoSecret):
        credentials.read(FOR_NOW)
    credentials.keep(FOR_NOW, SECRET)
    credentials.remove(FOR_NOW)
    with pytest.raises(NoSecret):
        credentials.read(FOR_NOW)


async def test_in_the_background_keys_are_kept_and_removed_alike(use: Use) -> None:
    use(Memory())
    for account in (KEPT, FOR_NOW):
        await credentials.keep_in_background(account, SECRET)
        assert await credentials.read_in_background(account) == SECRET
        await credentials.remove_in_background(account)
        with pytest.raises(NoSecret):
            await credentials.read_in_background(account)


async def test_a_new_key_that_is_stored_when_nobody_waits_any_more_is_taken_out_again(use: Use) -> None:
    """The person was asked to unlock the keyring, cancelled the sign-in, and unlocked it all the same."""
    backend = use(Late())
    assert isinstance(backend, Late)
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(credentials.keep_in_background(KEPT, SECRET, new=True))
        await asyncio.to_thread(backend.asked.wait)
        asked.cancel()
    backend.answered.set()
    assert await asyncio.to_thread(backend.deleted.wait, 10)
    assert backend.kept == {}


@pytest.mark.parametrize(
    ("backend", "reason"),
    [
        (Memory, ""),
        (Locked, ""),
        (NoKeyring, "no_keyring"),
        (NullKeyring, "keyring_forgets"),
        (PlainText, "plain_text_keyring"),
    ],
)
async def test_whether_a_keyring_can_be_used_is_known_without_asking_anybody(
    use: Use, backend: Callable[[], KeyringBackend], reason: str
) -> None:
    use(backend())
    assert await credentials.keyring_trouble() == reason


def test_a_variable_is_read_anew_at_each_run_and_never_touches_the_keyring(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(Broken())
    monkeypatch.setenv("SOME_KEY", SECRET)
    assert credentials.read(NAMED) == SECRET
    credentials.remove(NAMED)
    monkeypatch.setenv("SOME_KEY", "")
    _expect_unset()
    monkeypatch.delenv("SOME_KEY")
    _expect_unset()


def _expect_unset() -> None:
    with pytest.raises(NoSecret) as caught:
        credentials.read(NAMED)
    assert (caught.value.reason, caught.value.detail) == ("variable_unset", "SOME_KEY")


async def test_while_a_keyring_asks_the_program_goes_on(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unanswered prompt would block for ever."""
    backend = use(Waiting())
    assert isinstance(backend, Waiting)
    monkeypatch.setenv("SOME_KEY", "named")
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(credentials.read_in_background(KEPT))
        assert await credentials.read_in_background(NAMED) == "named"
        assert not asked.done()
        backend.answered.set()
    assert asked.result() == SECRET


async def test_a_keyring_that_stays_silent_is_given_up_in_the_background_too(use: Use) -> None:
    use(Waiting())
    with pytest.raises(NoSecret) as caught:
        await credentials.read_in_background(KEPT, limit=SHORT)
    assert caught.value.reason == "keyring_silent"


async def test_nobody_has_to_wait_for_a_keyring_to_end_the_program(use: Use) -> None:
    backend = use(Waiting())
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(credentials.read_in_background(KEPT))
        await asyncio.sleep(0)
        asked.cancel()
    assert asked.cancelled()
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "keyring")
    assert isinstance(backend, Waiting)
