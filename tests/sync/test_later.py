"""Texts for a later time at a Close that listens: never twice, never lost without a word."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.providers.base import OutgoingText
from desktop.sms.delivery import State
from desktop.store import drafts, later, later_steps, messages, strays
from tests.providers.close_account import LINE, TEXT, UNKNOWN, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.close_shapes import USER_NAME
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.sync.close_desk import ACCOUNT, BODY, Room, room_of

NO = (400, {"errors": ["No."], "field-errors": {}})


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
async def room(wire: Wire, tmp_path: Path) -> AsyncIterator[Room]:
    """Everything has been read once, and nothing is there."""
    async with room_of(tmp_path, wire) as found:
        yield found


async def test_a_text_waits_there_and_leaves_once_and_only_then_it_is_a_text(room: Room) -> None:
    """C6: it is not accepted and has no tick before it left."""
    room.write()
    await room.work()
    assert room.states() == [(later.WAITING, "")] and room.there() == [(BODY, "scheduled")]
    await room.pull()
    assert messages.newest(room.db) == []
    (one,) = later.listing(room.db)
    assert (one.author, one.ours) == (USER_NAME, True)
    room.pass_time(2)
    await room.pull()
    await room.work()
    assert later.listing(room.db) == []
    (text,) = messages.newest(room.db)
    assert (text.body, text.outside, text.outbound) == (BODY, False, True)
    assert [one[0] for one in room.there()] == [BODY]


@pytest.mark.parametrize("method", ["POST", "PUT"])
async def test_a_lost_answer_in_either_step_makes_no_second_text(room: Room, method: str) -> None:
    """C2: the request was carried out, and nobody heard of it."""
    room.write()
    with room.lost("hang_up", method):
        await room.work()
    await room.work()
    assert room.states() == [(later.WAITING, "")]
    assert room.there() == [(BODY, "scheduled")]


@pytest.mark.parametrize("fault", ["status_429", "status_500", "refused_html"])
async def test_a_request_that_was_not_carried_out_is_made_again(room: Room, fault: Fault) -> None:
    room.write()
    with room.lost(fault, "PUT"):
        await room.work()
    assert room.there() == [(BODY, "draft")]
    await room.work()
    assert (room.states(), room.there()) == ([(later.WAITING, "")], [(BODY, "scheduled")])


@pytest.mark.parametrize("status", [403, 400, 402])
async def test_what_may_wait_there_but_cannot_be_looked_at_is_not_called_unsent(
    room: Room, status: int
) -> None:
    """C1, C2: the request was carried out, its answer lost, and then every look is refused."""
    one = room.write()
    with room.lost("hang_up", "PUT"):
        await room.work()
    with room.refusing(status, "GET"):
        await room.work()
        await room.later.work()
        (waits,) = later.listing(room.db)
        assert (waits.state, waits.unseen) == (later.ASKED, True)
        assert later.take_back(room.db, one.id, one.due_at) is None
    await room.work()
    assert room.states() == [(later.ENDED, later.RETURNED)]
    await room.work()
    assert room.there() == []


async def test_what_the_list_has_no_more_and_cannot_be_looked_at_is_looked_at_again(room: Room) -> None:
    room.write("one")
    await room.work()
    await room.pull()
    texts = room.server.fake.texts
    texts.change(texts.all[0], {"status": "draft"})
    await room.pull()
    await room.pull()
    room.write("two")
    room.server.fake.refuse["GET /activity/sms/"] = (403, {"error": "No."})
    await room.work()
    assert room.states() == [(later.MISSING, later.UNSEEN), (later.WAITING, "")]
    room.server.fake.refuse.clear()
    await room.work()
    assert room.states() == [(later.ENDED, later.STOPPED_THERE), (later.WAITING, "")]


async def test_a_refused_request_that_cannot_be_looked_at_has_not_ended(room: Room) -> None:
    """Only drafts can change, so a refusal may mean that it waits there, or left."""
    room.write()
    room.server.fake.refuse["PUT /activity/sms/"] = room.server.fake.refuse["GET /activity/sms/"] = NO
    await room.work()
    (one,) = later.listing(room.db)
    assert (one.state, one.unseen, one.text) == (later.ASKED, True, "No.")
    room.server.fake.refuse.clear()
    await room.work()
    assert room.states() == [(later.WAITING, "")]


async def test_after_a_crash_between_the_steps_the_same_draft_is_made_to_wait(room: Room) -> None:
    one = room.write()
    await room.provider.prepare(_text())
    (draft,) = (one.id for one in room.server.fake.texts.all)
    later_steps.keep_handle(room.db, one, draft)
    await room.begin_anew()
    await room.work()
    assert (room.states(), room.there()) == ([(later.WAITING, "")], [(BODY, "scheduled")])


async def test_after_a_crash_behind_the_request_it_is_found_waiting(room: Room) -> None:
    room.write()
    with room.lost("hang_up", "PUT"):
        await room.work()
    assert room.states() == [(later.ASKED, "")]
    await room.begin_anew()
    room.server.wire.requests.clear()
    await room.work()
    assert room.states() == [(later.WAITING, "")] and room.server.asked("PUT") == []


async def test_a_text_that_others_scheduled_shows_and_goes_when_it_left(room: Room) -> None:
    handle = await room.provider.prepare(_text())
    await room.provider.schedule(_text(), handle, room.write().due_at)
    later.take_back(room.db, later.listing(room.db)[0].id, later.listing(room.db)[0].due_at)
    await room.begin_anew()
    await room.pull()
    (one,) = later.listing(room.db)
    assert (one.ours, one.state, one.author) == (False, later.WAITING, USER_NAME)
    room.pass_time(2)
    await room.pull()
    await room.work()
    assert later.listing(room.db) == [] and messages.newest(room.db)[0].outside


async def test_what_is_taken_back_does_not_leave_and_no_draft_stays_there(room: Room) -> None:
    one = room.write()
    await room.work()
    assert later.take_back(room.db, one.id, one.due_at) is None
    await room.work()
    assert room.states() == [(later.ENDED, later.RETURNED)]
    await room.work()
    assert room.there() == [] and strays.listing(room.db, ACCOUNT) == []
    assert later.take_back(room.db, one.id, one.due_at) == BODY
    assert drafts.get(room.db, ACCOUNT, LINE, STRANGER).body == BODY


async def test_what_is_taken_back_out_of_the_queue_there_has_no_tick(room: Room) -> None:
    """C6: a pull had listed it as a text already, before it left."""
    one = room.write()
    await room.work()
    await room.pull()
    room.pass_time(2)
    await room.inbox.pull()
    assert [text.state for text in messages.newest(room.db)] == [State.ACCEPTED]
    later.take_back(room.db, one.id, one.due_at)
    await room.work()
    await room.pull()
    await room.work()
    (text,) = messages.newest(room.db)
    assert (text.state, text.outside) == (State.STOPPED, False)
    assert (room.states(), room.there()) == ([(later.ENDED, later.RETURNED)], [])
    assert list(room.server.carrier()) == []


async def test_too_late_to_take_it_back_is_said(room: Room) -> None:
    one = room.write()
    await room.work()
    room.pass_time(2)
    room.server.fake.texts.look()
    room.server.fake.carrier.step()
    later.take_back(room.db, one.id, one.due_at)
    await room.work()
    assert room.states() == [(later.ENDED, later.TOO_LATE)]


async def test_a_lost_answer_to_taking_back_is_asked_again(room: Room) -> None:
    one = room.write()
    await room.work()
    later.take_back(room.db, one.id, one.due_at)
    with room.lost("hang_up", "PUT"):
        await room.work()
    assert room.states() == [(later.STOPPING, "")]
    await room.work()
    assert room.states() == [(later.ENDED, later.RETURNED)]


async def test_what_somebody_took_back_or_deleted_in_close_is_said(room: Room) -> None:
    for body in ("one", "two"):
        room.write(body)
    await room.work()
    await room.pull()
    texts = room.server.fake.texts
    texts.change(texts.all[0], {"status": "draft"})
    texts.delete(texts.all[1])
    await room.pull()
    await room.pull()
    await room.work()
    found = {one.body: one.code for one in later.listing(room.db)}
    assert found == {"one": later.STOPPED_THERE, "two": later.GONE}


async def test_one_whose_time_is_over_before_the_service_knew_is_not_sent(room: Room) -> None:
    room.write(days=-1)
    await room.work()
    assert (room.states(), room.there()) == ([(later.ENDED, later.MISSED)], [])


async def test_a_refusal_is_kept_with_its_reason_and_the_others_go_on(room: Room) -> None:
    room.write(peer=UNKNOWN)
    room.write()
    await room.work()
    assert sorted(room.states()) == [(later.ENDED, "unknown_recipient"), (later.WAITING, "")]


async def test_a_stray_draft_is_removed_and_a_text_that_left_is_not(room: Room) -> None:
    """Deleting a text that left would hide it from everybody."""
    stray = await room.provider.prepare(_text())
    sent = await room.provider.prepare(_text("sent"))
    await room.provider.deliver(_text("sent"), sent)
    for handle in (stray, sent, "acti_never"):
        strays.keep(room.db, ACCOUNT, handle)
    await room.work()
    assert [body for body, _ in room.there()] == ["sent"] and strays.listing(room.db, ACCOUNT) == []


async def test_a_service_out_of_reach_is_left_alone_for_a_while(room: Room) -> None:
    room.write()
    with room.lost("status_429", "GET", "POST", "PUT"):
        await room.later.work()
        asked = len(room.server.wire.requests)
        await room.later.work()
        assert len(room.server.wire.requests) == asked
    assert room.states() == [(later.NEW, "")]


def _text(body: str = BODY) -> OutgoingText:
    """A text as an adapter takes it."""
    return replace(TEXT, body=body)
