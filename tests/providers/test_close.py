"""Close's adapter against a server that speaks its dialect: the promises of every adapter, and its own."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop.providers.base import (
    OFF,
    ON,
    Accepted,
    Attempt,
    Credentials,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
)
from desktop.providers.close import Close, connect
from desktop.sms import errors
from desktop.sms.delivery import Proof, State
from tests.providers.close_account import (
    LINE,
    NAME,
    TEXT,
    TOO_FAST,
    UNKNOWN,
    Server,
    account,
    hurried,
    impatient,
    new_account,
)
from tests.providers.contract import STRANGER, ProviderContract, Service, one_of, pulled
from tests.providers.fakes.close_shapes import id_of
from tests.providers.fakes.serving import Fault, Wire, serving


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation without any text."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[Close]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


class TestClose(ProviderContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, server: Server) -> Service:
        """The organisation, and its one contact with the numbers that the contract texts."""
        server.fake.people.leads.clear()
        server.fake.add_lead(NAME, STRANGER, *(f"+1202555018{number}" for number in range(5)))
        wrong = replace(server.credentials, secrets={"api_key": "api_another"})
        return Service(
            "close",
            server.credentials,
            wrong,
            server,
            impatient,
            meanings={"unauthorized": SignInNeeded},
            contacts=1,
            too_fast=TOO_FAST,
            foreign=[
                (400, {"message": "Bad Request"}),
                (403, {"code": 1}),
                (429, {"message": "Slow"}),
            ],
        )


async def test_what_the_service_can_do_is_data(provider: Close) -> None:
    """C6: no receipts; people, calls, snippets, scheduled texts and a shared inbox are there, no balance."""
    can = (await provider.check()).capabilities
    assert (can.contacts, can.calls, can.all_lines, can.balance) == (ON, ON, ON, OFF)
    assert (can.snippets, can.scheduled, can.shared_unread, can.needs_contact) == (ON, ON, ON, ON)
    assert can.proof is Proof.SENT and not can.media.on
    assert can.policy.joined and can.policy.max_characters is None, "none is documented"


async def test_only_numbers_rented_there_that_have_sms_can_text_and_the_others_say_why(
    provider: Close,
) -> None:
    """A5, A8: internal and sms_enabled, nothing else; MMS and countries as the service tells."""
    lines = (await provider.check()).lines
    assert [(one.number, one.can_send, one.can_media, one.reason_code) for one in lines] == [
        (LINE, True, True, ""),
        ("+12125550145", True, False, ""),
        ("+12125550143", False, False, "no_sms"),
        ("+18005550134", False, False, "toll_free_voice_only"),
        ("+12125550144", False, False, "not_internal"),
    ]
    assert dict(lines[0].facts) == {"sms_countries": "CA US", "mms_countries": "CA US"}
    assert [one.kind for one in lines] == ["local", "local", "local", "toll_free", "external"]


async def test_a_key_is_the_user_name_of_basic_and_what_cannot_be_one_is_not_asked_with(
    server: Server, provider: Close
) -> None:
    """The service names the same key by any of these words, and an empty password follows."""
    await provider.check()
    assert server.fake.headers[-1]["authorization"].startswith("Basic ")
    assert float(server.fake.headers[-1]["x-tz-offset"]) == pytest.approx(
        (datetime.now().astimezone().utcoffset() or timedelta(0)) / timedelta(hours=1)
    )
    assert "api_" not in repr(provider.__dict__)
    count = len(server.fake.headers)
    for key in ("", "two words\n", "käy", "name:password"):
        with pytest.raises(SignInNeeded) as caught:
            connect(Credentials(server.wire.url, {"api_key": key}))
        assert caught.value.code == "close_key"
    assert len(server.fake.headers) == count


async def test_a_text_is_a_draft_with_an_id_before_anything_leaves(server: Server, provider: Close) -> None:
    """C1: step one sends nothing; step two sends by that id alone."""
    handle = await provider.prepare(TEXT)
    assert (server.carrier(), server.drafts()) == ([], [TEXT.body])
    accepted = await provider.deliver(TEXT, handle)
    assert accepted == Accepted(handle, State.ACCEPTED, "outbox")
    assert [one["body"] for one in server.carrier()] == [TEXT.body]
    made = server.fake.bodies[-2:]
    assert made[0][2]["lead_id"] and made[0][2]["contact_id"] and made[0][2]["status"] == "draft"
    assert made[1] == ("PUT", f"/activity/sms/{handle}/", {"status": "outbox"})


async def test_sent_is_the_last_word_that_is_ever_heard(server: Server, provider: Close) -> None:
    """C6: there are no receipts, whatever the handset got."""
    await provider.deliver(TEXT, None)
    texts, pages = await pulled(provider)
    for _ in range(4):
        server.fake.carrier.step()
        texts, pages = await pulled(provider, pages[-1].sync_point)
    assert server.fake.carrier.records[0].state == "delivered"
    text = one_of(texts, TEXT.body)
    assert (text.state, text.remote_status) == (State.SENT, "sent")
    assert (text.price, text.currency) == (Decimal("0.0125"), "USD")


async def test_why_a_text_failed_is_told_in_the_services_words(server: Server, provider: Close) -> None:
    """C7, B20: and the numbers of the service behind it are known."""
    said = {}
    for number in ("+442079460018", "+12125550164", "+12125550165"):
        server.fake.add_lead("Somebody", number)
        await provider.deliver(replace(TEXT, peer=number), None)
    for _ in range(4):
        server.fake.carrier.step()
    for text in (await pulled(provider))[0]:
        assert text.state is State.FAILED and text.failure is not None
        found = errors.find("close", text.failure.code, text.failure.text)
        said[text.peer] = "" if found is None else found.code
    assert said == {"+442079460018": "landline", "+12125550164": "21610", "+12125550165": "spam"}


@pytest.mark.parametrize("found", [True, False])
async def test_whoever_opted_out_is_not_sent_to(server: Server, provider: Close, found: bool) -> None:
    """B20: asked before each text, since it may have changed a moment ago; nothing is written there."""
    server.fake.searches = found
    await provider.deliver(TEXT, None)
    server.fake.people.block(STRANGER)
    with pytest.raises(Refused) as caught:
        await provider.prepare(TEXT)
    assert errors.opted_out("close", caught.value.code, caught.value.text)
    assert len(server.carrier()) == 1 and server.drafts() == []


@pytest.mark.parametrize("fault", ["hang_up", "truncated", "html", "stall"])
async def test_a_text_that_left_without_an_answer_is_known_by_its_id(
    server: Server, provider: Close, fault: Fault
) -> None:
    """C1: never two; a look at it settles that."""
    handle = await provider.prepare(TEXT)
    with server.broken(fault, "PUT"), pytest.raises(OutcomeUnknown):
        await provider.deliver(TEXT, handle)
    found = await provider.look_up(Attempt(TEXT, datetime.now(UTC), handle))
    assert found == Accepted(handle, State.ACCEPTED, "outbox")
    assert len(server.carrier()) == 1


@pytest.mark.parametrize("second", ["refused", "sends"])
async def test_a_draft_of_an_earlier_try_is_looked_at_before_it_is_sent(
    server: Server, second: str, provider: Close
) -> None:
    """C1: what a second "outbox" does is not documented, so there is none, whatever it does."""
    server.fake.second_outbox = second  # type: ignore[assignment]
    handle = await provider.prepare(TEXT)
    await provider.deliver(TEXT, handle)
    another = hurried(server)
    assert (await another.deliver(TEXT, handle)).remote_id == handle
    assert (await provider.deliver(TEXT, handle)).remote_id == handle
    assert len(server.carrier()) == 1
    await another.close()


async def test_a_draft_that_never_left_goes_by_the_same_id_after_a_restart(server: Server) -> None:
    first, second = hurried(server), hurried(server)
    handle = await first.prepare(TEXT)
    assert await second.look_up(Attempt(TEXT, datetime.now(UTC), handle)) is None
    assert (await second.deliver(TEXT, handle)).remote_id == handle
    assert (len(server.carrier()), server.drafts()) == (1, [])
    await first.close()
    await second.close()


async def test_a_draft_that_somebody_deleted_is_not_sent_and_that_is_said(
    server: Server, provider: Close
) -> None:
    handle = await provider.prepare(TEXT)
    server.fake.texts.delete(server.fake.texts.all[-1])
    with pytest.raises(Refused) as caught:
        await provider.deliver(TEXT, handle)
    assert caught.value.code == "draft_gone"
    assert await provider.look_up(Attempt(TEXT, datetime.now(UTC), handle)) is None
    assert server.carrier() == []


async def test_a_draft_whose_answer_was_lost_is_found_again_and_not_left_lying(
    server: Server, provider: Close
) -> None:
    """Close 13: nothing was sent by it, and the desk of the others stays clean."""
    await provider.prepare(TEXT)  # another text with the same words, whose draft is no stray
    with server.broken("hang_up", "POST"), pytest.raises(Exception, match="RemoteProtocolError"):
        await provider.prepare(TEXT)
    assert len(server.drafts()) == 2
    handle = await provider.prepare(TEXT)
    assert len(server.drafts()) == 2
    assert handle == server.fake.texts.all[-1].id
    await provider.prepare(TEXT)
    assert len(server.drafts()) == 3


async def test_a_refusal_names_the_field_and_keeps_the_services_words(
    server: Server, provider: Close
) -> None:
    """C7: nested ones, too."""
    external = replace(TEXT, line="+12125550144", line_remote_id=id_of("phon", "x"))
    for text, said in (
        (external, "local_phone: This is not an internal phone number."),
        (replace(external, line="+12125550143"), "local_phone: SMS is not enabled for this phone number."),
    ):
        with pytest.raises(Refused) as caught:
            await provider.prepare(text)
        assert (caught.value.code, caught.value.text) == ("http_400", said)
    assert server.carrier() == []


async def test_calls_are_listed_once_with_how_they_ended(server: Server, provider: Close) -> None:
    carrier = server.fake.carrier
    carrier.call(outbound=False, line=LINE, peer=STRANGER, answered=False)
    carrier.call(outbound=True, line=LINE, peer=STRANGER, answered=True, seconds=71)
    found = (await provider.calls()).good
    assert sorted((one.outbound, one.line, one.peer, one.outcome, one.seconds) for one in found) == [
        (False, LINE, STRANGER, "missed", 0),
        (True, LINE, STRANGER, "answered", 71),
    ]


async def test_a_key_that_may_not_see_calls_goes_without_them(server: Server, provider: Close) -> None:
    server.fake.refuse["GET /activity/call/"] = (403, {"error": "You do not have permission."})
    checked = await provider.check()
    assert (checked.capabilities.calls.on, checked.capabilities.calls.reason) == (False, "not_allowed")
    assert checked.lines


async def test_the_plan_and_the_permission_are_told_apart_from_the_key(
    server: Server, provider: Close
) -> None:
    server.fake.refuse["GET /me/"] = (402, {"error": "Upgrade your plan."})
    with pytest.raises(Refused) as caught:
        await provider.check()
    assert (caught.value.code, caught.value.text) == ("http_402", "Upgrade your plan.")
    server.fake.refuse["GET /me/"] = (403, {"error": "No permission."})
    with pytest.raises(SignInNeeded) as closed:
        await provider.check()
    assert not closed.value.allowed


async def test_nobody_is_asked_about_a_number_that_nobody_there_has_and_nothing_is_made(
    server: Server, provider: Close
) -> None:
    """A lead is made only by somebody who said so."""
    text = replace(TEXT, peer=UNKNOWN)
    for attempt in (provider.prepare(text), provider.deliver(text, None)):
        with pytest.raises(Refused) as caught:
            await attempt
        assert caught.value.code == "unknown_recipient"
    assert server.asked("POST") == [] and server.asked("PUT") == []
    assert errors.find("close", "unknown_recipient") is not None
