"""Where a text goes at Salesmsg, and what settles a lost answer: never two, none adopted wrongly."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.providers.base import Accepted, Attempt, OutcomeUnknown, Refused
from desktop.providers.salesmsg import Salesmsg
from desktop.providers.salesmsg_places import Handle, read_handle
from desktop.sms.delivery import State
from tests.providers.contract import STRANGER, pulled
from tests.providers.fakes.salesmsg_shapes import number_id
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.providers.salesmsg_account import LINE, SECOND, TEXT, Server, account, hurried, new_account

LOST: list[Fault] = ["hang_up", "truncated", "html", "stall"]


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
    """An adapter that has seen the numbers."""
    adapter = hurried(server)
    await adapter.check()
    yield adapter
    await adapter.close()


def now() -> datetime:
    return datetime.now(UTC)


async def test_a_new_number_gets_a_contact_and_a_conversation_and_nothing_is_sent_by_that(
    server: Server, provider: Salesmsg
) -> None:
    """Salesmsg 10: so the place to look is known before the send."""
    handle = await provider.prepare(TEXT)
    (made,) = server.fake.conversations
    assert (made.line, made.contact["number"]) == (LINE, STRANGER)
    assert handle == f"{made.id}:0" and server.carrier() == []
    assert await provider.prepare(TEXT) == handle
    assert len(server.asked("POST /conversations")) == server.fake.answered.count("POST /contacts") == 1


async def test_somebody_who_is_there_already_is_not_made_again(server: Server, provider: Salesmsg) -> None:
    server.fake.add_person(STRANGER, "Ada Example")
    await provider.prepare(TEXT)
    server.inbound("+12025550177", LINE, "Hi")
    another = hurried(server)
    await another.prepare(replace(TEXT, peer="+12025550177"))
    await another.prepare(TEXT)
    assert "POST /contacts" not in server.fake.answered and len(server.fake.people) == 2
    await another.close()


async def test_a_closed_conversation_is_used_again(server: Server, provider: Salesmsg) -> None:
    server.inbound(STRANGER, LINE, "Hi")
    server.fake.look()
    (there,) = server.fake.conversations
    there.closed_at = now()
    assert read_handle(await provider.prepare(TEXT)).conversation == str(there.id)


async def test_each_line_has_a_conversation_of_its_own(server: Server, provider: Salesmsg) -> None:
    """E2: an answer goes out on the line that was chosen."""
    server.inbound(STRANGER, LINE, "Hi")
    text = replace(TEXT, line=SECOND, line_remote_id=str(number_id(SECOND)))
    await provider.deliver(text, await provider.prepare(text))
    assert [one["from"] for one in server.carrier()] == [SECOND]


@pytest.mark.parametrize("shown", [True, False])
async def test_a_conversation_that_would_answer_from_another_number_is_not_used(
    server: Server, provider: Salesmsg, shown: bool
) -> None:
    """B17: whether a new conversation takes the number asked for is not documented."""
    server.fake.one_line_a_contact = True
    server.fake.number_shown = shown
    if shown:
        with pytest.raises(Refused) as caught:
            await provider.prepare(TEXT)
        assert (caught.value.code, caught.value.text) == ("conversation_on_other_line", SECOND)
    else:
        await provider.prepare(TEXT)  # nobody says which number it is
    assert server.carrier() == []


async def test_a_conversation_that_somebody_deleted_begins_anew(server: Server, provider: Salesmsg) -> None:
    handle = await provider.prepare(TEXT)
    server.fake.conversations.clear()
    with pytest.raises(Refused) as caught:
        await provider.deliver(TEXT, handle)
    assert caught.value.code == "conversation_gone"
    assert await provider.look_up(Attempt(TEXT, now(), handle)) is None
    await provider.deliver(TEXT, await provider.prepare(TEXT))
    server.fake.conversations.clear()
    await provider.prepare(TEXT)
    assert len(server.carrier()) == 1 and len(server.fake.conversations) == 1


@pytest.mark.parametrize("fault", LOST)
async def test_a_lost_answer_is_settled_by_its_conversation(
    server: Server, provider: Salesmsg, fault: Fault
) -> None:
    """C1, Salesmsg 10: later than what was noted, ours, with the same words."""
    server.inbound(STRANGER, LINE, "Hello")
    server.behind.send(LINE, STRANGER, "Hello")
    handle = await provider.prepare(TEXT)
    server.wire.strike(fault, only_sends=True)
    with pytest.raises(OutcomeUnknown):
        await provider.deliver(TEXT, handle)
    server.wire.strike(None)
    server.inbound(STRANGER, LINE, "Hello")
    found = await provider.look_up(Attempt(TEXT, now(), handle))
    sent = server.fake.id_of(server.behind.records[2])
    assert found == Accepted(str(sent), State.ACCEPTED, "queued")
    taken = frozenset({str(sent)})
    assert await provider.look_up(Attempt(TEXT, now(), handle, taken)) is None
    assert len(server.carrier()) == 2


async def test_a_text_that_never_left_is_found_nowhere(server: Server, provider: Salesmsg) -> None:
    server.behind.send(LINE, STRANGER, "Hello")
    handle = await provider.prepare(TEXT)
    server.behind.send(LINE, STRANGER, "Other words")
    assert await provider.look_up(Attempt(TEXT, now(), handle)) is None
    assert await provider.look_up(Attempt(TEXT, now(), None)) is None
    assert await provider.look_up(Attempt(TEXT, now(), "nonsense")) is None


async def test_words_that_the_service_changed_are_known_by_what_was_typed(
    server: Server, provider: Salesmsg
) -> None:
    handle = await provider.prepare(TEXT)
    server.behind.send(LINE, STRANGER, "Hello").extra["expanded"] = "Hello, Ada"
    assert await provider.look_up(Attempt(TEXT, now(), handle)) is not None


@pytest.mark.parametrize("told", ["refused", "failed"])
async def test_a_duplicate_is_looked_for_and_adopted(server: Server, provider: Salesmsg, told: str) -> None:
    """Salesmsg 10: the first went through, whoever sent it twice."""
    handle = await provider.prepare(TEXT)
    first = await provider.deliver(TEXT, handle)
    server.fake.duplicates = told  # type: ignore[assignment]
    assert await provider.deliver(TEXT, handle) == first


async def test_a_copy_of_an_earlier_text_is_a_failure_with_its_reason(
    server: Server, provider: Salesmsg
) -> None:
    """B23: nothing of ours went out, and that is said."""
    await provider.deliver(TEXT, await provider.prepare(TEXT))
    server.fake.duplicates = "refused"
    with pytest.raises(Refused, match="refused"):
        await provider.deliver(TEXT, await provider.prepare(TEXT))
    server.fake.duplicates = "failed"
    copy = await provider.deliver(TEXT, await provider.prepare(TEXT))
    assert copy.state is State.FAILED
    listed = next(one for one in (await pulled(provider))[0] if one.remote_id == copy.remote_id)
    assert listed.failure is not None and listed.failure.text == "Duplicate_message"


async def test_whoever_opted_out_is_refused_by_the_service(server: Server, provider: Salesmsg) -> None:
    """B20."""
    server.fake.add_person(STRANGER, opt_out=True)
    with pytest.raises(Refused, match="refused") as caught:
        await provider.deliver(TEXT, await provider.prepare(TEXT))
    assert "21610" in caught.value.text and server.carrier() == []


@pytest.mark.parametrize("handle", ["", "5", "5:", "x:1", "5:x", "../5:1", "5:٣"])
def test_a_handle_that_is_none_leads_nowhere(handle: str) -> None:
    with pytest.raises(Refused):
        read_handle(handle)


def test_a_handle_is_read_as_it_was_written() -> None:
    assert read_handle(Handle("501", 9001).written()) == Handle("501", 9001)
