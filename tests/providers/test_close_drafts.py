"""The two steps of a send at Close: what counts as a draft of ours, as left, and as neither."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop.providers.base import Busy, OutcomeUnknown, Unreachable, Unreadable
from desktop.providers.close import Close
from desktop.sms.delivery import State
from tests.providers.close_account import TEXT, Server, account, hurried, new_account
from tests.providers.contract import STRANGER
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


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words"},
        {"remote_phone": "+12025550199"},
        {"local_phone": "+12025550199"},
        {"status": "outbox"},
        {"date_created": "2020-01-01T00:00:00+00:00"},
        {"date_created": None},
        {"id": None},
        {"text": None},
    ],
)
async def test_only_a_draft_just_like_the_lost_one_is_taken_for_it(
    server: Server, provider: Close, change: dict[str, Any]
) -> None:
    """Close 13: somebody else's draft is never sent by mistake."""
    with server.broken("hang_up", "POST"), pytest.raises(OutcomeUnknown):
        await provider.prepare(TEXT)
    alike = {**server.fake.texts.all.pop().shown(), "id": "acti_alike"}
    server.fake.refuse["GET /activity/sms/"] = (200, {"data": [{**alike, **change}, None], "has_more": False})
    assert await provider.prepare(TEXT) not in ("acti_alike", None)
    assert len(server.drafts()) == 1


async def test_a_lost_draft_with_other_spaces_and_line_ends_is_the_same(
    server: Server, provider: Close
) -> None:
    """The service may write line ends as it likes."""
    text = replace(TEXT, body="a\nb")
    with server.broken("hang_up", "POST"), pytest.raises(OutcomeUnknown):
        await provider.prepare(text)
    server.fake.texts.all[-1].text = "a\r\nb"
    assert await provider.prepare(text) == server.fake.texts.all[-1].id


@pytest.mark.parametrize("answer", [{}, {"id": None}, {"id": "a/b"}, {"id": 7}, []])
async def test_a_draft_without_an_id_is_no_draft(server: Server, provider: Close, answer: object) -> None:
    server.fake.refuse["POST /activity/sms/"] = (200, answer)
    with pytest.raises(Exception) as caught:
        await provider.prepare(TEXT)
    assert type(caught.value).__name__ in ("Refused", "Unreadable")


@pytest.mark.parametrize(
    "change", [{"id": "acti_other"}, {"status": "draft"}, {"status": "flying"}, {"status": None}]
)
async def test_an_answer_that_does_not_say_that_it_left_is_looked_behind(
    server: Server, provider: Close, change: dict[str, Any]
) -> None:
    """C1: the text itself is asked, and while that says draft, nobody knows."""
    handle = await provider.prepare(TEXT)
    answer = {**server.fake.texts.all[-1].shown(), "status": "outbox", **change}
    server.fake.refuse["PUT /activity/sms/"] = (200, answer)
    with pytest.raises(Unreadable):
        await provider.deliver(TEXT, handle)
    server.fake.texts.send(server.fake.texts.all[-1])
    assert (await provider.deliver(TEXT, handle)).state is State.ACCEPTED
    assert len(server.carrier()) == 1


async def test_a_text_that_could_not_be_looked_at_first_has_certainly_not_been_sent_again(
    server: Server, provider: Close
) -> None:
    handle = await provider.prepare(TEXT)
    another = hurried(server)
    with server.broken("hang_up", "GET"), pytest.raises(Unreachable):
        await another.deliver(TEXT, handle)
    assert server.asked("PUT") == []
    await another.close()


async def test_too_fast_is_no_answer_to_whether_it_left(server: Server, provider: Close) -> None:
    """B28: such a request was not carried out; the draft is looked at before the next try."""
    handle = await provider.prepare(TEXT)
    with server.broken("status_429", "PUT"), pytest.raises(Busy):
        await provider.deliver(TEXT, handle)
    server.wire.requests.clear()
    await provider.deliver(TEXT, handle)
    assert [method for method, _ in server.wire.requests] == ["GET", "PUT"]
    assert [one["to"] for one in server.carrier()] == [STRANGER]
