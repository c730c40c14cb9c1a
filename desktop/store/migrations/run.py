"""Brings an older cache file up to the present schema with Alembic; imported only when that is needed."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.exc import DatabaseError

from desktop.store.cipher import Key
from desktop.store.database import StoreDamaged, engine_for, named

HERE = Path(__file__).parent


def migrate(path: Path, key: Key | None = None) -> None:
    """Apply every later migration to the file at ``path``, each in a transaction of its own.

    Raises ``StoreDamaged`` where the file's version is none that was ever released, and
    ``StoreUnwritable``; a migration that was not finished has changed nothing.
    """
    engine = engine_for(path, key)
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    try:
        with named(path), engine.execution_options(writes=True).connect() as connection:
            # A table is changed by copying it and dropping the old one, which would take its children along.
            connection.connection.execute("PRAGMA foreign_keys = OFF")
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except DatabaseError as error:
                raise _first(error) from None
    except CommandError as error:
        raise StoreDamaged(path, "no known version") from error
    finally:
        engine.dispose()


def _first(error: DatabaseError) -> DatabaseError:
    """What went wrong at first: Alembic tidies up after a full disk, and misses what SQLite took back."""
    first, one = error, error.__context__
    while one is not None:
        if isinstance(one, DatabaseError):
            first = one
        one = one.__context__
    return first
