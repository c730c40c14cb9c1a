"""Twilio Lookup: asked only by a person, read tolerantly, its refusals told."""

from collections.abc import AsyncIterator, Iterator

import pytest

from desktop.providers import twilio_lookup
from desktop.providers.base import Refused, SignInNeeded, Unreadable
from desktop.providers.offers import NumberKind
from desktop.providers.twilio_lookup import HOST, Lookups, kind_of
from tests.providers.contract import STRANGER, pulled
from tests.providers.fakes.serving import Wire, serving
from tests.providers.patience import LITTLE
from tests.providers.twilio_account import Running, account, opened


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(account().app) as served:
        yield served


@pytest.fixture
async def running(wire: Wire) -> AsyncIterator[Running]:
    async with opened(wire) as there:
        yield there


async def test_what_kind_of_number_it_is_comes_with_its_carrier(running: Running) -> None:
    """H8."""
    running.fake.kinds[STRANGER] = ("landline", "A carrier", None)
    assert await running.provider.number_kind(STRANGER) == NumberKind(True, "landline", "A carrier")
    assert running.wire.requests == [
        ("GET", f"/v2/PhoneNumbers/%2B{STRANGER[1:]}?Fields=line_type_intelligence")
    ]


async def test_nothing_that_runs_by_itself_ever_asks_for_money(running: Running) -> None:
    await running.provider.check()
    await pulled(running.provider)
    assert not any("PhoneNumbers/" in path for _, path in running.wire.requests)


async def test_a_number_that_it_knows_nothing_of_is_refused_with_its_code(running: Running) -> None:
    with pytest.raises(Refused) as caught:
        await running.provider.number_kind(STRANGER)
    assert caught.value.code == "20404"
    running.fake.kinds[STRANGER] = (None, None, 60601)
    with pytest.raises(Refused) as caught:
        await running.provider.number_kind(STRANGER)
    assert caught.value.code == "60601"
    running.fake.closed["PhoneNumbers"] = 403
    with pytest.raises(SignInNeeded):
        await running.provider.number_kind(STRANGER)


@pytest.mark.parametrize("body", [None, [], {}, {"valid": "yes"}, {"valid": None}])
def test_an_answer_about_nothing_is_unreadable(body: object) -> None:
    with pytest.raises(Unreadable):
        kind_of(body)


def test_what_is_not_known_of_a_number_is_not_made_up() -> None:
    assert kind_of({"valid": True, "line_type_intelligence": None}) == NumberKind(True)
    told = {"type": None, "carrier_name": None, "error_code": None}
    assert kind_of({"valid": False, "line_type_intelligence": told}) == NumberKind(False)


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("https://api.twilio.com", HOST),
        ("https://api.dublin.ie1.twilio.com", HOST),
        ("https://twilio.com.elsewhere.test", "https://twilio.com.elsewhere.test"),
        ("http://127.0.0.1:4011", "http://127.0.0.1:4011"),
    ],
)
async def test_the_key_goes_to_twilios_own_host_or_to_the_one_that_was_named(host: str, asked: str) -> None:
    """I4."""
    lookups = Lookups(host, {}, LITTLE)
    assert lookups._http.url == asked
    assert twilio_lookup.HOST == "https://lookups.twilio.com"
    await lookups.close()
