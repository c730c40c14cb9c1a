"""What a CRM offers in the window: from a finding, a card, a menu and keys to what is done."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.sms.delivery import State
from desktop.sms.preflight import Rule
from desktop.store import later
from tests.asked import asked
from tests.providers.close_account import UNKNOWN
from tests.ui.account import ACCOUNT
from tests.ui.crm.conftest import Room
from tests.ui.messages.texts import put


def test_send_later_asks_for_a_time_and_keeps_the_text_for_it(room: Room) -> None:
    QTest.keyClicks(room.composer.edit, "See you")
    room.composer.tools.later.click()
    assert room.views.times.isVisible()
    QTest.keyClick(room.views.times.usual[1], Qt.Key.Key_Return)
    (one,) = later.listing(room.db)
    assert one.body == "See you" and one.due_at.astimezone().hour == 9
    assert room.composer.edit.toPlainText() == "" and room.composer.edit.hasFocus()
    assert room.views.later.isVisible()


def test_without_a_text_it_says_what_is_missing(room: Room) -> None:
    room.composer.tools.later.click()
    assert not room.views.times.isVisible()
    assert "Write the text first, and to whom it goes." in room.composer.strip.texts()


def test_a_service_without_it_greys_the_button_with_the_reason(room: Room) -> None:
    room.offer("snippets")
    room.views.follow()
    tools = room.composer.tools
    assert not tools.later.available and "does not offer this" in tools.later.reason
    QTest.keyClicks(room.composer.edit, "See you")
    tools.later.click()
    assert not room.views.times.isVisible() and later.listing(room.db) == []


def test_a_new_message_for_later_opens_its_conversation(room: Room) -> None:
    room.tab.view.start_new(UNKNOWN)
    QTest.keyClicks(room.composer.edit, "Hello")
    room.views.choose_time()
    room.views.times.chosen.emit(room.in_days(400) + timedelta(hours=1))
    (one,) = later.listing(room.db)
    target = room.composer.model.target
    assert target is not None and (target.peer, target.new) == (one.peer, False)
    assert room.views.later.isVisible()


def test_a_number_that_close_does_not_know_is_added_from_the_finding_and_then_the_text_can_go(
    room: Room,
) -> None:
    """B32: said before sending, made after the click."""
    room.tab.view.start_new(UNKNOWN)
    QTest.keyClicks(room.composer.edit, "Hello")
    model = room.composer.model
    finding = next(one for one in model.findings() if one.code is Rule.UNKNOWN_PERSON)
    room.composer.fix_wanted.emit(finding)
    QTest.keyClicks(room.views.person.name, "Ada Example")
    room.views.person.add.click()
    room.work.run()
    assert Rule.UNKNOWN_PERSON not in [one.code for one in model.findings()]
    assert model.text == "Hello" and model.can_send()


def test_the_card_of_a_refused_text_offers_the_same_and_takes_its_words_up(room: Room) -> None:
    there = put(
        room.account,
        ["Hello"],
        peer=UNKNOWN,
        outbound=True,
        state=State.FAILED,
        error_code="unknown_recipient",
    )
    view = room.tab.view
    view.open(there)
    (text,) = room.tab.thread.messages()
    assert view.pane.failures.open(text.id)
    card = view.pane.failures.card
    assert card is not None and card.main.text() == "Add them there …"
    card.main.click()
    assert room.views.person.isVisible()
    QTest.keyClicks(room.views.person.name, "Ada Example")
    room.views.person.add.click()
    room.work.run()
    assert room.composer.model.text == "Hello"
    assert room.people.offered(ACCOUNT, UNKNOWN)


def test_the_menu_closes_what_is_open_for_everybody_and_is_silent_where_nothing_is(room: Room) -> None:
    header = room.tab.view.header
    header.menu.aboutToShow.emit()
    assert not header.done_action.isVisible()
    room.unread("task_1", "task_2")
    header.menu.aboutToShow.emit()
    assert header.done_action.text() == "Mark done in Close, for everybody (2 open)"
    header.done_action.trigger()
    room.work.run()
    assert "Marked done in Close, for everybody." in room.composer.strip.texts()
    assert len(room.server.asked("PUT /api/v1/task/")) == 1


def test_while_one_types_the_store_is_not_asked_what_the_service_offers(room: Room) -> None:
    """What it offers can only change with the account, and that is heard."""
    QTest.keyClicks(room.composer.edit, "H")
    with asked() as statements:
        QTest.keyClicks(room.composer.edit, "ello")
    assert not [one for one in statements if "later_text" in one or "capabilities" in one]
    room.offer("scheduled")
    assert room.composer.tools.snippets.isHidden() and room.composer.tools.later.available
