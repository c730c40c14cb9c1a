"""A new cache file and one that was brought up step by step are the same."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.announce import Announcer
from desktop.store import consent, contacts, conversations, messages, undo
from desktop.store.contacts import Contact, Number
from desktop.store.database import SCHEMA, open_database
from desktop.store.migrations import run
from desktop.store.migrations.run import migrate
from desktop.store.table import Table

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


def first_schema(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file as the first version of the program made it."""
    here = folder / "migrations"
    shutil.copytree(run.HERE, here, ignore=shutil.ignore_patterns("__pycache__", "000[2-9]*"))
    with monkeypatch.context() as patch:
        patch.setattr(run, "HERE", here)
        migrate(path)


def test_a_file_of_the_first_version_keeps_its_contacts_and_calls_and_they_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "linedesk.db"
    first_schema(path, tmp_path, monkeypatch)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO contact VALUES (7, 'a', '1', 'Zoë Patel', 'Patel Bicycles')")
        connection.execute("INSERT INTO contact VALUES (9, 'a', '2', 'Ángel', '')")
        connection.execute("INSERT INTO contact_number VALUES (1, 7, ?, 'mobile')", (PEER,))
        connection.execute("INSERT INTO call VALUES (1, 'a', '1', 0, ?, ?, 0, 'missed', NULL)", (LINE, PEER))
    db = open_database(path, Announcer())
    zoe = Contact("a", "1", "Zoë Patel", "Patel Bicycles", (Number(PEER, "mobile"),))
    assert contacts.listing(db) == [Contact("a", "2", "Ángel"), zoe]
    assert [one.id for one in contacts.listing(db, "zoe")] == [7]
    assert contacts.listing(db, "900123") == contacts.listing(db, "MOBILE") == [zoe]
    assert contacts.listing(db, "angel") == [Contact("a", "2", "Ángel")]
    assert contacts.name_of(db, PEER) == "Zoë Patel"
    db.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT line, peer FROM call").fetchall() == [(LINE, PEER)]
    assert len(list(tmp_path.glob("linedesk.db.0001-*.bak"))) == 1


def test_a_stop_that_came_before_this_version_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B20: what is stored is read again, STOP and START of theirs and refusals of ours."""
    path = tmp_path / "linedesk.db"
    first_schema(path, tmp_path, monkeypatch)
    said = [
        (1, 0, PEER, "STOP", "received", None),
        (2, 0, "+447700900211", " stop. ", "received", None),
        (3, 0, "+447700900211", "START", "received", None),
        (4, 0, "+447700900212", "STOP this bill!", "received", None),
        (5, 1, "+447700900213", "STOP", "sent", None),
        (6, 1, "+447700900214", "Hello", "failed", "21610"),
        (7, 1, "+447700900215", "Hello", "failed", "30003"),
        (8, 1, "+447700900216", "Hello", "failed", "21610"),
        (9, 0, "+447700900216", "START", "received", None),
        (10, 1, "+447700900217", "Hello", "failed", "error 21610"),
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO conversation (id, account_id, line, peer, last_at, unread)"
            " VALUES (1, 'a', ?, ?, 0, 0)",
            (LINE, PEER),
        )
        connection.executemany(
            "INSERT INTO message (id, client_id, account_id, conversation_id, outbound, line, peer, body,"
            " state, error_code, created_at, outside, remote_kind, remote_status, currency, carrier,"
            " error_text, attempts, left_alone)"
            " VALUES (?1, ?1, 'a', 1, ?2, ?7, ?3, ?4, ?5, ?6, ?1 * 1000000, 0, 'sms', '', '', '', '', 1, 0)",
            [(*one, LINE) for one in said],
        )
    db = open_database(path, Announcer())
    stopped = {peer for _, _, peer, *_ in said if consent.state(db, "a", LINE, peer).stopped}
    assert stopped == {PEER, "+447700900214", "+447700900217"}
    found = consent.state(db, "a", LINE, PEER)
    assert (found.kind, found.words, found.message_id) == ("stop", "STOP", 1)
    assert found.since == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    db.close()


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


@pytest.mark.parametrize("how", ["new", "migrated"])
def test_the_id_of_a_text_that_is_gone_never_comes_to_mean_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """A click or a request that is still under way for it must not meet another text (demand 1)."""
    path = tmp_path / "linedesk.db"
    if how == "migrated":
        first_schema(path, tmp_path, monkeypatch)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                "INSERT INTO conversation (id, account_id, line, peer, last_at, unread)"
                " VALUES (1, 'a', ?, ?, 0, 0)",
                (LINE, PEER),
            )
            connection.execute(
                "INSERT INTO message (id, client_id, account_id, conversation_id, outbound, line, peer, body,"
                " state, created_at, outside, remote_kind, remote_status, currency, carrier, error_text,"
                " attempts, left_alone)"
                " VALUES (40, 'c', 'a', 1, 1, ?, ?, 'old', 'sent', 0, 0, 'sms', '', '', '', '', 1, 0)",
                (LINE, PEER),
            )
    db = open_database(path, Announcer())
    now = datetime.now(UTC)
    undo_for = timedelta(seconds=5)
    first = messages.queue(db, account_id="a", line=LINE, peer=PEER, body="1", now=now, undo=undo_for)
    assert undo.take_back(db, first.id, now) == "1"
    assert messages.queue(db, account_id="a", line=LINE, peer=PEER, body="2", now=now).id > first.id
    db.close()
