"""VoIP.ms' adapter against a server that speaks its dialect: the promises of every adapter, and its traps."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop.providers.base import (
    EVERYTHING,
    Attempt,
    Busy,
    Credentials,
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreadable,
)
from desktop.providers.voipms import VoipMs, connect
from desktop.sms.delivery import Proof, State
from desktop.sms.segments import parts
from tests.providers.contract import STRANGER, ProviderContract, Service, pulled
from tests.providers.fakes import voipms as fakes
from tests.providers.fakes.serving import Fault
from tests.providers.voipms_account import LINE, TEXT, Server, account, hurried


@pytest.fixture
def server() -> Iterator[Server]:
    """An account of this test's own, without any text."""
    with account() as running:
        yield running


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[VoipMs]:
    """An adapter that hurries and has little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


class TestVoipMs(ProviderContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> Service:
        """The account, without the gap between calls."""
        monkeypatch.setattr("desktop.providers.voipms.CALLS_A_SECOND", 10_000)
        wrong = replace(
            server.credentials, secrets={**server.credentials.secrets, "api_password": "portal password"}
        )
        return Service("voipms", server.credentials, wrong, server)


async def test_the_password_travels_only_inside_multipart_bodies(server: Server, provider: VoipMs) -> None:
    """I4: never in an address, which every log keeps."""
    await provider.check()
    await provider.deliver(TEXT, None)
    assert set(server.wire.requests) == {("POST", fakes.PATH)}
    assert server.fake.password not in repr(provider) + repr(server.credentials) + repr(vars(provider._http))


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
    assert provider._http.url == "https://voip.ms"
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


async def test_numbers_are_lines_with_the_reason_why_they_cannot_text(
    server: Server, provider: VoipMs
) -> None:
    """A5, A8, A11, A12: what could be is told apart from what cannot."""
    checked = await provider.check()
    assert [(one.remote_id, one.number, one.can_send, one.reason_code) for one in checked.lines] == [
        ("4155550101", LINE, True, ""),
        ("4155550102", "+14155550102", False, "sms_off"),
        ("8005550103", "+18005550103", False, "toll_free_voice_only"),
        ("4155550104", "+14155550104", False, "voice_only"),
    ]
    assert checked.balance is not None
    assert (checked.balance.amount, checked.balance.currency) == (Decimal("112.192790"), "USD")
    server.fake.carrier.lines.clear()
    assert (await provider.check()).lines == ()


async def test_numbers_in_the_e164_dial_mode_are_the_same_lines(server: Server, provider: VoipMs) -> None:
    server.inbound(STRANGER, LINE, "Hi")
    plain = (await provider.check(), await pulled(provider))
    server.fake.e164 = True
    written = (await provider.check(), await pulled(provider))
    assert plain[0].lines == written[0].lines
    assert plain[1][0] == written[1][0]


@pytest.mark.parametrize("status", ["provider_outofservice", "method_maintenance", "non_sufficient_funds"])
async def test_a_balance_that_cannot_be_told_does_not_stop_the_check(
    server: Server, provider: VoipMs, status: str
) -> None:
    server.fake.statuses["getBalance"] = status
    checked = await provider.check()
    assert (checked.balance, checked.unclear) == (None, frozenset({"balance"}))
    assert checked.lines


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("sms_failed", Refused),
        ("limit_reached", Refused),
        ("non_sufficient_funds", Refused),
        ("invalid_did", Refused),
        ("no_sms", Refused),
        ("something_new", Refused),
        ("missing_method", Refused),
        ("api_limit_exceeded", Busy),
        ("method_maintenance", Busy),
        ("provider_outofservice", OutcomeUnknown),
        ("unavailable_info", OutcomeUnknown),
        ("tls_error", OutcomeUnknown),
        ("invalid_credentials", SignInNeeded),
        ("api_not_enabled", SignInNeeded),
    ],
)
async def test_each_status_of_a_send_is_one_error_after_one_call(
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
    await pulled_once(provider)
    with pytest.raises(Busy) as caught:
        await provider.deliver(TEXT, None)
    assert caught.value.retry_after == 60


async def pulled_once(provider: VoipMs) -> None:
    """One call."""
    await provider.contacts()


async def test_the_hundredth_text_of_a_day_is_the_last(server: Server, provider: VoipMs) -> None:
    """B27: the daily cap is a refusal in the service's words; the text did not go out."""
    for count in range(100):
        server.fake.carrier.send(LINE, STRANGER, str(count))
    with pytest.raises(Refused) as caught:
        await provider.deliver(TEXT, None)
    assert caught.value.code == "limit_reached" and "per day" in caught.value.text
    assert len(server.carrier()) == 100


