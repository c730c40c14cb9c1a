"""Twilio's adapter against the fake Twilio: what every adapter promises, its own traps, faults on the way."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desktop.providers.base import (
    OFF,
    ON,
    Attempt,
    Busy,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Refused,
    SignInNeeded,
)
from desktop.providers.twilio import CLOSED, Twilio
from desktop.sms import errors
from desktop.sms.delivery import State
from tests.providers.contract import (
    STRANGER,
    ProviderContract,
    Service,
    SigningIn,
    Texts,
    pulled,
)
from tests.providers.fakes.carrier import Line
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio import is_send
from tests.providers.fakes.twilio_shapes import ACCOUNT, TOKEN, WORDS
from tests.providers.patience import LITTLE
from tests.providers.twilio_account import KEY, LINE, WRONG, Running, Served, account, opened

TEXT = OutgoingText("PN1", LINE, STRANGER, "Hello")


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(account().app) as served:
        yield served


class TestTwilio(ProviderContract):
    """What every adapter promises, with an API key."""

    @pytest.fixture
    def service(self, wire: Wire) -> Service:
        """An account of this test's own."""
        return served(wire, KEY)


class TestTwilioByToken(SigningIn, Texts):
    """What depends on the key, with the account's own token, all in one field."""

    @pytest.fixture
    def service(self, wire: Wire) -> Service:
        """An account of this test's own."""
        return served(wire, {"api_key": f"{ACCOUNT}:{TOKEN}"})


def served(wire: Wire, secrets: Mapping[str, str]) -> Service:
    """A new account with two lines, as the contract wants it."""
    fake = account(Line(LINE, label="Sales"), Line("+12125550143"))
    wire.serve(fake.app, is_send)
    return Service(
        "twilio",
        Credentials(wire.url, secrets),
        Credentials(wire.url, WRONG),
        Served(wire, fake),
        hurried=lambda credentials: Twilio(credentials, timeout=LITTLE),
        kinds=("sms", "mms"),
        meanings={
            "20003": SignInNeeded,
            "20006": SignInNeeded,
            "20429": Busy,
            **dict.fromkeys(("20500", "20503"), OutcomeUnknown),
        },
        too_fast=(429, {"code": 20429, "message": "Too Many Requests", "status": 429}),
        foreign=[
            (400, {"message": "Bad Request"}),
            (403, {"code": "blocked", "message": "Forbidden"}),
            (408, {"code": 20408, "message": "Request Timeout"}),
            (429, {"message": "Too Many Requests"}),
        ],
    )


@pytest.fixture
async def running(wire: Wire) -> AsyncIterator[Running]:
    async with opened(wire) as there:
        yield there


async def test_too_fast_is_busy_whether_the_answer_says_how_long_or_not(running: Running) -> None:
    """B28: a 429 was not processed."""
    running.fake.busy = True
    with pytest.raises(Busy) as caught:
        await running.provider.deliver(TEXT, None)
    assert caught.value.retry_after == 5
    running.fake.busy = False
    running.wire.fault = "status_429"
    with pytest.raises(Busy) as told:
        await running.provider.check()
    assert told.value.retry_after == 3


async def test_a_limit_of_a_day_is_no_reason_to_try_again_in_seconds(running: Running) -> None:
    """63038 comes with 429 as well."""
    running.fake.refuse = (429, 63038)
    with pytest.raises(Refused) as caught:
        await running.provider.deliver(TEXT, None)
    assert caught.value.code == "63038"


async def test_a_server_error_with_a_code_leaves_the_outcome_unknown(running: Running) -> None:
    """20500 and 20503: repeating them may send twice."""
    for code in (20500, 20503):
        running.fake.refuse = (500, code)
        with pytest.raises(OutcomeUnknown):
            await running.provider.deliver(TEXT, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"line": "+12125550100"}, "21659"),
        ({"line": "+442071838750"}, "21606"),
        ({"line": "Sales"}, "21212"),
        ({"line": ""}, "21603"),
        ({"peer": ""}, "21604"),
        ({"peer": "12025550123"}, "21211"),
        ({"peer": LINE}, "21266"),
        ({"body": ""}, "21602"),
        ({"body": "x" * 1601}, "21617"),
    ],
)
async def test_a_refusal_has_twilios_code_and_words(
    running: Running, change: dict[str, str], code: str
) -> None:
    """B17, C10."""
    running.carrier.lines.append(Line("+442071838750", can_text=False))
    with pytest.raises(Refused) as caught:
        await running.provider.deliver(replace(TEXT, **change), None)
    assert (caught.value.code, caught.value.text) == (code, WORDS[int(code)])
    assert running.carrier.taken() == []


