"""A cache of a contract's test, and texts that somebody writes into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from desktop.announce import Announcer
from desktop.providers.base import Provider
from desktop.store import messages
from desktop.store.database import Database
from tests.new_cache import open_new
from tests.providers.contract.service import STRANGER, Service

ACCOUNT = "a"


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    """A new cache."""
    db = open_new(folder / "linedesk.db", Announcer())
    try:
        yield db
    finally:
        db.close()


def at_once(service: Service) -> Provider:
    """A hurried adapter whose service allows any pace and is taken to list what it took in no time.

    Both are the only things of a service that a test cannot wait for.
    """
    provider = service.hurried(service.credentials)
    quick = replace(
        provider.capabilities, pace=1000.0, rest=timedelta(0), listing_delay=timedelta(seconds=-30)
    )
    provider.capabilities = quick  # type: ignore[misc]  # every adapter keeps them as a plain attribute
    return provider


def write(db: Database, line: str, body: str, peer: str = STRANGER) -> messages.Message:
    """Somebody presses Send."""
    return messages.queue(db, account_id=ACCOUNT, line=line, peer=peer, body=body)


def now(db: Database, text: messages.Message) -> messages.Message:
    """The text as it stands."""
    found = messages.get(db, text.id)
    assert found is not None
    return found
