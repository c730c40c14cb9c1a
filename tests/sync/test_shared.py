"""Snippets, the shared inbox and blocked numbers of Close come into the cache; nothing changes there."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from desktop.store import consent, shared_unread, snippets
from desktop.sync.check import fetch_more
from desktop.sync.once import Once
from desktop.sync.shared import SharedThings
from tests.providers.close_account import LINE, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.sync.close_desk import ACCOUNT, Room, room_of


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
async def room(wire: Wire, tmp_path: Path) -> AsyncIterator[Room]:
    """An organisation with a template and an unread text."""
    async with room_of(tmp_path, wire) as found:
        found.server.fake.templates = [{"id": "t1", "name": "Hello", "text": "Hi", "is_shared": False}]
        found.server.inbound(STRANGER, LINE, "Anybody there?")
        yield found


async def test_they_are_read_at_once_and_then_seldom(room: Room) -> None:
    shared = SharedThings(room.db, ACCOUNT, room.provider)
    await shared.look()
    assert [one.name for one in snippets.listing(room.db, ACCOUNT)] == ["Hello"]
    assert len(shared_unread.of(room.db, ACCOUNT, LINE, STRANGER)) == 1
    room.server.wire.requests.clear()
    await shared.look()
    assert room.server.wire.requests == []
    await shared.look(news=True)
    assert [target.split("?")[0] for _, target in room.server.wire.requests] == ["/api/v1/task/"]


async def test_what_the_key_may_not_read_stops_nothing(room: Room) -> None:
    room.server.fake.refuse["GET /task/"] = (403, {"error": "No."})
    room.server.fake.refuse["GET /sms_template/"] = (403, {"error": "No."})
    shared = SharedThings(room.db, ACCOUNT, room.provider)
    await shared.look()
    await shared.look()
    assert snippets.listing(room.db, ACCOUNT) == []


async def test_reading_and_answering_leave_the_shared_inbox_as_it_is(room: Room) -> None:
    await room.pull()
    await SharedThings(room.db, ACCOUNT, room.provider).look()
    assert len((await room.provider.unread()).good) == 1
    assert room.server.asked("PUT") == []


async def test_a_number_that_is_blocked_there_is_opted_out_here_until_it_is_lifted(room: Room) -> None:
    """B20."""
    room.server.fake.people.leads.clear()
    room.server.fake.add_lead("Somebody", STRANGER, blocked=True)
    await fetch_more(room.db, ACCOUNT, room.provider)
    assert consent.state(room.db, ACCOUNT, LINE, STRANGER).kind == consent.BLOCKED
    room.server.fake.people.leads.clear()
    room.server.fake.add_lead("Somebody", STRANGER)
    await fetch_more(room.db, ACCOUNT, room.provider)
    assert not consent.state(room.db, ACCOUNT, LINE, STRANGER).stopped


async def test_one_round_of_the_command_line_brings_and_does_all_of_it(room: Room) -> None:
    room.write()
    await Once(room.db, ACCOUNT, room.provider).whole()
    assert [body for body, status in room.there() if status == "scheduled"] == ["Tomorrow at nine?"]
    assert len(snippets.listing(room.db, ACCOUNT)) == 1
    assert len(shared_unread.of(room.db, ACCOUNT, LINE, STRANGER)) == 1
