"""Asking what kind of number somebody has: once, noted, and every refusal with its reason."""

from collections.abc import Iterator

import pytest

from desktop.providers.base import Credentials, Provider
from desktop.providers.cliqtel import Cliqtel
from desktop.providers.twilio import Twilio
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import number_facts
from desktop.store.database import Database
from desktop.store.number_facts import NumberFact
from desktop.sync.number_question import NotTold, ask
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.providers.patience import LITTLE
from tests.providers.twilio_account import KEY, account
from tests.store.texts import at


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(account().app) as served:
        yield served


def signed_in(wire: Wire) -> Account:
    return Account(id="a", provider="twilio", name="T", url=wire.url, key_place="session")


async def opened(found: Account) -> Provider:
    return Twilio(Credentials(found.url, KEY), timeout=LITTLE)


async def why_not(db: Database, wire: Wire, secrets: dict[str, str] = KEY) -> tuple[str, str]:
    async def other(found: Account) -> Provider:
        if not secrets:
            raise NoSecret("keyring_empty")
        return Twilio(Credentials(found.url, secrets), timeout=LITTLE)

    with pytest.raises(NotTold) as caught:
        await ask(db, signed_in(wire), other, STRANGER)
    return caught.value.code, caught.value.text


async def test_the_answer_is_noted_with_its_source_and_date_after_one_question(
    db: Database, wire: Wire
) -> None:
    """H8."""
    fake = account()
    wire.serve(fake.app)
    fake.kinds[STRANGER] = ("landline", "A carrier", None)
    fact = await ask(db, signed_in(wire), opened, STRANGER, clock=lambda: at(0))
    assert fact == NumberFact("landline", "A carrier", "twilio", at(0))
    assert number_facts.of(db, STRANGER) == fact
    assert len(wire.requests) == 1


async def test_why_it_is_not_told_is_told_and_nothing_is_noted(db: Database, wire: Wire) -> None:
    fake = account()
    wire.serve(fake.app)
    assert (await why_not(db, wire))[0] == "20404"
    fake.kinds[STRANGER] = (None, None, 60601)
    assert (await why_not(db, wire))[0] == "60601"
    assert (await why_not(db, wire, {**KEY, "secret": "another"}))[0] == "sign_in"
    assert (await why_not(db, wire, {}))[0] == "sign_in"
    wire.fault = "hang_up"
    assert (await why_not(db, wire))[0] == "unreachable"
    assert number_facts.of(db, STRANGER) is None


async def test_a_service_without_it_is_not_asked(db: Database, wire: Wire) -> None:
    async def other(found: Account) -> Provider:
        return Cliqtel(Credentials(found.url, {"api_key": "k"}))

    wire.serve(account().app)
    with pytest.raises(NotTold) as caught:
        await ask(db, signed_in(wire), other, STRANGER)
    assert caught.value.code == "not_offered" and wire.requests == []
