"""A text that a service passed on is the one that its list shows, and no other is taken for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.store import messages
from desktop.store.database import Database
from desktop.store.media import Media
from desktop.store.merge import Listed
from desktop.store.passed_on import MOMENT, PASSED_ON
from tests.new_cache import open_new
from tests.store.texts import OTHER, inbound, pull


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_new(tmp_path / "cache.db", Announcer())


def of(kind: str, text: Listed, *files: Media) -> Listed:
    return replace(text, receipt=replace(text.receipt, remote_kind=kind), media=files)


def passed_on(text: Listed) -> Listed:
    return of(PASSED_ON, text)


def stored(db: Database) -> list[tuple[str, str]]:
    return sorted((one.remote_kind, one.body) for one in messages.newest(db))


@pytest.mark.parametrize("kind", ["sms", "mms"])
def test_a_list_tells_of_which_kind_a_text_was_that_was_passed_on(db: Database, kind: str) -> None:
    """D4: it is one text, whatever comes twice afterwards."""
    assert pull(db, passed_on(inbound("7"))).new == 1
    picture = Media("https://example.com/1.png", "image/png")
    files = (picture,) if kind == "mms" else ()
    again = pull(db, of(kind, inbound("7"), *files))
    assert (again.new, again.changed) == (0, 1)
    assert stored(db) == [(kind, "Hi")]
    assert len(messages.newest(db)[0].media) == len(files)
    for twice in (passed_on(inbound("7")), of(kind, inbound("7"), *files), passed_on(inbound("7"))):
        assert pull(db, twice).new == 0
    assert stored(db) == [(kind, "Hi")]


@pytest.mark.parametrize("passed_first", [True, False])
def test_an_sms_and_an_mms_with_one_number_are_two_texts(db: Database, passed_first: bool) -> None:
    """B17, D4: each kind counts for itself; neither may be lost because of the other."""
    picture, words = of("mms", inbound("7", "A picture", peer=OTHER)), inbound("7", "Words", seconds=3600)
    if passed_first:
        pull(db, passed_on(words))
        pull(db, picture)
    else:
        pull(db, picture)
        pull(db, passed_on(words))
    assert stored(db) == [("mms", "A picture"), (PASSED_ON, "Words")]
    pull(db, of("sms", words), picture)
    assert stored(db) == [("mms", "A picture"), ("sms", "Words")]


def test_a_text_whose_words_were_written_otherwise_is_known_by_its_moment(db: Database) -> None:
    """D3: how VoIP.ms writes words into an address is not verified."""
    pull(db, passed_on(inbound("7", "l'acc+s")))
    late = MOMENT.total_seconds()
    pull(db, inbound("7", "l'accès", seconds=late))
    assert stored(db) == [("sms", "l'acc+s")]
    pull(db, passed_on(inbound("8", "one")))
    pull(db, inbound("8", "two", seconds=late + 1))
    assert len(stored(db)) == 3
