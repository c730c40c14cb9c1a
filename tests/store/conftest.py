"""What every test of the store gets: a cache file of its own, and what it announced."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.announce import Announcement, Announcer
from desktop.store.database import Database
from tests.new_cache import open_new


@pytest.fixture
def announced() -> list[Announcement]:
    """Everything that the store announced, in order."""
    return []


@pytest.fixture
def db(tmp_path: Path, announced: list[Announcement]) -> Iterator[Database]:
    """A new cache file, opened."""
    announcer = Announcer()
    announcer.subscribe(announced.append)
    database = open_new(tmp_path / "linedesk.db", announcer)
    yield database
    database.close()
