"""A person's clicks at Close: carried out once, stored, and each trouble told apart."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from desktop.providers.base import Provider
from desktop.settings.accounts import Account
from desktop.store import contacts, shared_unread
from desktop.store.shared_unread import Open
from desktop.sync import crm_acts
from desktop.sync.crm_acts import NotDone
from tests.providers.close_account import LINE, UNKNOWN, hurried, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.sync.close_desk import ACCOUNT, Room, room_of

ONE = Account(id=ACCOUNT, provider="close", name="Test", url="http://127.0.0.1:1", key_place="session")


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
async def room(wire: Wire, tmp_path: Path) -> AsyncIterator[Room]:
    """An organisation with an open entry of its inbox."""
    async with room_of(tmp_path, wire) as found:
        found.server.inbound(STRANGER, LINE, "Anybody there?")
        (entry,) = (await found.provider.unread()).good
        shared_unread.replace(found.db, ACCOUNT, [Open(entry.remote_id, LINE, STRANGER)])
        yield found


async def done(room: Room) -> None:
    """Close what is open."""

    async def opened(_: Account) -> Provider:
        return hurried(room.server)

    await crm_acts.mark_done(room.db, ONE, opened, shared_unread.of(room.db, ACCOUNT, LINE, STRANGER))


async def test_what_is_closed_is_closed_there_and_here(room: Room) -> None:
    await done(room)
    assert (await room.provider.unread()).good == ()
    assert shared_unread.of(room.db, ACCOUNT, LINE, STRANGER) == []


@pytest.mark.parametrize(("status", "code"), [(401, "sign_in"), (403, "sign_in"), (404, "http_404")])
async def test_a_refusal_leaves_it_open(room: Room, status: int, code: str) -> None:
    room.server.fake.refuse["PUT /task/"] = (status, {"error": "Unauthorized"})
    with pytest.raises(NotDone) as caught:
        await done(room)
    assert caught.value.code == code
    assert len(shared_unread.of(room.db, ACCOUNT, LINE, STRANGER)) == 1


async def test_a_lost_answer_is_unclear(room: Room) -> None:
    with room.lost("hang_up", "PUT"), pytest.raises(NotDone) as caught:
        await done(room)
    assert caught.value.code == "unclear"


async def test_somebody_who_was_added_is_in_the_phone_book_here(room: Room) -> None:
    async def opened(_: Account) -> Provider:
        return hurried(room.server)

    assert await crm_acts.add_person(room.db, ONE, opened, UNKNOWN, "Ada Example") == "Ada Example"
    assert contacts.name_of(room.db, UNKNOWN, ACCOUNT) == "Ada Example"
