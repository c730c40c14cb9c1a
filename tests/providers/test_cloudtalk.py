"""CloudTalk's adapter against a server that speaks its dialect: the promises of a service without a list."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest

from desktop.providers.base import (
    LEARNED,
    OFF,
    ON,
    Accepted,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.cloudtalk import CloudTalk
from desktop.sms.delivery import Proof
from tests.providers.cloudtalk_account import (
    LINE,
    TEXT,
    TOO_FAST,
    Server,
    account,
    hurried,
    impatient,
    new_account,
)
from tests.providers.contract import Service, UnlistedContract
from tests.providers.fakes import cloudtalk_shapes as shapes
from tests.providers.fakes.serving import Wire, serving


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has a company of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """A company that has sent nothing."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[CloudTalk]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


class TestCloudTalk(UnlistedContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, server: Server) -> Service:
        """The company."""
        secrets = {**server.credentials.secrets, "access_key_secret": "another"}
        return Service(
            "cloudtalk",
            server.credentials,
            Credentials(server.wire.url, secrets),
            server,
            impatient,
            meanings={"unauthorized_action": SignInNeeded, "something_went_wrong": OutcomeUnknown},
            too_fast=TOO_FAST,
            foreign=[
                (400, {"message": "Bad Request"}),
                (403, {"responseData": "Forbidden"}),
                (403, {"responseData": {"status": 404, "message": "Not Found"}}),
                (408, {"responseData": {"status": 408, "message": "Timeout"}}),
                (409, {"responseData": {"status": 409, "message": "Conflict"}}),
                (429, {"message": "Too many requests"}),
            ],
        )


async def test_what_the_service_can_do_is_data(provider: CloudTalk) -> None:
    """§1.6: it sends, has calls and people, and tells nothing of texts, money or delivery."""
    can = (await provider.check()).capabilities
    assert (can.contacts, can.calls, can.all_lines, can.balance) == (ON, ON, LEARNED, OFF)
    assert (can.listed.on, can.delete.on, can.media.on, can.scheduled.on) == (False,) * 4
    assert can.proof is Proof.ACCEPTED


async def test_no_number_says_whether_it_can_text_and_agents_say_who_uses_it(provider: CloudTalk) -> None:
    """A8: unknown is no "no"; names of those whose number it is stand with it."""
    lines = (await provider.check()).lines
    assert [(one.number, one.can_send, one.can_receive, one.label) for one in lines] == [
        (LINE, None, None, "Sales support"),
        ("+12125550142", None, None, "Sales US"),
        ("+18005550134", None, None, "Freephone"),
    ]
    assert [dict(one.facts).get("agents", "") for one in lines] == ["John Doe", "John Doe\nMax Yellow", ""]


@pytest.mark.parametrize("words", [True, False])
async def test_success_is_read_as_a_word_and_as_a_flag(
    server: Server, provider: CloudTalk, words: bool
) -> None:
    """HTTP 200 can be a failure: five texts say why, by name."""
    server.fake.words = words
    assert await provider.deliver(TEXT, None) == Accepted(None)
    assert server.fake.sent[-1] == {"recipient": TEXT.peer, "message": TEXT.body, "sender": TEXT.line}
    for code, said in shapes.REFUSALS.items():
        server.refuse(code)
        with pytest.raises(Refused) as caught:
            await provider.deliver(TEXT, None)
        assert (caught.value.code, caught.value.text) == (code, said)
    server.refuse("")
    silent = replace(TEXT, line="+18005550134")
    with pytest.raises(Refused) as no:
        await provider.deliver(silent, None)
    assert no.value.code == "bad_number_configuration"
    assert len(server.carrier()) == 1


async def test_no_credit_is_a_refusal_of_the_text_and_not_of_the_key(
    server: Server, provider: CloudTalk
) -> None:
    """B24: a 403 of a send; elsewhere it is the key that may not."""
    server.refuse("insufficient_funds")
    with pytest.raises(Refused) as caught:
        await provider.deliver(TEXT, None)
    assert (caught.value.code, caught.value.text) == ("insufficient_funds", "Insufficient Funds")


async def test_a_web_page_or_another_envelope_is_no_answer(server: Server, provider: CloudTalk) -> None:
    """The edge answers with a page; whoever sends no name of a program gets one."""
    async with httpx.AsyncClient(base_url=server.wire.url, headers={"User-Agent": ""}) as plain:
        answer = await plain.get("/api/agents/index.json")
        assert answer.headers["content-type"].startswith("text/html")
    server.wire.strike("foreign", told=(200, {"data": []}))
    with pytest.raises(Unreadable):
        await provider.check()
    with pytest.raises(Unreadable):
        await provider.deliver(OutgoingText("1", LINE, TEXT.peer, "Hi"), None)
    server.wire.strike(None)
