"""Threads that work with a cache while its key changes: they wait, and nothing of theirs is lost."""

import threading
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.settings import cache_key
from desktop.store import messages
from desktop.store.database import Database, open_database
from desktop.store.encrypting import NotEncrypted

LINE, PEER = "+447700900010", "+447700900123"


def write(db: Database, body: str) -> None:
    messages.queue(db, account_id="a", line=LINE, peer=PEER, body=body)


def bodies(db: Database) -> set[str]:
    with db.reading() as session:
        found = session.connection().exec_driver_sql("SELECT body FROM message")
        return {body for (body,) in found}


class Pages(threading.Thread):
    """Writes transactions of many rows one after the other, as a pull does."""

    def __init__(self, db: Database) -> None:
        super().__init__()
        self._db, _ = db.heard_later()
        self._enough = threading.Event()
        self.committed: list[str] = []
        self.another = threading.Event()

    def run(self) -> None:
        while not self._enough.is_set():
            body = f"page {len(self.committed)}"
            with self._db.transaction() as session:
                connection = session.connection()
                for row in range(200):
                    connection.exec_driver_sql(
                        "INSERT INTO bad_row (account_id, remote_id, fault, row, seen_at) VALUES "
                        "('a', ?, '', '', 0)",
                        (f"{body} {row}",),
                    )
            self.committed.append(body)
            self.another.set()

    def wait_for_one(self) -> None:
        self.another.clear()
        assert self.another.wait(30)

    def end(self) -> None:
        self._enough.set()
        self.join()


def pages_in(db: Database) -> set[str]:
    with db.reading() as session:
        found = session.connection().exec_driver_sql("SELECT remote_id FROM bad_row")
        return {one.rpartition(" ")[0] for (one,) in found}


def test_what_another_thread_commits_while_the_key_changes_is_kept(tmp_path: Path) -> None:
    """Three times: from plain to a key, and from one key to another."""
    db = open_database(tmp_path / "linedesk.db", Announcer())
    pages = Pages(db)
    pages.start()
    try:
        for _ in range(3):
            pages.wait_for_one()
            db.lock(cache_key.new_key())
            pages.wait_for_one()
    finally:
        pages.end()
    assert pages_in(db) == set(pages.committed)
    db.close()


def test_a_session_that_does_not_end_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    db = open_database(tmp_path / "linedesk.db", Announcer())
    begun, over = threading.Event(), threading.Event()
    behind, _ = db.heard_later()

    def long() -> None:
        with behind.transaction() as session:
            session.connection().exec_driver_sql("DELETE FROM message")
            begun.set()
            over.wait()

    thread = threading.Thread(target=long)
    write(db, "Before")
    thread.start()
    begun.wait()
    with pytest.raises(NotEncrypted) as caught:
        db.lock(cache_key.new_key())
    assert (caught.value.reason, db.encrypted) == ("busy", False)
    assert bodies(db) == {"Before"}
    over.set()
    thread.join()
    assert bodies(db) == set()
    db.lock(cache_key.new_key())
    write(db, "After")
    assert db.encrypted and bodies(db) == {"After"}
    db.close()


def test_a_session_within_another_is_not_kept_waiting_by_a_change_of_the_key(
    tmp_path: Path,
) -> None:
    db = open_database(tmp_path / "linedesk.db", Announcer())
    results: list[str] = []

    def change() -> None:
        db.lock(cache_key.new_key())
        results.append("changed")

    with db.reading():
        thread = threading.Thread(target=change)
        thread.start()
        for _ in range(20):
            write(db, "Within")
        results.append("written")
    thread.join()
    assert results == ["written", "changed"] and db.encrypted
    assert bodies(db) == {"Within"}
    db.close()
