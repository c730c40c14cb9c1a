"""A text that a service passed on is the one that its list shows, and no other is taken for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.store import consent, conversations, deleted, media, messages
from desktop.store.database import Database
from desktop.store.media import Media
from desktop.store.merge import Listed
from desktop.store.passed_on import MOMENT, PASSED_ON, PASSED_ON_MMS
from tests.new_cache import open_new
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, PEER, at, inbound, listed, pull


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
    assert stored(db) == [("sms", "l'accès")]
    pull(db, passed_on(inbound("8", "one")))
    pull(db, inbound("8", "two", seconds=late + 1))
    assert len(stored(db)) == 3


def test_the_list_tells_the_words_of_a_text_that_was_passed_on(db: Database) -> None:
    """D3: a plus that was filled in as it is became a blank."""
    pull(db, passed_on(inbound("7", "1 1=2 & more")), unread_since=NOON)
    assert pull(db, inbound("7", "1+1=2 & more")).changed == 1
    assert stored(db) == [("sms", "1+1=2 & more")]
    (there,) = conversations.listing(db)
    assert (there.last_body, there.unread) == ("1+1=2 & more", 1)
    pull(db, passed_on(inbound("7", "1 1=2 & more")))
    assert stored(db) == [("sms", "1+1=2 & more")]


def test_the_list_tells_in_which_of_the_doubled_hours_it_came(db: Database) -> None:
    """D3: the newest text of a conversation is the newest one by the list."""
    pull(db, passed_on(inbound("7", "first told")), listed("8", "answer", seconds=1800))
    assert conversations.listing(db)[0].last_body == "answer"
    pull(db, inbound("7", "first told", seconds=3600))
    (there,) = conversations.listing(db)
    assert (there.last_body, there.last_at) == ("first told", at(3600))
    pull(db, passed_on(inbound("9", "late + told", seconds=7200)))
    pull(db, inbound("9", "late  told", seconds=3602), listed("10", "newest", seconds=3700))
    assert conversations.listing(db)[0].last_body == "newest"
    assert len(stored(db)) == 4


def test_what_counts_as_stop_is_what_the_list_says(db: Database) -> None:
    """B20: neither a STOP that nobody wrote, nor one that was passed on otherwise."""

    def holds() -> str:
        return consent.state(db, ACCOUNT, LINE, PEER).kind

    pull(db, passed_on(inbound("7", "STOP")))
    assert holds() == consent.STOP
    pull(db, inbound("7", "STOP+it, I like it"))
    assert holds() == ""
    pull(db, passed_on(inbound("8", "S OP", seconds=9)))
    pull(db, inbound("8", "STOP", seconds=9))
    assert holds() == consent.STOP


def test_a_stop_counts_from_when_the_list_says_it_came(db: Database) -> None:
    """B20, D3: in the doubled hour a START may have come between."""
    pull(db, passed_on(inbound("7", "STOP")), inbound("8", "START", seconds=1800))
    assert not consent.state(db, ACCOUNT, LINE, PEER).stopped
    pull(db, inbound("7", "STOP", seconds=3600))
    assert consent.state(db, ACCOUNT, LINE, PEER).since == at(3600)


def test_pictures_that_were_passed_on_are_kept_and_the_list_has_their_addresses(db: Database) -> None:
    """D3: what is passed on may be cut off at a sign."""
    told = Media("https://voip.ms/media.php?map=1", "")
    true = [Media(f"https://voip.ms/media/{name}.png", "image/png") for name in (1, 2)]
    assert pull(db, of(PASSED_ON_MMS, inbound("7"), told)).new == 1
    (one,) = messages.newest(db)[0].media
    assert url(db, one.id) == told.url
    pull(db, of("mms", inbound("7"), *true))
    assert stored(db) == [("mms", "Hi")]
    assert [url(db, one.id) for one in messages.newest(db)[0].media] == [one.url for one in true]
    assert pull(db, of("mms", inbound("7"), *true)).changed == 0


def test_pictures_are_taken_of_a_text_that_a_list_brought_without_them(db: Database) -> None:
    """D3: in whichever order they come."""
    pull(db, of("mms", inbound("7")))
    again = pull(db, of(PASSED_ON_MMS, inbound("7"), Media("https://voip.ms/media/1.png", "image/png")))
    assert (again.new, again.changed) == (0, 1)
    assert len(messages.newest(db)[0].media) == 1


def test_an_sms_is_no_text_that_was_passed_on_with_pictures(db: Database) -> None:
    """B17: not even with the same number, words and time."""
    pull(db, of(PASSED_ON_MMS, inbound("7"), Media("https://voip.ms/media/1.png", "image/png")))
    pull(db, inbound("7"))
    assert stored(db) == [(PASSED_ON_MMS, "Hi"), ("sms", "Hi")]


def test_a_deleted_text_does_not_come_back_when_it_is_passed_on_again(db: Database) -> None:
    """E15, D4: the service repeats until it is told ok."""
    pull(db, inbound("7"))
    deleted.delete(db, [one.id for one in messages.newest(db)], NOON)
    assert pull(db, passed_on(inbound("7"))).new == 0
    assert pull(db, of("mms", inbound("7", "Another"))).new == 1


def url(db: Database, media_id: int) -> str:
    found = media.find(db, media_id)
    assert found is not None
    return found.url
