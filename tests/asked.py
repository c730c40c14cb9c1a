"""What a store is asked: the statements that reach SQLite while something is done.

with asked() as statements:
    model.look()
assert len(statements) == 1

``made`` has those alone that had to be put together for it, which takes longer than what they ask.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import CacheStats


def asked() -> AbstractContextManager[list[str]]:
    """The statements of every open store, in order, as they come."""
    return _noted(lambda _: True)


def made() -> AbstractContextManager[list[str]]:
    """Those that SQLAlchemy did not have ready, in order, as they come."""
    return _noted(lambda context: context.cache_hit is not CacheStats.CACHE_HIT)


@contextmanager
def _noted(which: Callable[[Any], bool]) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(*told: Any) -> None:
        if which(told[4]):
            statements.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
