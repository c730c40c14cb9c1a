"""What tests of the accounts' screens share: a profile, its models, a keyring, and a service at the wire."""

from collections.abc import Iterator

import keyring
import pytest

from desktop.settings import credentials
from tests.cli.own_keyring import Keyring


@pytest.fixture(autouse=True)
def ring() -> Iterator[Keyring]:
    """A keyring of the test's own; keys for one session end with the test."""
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)
    credentials.forget_session_keys()
