"""What every test of the sync gets: a store with one line, a service made of plain Python, and ears."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.store import lines
from desktop.store.database import Database
from desktop.store.lines import Line
from tests.new_cache import open_new
from tests.sync.fake_service import ACCOUNT, LINE, FakeService, Heard


@pytest.fixture
def heard() -> Heard:
    """Everything announced, and a way to wait for it."""
    return Heard()


def one_line(db: Database) -> None:
    lines.replace(db, ACCOUNT, [Line(ACCOUNT, "42", LINE)])


@pytest.fixture
def db(tmp_path: Path, heard: Heard) -> Iterator[Database]:
    """A new cache file that knows one line."""
    announcer = Announcer()
    announcer.subscribe(heard)
    database = open_new(tmp_path / "linedesk.db", announcer, one_line)
    yield database
    database.close()


@pytest.fixture
def service() -> FakeService:
    """A service at which everything works."""
    return FakeService()
