"""The question before somebody is added: with a name, by a click, and Escape changes nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.store import contacts
from desktop.store.contacts import OWN, Contact, Number
from tests.providers.close_account import UNKNOWN
from tests.ui.account import ACCOUNT, unnamed
from tests.ui.crm.conftest import Room


def test_it_asks_for_a_name_and_knows_the_one_in_the_own_phone_book(room: Room) -> None:
    question = room.views.person
    question.begin(ACCOUNT, UNKNOWN)
    assert question.isVisible() and question.name.text() == "" and not question.add.isEnabled()
    assert question.add.text() == "Add to Close" and unnamed(question) == []
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert not question.isVisible()
    contacts.keep(room.db, Contact(OWN, "own", "Ada Example", "", (Number(UNKNOWN),)))
    question.begin(ACCOUNT, UNKNOWN)
    assert question.name.text() == "Ada Example" and question.add.isEnabled()
    question.leave.click()
    room.work.run()
    assert room.server.asked("POST") == []


def test_a_click_adds_them_under_the_name_that_was_written(room: Room) -> None:
    question = room.views.person
    question.begin(ACCOUNT, UNKNOWN)
    QTest.keyClicks(question.name, "Ada Example")
    QTest.mouseClick(question.add, Qt.MouseButton.LeftButton)
    room.work.run()
    assert contacts.name_of(room.db, UNKNOWN) == "Ada Example" and not question.isVisible()


def test_where_the_service_needs_nobody_nothing_is_asked(room: Room) -> None:
    room.offer()
    room.views.person.begin(ACCOUNT, UNKNOWN)
    assert not room.views.person.isVisible()
