"""VoIP.ms' adapter against a server that speaks its dialect: the promises of every adapter, and its traps."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop.providers.base import ON, Busy, OutcomeUnknown, Refused, SignInNeeded
from desktop.providers.voipms import VoipMs
from desktop.sms.delivery import Proof, State
from desktop.sms.segments import SEPARATE_160_BYTES, parts
from tests.providers.contract import STRANGER, ProviderContract, Service, pulled
from tests.providers.fakes.carrier import Line
from tests.providers.fakes.serving import Wire, serving
from tests.providers.voipms_account import LINE, TEXT, Server, account, hurried, new_account


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


class TestVoipMs(ProviderContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Service:
        """An account with a second line that can text, without the gap between calls."""
        monkeypatch.setattr("desktop.providers.voipms.CALLS_A_SECOND", 10_000)
        server = account(wire)
        server.behind.lines.append(Line("+14155550105", label="Second"))
        wrong = {**server.credentials.secrets, "api_password": "portal password"}
        return Service(
            "voipms",
            server.credentials,
            replace(server.credentials, secrets=wrong),
            server,
            hurried=lambda _: hurried(server),
            kinds=("sms", "mms"),
            meanings={
                **dict.fromkeys(("missing_credentials", "invalid_credentials"), SignInNeeded),
                **dict.fromkeys(("api_not_enabled", "ip_not_enabled"), SignInNeeded),
                **dict.fromkeys(("api_limit_exceeded", "method_maintenance"), Busy),
                **dict.fromkeys(("provider_outofservice", "unavailable_info", "tls_error"), OutcomeUnknown),
            },
            too_fast=(429, {"status": "api_limit_exceeded", "message": "API Limit Exceeded"}),
            wait=60,
            foreign=[
                (403, {"status": "error", "message": "blocked"}),
                (408, {"status": "timeout"}),
                (429, {"message": "Too Many Requests"}),
                (400, {"status": "success", "sms": 1}),
            ],
        )


async def test_what_the_service_can_do_is_data(provider: VoipMs) -> None:
    """B7, B27, C6, I7: separate texts by bytes, no receipts, a person's pace."""
    can = (await provider.check()).capabilities
    assert (can.all_lines, can.balance, can.contacts, can.calls) == (ON, ON, ON, ON)
    assert (can.policy, can.proof) == (SEPARATE_160_BYTES, Proof.ACCEPTED)
    assert (can.price_per_part, can.currency) == (Decimal("0.0075"), "USD")
    assert can.pace <= 1 and can.rest >= timedelta(seconds=10)


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


async def test_numbers_with_a_plus_and_numbers_without_quotes_are_the_same_lines(
    server: Server, provider: VoipMs
) -> None:
    server.inbound(STRANGER, LINE, "Hi")
    plain = (await provider.check(), await pulled(provider))
    server.fake.e164 = True
    written = (await provider.check(), await pulled(provider))
    assert plain[0].lines == written[0].lines
    assert plain[1][0] == written[1][0]
    server.fake.bare = True
    bare = (await provider.check(), await pulled(provider))
    assert plain[0].lines == bare[0].lines
    assert plain[1][0] == bare[1][0]


@pytest.mark.parametrize("status", ["provider_outofservice", "method_maintenance", "non_sufficient_funds"])
async def test_a_balance_that_cannot_be_told_does_not_stop_the_check(
    server: Server, provider: VoipMs, status: str
) -> None:
    server.fake.statuses["getBalance"] = status
    checked = await provider.check()
    assert (checked.balance, checked.unclear) == (None, frozenset({"balance"}))
    assert checked.lines


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


async def test_a_deleted_text_is_gone_and_the_other_kind_with_its_id_stays(
    server: Server, provider: VoipMs
) -> None:
    """E15: ids of SMS and MMS are sequences of their own."""
    server.wrote(datetime.now(UTC), "a text")
    server.wrote(datetime.now(UTC), "a picture", "mms")
    await provider.delete("sms", "1")
    assert [(one.kind, one.body) for one in (await pulled(provider))[0]] == [("mms", "a picture")]
    await provider.delete("mms", "1")
    assert (await pulled(provider))[0] == []


@pytest.mark.parametrize("said", ["invalid_sms", "invalid_id", "no_sms"])
async def test_deleting_what_is_not_there_any_more_has_worked(
    server: Server, provider: VoipMs, said: str
) -> None:
    """E15: whichever way the service says so."""
    server.fake.statuses["deleteSMS"] = said
    await provider.delete("sms", "77")


async def test_a_deletion_that_was_refused_or_has_no_answer_is_told(server: Server, provider: VoipMs) -> None:
    """E15: nobody may believe that it is gone."""
    server.fake.statuses["deleteSMS"] = "invalid_method"
    with pytest.raises(Refused):
        await provider.delete("sms", "1")
    server.fake.statuses.clear()
    server.fake.instead["deleteSMS"] = "error code: 522"
    with pytest.raises(OutcomeUnknown):
        await provider.delete("sms", "1")


async def test_a_long_text_goes_as_one_mms_where_a_person_chose_that(
    server: Server, provider: VoipMs
) -> None:
    """B7: its id is one of the other sequence."""
    body = "é" * 300
    taken = await provider.deliver(replace(TEXT, body=body, kind="mms"), None)
    assert (taken.kind, taken.remote_id) == ("mms", "1")
    ((text,), _) = await pulled(provider)
    assert (text.kind, text.remote_id, text.body) == ("mms", "1", body)


async def test_white_space_around_a_text_is_not_sent(server: Server, provider: VoipMs) -> None:
    """B7: it would take up bytes of the 160."""
    await provider.deliver(replace(TEXT, body="\n" + "x" * 160 + "  "), None)
    assert [one["body"] for one in server.carrier()] == ["x" * 160]


async def test_files_of_an_mms_are_listed_with_what_they_are(server: Server, provider: VoipMs) -> None:
    """Their addresses need no key; some are only a path."""
    for number, address in enumerate(
        ("https://voip.ms/media/abc/photo.PNG?x=1", "media.php?map=7", "", "data:x")
    ):
        server.fake.carrier.inbound(STRANGER, LINE, str(number), "mms").extra["media"] = address
    texts, _ = await pulled(provider)
    found = {one.body: [(file.url, file.mime) for file in one.media] for one in texts}
    assert found == {
        "0": [("https://voip.ms/media/abc/photo.PNG?x=1", "image/png")],
        "1": [("https://voip.ms/media.php?map=7", "")],
        "2": [],
        "3": [],
    }
