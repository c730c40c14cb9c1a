"""Cliqtel's adapter against the practice server, with every fault, and with only the documented calls."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from starlette.responses import JSONResponse

from desktop.providers.base import (
    EVERYTHING,
    OFF,
    ON,
    Attempt,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Refused,
    SignInNeeded,
)
from desktop.providers.cliqtel import Cliqtel, connect
from desktop.sms.delivery import Proof, State
from tests.providers.contract import STRANGER, ProviderContract, Service, pulled
from tests.providers.fakes import cliqtel as fakes
from tests.providers.fakes.serving import Wire, serving
from tests.providers.patience import LITTLE
from tests.sandbox_process import PracticeServer, practice_server

TEXT = OutgoingText("42", "+447700900010", STRANGER, "Hello")


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server for the contract; each of its tests has an account of its own."""
    with serving(JSONResponse({}), dated=False) as served:
        yield served


class TestCliqtel(ProviderContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, wire: Wire) -> Service:
        """A practice account of this test's own."""
        return served(wire)


class TestCliqtelDocumentedOnly(ProviderContract):
    """The same promises against a server that has only the documented calls."""

    @pytest.fixture
    def service(self, wire: Wire) -> Service:
        """As above, without extensions and paging."""
        return served(wire, documented_only=True)


def served(wire: Wire, *, documented_only: bool = False) -> Service:
    """A new account with the practice server's lines, as the contract wants it."""
    account = fakes.Cliqtel(wire, documented_only=documented_only)
    return Service(
        "cliqtel",
        Credentials(wire.url, {"api_key": account.key}),
        Credentials(wire.url, {"api_key": "clq_wrong"}),
        account,
        hurried=lambda credentials: Cliqtel(credentials, timeout=LITTLE),
        says_why=not documented_only,
    )


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    """One practice server for the tests below, which count what they send."""
    with practice_server() as running:
        yield running


@pytest.fixture
async def provider(server: PracticeServer) -> AsyncIterator[Cliqtel]:
    """An adapter whose patience is short; the server has no faults before and after."""
    none = dict.fromkeys(server.faults(), 0.0)
    server.faults(**none)
    adapter = Cliqtel(Credentials(server.url, {"api_key": server.api_key}), timeout=LITTLE)
    yield adapter
    await adapter.close()
    server.faults(**none)


async def test_what_the_practice_server_offers_is_found(provider: Cliqtel) -> None:
    """A5, A9 to A12, G1, I1: all lines with their reasons, wallet, phone book, calls."""
    checked = await provider.check()
    can = checked.capabilities
    assert (can.all_lines, can.balance, can.contacts, can.calls) == (ON, ON, ON, ON)
    assert can.proof is Proof.DELIVERED
    assert (can.price_per_part, can.currency, can.policy.max_characters) == (Decimal("0.008"), "EUR", 1600)
    assert can.price_told
    assert checked.balance is not None and checked.balance.currency == "EUR"
    reasons = {line.label: (line.can_send, line.can_receive, line.reason_code) for line in checked.lines}
    assert reasons == {
        "Support UK": (True, True, ""),
        "Sales US": (True, True, ""),
        "Freephone UK": (False, False, "toll_free_voice_only"),
        "Service SE": (False, False, "sms_off"),
        "Berlin office": (False, False, "provisioning"),
        "Alerts AU": (True, False, "send_only"),
        "Intake FR": (False, True, "receive_only"),
    }
    contacts = (await provider.contacts()).good
    assert len(contacts) == 15 and all(contact.name and contact.numbers for contact in contacts)
    calls = (await provider.calls()).good
    assert calls and all(call.peer and call.started_at.tzinfo is UTC for call in calls)


async def test_a_server_with_only_the_documented_calls_works_with_the_rest_turned_off() -> None:
    """A5: every missing feature says that it is not offered."""
    with practice_server("--documented-only") as bare:
        provider = connect(Credentials(bare.url, {"api_key": bare.api_key}))
        checked = await provider.check()
        can = checked.capabilities
        assert (can.all_lines, can.balance, can.contacts, can.calls) == (OFF, OFF, OFF, OFF)
        assert checked.balance is None and checked.bad == ()
        assert can.price_per_part == Decimal("0.008")
        assert {line.number for line in checked.lines} >= {"+447700900010", "+12125550142"}
        assert all(line.can_send and line.can_receive for line in checked.lines)
        accepted = await provider.deliver(TEXT, None)
        texts, pages = await pulled(provider)
        assert accepted.remote_id in {text.remote_id for text in texts}
        # It says nothing of pages: the list is complete since its oldest text, no more is certain.
        assert pages[-1].covers_since == min(text.created_at for text in texts)
        assert {text.failure.text for text in texts if text.failure} <= {""}
        await provider.close()


