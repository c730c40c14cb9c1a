"""The list that stands at start is the one that stands a moment later."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop import samples
from desktop.announce import Announcer
from desktop.store import contact_edits, conversations, first_page
from desktop.store.accounts import learn
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number, replace, with_number
from desktop.store.database import open_database
from desktop.store.tables import ConversationRow, DraftRow

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SUPPORT = f"{samples.ACCOUNT.id}:{samples.SUPPORT}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one of everything."""
    path = tmp_path / "cache.db"
    db = open_database(path, Announcer())
    samples.furnish(db, NOW)
    theirs = with_number(db, samples.ZOE)[0]
    contact_edits.edit(db, theirs.id, Details(name="Zoë, dentist", numbers=theirs.numbers), region="GB")
    contact_edits.add(db, Details(company="Who writes STOP", numbers=(Number(samples.UNKNOWN),)), region=None)
    replace(db, "elsewhere", [Contact("elsewhere", "1", "Close's Wei", "", (Number(samples.LONG),))])
    learn(db, "elsewhere", capabilities='{"service": "close"}', balance=None, currency="")
    with db.transaction() as session:
        session.add(ConversationRow(account_id="elsewhere", line="+1", peer=samples.WEI, last_at=NOW))
        session.add(ConversationRow(account_id="elsewhere", line="+1", peer=samples.LONG, last_at=NOW))
        session.add(
            ConversationRow(
                account_id=samples.ACCOUNT.id, line=samples.SALES, peer=samples.ZOE, last_at=NOW, unread=4
            )
        )
        session.add(
            DraftRow(
                account_id=samples.ACCOUNT.id,
                line=samples.SUPPORT,
                peer=samples.LONG,
                body="later",
                updated_at=NOW + timedelta(minutes=3),
            )
        )
    db.close()
    return path


@pytest.mark.parametrize("all_lines", [False, True])
@pytest.mark.parametrize("most", [1, 3, 200])
def test_the_first_list_is_the_same_as_the_one_read_later(path: Path, all_lines: bool, most: int) -> None:
    db = open_database(path, Announcer())
    line = None if all_lines else (samples.ACCOUNT.id, samples.SUPPORT)
    expected = conversations.listing(db, line=line, limit=most)
    db.close()
    assert first_page.read(path, line=SUPPORT, all_lines=all_lines, most=most) == expected
    assert len(expected) == most or most == 200


def test_a_line_that_is_not_known_has_no_list(path: Path) -> None:
    assert first_page.read(path, line="", all_lines=False, most=200) == []


def test_a_line_that_cannot_text_has_no_list(path: Path) -> None:
    line = f"{samples.ACCOUNT.id}:{samples.FREEPHONE}"
    assert first_page.read(path, line=line, all_lines=True, most=200) == []


def test_reading_makes_no_store_and_mends_none(tmp_path: Path) -> None:
    missing, damaged = tmp_path / "none.db", tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    assert first_page.read(missing, line=SUPPORT, all_lines=True, most=200) == []
    assert first_page.read(damaged, line=SUPPORT, all_lines=True, most=200) == []
    assert not missing.exists()
    assert damaged.stat().st_size == 4016
