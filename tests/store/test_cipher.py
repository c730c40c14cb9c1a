"""A cache file with a key and without: both kinds keep the store's promises, and a key is never shown."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.store import cipher, drafts, first_page, messages
from desktop.store.database import Database, StoreDamaged, StoreUnwritable, open_database

LINE, PEER = "+447700900010", "+447700900123"
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


@pytest.fixture
def db(tmp_path: Path, key: bytes | None) -> Iterator[Database]:
    """A new cache file of either kind."""
    database = open_database(tmp_path / "linedesk.db", Announcer(), key)
    yield database
    database.close()


def queue(db: Database, body: str = "Geheim") -> None:
    messages.queue(db, account_id="a", line=LINE, peer=PEER, body=body)


def pragma(db: Database, name: str) -> object:
    with db.reading() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_both_kinds_are_durable_and_keep_nothing_beside_the_file(db: Database, key: bytes | None) -> None:
    assert pragma(db, "journal_mode") == "wal"
    assert pragma(db, "synchronous") == 2
    assert pragma(db, "foreign_keys") == 1
    assert pragma(db, "temp_store") == 2
    assert db.encrypted is (key is not None)


def test_what_is_written_is_there_again_and_readable_only_where_it_is_plain(
    db: Database, key: bytes | None
) -> None:
    queue(db)
    drafts.keep(db, "a", LINE, PEER, drafts.Draft(body="Geheim, half"))
    again = open_database(db.path, Announcer(), key)
    assert [one.body for one in messages.newest(again)] == ["Geheim"]
    again.close()
    db.close()
    files = b"".join(one.read_bytes() for one in db.path.parent.glob("linedesk*"))
    assert (b"Geheim" in files) is (key is None)
    assert cipher.is_plain(db.path) is (key is None)


def test_two_open_caches_see_each_other_s_writes(db: Database, key: bytes | None) -> None:
    other = open_database(db.path, Announcer(), key)
    before = db.data_version()
    queue(other)
    assert db.data_version() != before
    assert [one.body for one in messages.newest(db)] == ["Geheim"]
    other.close()


def test_an_error_undoes_all_of_a_transaction_in_both_kinds(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM message")
        raise ZeroDivisionError
    queue(db)
    assert len(messages.newest(db)) == 1


def test_a_full_disk_is_named_in_both_kinds(db: Database) -> None:
    queue(db)
    with db.reading() as session:
        used = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {used}")
    with pytest.raises(StoreUnwritable):
        queue(db, "x" * 100_000)


def test_rot_in_a_page_is_called_damage_in_both_kinds(db: Database, key: bytes | None) -> None:
    for number in range(30):
        queue(db, f"{number}" * 3000)
    db.close()
    content = bytearray(db.path.read_bytes())
    for start in range(4096 * 8, len(content) - 4096, 4096):
        content[start + 8 : start + 40] = b"\xff" * 32
    db.path.write_bytes(content)

    def read() -> None:
        damaged = open_database(db.path, Announcer(), key)
        try:
            messages.newest(damaged, limit=100)
        finally:
            damaged.close()

    with pytest.raises(StoreDamaged):
        read()


def test_the_first_list_needs_the_same_key(db: Database, key: bytes | None) -> None:
    queue(db)
    wanted = {"line": f"a:{LINE}", "all_lines": True, "most": 5}
    for one in (KEY, OTHER, None):
        assert first_page.read(db.path, key=one, **wanted) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("key", [bytes(31), bytes(33), b""])
def test_what_is_no_key_is_refused(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        cipher.connect(tmp_path / "linedesk.db", key)


def test_a_key_is_in_no_error_no_log_no_address_and_on_no_stderr(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "linedesk.db"
    with caplog.at_level(logging.DEBUG):
        db = open_database(path, Announcer(), KEY)
        queue(db)
        shown = [repr(db), str(db._file._engine.url), repr(db._file._engine)]
        db.close()
        try:
            open_database(path, Announcer(), OTHER)
        except StoreDamaged as error:
            shown += traceback.format_exception(error)
    captured = capfd.readouterr()
    whole = "".join([*shown, caplog.text, captured.out, captured.err])
    assert captured.err == ""
    for one in (KEY, OTHER):
        assert one.hex() not in whole and repr(one) not in whole


def test_a_file_tells_whether_it_is_new_plain_or_moved(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    assert cipher.is_absent(path) and not cipher.is_plain(path)
    path.touch()
    assert cipher.is_absent(path)
    path.write_bytes(cipher.MOVED + b"\0" * 100)
    assert cipher.is_moved(path) and not cipher.is_absent(path)
    with closing(cipher.connect(tmp_path / "other.db", KEY)) as connection:
        connection.execute("CREATE TABLE one (a)")
    assert cipher.fits(tmp_path / "other.db", KEY) and not cipher.fits(tmp_path / "other.db", OTHER)
