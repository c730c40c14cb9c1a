"""What all users of a Close organisation share: changed by a click alone, and told as it is."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.providers.base import Attempt, OutcomeUnknown, Refused
from desktop.providers.close import Close
from desktop.providers.crm_offers import Snippet, Standing
from desktop.sms.delivery import State
from tests.providers.close_account import LINE, TEXT, Server, account, hurried, new_account
from tests.providers.contract import STRANGER, one_of, pulled
from tests.providers.fakes.close_shapes import USER_NAME
from tests.providers.fakes.serving import Wire, serving


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


async def test_what_is_unread_is_an_open_task_and_stays_open_until_somebody_closes_it(
    server: Server, provider: Close
) -> None:
    """Reading, pulling and sending change nothing in the inbox of the others."""
    for body in ("one", "two"):
        server.inbound(STRANGER, LINE, body)
    texts, pages = await pulled(provider)
    await provider.deliver(TEXT, None)
    await pulled(provider, pages[-1].sync_point)
    found = (await provider.unread()).good
    assert {one.text_id for one in found} == {one.remote_id for one in texts}
    assert {(one.line, one.peer) for one in found} == {(LINE, STRANGER)}
    assert all(one.at is not None for one in found)
    await provider.mark_done([found[0].remote_id])
    await provider.mark_done([found[0].remote_id])
    assert [one.remote_id for one in (await provider.unread()).good] == [found[1].remote_id]


async def test_nothing_is_asked_where_nothing_is_to_be_closed(server: Server, provider: Close) -> None:
    await provider.mark_done([])
    with pytest.raises(Refused):
        await provider.mark_done(["a,b"])
    assert server.wire.requests == []


async def test_templates_are_snippets_with_their_gaps_as_they_are(server: Server, provider: Close) -> None:
    server.fake.templates = [
        {"id": "smstmpl_1", "name": "Hello", "text": "Hi {{ contact.first_name }}", "is_shared": True},
        {"id": "smstmpl_2", "name": None, "text": None},
        {"name": "no id"},
    ]
    found = await provider.snippets()
    assert found.good == (
        Snippet("smstmpl_1", "Hello", "Hi {{ contact.first_name }}", shared=True),
        Snippet("smstmpl_2", "", ""),
    )
    assert [one.fault for one in found.bad] == ["no id"]


async def test_a_text_that_waits_for_its_time_is_told_apart_from_texts_that_left(
    server: Server, provider: Close
) -> None:
    """It is not accepted, not queued and not sent: nobody has it yet."""
    handle = await provider.prepare(TEXT)
    due = datetime.now(UTC) + timedelta(days=3)
    await provider.schedule(TEXT, handle, due)
    another = hurried(server)
    texts, pages = await pulled(another)
    assert texts == []
    (waits,) = await another.scheduled()
    assert (waits.remote_id, waits.line, waits.peer, waits.body) == (handle, LINE, STRANGER, TEXT.body)
    assert (waits.due_at, waits.author) == (due, USER_NAME)
    assert await provider.scheduled() == (replace(waits),)
    server.later = timedelta(days=3, minutes=1)
    another.clock.hear({"Date": (due + timedelta(minutes=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")})
    texts, _ = await pulled(another, pages[-1].sync_point)
    assert await another.scheduled() == ()
    left = one_of(texts, TEXT.body)
    assert left.state is State.ACCEPTED and left.created_at >= due
    await another.close()


async def test_a_waiting_text_can_be_taken_back_until_it_left(server: Server, provider: Close) -> None:
    handle = await provider.prepare(TEXT)
    await provider.schedule(TEXT, handle, datetime.now(UTC) + timedelta(days=3))
    await provider.unschedule(handle)
    assert (server.drafts(), server.carrier()) == ([TEXT.body], [])
    assert await provider.scheduled() == ()
    await provider.deliver(TEXT, handle)
    server.fake.carrier.step()
    server.fake.carrier.step()
    with pytest.raises(Refused):
        await provider.unschedule(handle)


async def test_a_waiting_text_is_no_answer_to_whether_a_text_left(provider: Close) -> None:
    handle = await provider.prepare(TEXT)
    await provider.schedule(TEXT, handle, datetime.now(UTC) + timedelta(days=3))
    assert await provider.look_up(Attempt(TEXT, datetime.now(UTC), handle)) is None


async def test_a_waiting_text_that_somebody_deleted_waits_no_more(server: Server, provider: Close) -> None:
    handle = await provider.prepare(TEXT)
    await provider.schedule(TEXT, handle, datetime.now(UTC) + timedelta(days=3))
    _, pages = await pulled(provider)
    server.fake.texts.delete(server.fake.texts.all[-1])
    texts, _ = await pulled(provider, pages[-1].sync_point)
    assert (texts, await provider.scheduled()) == ([], ())


async def test_a_deleted_waiting_text_does_not_come_back_with_an_older_event(
    server: Server, provider: Close
) -> None:
    handle = await provider.prepare(TEXT)
    await provider.schedule(TEXT, handle, datetime.now(UTC) + timedelta(days=3))
    _, pages = await pulled(provider)
    server.fake.texts.delete(server.fake.texts.all[-1])
    for _ in range(3):
        _, pages = await pulled(provider, pages[-1].sync_point)
        assert await provider.scheduled() == ()


async def test_a_text_taken_back_out_of_the_queue_and_deleted_was_stopped(
    server: Server, provider: Close
) -> None:
    """C6: it never left, so no tick stays; deleting alone recalls nothing, and proves nothing."""
    for _ in ("back", "deleted"):
        await provider.deliver(TEXT, await provider.prepare(TEXT))
    _, pages = await pulled(provider)
    server.fake.texts.look()
    back, deleted = server.fake.texts.all
    server.fake.texts.change(back, {"status": "draft"})
    for one in (back, deleted):
        server.fake.texts.delete(one)
    texts, _ = await pulled(provider, pages[-1].sync_point)
    found = {one.remote_id: one.state for one in texts}
    assert found[back.id] is State.STOPPED
    assert found.get(deleted.id, State.ACCEPTED) is State.ACCEPTED


async def test_where_one_text_stands_is_told_by_its_id(server: Server, provider: Close) -> None:
    """What settles a lost answer."""
    handle = await provider.prepare(TEXT)
    assert await provider.standing(handle) is Standing.DRAFT
    await provider.schedule(TEXT, handle, datetime.now(UTC) + timedelta(days=3))
    assert await provider.standing(handle) is Standing.WAITING
    await provider.unschedule(handle)
    await provider.deliver(TEXT, handle)
    assert await provider.standing(handle) is Standing.LEFT
    assert await provider.standing("acti_nobodys") is Standing.GONE
    server.fake.refuse["GET /activity/sms/acti"] = (200, {"status": "odd"})
    with pytest.raises(OutcomeUnknown):
        await provider.standing(handle)


async def test_only_a_draft_is_discarded(server: Server, provider: Close) -> None:
    handle = await provider.prepare(TEXT)
    await provider.discard(handle)
    await provider.discard(handle)
    assert server.drafts() == []
    sent = await provider.prepare(TEXT)
    await provider.deliver(TEXT, sent)
    server.wire.requests.clear()
    await provider.discard(sent)
    assert server.asked("DELETE") == []
