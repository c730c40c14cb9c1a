"""The calls that a service recorded or that were handed over, with the names of the phone book."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.announce import AccountChanged, Announcement
from desktop.store import calls, contacts
from desktop.store.calls import Call, Kind, Wanted
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from tests.store.texts import LINE, NOON, OTHER, PEER

MISSED = Call("a", "1", False, LINE, PEER, NOON, "missed")
MADE = Call("a", "2", True, LINE, OTHER, NOON + timedelta(minutes=1), "answered", 65)
EVERY_KIND = {
    ("answered", False): Kind.INCOMING,
    ("answered", True): Kind.OUTGOING,
    ("missed", False): Kind.MISSED,
    ("missed", True): Kind.NO_ANSWER,
    ("declined", False): Kind.DECLINED,
    ("cancelled", True): Kind.CANCELLED,
    ("voicemail", False): Kind.VOICEMAIL,
    ("answered_elsewhere", False): Kind.ELSEWHERE,
    ("handed_over", True): Kind.HANDED_OVER,
    ("Out of hours", False): Kind.OTHER,
}


def one_of_each(db: Database) -> None:
    recorded = [
        replace(MISSED, remote_id=f"{outcome} {outbound}", outbound=outbound, outcome=outcome)
        for outcome, outbound in EVERY_KIND
    ]
    calls.keep(db, "a", recorded)


def ids(db: Database, wanted: Wanted) -> list[str]:
    return [one.remote_id for one in calls.listing(db, wanted)]


def test_calls_come_newest_first_with_the_names_of_the_phone_book(db: Database) -> None:
    contacts.replace(db, "a", [Contact("a", "1", "Zoë", "", (Number(PEER),))])
    calls.keep(db, "a", [MISSED, MADE])
    assert calls.listing(db) == [MADE, replace(MISSED, name="Zoë")]
    assert calls.listing(db, limit=1) == [MADE]


def test_a_call_is_kept_once_and_takes_its_end_when_it_is_known(
    db: Database, announced: list[Announcement]
) -> None:
    calls.keep(db, "a", [MISSED, MISSED])
    calls.keep(db, "a", [MISSED])
    assert announced == [AccountChanged("a")]
    calls.keep(db, "a", [replace(MISSED, outcome="voicemail", seconds=9)])
    assert [(one.outcome, one.seconds) for one in calls.listing(db)] == [("voicemail", 9)]
    assert len(announced) == 2


def test_a_call_that_the_service_no_longer_lists_stays(db: Database) -> None:
    calls.keep(db, "a", [MISSED])
    calls.keep(db, "a", [])
    assert calls.listing(db) == [MISSED]


def test_a_long_list_of_calls_is_kept_whole(db: Database, announced: list[Announcement]) -> None:
    """More than SQLite takes in one statement."""
    many = [replace(MISSED, remote_id=str(number)) for number in range(1, 2 * calls.MOST + 2)]
    calls.keep(db, "a", many)
    assert len(calls.listing(db, limit=10_000)) == len(many)
    assert announced == [AccountChanged("a")]


def test_two_accounts_number_their_calls_independently(db: Database) -> None:
    calls.keep(db, "a", [MISSED])
    calls.keep(db, "b", [replace(MISSED, account_id="b")])
    assert len(calls.listing(db)) == 2


def test_each_outcome_is_a_kind_of_its_own_and_an_unknown_word_is_kept_as_it_is(db: Database) -> None:
    """Product row "Call history": all of missed, incoming, outgoing, declined, aborted, elsewhere."""
    one_of_each(db)
    kept = {(one.outcome, one.outbound): calls.kind(one.outbound, one.outcome) for one in calls.listing(db)}
    assert kept == EVERY_KIND


@pytest.mark.parametrize("kind", list(Kind))
def test_the_calls_of_one_kind_are_listed_and_counted_alone(kind: Kind, db: Database) -> None:
    one_of_each(db)
    found = calls.listing(db, Wanted(kinds=frozenset({kind})))
    assert [calls.kind(one.outbound, one.outcome) for one in found] == [kind]
    assert calls.counts(db) == dict.fromkeys(Kind, 1)


def test_the_calls_of_several_kinds_stand_together(db: Database) -> None:
    one_of_each(db)
    both = ids(db, Wanted(kinds=frozenset({Kind.OUTGOING, Kind.NO_ANSWER})))
    assert sorted(both) == ["answered True", "missed True"]


def test_the_calls_of_one_line_are_those_of_its_account_too(db: Database) -> None:
    calls.keep(db, "a", [MISSED, replace(MADE, line=OTHER)])
    calls.keep(db, "b", [replace(MISSED, account_id="b", remote_id="9")])
    assert ids(db, Wanted(line=("a", LINE))) == ["1"]
    assert calls.counts(db, Wanted(line=("b", LINE))) == {Kind.MISSED: 1}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("zoe", ["1"]),
        ("ZOË Pat", ["1"]),
        ("daughters", ["1"]),
        ("+44 7700", ["1"]),
        ("0770", ["1"]),
        ("x%", []),
    ],
)
def test_calls_are_found_by_name_company_and_digits(search: str, found: list[str], db: Database) -> None:
    zoe = Contact("a", "1", "Zoë Patel", "Patel & Daughters", (Number(PEER),))
    contacts.replace(db, "a", [zoe])
    calls.keep(db, "a", [MISSED, replace(MADE, peer="+12025550143")])
    assert ids(db, Wanted(search=search)) == found
    assert sum(calls.counts(db, Wanted(search=search)).values()) == len(found)


def test_pages_follow_each_other_without_a_gap_where_calls_share_a_moment(db: Database) -> None:
    calls.keep(db, "a", [replace(MISSED, remote_id=str(number)) for number in range(7)])
    seen: list[str] = []
    last = None
    while page := calls.listing(db, after=last, limit=3):
        seen += [one.remote_id for one in page]
        last = page[-1]
    assert sorted(seen) == [str(number) for number in range(7)]
    assert [one.remote_id for one in calls.listing(db, through=last, limit=None)] == seen


def test_a_call_that_was_handed_over_is_noted_without_duration_or_result_and_no_sync_takes_it(
    db: Database, announced: list[Announcement]
) -> None:
    """Product, principle: never pretend."""
    noted = calls.hand_over(db, account_id="a", line=LINE, peer=PEER, now=NOON)
    assert (noted.outbound, noted.outcome, noted.seconds) == (True, "handed_over", None)
    assert noted.remote_id.startswith("handover:")
    assert announced == [AccountChanged("a")]
    calls.keep(db, "a", [MADE])
    assert calls.listing(db) == [MADE, noted]
