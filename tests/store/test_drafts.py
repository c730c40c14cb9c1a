"""What somebody began to write is there again, per line and number."""

from pathlib import Path

from desktop.announce import Announcement, Announcer, DraftsChanged
from desktop.store import drafts
from desktop.store.database import Database, open_database
from desktop.store.drafts import Draft
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, inbound, pull


def test_a_draft_is_there_after_a_restart_exactly_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    db = open_database(path, Announcer())
    typed = Draft("+44 7700 9", "  Dear Zoë,\r\n\u202e👍 ")
    drafts.keep(db, ACCOUNT, LINE, "", typed)
    db.close()
    again = open_database(path, Announcer())
    assert drafts.get(again, ACCOUNT, LINE, "") == typed
    again.close()


def test_a_broken_paste_does_not_keep_a_draft_from_being_stored(db: Database) -> None:
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft("+44\udc00", "half \ud83d, whole \ud83d\ude00"))
    assert drafts.get(db, ACCOUNT, LINE, PEER) == Draft("+44\ufffd", "half \ufffd, whole 😀")


def test_each_line_and_number_has_a_draft_of_its_own(db: Database) -> None:
    places = [(ACCOUNT, LINE, PEER), (ACCOUNT, LINE, OTHER), (ACCOUNT, OTHER, PEER), ("b", LINE, PEER)]
    for place in places:
        drafts.keep(db, *place, Draft(body=str(place)))
    assert [drafts.get(db, *place).body for place in places] == [str(place) for place in places]


def test_a_draft_that_was_emptied_is_gone(db: Database) -> None:
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft(body="Dear"))
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft())
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft())
    assert drafts.get(db, ACCOUNT, LINE, PEER) == Draft()


def test_words_move_from_one_draft_to_another_in_one_step(
    db: Database, announced: list[Announcement]
) -> None:
    pull(db, inbound("1"))
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft(body="Dear"))
    announced.clear()
    drafts.keep_all(db, {(ACCOUNT, LINE, OTHER): Draft(body="Dear"), (ACCOUNT, LINE, PEER): Draft()})
    assert drafts.get(db, ACCOUNT, LINE, OTHER).body == "Dear"
    assert drafts.get(db, ACCOUNT, LINE, PEER) == Draft()
    assert announced == [DraftsChanged(frozenset({1}))]


def test_the_list_hears_of_a_draft_in_a_conversation_that_exists(
    db: Database, announced: list[Announcement]
) -> None:
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft(body="to nobody yet"))
    drafts.keep(db, ACCOUNT, LINE, "", Draft("+44", "new"))
    assert announced == []
    pull(db, inbound("1"))
    announced.clear()
    drafts.keep(db, ACCOUNT, LINE, PEER, Draft(body="Dear"))
    assert announced == [DraftsChanged(frozenset({1}))]
