"""A cache of a contract's test, and texts that somebody writes into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.announce import Announcer
from desktop.store import messages
from desktop.store.database import Database
from tests.new_cache import open_new
from tests.providers.contract.service import STRANGER

ACCOUNT = "a"


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    """A new cache."""
    db = open_new(folder / "linedesk.db", Announcer())
    try:
        yield db
    finally:
        db.close()


def write(db: Database, line: str, body: str, peer: str = STRANGER) -> messages.Message:
    """Somebody presses Send."""
    return messages.queue(db, account_id=ACCOUNT, line=line, peer=peer, body=body)


def now(db: Database, text: messages.Message) -> messages.Message:
    """The text as it stands."""
    found = messages.get(db, text.id)
    assert found is not None
    return found
