"""Salesmsg's adapter against a server that speaks its dialect: the promises of every adapter, and its own."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.providers.base import AT_SIGN_IN, LEARNED, ON, Balance, ContactNumber, SignInNeeded
from desktop.providers.salesmsg import Salesmsg
from desktop.store import consent
from desktop.sync.check import fetch_more
from tests.providers.contract import STRANGER, ProviderContract, Service
from tests.providers.contract.stored import ACCOUNT, opened
from tests.providers.fakes.serving import Wire, serving
from tests.providers.salesmsg_account import LINE, NO_LIMIT, Server, account, hurried, impatient, new_account


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation without a message."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[Salesmsg]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


class TestSalesmsg(ProviderContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Service:
        """An organisation with two numbers, and no limit of requests of our own."""
        monkeypatch.setattr("desktop.providers.salesmsg_calls.A_MINUTE", NO_LIMIT)
        server = account(wire)
        return Service(
            "salesmsg",
            server.credentials,
            replace(server.credentials, secrets={"api_key": "wrong"}),
            server,
            hurried=impatient,
            meanings=dict.fromkeys(("unauthorized", "token_unreadable"), SignInNeeded),
            wait=60,
            foreign=(
                (400, {"error": "Bad Request"}),
                (401, {"message": "Unauthorized"}),
                (403, {"message": "Forbidden"}),
            ),
        )


async def test_numbers_are_called_by_their_inboxes_and_pictures_have_a_flag(provider: Salesmsg) -> None:
    """A12: of texts nothing is told, so every number may be tried."""
    lines = (await provider.check()).lines
    assert [(one.number, one.label, one.can_send, one.can_media) for one in lines] == [
        ("+12125550142", "Sales", None, True),
        ("+12125550145", "Support", None, False),
    ]


@pytest.mark.parametrize(
    ("told", "amount"), [("1250.50", Decimal("1250.50")), (7, Decimal(7)), (None, None), ({"a": 1}, None)]
)
async def test_credits_are_told_as_they_are_or_not_at_all(
    server: Server, provider: Salesmsg, told: object, amount: Decimal | None
) -> None:
    """G1, Salesmsg 3: type and unit are not documented."""
    server.fake.credits = told
    checked = await provider.check()
    assert checked.balance == (None if amount is None else Balance(amount, "credits"))
    assert checked.capabilities.balance.on is (amount is not None)


async def test_what_the_service_can_do_is_data(provider: Salesmsg) -> None:
    """§1.6: what scopes decide is open before the sign-in; no longest text is documented."""
    before = provider.capabilities
    assert (before.contacts, before.balance, before.all_lines) == (AT_SIGN_IN, AT_SIGN_IN, LEARNED)
    can = (await provider.check()).capabilities
    assert (can.contacts, can.balance, can.calls, can.all_lines) == (ON, ON, ON, LEARNED)
    assert can.policy.joined and can.policy.max_characters is None


async def test_what_the_token_lacks_a_scope_for_is_off_and_the_rest_works(
    server: Server, provider: Salesmsg
) -> None:
    """Salesmsg 6: the phone book needs contacts:write, though it is only read."""
    lacks = (403, {"message": "Missing scope", "auth_required": False})
    for begins in ("GET /organization", "POST /contacts/list", "GET /teams"):
        server.fake.refuse[begins] = lacks
    checked = await provider.check()
    can = checked.capabilities
    assert (can.contacts.reason, can.balance.reason) == ("scope_missing", "scope_missing")
    assert checked.lines and not checked.unclear and can.calls.on


async def test_what_could_not_be_asked_now_is_unclear(server: Server, provider: Salesmsg) -> None:
    """H3: a missing answer is no missing feature."""
    for begins in ("GET /organization", "POST /contacts/list", "GET /teams"):
        server.fake.refuse[begins] = (503, {"message": "Service Unavailable"})
    checked = await provider.check()
    assert checked.unclear == {"balance", "contacts"}
    assert checked.capabilities.contacts.on, "it is tried: it tells who opted out"


@pytest.mark.parametrize("begins", ["GET /organization", "POST /contacts/list", "GET /teams"])
async def test_a_token_that_ends_in_the_middle_of_a_check_is_said(
    server: Server, provider: Salesmsg, begins: str
) -> None:
    server.fake.refuse[begins] = (401, {"message": "Unauthorized", "auth_required": True})
    with pytest.raises(SignInNeeded):
        await provider.check()


async def test_numbers_are_asked_for_at_each_check_and_the_rest_now_and_then(
    server: Server, provider: Salesmsg
) -> None:
    """60 requests a minute for everything."""
    await provider.check()
    server.fake.answered.clear()
    await provider.check()
    assert server.fake.answered == ["GET /numbers"]


async def test_the_phone_book_says_who_wants_no_texts(server: Server, provider: Salesmsg) -> None:
    """B20, I1."""
    for number in range(230):
        server.fake.add_person(f"+1202555{number:04d}", f"Somebody {number}", opt_out=number == 7)
    found = await provider.contacts()
    assert len(found.good) == 230 and found.bad == ()
    blocked = [one.numbers for one in found.good if any(number.blocked for number in one.numbers)]
    assert blocked == [(ContactNumber("+12025550007", blocked=True),)]


@pytest.mark.parametrize("number", [None, "", "n/a", {"x": 1}])
async def test_one_unreadable_answer_lifts_no_opt_out(
    tmp_path: Path, server: Server, provider: Salesmsg, number: Any
) -> None:
    """B20: nor does a page that came empty although there are people."""
    with opened(tmp_path) as db:
        ada = server.fake.add_person(STRANGER, "Ada", opt_out=True)
        server.fake.add_person("+12025550177", "Bob")
        await provider.check()
        await fetch_more(db, ACCOUNT, provider)
        assert consent.state(db, ACCOUNT, LINE, STRANGER).stopped
        ada.update(number=number, typeted_number=number, national_number=None)
        await fetch_more(db, ACCOUNT, provider)
        assert consent.state(db, ACCOUNT, LINE, STRANGER).stopped
        server.fake.refuse["POST /contacts/list"] = (200, {"data": [], "meta": {"total": 2}})
        (short,) = (await provider.contacts()).bad
        assert short.fault == "fewer people than are counted"
        await fetch_more(db, ACCOUNT, provider)
        assert consent.state(db, ACCOUNT, LINE, STRANGER).stopped


async def test_a_page_of_unreadable_people_does_not_end_the_book(server: Server, provider: Salesmsg) -> None:
    for number in range(130):
        server.fake.add_person("n/a" if number < 100 else f"+1202555{number:04d}", "")
    found = await provider.contacts()
    assert (len(found.good), len(found.bad)) == (30, 100)


async def test_a_renewed_token_opens_the_account(server: Server, provider: Salesmsg) -> None:
    """Salesmsg 2."""
    renewed = await provider.renew()
    assert renewed.lasts.total_seconds() == 3600 and renewed.secret not in repr(renewed)
    assert (await provider.check()).lines
    server.fake.refuse["POST /oauth"] = (200, {"access_token": renewed.secret})
    assert (await provider.renew()).lasts.total_seconds() == 3600
