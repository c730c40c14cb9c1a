"""What a store is asked: the statements that reach SQLite while something is done.

with asked() as statements:
    model.look()
assert len(statements) == 1
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine


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
