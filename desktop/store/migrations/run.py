"""Brings an older cache file up to the present schema with Alembic; imported only when that is needed."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from desktop.store.database import StoreUnwritable, prepare

HERE = Path(__file__).parent


def migrate(path: Path) -> None:
    """Apply every later migration to the file at ``path``, each in a transaction of its own."""
    engine = create_engine(f"sqlite+pysqlite:///{path}", hide_parameters=True)
    prepare(engine)
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    try:
        with engine.execution_options(writes=True).connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except OSError as error:
        raise StoreUnwritable(path, str(error)) from error
    finally:
        engine.dispose()
