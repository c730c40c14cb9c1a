"""The system's keyring by names of entries; how it misbehaves is tested in ``test_credentials``."""

import asyncio
from collections.abc import Iterator

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from desktop.settings import system_keyring
from desktop.settings.system_keyring import NoSecret
from tests.cli.own_keyring import Keyring


@pytest.fixture
def ring() -> Iterator[Keyring]:
    """Instead of the keyring that the tests' environment has not."""
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_an_entry_is_kept_read_and_taken_away(ring: Keyring) -> None:
    system_keyring.keep("cache a", "one")
    assert ring.kept == {("linedesk", "cache a"): "one"}
    assert system_keyring.read("cache a") == "one"
    system_keyring.remove("cache a")
    with pytest.raises(NoSecret) as caught:
        system_keyring.read("cache a")
    assert caught.value.reason == "keyring_empty"


def test_a_keyring_that_answers_at_once_is_not_named_as_waited_for(ring: Keyring) -> None:
    said: list[str] = []
    with system_keyring.telling(lambda: said.append("waits")):
        system_keyring.keep("cache a", "one")
    assert said == []


def test_the_keyring_is_known_by_its_backend(ring: Keyring) -> None:
    assert system_keyring.kind() == "tests.cli.own_keyring"
    assert system_keyring.trouble() == ""
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    assert system_keyring.trouble() == "no_keyring"


async def test_what_is_begun_goes_on_while_something_else_is_done(ring: Keyring) -> None:
    ring.kept["linedesk", "cache a"] = "one"
    asked = system_keyring.begun(lambda: system_keyring.read("cache a"))
    await asyncio.sleep(0)
    assert await asked == "one"


async def test_an_error_that_is_no_refusal_reaches_whoever_waits(ring: Keyring) -> None:
    with pytest.raises(ZeroDivisionError):
        await system_keyring.in_background(lambda: 1 // 0)
