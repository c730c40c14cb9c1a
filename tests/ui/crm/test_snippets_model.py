"""Ready-made texts as they are listed: found by any of their words, filled for whoever is written to."""

from PySide6.QtCore import Qt

from desktop.sms.gaps import Filled
from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.crm.snippets_model import what_was_filled
from tests.ui.account import ACCOUNT
from tests.ui.crm.conftest import Room
from tests.ui.messages.texts import VIKTOR, ZOE

HELLO = ("Hello", "Hi {{ contact.first_name }}, how are you?")
BYE = ("Bye", "See you.\nThe team")


def names(room: Room) -> list[str]:
    model = room.snippets
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_they_are_found_by_words_of_their_name_or_text_without_accents(room: Room) -> None:
    room.keep(HELLO, BYE)
    room.snippets.begin(ACCOUNT, ZOE)
    assert names(room) == ["Bye", "Hello"]
    room.snippets.look_for("TEAM")
    assert names(room) == ["Bye"]
    room.snippets.look_for("hów HELLO")
    assert names(room) == ["Hello"]
    room.snippets.look_for("nothing")
    assert names(room) == [] and "these words" in room.snippets.nothing()


def test_a_row_shows_and_speaks_the_text_as_it_would_be_put_in(room: Room) -> None:
    room.keep(HELLO)
    room.snippets.begin(ACCOUNT, ZOE)
    row = room.snippets.index(0)
    assert room.snippets.filled(row).text == "Hi Zoë, how are you?"
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Hello: Hi Zoë, how are you?"
    room.snippets.begin(ACCOUNT, VIKTOR)
    assert room.snippets.filled(room.snippets.index(0)).left == 1


def test_what_those_who_share_the_number_are_not_all_called_stays_open(room: Room) -> None:
    """Nobody knows whom it will reach."""
    room.keep(("Hello", "Hi {{ contact.first_name }} of {{ lead.name }}"))
    contacts.keep(room.db, Contact(ACCOUNT, "2", "Max Patel", "Bikes", (Number(ZOE),)))
    room.snippets.begin(ACCOUNT, ZOE)
    filled = room.snippets.filled(room.snippets.index(0))
    assert (filled.text, filled.left) == ("Hi {{ contact.first_name }} of Bikes", 1)


def test_where_there_is_none_it_is_said_how_to_get_some(room: Room) -> None:
    room.snippets.begin(ACCOUNT, ZOE)
    assert "Close" in room.snippets.nothing() and "Make templates there" in room.snippets.nothing()


def test_they_are_offered_where_the_service_has_them(room: Room) -> None:
    assert room.snippets.offered(ACCOUNT) and not room.snippets.offered("b")
    room.offer()
    assert not room.snippets.offered(ACCOUNT)


def test_what_was_filled_and_what_is_open_is_said() -> None:
    assert what_was_filled(Filled("Hi")) == ""
    said = what_was_filled(Filled("x", ("Zoë", "Zoë", "Bikes"), 2))
    assert said.startswith("Filled in from the contact: “Zoë”, “Bikes”.") and "2 gaps are open" in said
