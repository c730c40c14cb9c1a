"""Texts for a later time through faults, kills and clicks by chance: never two, never none without a word."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from desktop.providers.base import ProviderError
from desktop.store import drafts, later
from tests.providers.close_account import LINE, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.sync.close_desk import ACCOUNT, Room, room_of

FAULTS = ("hang_up", "html", "status_500", "status_429", "refused_html")
ACTS = ("write", "work", "work", "fault", "fault", "kill", "pull", "back", "change_there")


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each round has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


async def killed(room: Room, chance: random.Random) -> None:
    """The program ends somewhere in its work, perhaps with a request on the wire, and begins again."""
    async with asyncio.TaskGroup() as group:
        work = group.create_task(room.later.work(now=True))
        for _ in range(chance.randrange(300)):
            await asyncio.sleep(0)
        work.cancel()
    await room.begin_anew()


async def act(room: Room, name: str, chance: random.Random, number: int) -> None:
    """One thing that happens."""
    waiting = later.listing(room.db)
    if name == "write":
        room.write(f"text {number}", days=chance.choice((1, 2, 40)))
    elif name == "work":
        await room.work()
    elif name == "fault":
        with room.lost(cast(Fault, chance.choice(FAULTS)), chance.choice(("GET", "POST", "PUT", "DELETE"))):
            await room.work()
    elif name == "kill":
        await killed(room, chance)
    elif name == "pull":
        await room.pull()
    elif name == "back" and waiting:
        later.take_back(room.db, chance.choice(waiting).id, waiting[0].due_at)
    elif name == "change_there":
        there = [one for one in room.server.fake.texts.all if one.status == "scheduled"]
        if there:
            room.server.fake.texts.change(chance.choice(there), {"status": "draft"})


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_each_text_waits_once_or_a_person_has_its_words(
    wire: Wire, tmp_path: Path, seed: int
) -> None:
    """C1, C2."""
    chance = random.Random(seed)
    async with room_of(tmp_path, wire) as room:
        for number in range(25):
            try:
                await act(room, chance.choice(ACTS), chance, number)
            except ProviderError:
                continue  # a pull met the fault: the loop would try again
        written = {one.body for one in later.listing(room.db)}
        for _ in range(3):
            await room.work()
            await room.pull()
        await room.work()
        rows = later.listing(room.db)
        there = Counter(body for body, status in room.there() if status == "scheduled")
        assert max(there.values(), default=0) <= 1
        assert {one.state for one in rows} <= {later.WAITING, later.ENDED}
        assert {one.body for one in rows if one.state == later.WAITING} == set(there)
        kept = drafts.get(room.db, ACCOUNT, LINE, STRANGER).body.splitlines()
        assert written <= {one.body for one in rows} | set(kept)
        assert not set(kept) & set(there)
        room.pass_time(60)
        await room.pull()
        await room.work()
        left = Counter(one.body for one in room.server.fake.carrier.records if one.outbound)
        assert left == there
