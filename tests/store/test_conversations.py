"""The list of conversations: its order, what a row shows, its search, and what is unread."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.announce import Announcement, MessagesChanged
from desktop.sms.delivery import State
from desktop.store import contacts, conversations, drafts, messages, outbox
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.merge import Listed, merge
from tests.store.texts import (
    ACCOUNT,
    LINE,
    NOON,
    OTHER,
    PEER,
    WINDOW,
    inbound,
    listed,
    pull,
    queued,
    sending,
)

THIRD = "+12125550142"


def peers(db: Database, search: str = "", line: tuple[str, str] | None = None) -> list[str]:
    return [one.peer for one in conversations.listing(db, search=search, line=line)]


def test_the_newest_activity_stands_first(db: Database) -> None:
    pull(
        db,
        inbound("1", peer=PEER, seconds=1),
        inbound("2", peer=OTHER, seconds=2),
        inbound("3", peer=THIRD, seconds=3),
    )
    assert peers(db) == [THIRD, OTHER, PEER]
    pull(db, inbound("4", peer=PEER, seconds=4))
    assert peers(db) == [PEER, THIRD, OTHER]
    queued(db, seconds=5, peer=OTHER)
    assert peers(db) == [OTHER, PEER, THIRD]


def test_of_the_same_moment_the_later_conversation_stands_first(db: Database) -> None:
    pull(db, inbound("1", peer=PEER), inbound("2", peer=OTHER))
    assert peers(db) == [OTHER, PEER]


def test_a_draft_lifts_its_conversation_and_its_end_lowers_it(db: Database) -> None:
    pull(db, inbound("1", peer=PEER, seconds=1), inbound("2", peer=OTHER, seconds=2))
    drafts.keep(db, ACCOUNT, LINE, PEER, drafts.Draft(body="Dear"))
    assert peers(db) == [PEER, OTHER]
    assert [one.draft for one in conversations.listing(db)] == ["Dear", ""]
    drafts.keep(db, ACCOUNT, LINE, PEER, drafts.Draft())
    assert peers(db) == [OTHER, PEER]


def test_an_old_draft_does_not_lower_a_conversation(db: Database) -> None:
    drafts.keep(db, ACCOUNT, LINE, PEER, drafts.Draft(body="Dear"))
    seconds = (datetime.now(UTC) - NOON + timedelta(hours=1)).total_seconds()
    pull(db, inbound("1", peer=PEER, seconds=seconds), inbound("2", peer=OTHER, seconds=seconds - 1800))
    assert peers(db) == [PEER, OTHER]


def test_a_row_shows_its_newest_text_and_the_name(db: Database) -> None:
    contacts.replace(db, ACCOUNT, [Contact(ACCOUNT, "1", "Zoë Patel", "", (Number(PEER),))])
    pull(db, inbound("1", "Hi", seconds=1), listed("2", "Hello", seconds=2, state=State.FAILED))
    (row,) = conversations.listing(db)
    assert (row.name, row.last_body, row.last_outbound, row.last_state) == (
        "Zoë Patel",
        "Hello",
        True,
        State.FAILED,
    )
    assert conversations.get(db, row.id) == row
    assert conversations.get(db, row.id + 1) is None
    assert conversations.find(db, ACCOUNT, LINE, PEER) == row.id
    assert conversations.find(db, "b", LINE, PEER) is None


def test_the_name_comes_from_the_accounts_own_phone_book_before_another_one(db: Database) -> None:
    contacts.replace(db, "b", [Contact("b", "1", "Somebody else", "", (Number(PEER),))])
    contacts.replace(db, ACCOUNT, [Contact(ACCOUNT, "1", "Zoë", "", (Number(PEER),))])
    pull(db, inbound("1"))
    assert conversations.listing(db)[0].name == "Zoë"


def test_a_line_shows_only_its_own_conversations(db: Database) -> None:
    """E6."""
    pull(db, inbound("1"), Listed(False, THIRD, PEER, "Hi", NOON, inbound("2").receipt))
    merge(db, "b", [inbound("1")], window=WINDOW, now=NOON)
    assert len(conversations.listing(db)) == 3
    assert [one.line for one in conversations.listing(db, line=(ACCOUNT, THIRD))] == [THIRD]
    assert [one.account_id for one in conversations.listing(db, line=("b", LINE))] == ["b"]
    assert conversations.listing(db, line=("b", THIRD)) == []


@pytest.fixture
def filled(db: Database) -> Database:
    """Three conversations, two of them with people of the phone book."""
    book = [
        Contact(ACCOUNT, "1", "Zoë Patel", "Patel Bicycles", (Number(PEER),)),
        Contact(ACCOUNT, "2", "100% O'Brien_Co", 'The "Quay"', (Number("+12025550199"), Number(OTHER))),
    ]
    contacts.replace(db, ACCOUNT, book)
    pull(
        db,
        inbound("1", "Is the bike ready?", peer=PEER, seconds=1),
        inbound("2", "50% off \\o/ under_score", peer=OTHER, seconds=2),
        inbound("3", "Nothing", peer=THIRD, seconds=3),
        inbound("4", "an older word", peer=THIRD, seconds=0),
    )
    return db


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", [THIRD, OTHER, PEER]),
        ("   ", [THIRD, OTHER, PEER]),
        ("zoë", [PEER]),
        ("patel", [PEER]),
        ("BICYCLES", [PEER]),
        ("bike ready", [PEER]),
        ("older", [THIRD]),
        ("%", [OTHER]),
        ("50%", [OTHER]),
        ("0% O", [OTHER]),
        ("_", [OTHER]),
        ("r_s", [OTHER]),
        ("\\", [OTHER]),
        ("\\o/", [OTHER]),
        ("'", [OTHER]),
        ("O'Brien", [OTHER]),
        ('"Quay"', [OTHER]),
        ("' OR 1=1 --", []),
        ("%%", []),
        ("7700 900123", [PEER]),
        ("07700 900 123", [PEER]),
        ("+447700900", [OTHER, PEER]),
        ("212-555", [THIRD]),
        ("42", [THIRD]),
        ("000", []),
        ("0000", []),
        ("no such thing", []),
        ("half \ud83d", []),
    ],
)
def test_search_finds_names_companies_numbers_and_texts_and_takes_every_sign_as_it_is(
    filled: Database, search: str, found: list[str]
) -> None:
    """E1: answered from the cache."""
    assert peers(filled, search) == found


def test_search_stays_within_the_line(filled: Database) -> None:
    assert peers(filled, "bike", line=(ACCOUNT, THIRD)) == []
    assert peers(filled, "bike", line=(ACCOUNT, LINE)) == [PEER]


def test_the_list_can_be_cut(filled: Database) -> None:
    assert [one.peer for one in conversations.listing(filled, limit=2)] == [THIRD, OTHER]


def test_unread_texts_are_counted_until_they_are_read(db: Database, announced: list[Announcement]) -> None:
    """D1."""
    assert conversations.unread(db) == 0
    pull(db, inbound("1"), inbound("2"), inbound("3", peer=OTHER), listed("4", "ours"))
    assert conversations.unread(db) == 3
    first = conversations.find(db, ACCOUNT, LINE, PEER)
    assert first is not None
    announced.clear()
    conversations.mark_read(db, first)
    assert conversations.unread(db) == 1
    assert announced == [MessagesChanged(frozenset({first}))]
    conversations.mark_read(db, first)
    conversations.mark_read(db, 99)
    assert len(announced) == 1
    pull(db, inbound("1"), inbound("2"))
    assert conversations.unread(db) == 1


def test_our_own_text_does_not_make_anything_unread(db: Database) -> None:
    text = sending(db)
    outbox.doubt(db, text.id, NOON)
    pull(db, listed("7"))
    assert conversations.unread(db) == 0


def test_what_was_scrolled_past_is_read_and_what_follows_is_not(
    db: Database, announced: list[Announcement]
) -> None:
    """D1: only what was really on screen counts as read."""
    pull(db, *(inbound(str(n), seconds=n) for n in range(5)))
    there = conversations.find(db, ACCOUNT, LINE, PEER)
    assert there is not None
    texts = messages.thread(db, there)
    announced.clear()
    conversations.read_up_to(db, there, texts[1].created_at, texts[1].id)
    assert conversations.unread(db) == 3
    conversations.read_up_to(db, there, texts[0].created_at, texts[0].id)
    assert conversations.unread(db) == 3
    assert announced == [MessagesChanged(frozenset({there}))]
    conversations.read_up_to(db, there, texts[4].created_at, texts[4].id)
    conversations.read_up_to(db, 99, texts[4].created_at, texts[4].id)
    assert conversations.unread(db) == 0


def test_a_conversation_can_be_set_aside_as_unread(db: Database) -> None:
    pull(db, inbound("1"), inbound("2"))
    there = conversations.find(db, ACCOUNT, LINE, PEER)
    assert there is not None
    conversations.mark_unread(db, there)
    assert conversations.unread(db) == 2
    conversations.mark_read(db, there)
    conversations.mark_unread(db, there)
    conversations.mark_unread(db, 99)
    assert conversations.unread(db) == 1


def test_all_unread_conversations_are_told_by_their_place_however_long_the_list(filled: Database) -> None:
    shown = {one.peer: (one.active_at, one.id) for one in conversations.listing(filled)}
    assert conversations.unread_places(filled) == [shown[THIRD], shown[OTHER], shown[PEER]]
    conversations.mark_read(filled, shown[OTHER][1])
    assert conversations.unread_places(filled) == [shown[THIRD], shown[PEER]]
    assert conversations.unread_places(filled, line=(ACCOUNT, LINE), search="bike") == [shown[PEER]]
    assert conversations.unread_places(filled, line=("b", LINE)) == []
