"""Closing what is open in the shared inbox: by a click, for everybody, and a failure is said."""

from desktop.store import conversations, shared_unread
from tests.providers.close_account import LINE
from tests.providers.contract import STRANGER
from tests.ui.account import ACCOUNT, SUPPORT
from tests.ui.crm.conftest import Room
from tests.ui.messages.texts import ZOE

WHOSE = (ACCOUNT, SUPPORT, ZOE)


def open_there(room: Room) -> list[str]:
    """Ids of what is open at the service."""
    room.server.fake.texts.look()
    rows = room.server.fake._tasks(None, {"_type": "incoming_sms", "view": "inbox"}, None)["data"]  # type: ignore[arg-type]
    return [row["id"] for row in rows]


def test_reading_leaves_it_open_and_a_click_closes_it_for_everybody(room: Room) -> None:
    room.server.inbound(STRANGER, LINE, "Anybody there?")
    (entry,) = open_there(room)
    room.unread(entry)
    assert room.shared.offer(*WHOSE) == "Mark done in Close, for everybody (1 open)"
    conversations.mark_read(room.db, room.conversation)
    assert open_there(room) == [entry]
    room.shared.mark_done(*WHOSE)
    room.shared.mark_done(*WHOSE)
    room.work.run()
    assert open_there(room) == [] and shared_unread.of(room.db, *WHOSE) == []
    assert room.told[-1] == "Marked done in Close, for everybody."
    assert room.shared.offer(*WHOSE) == "" and len(room.server.asked("PUT")) == 1


def test_a_failure_is_said_and_it_stays_open(room: Room) -> None:
    room.unread("task_1")
    for answer, words in (
        ((403, {"error": "No."}), "its key may not"),
        ((503, {}), "may have been done all the same"),
    ):
        room.server.fake.refuse["PUT /task/"] = answer
        room.shared.mark_done(*WHOSE)
        room.work.run()
        assert room.told[-1].startswith("Still open in Close:") and words in room.told[-1]
    assert shared_unread.of(room.db, *WHOSE) == ["task_1"]


def test_where_nothing_is_open_that_is_said(room: Room) -> None:
    assert room.shared.offer(*WHOSE) == "" and room.shared.offer("b", SUPPORT, ZOE) == ""
    room.shared.mark_done(*WHOSE)
    assert "Nothing of this conversation is open" in room.told[-1]
