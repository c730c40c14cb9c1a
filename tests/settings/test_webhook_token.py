"""The secret word of a webhook: random, in the keyring only, and gone with its account."""

from collections.abc import Iterator

import keyring
import pytest

from desktop.settings import credentials, webhook_token
from desktop.settings.accounts import Account
from desktop.settings.system_keyring import NoSecret
from tests.cli.own_keyring import Keyring


@pytest.fixture
def ring() -> Iterator[Keyring]:
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


async def test_a_word_is_long_random_and_replaced_by_the_next(ring: Keyring) -> None:
    first, second = webhook_token.make("a"), webhook_token.make("a")
    assert first != second and len(first) >= 40
    assert webhook_token.read("a") == await webhook_token.read_in_background("a") == second
    webhook_token.remove("a")
    with pytest.raises(NoSecret):
        webhook_token.read("a")


def test_the_word_goes_with_the_account(ring: Keyring) -> None:
    """E1: nothing of a removed account stays in the keyring."""
    account = Account(provider="cliqtel", name="A", url="https://x", key_place="keyring", webhook_port=8750)
    credentials.keep(account, "k")
    webhook_token.make(account.id)
    credentials.remove(account)
    assert ring.kept == {}
