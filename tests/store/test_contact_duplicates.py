"""Possible duplicates are offered with their reason; what was decided is remembered."""

from desktop.announce import Announcement, ContactsChanged
from desktop.store import contact_edits
from desktop.store.contact_duplicates import CROWD, Group, Reason, decline, offered
from desktop.store.database import Database
from tests.store.people import add, names, serve

NUMBER, OTHER = "+447700900123", "+442079460958"


def found(db: Database) -> list[tuple[Reason, list[str]]]:
    return [(group.reason, [one.name for one in group.members]) for group in offered(db)]


def test_a_shared_number_is_a_reason(db: Database) -> None:
    serve(db, ("1", "Zoe P.", NUMBER))
    zoe = add(db, "Zoë", "07700 900123", OTHER)
    (group,) = offered(db)
    assert (group.reason, group.numbers) == (Reason.SAME_NUMBER, (NUMBER,))
    assert group.members[0].id == zoe.id
    assert [one.name for one in group.members] == ["Zoë", "Zoe P."]


def test_the_same_name_and_company_is_a_reason_even_with_other_numbers(db: Database) -> None:
    add(db, "Zoë Patel", NUMBER, company="Patel Bicycles")
    add(db, "ZOE PATEL", OTHER, company="patel bicycles")
    assert found(db) == [(Reason.SAME_NAME_AND_COMPANY, ["Zoë Patel", "ZOE PATEL"])]


def test_a_name_alone_is_none_where_numbers_or_companies_contradict(db: Database) -> None:
    add(db, "John Smith", NUMBER)
    add(db, "John Smith", OTHER)
    add(db, "Ann", company="Quay")
    add(db, "Ann", company="Bicycles")
    assert found(db) == []
    add(db, "John Smith", notes="Met at the fair")
    assert [reason for reason, _ in found(db)] == [Reason.SAME_NAME] * 2


def test_a_number_that_nobody_could_read_and_a_switchboard_are_no_reason(db: Database) -> None:
    add(db, "Zoë", "the shop")
    add(db, "Ben", "the shop")
    for at in range(CROWD):
        add(db, f"Clerk {at}", NUMBER)
    assert found(db) == []


def test_three_with_one_number_are_one_group(db: Database) -> None:
    for name in ("Zoë", "Zoe", "Z. Patel"):
        add(db, name, NUMBER)
    assert found(db) == [(Reason.SAME_NUMBER, ["Zoë", "Zoe", "Z. Patel"])]


def test_two_whom_only_a_third_joins_are_offered_with_it_one_by_one(db: Database) -> None:
    add(db, "Zoë", NUMBER)
    add(db, "Both", NUMBER, OTHER)
    add(db, "Ben", OTHER)
    assert found(db) == [
        (Reason.SAME_NUMBER, ["Both", "Ben"]),
        (Reason.SAME_NUMBER, ["Zoë", "Both"]),
    ]


def test_who_was_said_not_to_be_the_same_is_not_offered_again(
    db: Database, announced: list[Announcement]
) -> None:
    add(db, "Zoë", NUMBER)
    add(db, "Ben", NUMBER)
    (group,) = offered(db)
    announced.clear()
    decline(db, group)
    assert announced == [ContactsChanged()]
    assert offered(db) == []
    assert names(db) == ["Ben", "Zoë"]
    add(db, "Ada", NUMBER)
    assert [sorted(members) for _, members in found(db)] == [["Ada", "Ben"], ["Ada", "Zoë"]]


def test_an_entry_that_is_stood_in_for_is_no_duplicate_of_its_stand_in(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", NUMBER))
    contact_edits.edit(db, theirs.id, contact_edits.Details("Ben", "", theirs.numbers), region=None)
    assert offered(db) == []


def test_declining_what_is_gone_already_is_no_trouble(db: Database) -> None:
    zoe = add(db, "Zoë", NUMBER)
    add(db, "Ben", NUMBER)
    (group,) = offered(db)
    contact_edits.delete(db, zoe.id)
    decline(db, Group(group.reason, group.members))
    assert offered(db) == []