@pytest.mark.parametrize("peer", ["+447700900123", "+4712345678", "+3912345678"])
async def test_a_number_abroad_is_refused_before_it_could_be_mistaken(
    server: Server, provider: VoipMs, peer: str
) -> None:
    """B16: +47 12345678 without its plus is somebody's ten digits in North America."""
    with pytest.raises(Refused) as caught:
        await provider.deliver(replace(TEXT, peer=peer), None)
    assert caught.value.code == "invalid_dst"
    assert server.fake.asked == []


@pytest.mark.parametrize(("body", "taken"), [("é" * 80, True), ("é" * 80 + "x", False), ("x" * 160, True)])
async def test_a_text_is_as_long_as_its_bytes(
    server: Server, provider: VoipMs, body: str, taken: bool
) -> None:
    """B7: 160 bytes of UTF-8 are one text here, and the policy cuts so that each part is taken."""
    policy = provider.capabilities.policy
    assert (len(parts(body, policy)) == 1) is taken
    if taken:
        await provider.deliver(replace(TEXT, body=body), None)
    else:
        with pytest.raises(Refused) as caught:
            await provider.deliver(replace(TEXT, body=body), None)
        assert caught.value.code == "sms_toolong"
        for part in parts(body, policy):
            await provider.deliver(replace(TEXT, body=part), None)
    assert "".join(one["body"] for one in server.carrier()) == body


@pytest.mark.parametrize(
    ("fault", "error", "taken"),
    [
        ("hang_up", OutcomeUnknown, 1),
        ("truncated", OutcomeUnknown, 1),
        ("html", Unreadable, 1),
        ("stall", OutcomeUnknown, 1),
        ("giant", Unreadable, 1),
        ("refused_html", OutcomeUnknown, 0),
        ("status_500", OutcomeUnknown, 0),
        ("status_429", Busy, 0),
        ("redirect", Unreadable, 0),
    ],
)
async def test_every_fault_on_the_wire_is_one_typed_error_after_one_request(
    server: Server, provider: VoipMs, fault: Fault, error: type[ProviderError], taken: int
) -> None:
    """Whether it was taken or not, nothing is repeated, neither by hand nor by following a redirect."""
    server.wire.fault = fault
    with pytest.raises(ProviderError) as caught:
        await provider.deliver(TEXT, None)
    assert type(caught.value) is error
    assert len(server.wire.requests) == 1
    assert len(server.carrier()) == taken


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


async def test_a_slow_answer_is_waited_for(server: Server) -> None:
    provider = connect(server.credentials)
    assert provider._http._sending.timeout.read is not None and provider._http._sending.timeout.read >= 50
    server.fake.delay = 0.3
    assert (await provider.deliver(TEXT, None)).remote_id == "1"
    await provider.close()


async def test_calls_wait_for_one_another(server: Server, provider: VoipMs) -> None:
    """I7: never two at a time, however many are wanted."""
    server.fake.delay = 0.05
    busy = 0
    most = 0
    post = provider._http.post_parts

    async def counted(path: str, fields: dict[str, str], *, fresh: bool) -> object:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        try:
            return await post(path, fields, fresh=fresh)
        finally:
            busy -= 1

    provider._http.post_parts = counted  # type: ignore[method-assign, assignment]
    await asyncio.gather(provider.check(), provider.contacts(), provider.deliver(TEXT, None))
    assert most == 1
    assert len(server.fake.asked) == 4


