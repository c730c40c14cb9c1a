"""How VoIP.ms is asked: the sign-in, each status, one call at a time, and whoever answers in its place."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.providers.base import (
    Attempt,
    Busy,
    Credentials,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.voipms import CALLS_A_SECOND, VoipMs, connect
from desktop.providers.voipms_calls import TIMEOUT
from desktop.sms.delivery import Proof, State
from tests.providers.contract import pulled
from tests.providers.fakes import voipms as fakes
from tests.providers.fakes.serving import Wire, serving
from tests.providers.odd_server import answer, odd_server
from tests.providers.voipms_account import TEXT, Server, account, hurried, new_account


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An account without any text."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[VoipMs]:
    """An adapter that hurries and has little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


async def test_the_password_travels_only_inside_multipart_bodies(server: Server, provider: VoipMs) -> None:
    """I4: never in an address, which every log keeps."""
    await provider.check()
    await provider.deliver(TEXT, None)
    assert set(server.wire.requests) == {("POST", fakes.PATH)}
    assert server.fake.password not in repr(provider) + repr(server.credentials) + repr(provider._calls)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.voip.ms",
        "https://voip.ms/",
        "https://voip.ms/api/v1/rest.php",
        " https://www.voip.ms/api/v1/rest.php ",
    ],
)
async def test_every_way_to_write_the_address_leads_past_the_redirect(url: str) -> None:
    """With www. a redirect would lose the fields."""
    provider = connect(Credentials(url, {}))
    assert provider._calls._http.url == "https://voip.ms"
    await provider.close()


async def test_nothing_is_asked_without_a_whole_sign_in(server: Server) -> None:
    provider = connect(replace(server.credentials, secrets={"api_password": "x"}))
    with pytest.raises(SignInNeeded):
        await provider.check()
    assert server.wire.requests == []
    await provider.close()


async def test_an_api_that_is_switched_off_says_so_by_its_code(server: Server, provider: VoipMs) -> None:
    server.fake.enabled = False
    with pytest.raises(SignInNeeded) as caught:
        await provider.check()
    assert (caught.value.code, caught.value.allowed) == ("api_not_enabled", True)
    assert "has been disabled" in caught.value.text


async def test_an_address_that_is_not_allowed_is_told_in_the_explanation(
    server: Server, provider: VoipMs
) -> None:
    server.fake.allowed = False
    for work in (provider.check(), provider.deliver(TEXT, None), pulled(provider)):
        with pytest.raises(SignInNeeded) as caught:
            await work
        assert caught.value.code == "ip_not_enabled"
        assert caught.value.text == "This IP is not enabled for API use (203.0.113.7)"
        assert "203.0.113.7" not in str(caught.value)
    assert server.carrier() == []


async def test_an_address_that_cannot_be_learned_leaves_the_services_words(
    server: Server, provider: VoipMs
) -> None:
    server.fake.allowed = False
    server.fake.statuses["getIP"] = "method_maintenance"
    with pytest.raises(SignInNeeded) as caught:
        await provider.check()
    assert caught.value.text == "This IP is not enabled for API use"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("no_sms", Refused),
        ("something_new", Refused),
    ],
)
async def test_an_empty_list_and_an_unknown_word_are_refusals_of_a_send(
    server: Server, provider: VoipMs, status: str, error: type[ProviderError]
) -> None:
    """Reference, table of statuses: HTTP says 200 to all of them."""
    server.fake.statuses["sendSMS"] = status
    with pytest.raises(ProviderError) as caught:
        await provider.deliver(TEXT, None)
    assert type(caught.value) is error
    if isinstance(caught.value, Refused):
        assert caught.value.code == status and caught.value.text
    assert [one["method"] for one in server.fake.asked] == ["sendSMS"]


async def test_too_many_calls_in_a_minute_mean_a_minutes_wait(server: Server, provider: VoipMs) -> None:
    server.fake.calls_left = 1
    await provider.contacts()
    with pytest.raises(Busy) as caught:
        await provider.deliver(TEXT, None)
    assert caught.value.retry_after == 60


async def test_a_slow_answer_is_waited_for(server: Server) -> None:
    provider = connect(server.credentials)
    assert (
        provider._calls._http._sending.timeout.read is not None
        and provider._calls._http._sending.timeout.read >= 50
    )
    server.fake.delay = 0.3
    assert (await provider.deliver(TEXT, None)).remote_id == "1"
    await provider.close()