async def test_a_send_is_a_form_that_may_not_wait_for_hours(running: Running) -> None:
    """A text whose answer was lost must not go out when nobody expects it any more."""
    accepted = await running.provider.deliver(replace(TEXT, body="a=b&c+d %2B é\nzwei"), None)
    assert running.fake.forms == [
        {"To": STRANGER, "From": LINE, "Body": "a=b&c+d %2B é\nzwei", "ValidityPeriod": "300"}
    ]
    assert (accepted.state, accepted.remote_status, accepted.parts) == (State.ACCEPTED, "queued", 1)
    assert accepted.remote_id is not None and accepted.remote_id.startswith("SM")


async def test_parts_and_prices_are_numbers_though_they_come_as_strings(running: Running) -> None:
    """G3: the price is what it cost, and is not known before the text has left."""
    accepted = await running.provider.deliver(replace(TEXT, body="x" * 161), None)
    assert (accepted.parts, accepted.price, accepted.currency) == (2, None, "")
    running.carrier.step()
    running.carrier.step()
    (text,), _ = await pulled(running.provider)
    assert (text.parts, text.price, text.currency) == (2, Decimal("0.00750"), "USD")


@pytest.mark.parametrize(
    ("peer", "states", "code"),
    [
        (STRANGER, [State.ACCEPTED, State.ACCEPTED, State.SENT, State.DELIVERED, State.DELIVERED], None),
        ("+12125550166", [State.ACCEPTED, State.ACCEPTED, State.SENT, State.SENT], None),
        ("+442079460018", [State.ACCEPTED, State.ACCEPTED, State.FAILED, State.FAILED], "30006"),
        ("+12125550163", [State.ACCEPTED, State.ACCEPTED, State.SENT, State.FAILED], "30003"),
        ("+12125550164", [State.ACCEPTED, State.FAILED, State.FAILED], "21610"),
    ],
)
async def test_news_of_a_text_come_with_the_list(
    running: Running, peer: str, states: list[State], code: str | None
) -> None:
    """C2, C5, C7."""
    await running.provider.deliver(replace(TEXT, peer=peer), None)
    seen = []
    for _ in states:
        (text,), _ = await pulled(running.provider)
        seen.append((text.state, text.failure.code if text.failure else None))
        running.carrier.step()
    assert [state for state, _ in seen] == states
    assert {told for _, told in seen} == {None, code}


async def test_lines_come_with_what_they_can_and_why_not(running: Running) -> None:
    """A5, A8: nothing is offered that the number cannot do, whichever letters the service writes."""
    running.carrier.lines += [
        Line("+442071838750", can_text=False),
        Line("+18005550134", can_text=False, kind="tollfree", label="Freephone"),
        Line("+12125550143", can_call=False),
    ]
    for running.fake.upper_case in (False, True):
        checked = await running.provider.check()
        told = {
            one.number: (one.label, one.kind, one.state, one.can_send, one.can_call, one.reason_code)
            for one in checked.lines
        }
        assert told == {
            LINE: ("Sales", "local", "active", True, True, ""),
            "+442071838750": ("", "local", "active", False, True, "voice_only"),
            "+18005550134": ("Freephone", "toll_free", "active", False, True, "toll_free_voice_only"),
            "+12125550143": ("", "local", "active", True, False, ""),
        }
        assert checked.whole and checked.bad == ()