async def test_a_text_and_a_picture_with_one_id_are_two(server: Server, provider: VoipMs) -> None:
    """Each kind counts its ids for itself."""
    server.fake.carrier.inbound(STRANGER, LINE, "words")
    server.fake.carrier.inbound(STRANGER, LINE, "picture", kind="mms")
    texts, _ = await pulled(provider)
    assert {(one.kind, one.remote_id, one.body) for one in texts} == {
        ("sms", "1", "words"),
        ("mms", "1", "picture"),
    }
    assert {one["all_messages"] for one in server.fake.asked} == {"0"}


@pytest.mark.parametrize("slashes", [1, 3])
async def test_backslashes_before_quotes_are_the_services_and_others_are_not(
    server: Server, provider: VoipMs, slashes: int
) -> None:
    server.fake.slashes = slashes
    body = 'l\'accès "x" C:\\temp \\o/ 1+1'
    server.inbound(STRANGER, LINE, body)
    texts, _ = await pulled(provider)
    assert [one.body for one in texts] == [body]


async def test_a_carriers_word_that_nobody_knows_is_kept(server: Server, provider: VoipMs) -> None:
    server.fake.carrier.send(LINE, STRANGER, "a").extra["carrier_status"] = "Rejected by peer"
    server.fake.carrier.send(LINE, STRANGER, "b")
    texts, _ = await pulled(provider)
    assert {(one.body, one.state, one.remote_status) for one in texts} == {
        ("a", None, "Rejected by peer"),
        ("b", State.ACCEPTED, ""),
    }


async def test_calls_know_their_direction_and_whether_they_were_missed(
    server: Server, provider: VoipMs
) -> None:
    assert (await provider.calls()).good == ()
    carrier = server.fake.carrier
    carrier.call(outbound=False, line=LINE, peer=STRANGER, answered=False)
    carrier.call(outbound=True, line=LINE, peer=STRANGER, answered=True, seconds=71)
    calls = (await provider.calls()).good
    assert [(one.outbound, one.line, one.peer, one.outcome, one.seconds) for one in calls] == [
        (False, LINE, STRANGER, "missed", 0),
        (True, LINE, STRANGER, "answered", 71),
    ]
    assert all(abs(one.started_at - datetime.now(UTC)) < timedelta(minutes=1) for one in calls)
    assert len({one.remote_id for one in calls}) == 2


async def test_the_phone_book_is_read_and_may_be_empty(server: Server, provider: VoipMs) -> None:
    assert (await provider.contacts()).good == ()
    server.fake.phonebook = [
        {"phonebook": "32207", "speed_dial": "*7501", "name": "Jane Smith", "number": "2025550123"},
        {"phonebook": 32208, "name": "Desk", "number": "sip:2563", "note": None},
        {"phonebook": "32209", "name": "Nobody", "number": ""},
    ]
    found = await provider.contacts()
    assert [(one.remote_id, one.name, one.numbers[0].number) for one in found.good] == [
        ("32207", "Jane Smith", STRANGER),
        ("32208", "Desk", "sip:2563"),
    ]
    assert [(one.fault) for one in found.bad] == ["no number"]


async def test_a_refused_list_is_no_empty_list(server: Server, provider: VoipMs) -> None:
    """Only some of the statuses that begin with no_ say that there is nothing."""
    server.fake.statuses["getCDR"] = "no_callstatus"
    with pytest.raises(Refused):
        await provider.calls()
    server.fake.statuses["getMMS"] = "no_mms"
    assert (await pulled(provider))[1][-1].covers_since == EVERYTHING
