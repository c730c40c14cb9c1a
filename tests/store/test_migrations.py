"""A new cache file and one that was brought up step by step are the same."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.announce import Announcer
from desktop.store import conversations, messages
from desktop.store.database import SCHEMA, open_database
from desktop.store.migrations.run import migrate
from desktop.store.tables import Table

LINE, PEER = "+447700900010", "+447700900123"


def shape(path: Path) -> dict[str, Any]:
    """Tables, columns, indexes, uniques and foreign keys, as SQLite itself tells of them."""

    def rows(connection: sqlite3.Connection, pragma: str) -> list[dict[str, Any]]:
        cursor = connection.execute(f"PRAGMA {pragma}")
        return [dict(zip([name for name, *_ in cursor.description], row, strict=True)) for row in cursor]

    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        found: dict[str, Any] = {}
        for name in sorted(names):
            columns = {row["name"]: row for row in rows(connection, f"table_xinfo({name})")}
            for row in columns.values():
                del row["cid"]
            indexes = []
            for row in rows(connection, f"index_list({name})"):
                parts = [part["name"] for part in rows(connection, f"index_info({row['name']})")]
                own = row["name"] if row["origin"] == "c" else ""
                indexes.append((own, row["unique"], row["origin"], row["partial"], parts))
            keys = [
                {key: value for key, value in row.items() if key != "id"}
                for row in rows(connection, f"foreign_key_list({name})")
            ]
            found[name] = {"columns": columns, "indexes": sorted(indexes), "foreign keys": keys}
        return found


def test_a_new_file_and_a_migrated_one_are_the_same(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.db", tmp_path / "migrated.db"
    open_database(new, Announcer()).close()
    migrate(migrated)
    assert shape(migrated) == shape(new)
    assert set(shape(new)) == {*Table.metadata.tables, "alembic_version"}


def test_a_migrated_file_opens_at_the_present_version_and_works(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    migrate(path)
    db = open_database(path, Announcer())
    messages.queue(db, account_id="a", line=LINE, peer=PEER, body="Hello")
    assert [one.last_body for one in conversations.listing(db)] == ["Hello"]
    db.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]
    assert list(tmp_path.glob("*.bak")) == []


def test_the_newest_migration_is_the_version_that_the_tables_describe() -> None:
    versions = Path(messages.__file__).parent / "migrations" / "versions"
    assert max(path.name for path in versions.glob("[0-9]*.py")).startswith(f"{SCHEMA}_")
