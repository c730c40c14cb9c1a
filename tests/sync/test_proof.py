"""No road leads to "delivered" for a service without receipts: every one of them is walked here (C6)."""

from collections.abc import Awaitable, Callable
from itertools import product

import pytest

from desktop import wording
from desktop.announce import Announcer
from desktop.cli.messages import facts
from desktop.providers.base import Accepted, OutcomeUnknown
from desktop.sms.delivery import Proof, State, provable
from desktop.store import messages
from desktop.store.accounts import terms
from desktop.store.database import Database, open_database
from desktop.store.tables import MessageRow
from desktop.store.tallies import tally
from desktop.sync.check import keep
from desktop.sync.inbox import Inbox
from desktop.sync.outbox import Outbox
from tests.sync.fake_service import ACCOUNT, NOON, Clock, FakeService, listed, queued

WORDS = (State.SENT, State.DELIVERED)
CAN_PROVE = {
    Proof.ACCEPTED: State.ACCEPTED,
    Proof.SENT: State.SENT,
    Proof.DELIVERED: State.DELIVERED,
}
Road = Callable[[Database, FakeService], Awaitable[None]]


async def send(db: Database, service: FakeService) -> None:
    await Outbox(db, ACCOUNT, service, clock=Clock()).send_due()


async def pull(db: Database, service: FakeService) -> None:
    await Inbox(db, ACCOUNT, service, clock=Clock()).pull()


async def by_the_answer(db: Database, service: FakeService) -> None:
    service.ends = [Accepted("7", State.DELIVERED, "delivered")]
    await send(db, service)


async def by_the_list(db: Database, service: FakeService) -> None:
    service.ends = [Accepted("7")]
    await send(db, service)
    service.texts = [listed("7", "one", state=State.DELIVERED)]
    await pull(db, service)


async def by_adoption(db: Database, service: FakeService) -> None:
    service.ends = [OutcomeUnknown("ReadTimeout")]
    await send(db, service)
    service.texts = [listed("7", "one", state=State.DELIVERED)]
    await pull(db, service)


async def by_looking_one_up(db: Database, service: FakeService) -> None:
    service.ends = [OutcomeUnknown("ReadTimeout")]
    service.found = {"one": Accepted("7", State.DELIVERED)}
    await send(db, service)
    await pull(db, service)


async def by_a_text_listed_as_sent_elsewhere(db: Database, service: FakeService) -> None:
    service.texts = [listed("7", "one", state=State.DELIVERED)]
    await pull(db, service)
    service.ends = [Accepted("7")]
    await send(db, service)


async def by_a_pull_that_overtakes_the_answer(db: Database, service: FakeService) -> None:
    service.ends = [OutcomeUnknown("ReadTimeout")]
    await send(db, service)
    service.texts = [listed("6", "one", state=State.DELIVERED), listed("7", "one", state=State.DELIVERED)]
    await pull(db, service)
    await pull(db, service)


ROADS: list[Road] = [
    by_the_answer,
    by_the_list,
    by_adoption,
    by_looking_one_up,
    by_a_text_listed_as_sent_elsewhere,
    by_a_pull_that_overtakes_the_answer,
]


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("proof", Proof)
async def test_a_text_is_never_more_than_its_service_can_prove(
    db: Database, road: Road, proof: Proof
) -> None:
    service = FakeService(proof=proof)
    queued(db, "one")
    await road(db, service)
    found = {one.state for one in messages.newest(db)}
    assert found == {CAN_PROVE[proof]}


@pytest.mark.parametrize("proof", [Proof.ACCEPTED, Proof.SENT])
async def test_what_an_earlier_version_stored_as_delivered_is_not_shown_as_that(
    db: Database, proof: Proof
) -> None:
    service = FakeService(proof=proof)
    await keep(db, ACCOUNT, await service.check())
    (text,) = queued(db, "one")
    with db.transaction() as session:
        session.get_one(MessageRow, text.id).state = State.DELIVERED
    db.close()
    again = open_database(db.path, Announcer())
    known = terms(again, ACCOUNT).proof
    (stored,) = messages.newest(again)
    assert stored.state is State.DELIVERED
    assert provable(stored.state, known) is CAN_PROVE[proof]
    assert facts(stored, known)["state"] == CAN_PROVE[proof].value
    assert tally(again, ACCOUNT, now=NOON).delivered == 0
    again.close()


@pytest.mark.parametrize(("state", "proof"), list(product(State, Proof)))
def test_the_word_delivered_needs_a_receipt(state: State, proof: Proof) -> None:
    says = wording.state(State.DELIVERED).lower()
    words = wording.state(state, proof=proof) + wording.state_tip(state, proof=proof)
    assert (says in words.lower()) is (state is State.DELIVERED and proof is Proof.DELIVERED)
