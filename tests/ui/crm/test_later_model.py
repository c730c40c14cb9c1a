"""Texts for a later time in the open conversation: said, taken back, taken up, and nothing is lost."""

from desktop.store import drafts, later, later_steps, messages
from desktop.store.later import Later
from desktop.store.later_steps import Told
from desktop.ui.turns import turns
from tests.ui.account import ACCOUNT, SUPPORT
from tests.ui.crm.conftest import Room
from tests.ui.messages.texts import HARBOUR, ZOE


def rows(room: Room) -> list[Later]:
    """Those that show, once everything had its turn."""
    turns().catch_up()
    return room.later.rows


def wait(room: Room, body: str = "See you") -> Later:
    """Somebody wrote a text for tomorrow."""
    room.composer.model.set_text(body)
    assert room.later.send_at(room.in_days(1)) is not None
    return rows(room)[-1]


def there(room: Room, one: Later) -> Later:
    """It waits at the service now."""
    later_steps.keep_handle(room.db, one, f"acti_{one.id}")
    assert later_steps.ask(room.db, one)
    later_steps.waits(room.db, one, "Alex")
    return rows(room)[-1]


def test_what_cannot_be_looked_at_is_not_called_unsent_and_can_be_asked_back(room: Room) -> None:
    one = there(room, wait(room))
    later_steps.follow(room.db, ACCOUNT, [], whole=True)
    assert room.later.answers(rows(room)[-1]) == ("", "")
    later_steps.unseen(room.db, later.listing(room.db)[-1], "No")
    row = rows(room)[-1]
    said = room.later.said(row)
    assert "not sent" not in said and "Look in Close before you write it again." in said
    assert room.later.answers(row) == ("Take back", "")
    room.later.take(row)
    assert later.listing(room.db)[-1].state == later.STOPPING and one.id == row.id


def test_a_text_for_later_leaves_the_composer_and_is_said_and_nothing_is_sent(room: Room) -> None:
    before = messages.newest(room.db)
    one = wait(room)
    assert room.composer.model.text == "" and messages.newest(room.db) == before
    assert drafts.get(room.db, ACCOUNT, SUPPORT, ZOE).body == ""
    assert "Nothing was sent yet." in room.told[-1]
    assert room.later.said(one).endswith("once Close knows of it.")
    assert "leaves tomorrow" in room.later.said(one)
    said = room.later.said(there(room, one))
    assert said.startswith("“See you” — leaves tomorrow at ") and said.endswith(" from Close.")


def test_what_stops_a_text_stops_it_for_later_as_well(room: Room) -> None:
    assert room.later.cannot() == "Write the text first, and to whom it goes."
    room.composer.model.set_text("Hi {{ contact.title }}")
    assert "would arrive as it stands" in room.later.cannot()
    assert room.later.send_at(room.in_days(1)) is None and later.listing(room.db) == []


def test_what_the_service_does_not_know_is_back_in_the_composer_at_once(room: Room) -> None:
    one = wait(room)
    room.composer.model.set_text("half a line")
    assert room.later.answers(one) == ("Take back", "")
    room.later.take(one)
    assert room.composer.model.text == "See you\nhalf a line" and rows(room) == []


def test_what_waits_there_is_asked_back_and_its_words_wait_for_a_click(room: Room) -> None:
    """Somebody may be writing: what comes back later never pushes into that."""
    one = there(room, wait(room))
    room.later.take(one)
    (asked,) = rows(room)
    assert asked.state == later.STOPPING and room.later.answers(asked) == ("", "")
    assert "asked to give it back" in room.later.said(asked)
    room.composer.model.set_text("something else")
    later_steps.returned(room.db, asked)
    (back,) = rows(room)
    assert room.composer.model.text == "something else"
    assert room.later.answers(back) == ("Edit", "Drop") and "taken back" in room.later.said(back)
    room.later.take(back)
    assert room.composer.model.text == "See you\nsomething else" and rows(room) == []


def test_too_late_is_said_and_its_words_are_not_offered_again(room: Room) -> None:
    one = there(room, wait(room))
    room.later.take(one)
    later_steps.end(room.db, rows(room)[0], later.TOO_LATE)
    (late,) = rows(room)
    assert room.later.answers(late) == ("", "OK") and "too late" in room.later.said(late)
    room.later.drop(late)
    assert rows(room) == [] and room.composer.model.text == ""


def test_those_of_others_name_who_wrote_them(room: Room) -> None:
    told = Told("acti_9", SUPPORT, ZOE, "Your invoice", room.in_days(1), "Sam Doe")
    later_steps.follow(room.db, ACCOUNT, [told], whole=True)
    (one,) = rows(room)
    assert room.later.said(one).endswith("Written by Sam Doe.")
    assert room.later.answers(one) == ("Make it a draft again", "")
    room.later.take(one)
    later_steps.stays(room.db, rows(room)[0], "")
    assert "did not give it back" in room.later.said(rows(room)[0])


def test_only_those_of_the_open_conversation_show(room: Room) -> None:
    wait(room)
    room.composer.model.write_to(ACCOUNT, SUPPORT, HARBOUR)
    assert rows(room) == []
    room.composer.model.write_to(ACCOUNT, SUPPORT, ZOE)
    assert [one.body for one in rows(room)] == ["See you"]


def test_where_the_service_has_it_not_the_reason_is_said(room: Room) -> None:
    assert room.later.offer() == (True, "")
    room.offer("snippets")
    assert room.later.offer() == (True, "Close does not offer this over its API.")
    room.composer.model.close()
    assert room.later.offer() == (False, "")