async def test_calls_wait_for_one_another(server: Server, provider: VoipMs) -> None:
    """I7: never two at a time, however many are wanted."""
    server.fake.delay = 0.05
    await asyncio.gather(provider.check(), provider.contacts(), provider.deliver(TEXT, None))
    assert len(server.fake.asked) == 4
    assert server.fake.most_at_once == 1


async def test_a_refused_list_is_no_empty_list(server: Server, provider: VoipMs) -> None:
    """Only some of the statuses that begin with no_ say that there is nothing."""
    server.fake.statuses["getCDR"] = "no_callstatus"
    with pytest.raises(Refused):
        await provider.calls()
    server.fake.statuses["getMMS"] = "no_mms"
    assert (await pulled(provider))[1][-1].covers_since is not None


@pytest.mark.parametrize("body", ["error code: 522", "<html>Just a moment...</html>", "", "[]", "null", "{}"])
async def test_an_answer_that_is_not_the_services_own_leaves_the_outcome_unknown(
    server: Server, provider: VoipMs, body: str
) -> None:
    """Cloudflare stands in front; the text was taken here. The list then shows what became of it."""
    server.fake.instead["sendSMS"] = body
    with pytest.raises(OutcomeUnknown):
        await provider.deliver(TEXT, None)
    assert await provider.look_up(Attempt(TEXT, datetime.now(UTC))) is None
    texts, _ = await pulled(provider)
    assert [(one.body, one.state) for one in texts] == [("Hello", State.ACCEPTED)]
    assert provider.capabilities.proof is Proof.ACCEPTED


async def test_both_halves_of_the_sign_in_may_come_as_one_secret(server: Server) -> None:
    """As it is kept where there is room for one: the password may hold colons, the address does not."""
    server.fake.password = "a:b c"
    whole = f" {server.fake.username}:{server.fake.password}\n"
    provider = connect(Credentials(server.wire.url, {"api_key": whole}))
    assert (await provider.check()).lines
    await provider.close()


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        ("401 Unauthorized", {"message": "proxy"}, Unreadable),
        ("403 Forbidden", {"error": "blocked"}, Unreadable),
        ("404 Not Found", {}, Unreadable),
        ("400 Bad Request", {"status": "sms_toolong"}, Refused),
        ("401 Unauthorized", {"status": "invalid_credentials"}, SignInNeeded),
        ("400 Bad Request", {"status": "success"}, Unreadable),
        ("429 Too Many Requests", {}, Unreadable),
        ("429 Too Many Requests", b"<html>error code: 1015", Unreadable),
        ("429 Too Many Requests", {"status": "api_limit_exceeded"}, Busy),
        ("403 Forbidden", {"status": "error", "message": "blocked"}, Unreadable),
        ("408 Request Timeout", {"status": "timeout"}, Unreadable),
        ("522 <none>", b"error code: 522", OutcomeUnknown),
        ("200 OK", {"status": 1}, Unreadable),
        ("200 OK", {"status": "success!"}, Refused),
    ],
)
async def test_an_error_of_http_is_the_proxys_unless_a_status_says_otherwise(
    status: str, body: Any, error: type[ProviderError]
) -> None:
    """The service itself answers 200 to everything; a proxy that refuses proves nothing about the text."""
    async with odd_server(answer(body, status)) as odd:
        secrets = {"api_username": "agent@example.com", "api_password": "p"}
        provider = VoipMs(Credentials(odd.url, secrets), calls_a_second=10_000)
        with pytest.raises(ProviderError) as caught:
            await provider.deliver(TEXT, None)
        await provider.close()
    assert type(caught.value) is error
    assert len(odd.asked) == 1


@pytest.mark.parametrize("body", [b"<html>error code: 1015", {"status": "api_limit_exceeded"}])
async def test_after_too_many_calls_a_list_is_asked_for_again_in_a_minute(body: Any) -> None:
    """B28: voipms.md 11; the service does not say how long, and the proxy before it neither."""
    async with odd_server(answer(body, "429 Too Many Requests")) as odd:
        secrets = {"api_username": "agent@example.com", "api_password": "p"}
        provider = VoipMs(Credentials(odd.url, secrets), calls_a_second=10_000)
        with pytest.raises(Busy) as caught:
            await provider.check()
        await provider.close()
    assert caught.value.retry_after == 60


def test_the_pace_of_calls_and_the_patience_are_those_of_the_service() -> None:
    """I7, B27: four calls a second at most, one text every two seconds, and answers that take their time."""
    assert CALLS_A_SECOND <= 4
    assert TIMEOUT.read is not None and 30 <= TIMEOUT.read <= 60