@pytest.mark.parametrize("status", [401, 403])
async def test_a_key_that_may_not_see_money_or_calls_still_texts(running: Running, status: int) -> None:
    """G1: a restricted key hides what it does not open."""
    assert (await running.provider.check()).balance is not None
    running.fake.closed = {"Balance": status, "Calls": status}
    checked = await running.provider.check()
    assert (checked.capabilities.balance, checked.capabilities.calls, checked.balance) == (
        CLOSED,
        CLOSED,
        None,
    )
    assert checked.unclear == frozenset() and checked.lines
    assert (await running.provider.deliver(TEXT, None)).remote_id


async def test_a_passing_fault_turns_nothing_off_that_was_found(running: Running) -> None:
    await running.provider.check()
    running.fake.closed = {"Balance": 429, "Calls": 500}
    checked = await running.provider.check()
    assert checked.unclear == {"balance", "calls"}
    assert (checked.capabilities.balance, checked.capabilities.calls) == (ON, ON)
    assert checked.capabilities.contacts is OFF and (await running.provider.contacts()).good == ()


async def test_a_key_that_may_not_list_numbers_is_told_from_one_that_is_wrong(running: Running) -> None:
    running.fake.closed = {"IncomingPhoneNumbers": 403}
    with pytest.raises(SignInNeeded) as caught:
        await running.provider.check()
    assert (caught.value.allowed, caught.value.text) == (False, "Access Denied")


async def test_the_balance_is_a_number_with_its_currency(running: Running) -> None:
    """G1."""
    checked = await running.provider.check()
    assert checked.balance is not None
    assert (checked.balance.amount, checked.balance.currency) == (Decimal("12.3400"), "USD")
    assert checked.capabilities.balance is ON and checked.capabilities.currency == "USD"


async def test_calls_say_who_called_whom_and_what_became_of_it(running: Running) -> None:
    carrier = running.carrier
    carrier.call(outbound=False, line=LINE, peer=STRANGER, answered=True, seconds=61)
    carrier.call(outbound=False, line=LINE, peer=STRANGER, answered=False)
    carrier.call(outbound=True, line=LINE, peer=STRANGER, answered=True, seconds=4)
    running.now -= timedelta(days=200)
    carrier.call(outbound=True, line=LINE, peer=STRANGER, answered=True, seconds=5)
    assert (await running.provider.check()).capabilities.calls is ON
    found = await running.provider.calls()
    assert [(one.outbound, one.line, one.peer, one.outcome, one.seconds) for one in found.good] == [
        (True, LINE, STRANGER, "answered", 4),
        (False, LINE, STRANGER, "missed", 0),
        (False, LINE, STRANGER, "answered", 61),
    ]
    assert found.bad == ()


async def test_what_waits_is_settled_by_its_words_unless_they_are_another_texts(running: Running) -> None:
    """B: the same words sent twice on purpose are two texts, and each is found once."""
    at = running.now
    first = await running.provider.deliver(TEXT, None)
    running.wire.fault, running.wire.methods = "hang_up", frozenset({"POST"})
    with pytest.raises(OutcomeUnknown):
        await running.provider.deliver(TEXT, None)
    assert first.remote_id is not None
    attempt = Attempt(TEXT, at)
    assert await running.provider.look_up(attempt) is None
    bound = frozenset({first.remote_id})
    found = await running.provider.look_up(replace(attempt, bound=bound))
    assert found is not None and found.remote_id not in (None, first.remote_id)
    assert found.remote_id is not None
    assert await running.provider.look_up(replace(attempt, bound=bound | {found.remote_id})) is None
    other = replace(attempt, bound=frozenset(), at=at - timedelta(hours=1))
    assert await running.provider.look_up(other) is None
    assert len(running.carrier.taken()) == 2


async def test_test_credentials_are_told_from_wrong_ones(running: Running) -> None:
    """They can only send to the papers' own numbers, so a sign-in with them says so (20008)."""
    running.fake.test_credentials = True
    with pytest.raises(Refused) as caught:
        await running.provider.check()
    assert caught.value.code == "20008"
    entry = errors.find("twilio", caught.value.code)
    assert entry is not None and entry.step is errors.Step.MEND_ACCOUNT
