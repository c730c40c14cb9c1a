"""What a store is asked: the statements that reach SQLite while something is done.

with asked() as statements:
    model.look()
assert len(statements) == 1

``made`` has those alone that had to be put together for it, which takes longer than what they ask.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import CacheStats


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements of every open store, in order, as they come."""
    statements: list[str] = []

    def note(*told: object) -> None:
        statements.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@contextmanager
def made() -> Iterator[list[str]]:
    """The statements that SQLAlchemy did not have ready, in order, as they come."""
    statements: list[str] = []

    def note(*told: Any) -> None:
        if told[4].cache_hit is not CacheStats.CACHE_HIT:
            statements.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
