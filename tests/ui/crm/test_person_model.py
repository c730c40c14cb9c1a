"""Adding somebody to Close: after a click alone, once, and a failure is said."""

from desktop.store import contacts
from tests.providers.close_account import UNKNOWN
from tests.ui.account import ACCOUNT
from tests.ui.crm.conftest import Room


def leads(room: Room) -> list[str]:
    """Names of the leads there."""
    return [one["display_name"] for one in room.server.fake.people.searched(None, numbers=True)]


def test_nothing_is_made_before_somebody_agreed_and_then_the_person_is_known_here(room: Room) -> None:
    """The lead is seen by everybody who works there."""
    before = leads(room)
    assert room.people.offered(ACCOUNT, UNKNOWN)
    said = room.people.question(ACCOUNT, UNKNOWN)
    assert "Close" in said and "makes a lead with one contact" in said and "Nothing is sent" in said
    assert leads(room) == before
    added: list[tuple[str, str]] = []
    room.people.added.connect(lambda *whose: added.append(whose))
    room.people.add(ACCOUNT, UNKNOWN, "  Ada   Example ")
    room.work.run()
    assert len(leads(room)) == len(before) + 1 and added == [(ACCOUNT, UNKNOWN)]
    assert contacts.name_of(room.db, UNKNOWN) == "Ada Example"
    assert "Ada Example is in Close now" in room.told[-1]


def test_a_refusal_is_said_and_nobody_is_known(room: Room) -> None:
    room.server.fake.refuse["POST /lead/"] = (400, {"errors": ["No more leads."], "field-errors": {}})
    room.people.add(ACCOUNT, UNKNOWN, "Ada")
    room.work.run()
    assert room.told[-1].startswith("Nobody was added to Close:")
    assert contacts.name_of(room.db, UNKNOWN) == ""


def test_a_lost_answer_is_not_told_as_done(room: Room) -> None:
    with room.server.broken("hang_up", "POST"):
        room.people.add(ACCOUNT, UNKNOWN, "Ada")
        room.work.run()
    assert "may have been done all the same" in room.told[-1]


def test_without_a_name_a_need_or_a_number_nobody_is_added(room: Room) -> None:
    room.people.add(ACCOUNT, UNKNOWN, "  ")
    room.people.add("b", UNKNOWN, "Ada")
    room.work.run()
    assert room.server.asked("POST") == []
    assert not room.people.offered(ACCOUNT, "60777") and not room.people.offered("b", UNKNOWN)
    room.offer()
    assert not room.people.offered(ACCOUNT, UNKNOWN)