async def test_news_of_a_text_comes_with_the_list(server: PracticeServer, provider: Cliqtel) -> None:
    """C2, C7, C14: a landline fails with its code; parts and carrier are as the service counts."""
    accepted = await provider.deliver(replace(TEXT, peer="+442079460018", body="x" * 161), None)
    assert (accepted.state, accepted.parts, accepted.carrier) == (State.ACCEPTED, 2, "cliqtel")
    state, failure = None, None
    while state is not State.FAILED:
        texts, _ = await pulled(provider, None, None)
        (text,) = [one for one in texts if one.remote_id == accepted.remote_id]
        state, failure = text.state, text.failure
    assert failure is not None and failure.code == "landline" and "landline" in failure.text


@pytest.mark.parametrize(
    ("line", "peer", "body", "words"),
    [
        ("44", STRANGER, "Hello", "SMS not available for this number type"),
        ("48", STRANGER, "Hello", "SMS not available for this number type"),
        ("99", STRANGER, "Hello", "The selected from_number_id is invalid."),
        ("no number", STRANGER, "Hello", "The selected from_number_id is invalid."),
        ("42", "12025550123", "Hello", "Failed to send SMS"),
        ("42", "+447700900010", "Hello", "Failed to send SMS"),
        ("42", STRANGER, "x" * 1601, "The body field must not be greater than 1600 characters."),
        ("42", STRANGER, "", "The body field is required."),
    ],
)
async def test_a_refusal_comes_in_the_services_own_words(
    server: PracticeServer, provider: Cliqtel, line: str, peer: str, body: str, words: str
) -> None:
    """C10: kept as they are; nothing was sent."""
    before = len(server.carrier())
    with pytest.raises(Refused) as caught:
        await provider.deliver(OutgoingText(line, "+447700900010", peer, body), None)
    assert caught.value.text == words
    assert len(server.carrier()) == before


async def test_an_empty_wallet_is_a_refusal(server: PracticeServer, provider: Cliqtel) -> None:
    """F3, G1."""
    server.wallet("0")
    with pytest.raises(Refused) as caught:
        await provider.deliver(TEXT, None)
    server.wallet("12.40")
    assert (caught.value.code, caught.value.text) == ("http_402", "Insufficient wallet balance")


async def test_a_passing_fault_does_not_turn_a_feature_off(server: PracticeServer, provider: Cliqtel) -> None:
    await provider.check()
    server.faults(list_drop=1)
    with pytest.raises(OutcomeUnknown):
        await provider.check()
    assert provider.capabilities.contacts is ON
    server.faults(list_drop=0)
    assert (await provider.check()).capabilities.contacts is ON


async def test_a_long_history_is_read_whole_and_then_only_its_beginning() -> None:
    """E2, E3: no cap; C3: a poll asks for little."""
    with practice_server("--messages", "1000", "--conversations", "60") as big:
        provider = connect(Credentials(big.url, {"api_key": big.api_key}))
        texts, pages = await pulled(provider)
        assert len(texts) == len({text.remote_id for text in texts}) >= 1000
        assert len(pages) == -(-len(texts) // 200)
        assert pages[-1].covers_since == EVERYTHING
        assert all(page.covers_since is not None for page in pages)
        news, short = await pulled(provider, pages[-1].sync_point, datetime.now(UTC))
        assert len(short) == 1 and len(news) == 200
        covered = short[0].covers_since
        assert covered == min(text.created_at for text in news)
        reach = sorted(text.created_at for text in texts)[200]
        _, deep = await pulled(provider, pages[-1].sync_point, reach)
        assert deep[-1].covers_since is not None and deep[-1].covers_since <= reach - timedelta(minutes=10)
        await provider.close()


@pytest.mark.parametrize("point", ["", "{}", "[]", "null", '{"newest": 7}', '{"newest": "soon"}', "\0"])
async def test_a_sync_point_that_nobody_can_read_means_reading_everything(
    provider: Cliqtel, point: str
) -> None:
    whole, _ = await pulled(provider)
    texts, pages = await pulled(provider, point, datetime.now(UTC))
    assert len(texts) == len(whole)
    assert pages[-1].covers_since == EVERYTHING


@pytest.mark.parametrize("key", ["", "  ", "clé", "a\nb", "a\x00b"])
def test_a_key_that_cannot_exist_is_refused_before_it_is_sent(key: str) -> None:
    with pytest.raises(SignInNeeded):
        connect(Credentials("https://cliqtel.com", {"api_key": key}))


async def test_a_key_may_have_a_line_end_that_slipped_in(server: PracticeServer) -> None:
    provider = connect(Credentials(server.url, {"api_key": f" {server.api_key}\r\n"}))
    assert (await provider.check()).lines
    await provider.close()


async def test_there_is_no_first_step_and_nobody_to_ask_about_one_text(provider: Cliqtel) -> None:
    assert await provider.prepare(TEXT) is None
    assert await provider.look_up(Attempt(TEXT, datetime.now(UTC))) is None
