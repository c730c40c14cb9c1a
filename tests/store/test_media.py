"""Pictures and other files of texts: stored with their text, told beside it, and gone with it."""

from dataclasses import replace

from sqlalchemy import text

from desktop.announce import Announcement, MessagesChanged
from desktop.store import arrivals, conversations, media, messages
from desktop.store.database import Database
from desktop.store.media import Attachment, Media
from tests.store.texts import PEER, due, inbound, listed, pull, queued, receipt, sending

PICTURE = Media("https://media.test/1.png", "image/png", 48_000)
SOUND = Media("https://media.test/2.amr", "audio/amr")
UNKNOWN = Media("", "")


def only(db: Database) -> messages.Message:
    """The one text there is."""
    (found,) = messages.newest(db)
    return found


def test_a_text_tells_its_files_in_their_order(db: Database) -> None:
    pull(db, replace(inbound("1", ""), media=(PICTURE, SOUND)))
    found = only(db)
    assert [(one.mime, one.size, one.kept) for one in found.media] == [
        ("image/png", 48_000, False),
        ("audio/amr", None, False),
    ]
    where = media.find(db, found.media[1].id)
    assert where is not None
    assert (where.message_id, where.place, where.url, where.remote_id) == (found.id, 1, SOUND.url, "1")


def test_the_list_and_the_notification_know_what_a_text_without_words_is(db: Database) -> None:
    """The newest text's first file, and only there."""
    pull(db, replace(inbound("1", ""), media=(PICTURE, SOUND)), inbound("2", "Hi", seconds=1, peer="+15"))
    rows = {one.peer: one.last_media for one in conversations.listing(db)}
    assert rows == {PEER: "image/png", "+15": None}
    assert {one.body: one.media for one in arrivals.arrived(db, 0)} == {"": "image/png", "Hi": None}


def test_a_file_of_an_unknown_kind_is_told_as_such(db: Database) -> None:
    pull(db, replace(inbound("1", ""), media=(UNKNOWN,)))
    assert conversations.listing(db)[0].last_media == ""
    assert only(db).media[0].mime == ""


def test_a_text_that_is_listed_again_keeps_its_files_once(db: Database) -> None:
    again = replace(inbound("1", ""), media=(PICTURE,))
    pull(db, again)
    pull(db, again, again)
    assert len(only(db).media) == 1


def test_a_text_of_ours_gets_the_files_that_the_service_lists_with_it(db: Database) -> None:
    """Bound by its words, or by its id: either way what it carried is known from then on."""
    sending(db, "look")
    pull(db, replace(listed("7", "look", seconds=1), media=(PICTURE,)))
    assert [one.mime for one in only(db).media] == ["image/png"]
    before = only(db).media
    assert due(db) == []
    pull(db, replace(listed("7", "look", seconds=1), receipt=receipt("7", word="moved"), media=(PICTURE,)))
    assert only(db).media == before


def test_what_had_to_be_asked_for_takes_the_place_of_what_was_not_known(
    db: Database, announced: list[Announcement]
) -> None:
    pull(db, replace(inbound("1", ""), media=(UNKNOWN, UNKNOWN)))
    message = only(db)
    announced.clear()
    media.named(db, message.id, [PICTURE])
    after = only(db).media
    assert [(one.id, one.mime) for one in after] == [(message.media[0].id, "image/png")]
    assert announced == [MessagesChanged(frozenset({message.conversation_id}))]


def test_a_copy_is_told_and_forgotten(db: Database) -> None:
    pull(db, replace(inbound("1", ""), media=(UNKNOWN,)))
    (one,) = only(db).media
    media.keep(db, one.id, file="abc", mime="image/jpeg", size=12)
    assert only(db).media == (Attachment(one.id, "image/jpeg", 12, True),)
    assert media.files(db) == {"abc"}
    media.lost(db, {"abc"})
    assert not only(db).media[0].kept
    assert media.files(db) == set()


def test_files_go_with_their_text(db: Database) -> None:
    pull(db, replace(inbound("1", ""), media=(PICTURE,)))
    (one,) = only(db).media
    with db.transaction() as session:
        session.connection().execute(text("DELETE FROM message"))
    assert media.find(db, one.id) is None
    media.keep(db, one.id, file="abc", mime="image/jpeg", size=12)
    assert media.files(db) == set()


def test_a_text_without_files_has_none(db: Database) -> None:
    assert queued(db).media == ()
    assert only(db).media == ()
    assert media.attachments(None) == ()


def test_files_that_a_later_list_tells_of_are_kept(db: Database, announced: list[Announcement]) -> None:
    """B17: the service lists a text before its pictures are there."""
    late = inbound("1", "look")
    pull(db, late)
    announced.clear()
    for files in ((PICTURE,), (PICTURE, SOUND)):
        assert pull(db, replace(late, media=files)).changed == 1
        assert [one.mime for one in only(db).media] == [one.mime for one in files]
        assert isinstance(announced.pop(), MessagesChanged)
        assert pull(db, replace(late, media=files)).changed == 0
    pull(db, replace(late, media=(UNKNOWN,) * 3))
    assert len(only(db).media) == 2 and announced == []
