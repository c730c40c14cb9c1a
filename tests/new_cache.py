"""New caches for tests, made once in a run and copied: making one takes longer than most tests."""

from collections.abc import Callable
from pathlib import Path

from desktop.announce import Announcer
from desktop.store.database import Database, open_database

Fill = Callable[[Database], None]

_made: dict[Fill, bytes] = {}
"""The files as they were when closed, by what was put in."""


def nothing(_: Database) -> None:
    """An empty cache."""


def open_new(path: Path, announcer: Announcer, fill: Fill = nothing) -> Database:
    """The cache at ``path``, opened; where there is none it is made, with what ``fill`` puts in."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if fill not in _made:
            first = open_database(path, Announcer())
            fill(first)
            first.close()
            _made[fill] = path.read_bytes()
        path.write_bytes(_made[fill])
    return open_database(path, announcer)
