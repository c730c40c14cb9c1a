"""CloudTalk's adapter against a server that speaks its dialect: the promises of a service without a list."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from desktop.providers.base import (
    OFF,
    ON,
    Accepted,
    Busy,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.cloudtalk import CloudTalk, connect
from desktop.providers.cloudtalk_calls import wait_of
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
    assert (can.contacts, can.calls, can.all_lines, can.balance) == (ON, ON, ON, OFF)
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


async def test_a_key_is_both_parts_of_basic_and_what_cannot_be_one_is_not_asked_with(
    server: Server, provider: CloudTalk
) -> None:
    """I4: pasted as one or as two; nothing of it is in any repr."""
    joined = f"{shapes.KEY_ID}:{shapes.KEY_SECRET}"
    whole = connect(Credentials(server.wire.url, {"api_key": joined}))
    assert (await whole.check()).lines
    await whole.close()
    assert shapes.KEY_SECRET not in repr(provider.__dict__)
    for key in ("", "id-alone", "id:", ":secret", "two words:secret", "kéy:secret"):
        with pytest.raises(SignInNeeded) as caught:
            connect(Credentials(server.wire.url, {"api_key": key}))
        assert caught.value.code == "cloudtalk_key"


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


async def test_too_fast_is_told_by_the_companys_limit_and_until_when_by_the_services_clock(
    server: Server, provider: CloudTalk
) -> None:
    """B28: 60 requests a minute for all programs of the company together; ours may be hours off."""
    server.fake.a_minute = 2
    for _ in range(2):
        await provider.calls()
    with pytest.raises(Busy) as caught:
        await provider.deliver(TEXT, None)
    assert 0 < caught.value.retry_after <= 62
    assert server.carrier() == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"X-CloudTalkAPI-ResetTime": "1795338040", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 40),
        ({"X-CloudTalkAPI-ResetTime": "1795338040000", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 40),
        ({"X-CloudTalkAPI-ResetTime": "1", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 0.1),
        ({"X-CloudTalkAPI-ResetTime": "9999999999", "Date": "Sun, 22 Nov 2026 08:20:00 GMT"}, 3600),
        ({"X-CloudTalkAPI-ResetTime": "soon"}, 60),
        ({"Retry-After": "7"}, 7),
        ({}, 60),
    ],
    ids=str,
)
def test_how_long_to_wait_is_read_from_the_reset_time(headers: dict[str, str], seconds: float) -> None:
    """B28: there is no Retry-After there; without a word it is a minute, as the limit counts."""
    at = datetime(2026, 11, 22, 8, 20, tzinfo=UTC)
    if headers.get("X-CloudTalkAPI-ResetTime", "").startswith("1795"):
        reset = int((at + timedelta(seconds=40)).timestamp())
        many = len(headers["X-CloudTalkAPI-ResetTime"]) > 10
        headers = {**headers, "X-CloudTalkAPI-ResetTime": str(reset * 1000 if many else reset)}
    assert wait_of(httpx.Headers(headers)) == pytest.approx(seconds)


async def test_a_list_is_read_page_by_page_to_its_end(server: Server, provider: CloudTalk) -> None:
    """Pages hold a thousand rows at most; the next one only where the answer counts more."""
    server.fake.people = [shapes.person(n, f"Person {n}", f"+1202555{n:04}") for n in range(2500)]
    assert len((await provider.contacts()).good) == 2500
    asked = [query["page"] for _, path, query in server.fake.asked if path == "/contacts/index.json"]
    assert asked == ["1", "2", "3"]


@pytest.mark.parametrize("zoned", [True, False])
async def test_calls_come_in_utc_in_both_forms_and_later_ones_with_an_overlap(
    server: Server, provider: CloudTalk, zoned: bool
) -> None:
    """One call of the list per look, from an hour before the last one on, and further as no zone is told."""
    server.fake.zoned = zoned
    carrier = server.fake.carrier
    first = carrier.call(outbound=False, line=LINE, peer=TEXT.peer, answered=False)
    carrier.call(outbound=True, line=LINE, peer=TEXT.peer, answered=True, seconds=61)
    found = (await provider.calls()).good
    assert [(one.outbound, one.line, one.peer, one.outcome, one.seconds) for one in found] == [
        (False, LINE, TEXT.peer, "missed", 0),
        (True, LINE, TEXT.peer, "answered", 61),
    ]
    assert found[0].started_at == first.at.replace(microsecond=0)
    assert len((await provider.calls()).good) == 2
    since = [query["date_from"] for _, path, query in server.fake.asked if path == "/calls/index.json"]
    gone = datetime.now(UTC) - datetime.fromisoformat(since[1]).replace(tzinfo=UTC)
    assert timedelta(hours=15) <= gone < timedelta(hours=16)
    assert datetime.fromisoformat(since[0]) < datetime.fromisoformat(since[1]) - timedelta(days=80)


async def test_people_are_merged_by_their_id(server: Server, provider: CloudTalk) -> None:
    """Whether somebody with two numbers has two rows is not documented."""
    one = shapes.person(7, "Jon Doe", "+12025550123", "First ltd.")
    server.fake.people = [one, shapes.person(7, "Jon Doe", "+12025550124", "First ltd."), one]
    (found,) = (await provider.contacts()).good
    assert (found.name, found.company) == ("Jon Doe", "First ltd.")
    assert [each.number for each in found.numbers] == ["+12025550123", "+12025550124"]


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
