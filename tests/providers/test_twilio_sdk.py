"""The fake Twilio asked by Twilio's own Python library: what that cannot read is no Twilio.

Nothing here knows our adapter. Look into ``test_twilio_fake`` for what the reference says beyond it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.providers.contract import STRANGER
from tests.providers.fakes import twilio as fakes
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio_shapes import ACCOUNT, KEY_SECRET, KEY_SID, TOKEN
from tests.providers.twilio_account import LINE, account


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(account().app) as served:
        yield served


@pytest.fixture
def fake(wire: Wire) -> fakes.Twilio:
    """An account of this test's own."""
    made = account()
    wire.serve(made.app)
    return made


def opened(wire: Wire, *key: str) -> Client:
    """The library, looking for Twilio at the fake's address."""
    client = Client(*key)
    client.api.base_url = wire.url
    return client


@pytest.fixture
def client(wire: Wire, fake: fakes.Twilio) -> Client:
    """The library with the account's token."""
    return opened(wire, ACCOUNT, TOKEN)


def test_a_text_is_sent_fetched_redacted_and_deleted(client: Client, fake: fakes.Twilio) -> None:
    sent = client.messages.create(to=STRANGER, from_=LINE, body="Hello \u00e9\n+1", validity_period=300)
    assert (sent.status, sent.num_segments, sent.date_sent, sent.price) == ("queued", "1", None, None)
    assert sent.date_created is not None and abs(sent.date_created - datetime.now(UTC)) < timedelta(minutes=1)
    again = client.messages(sent.sid).fetch()
    assert (again.body, again.direction, again.to) == ("Hello \u00e9\n+1", "outbound-api", STRANGER)
    with pytest.raises(TwilioRestException) as caught:
        client.messages(sent.sid).delete()
    assert (caught.value.status, caught.value.code) == (409, 20009)
    for _ in range(3):
        fake.carrier.step()
    redacted = client.messages(sent.sid).update(body="")
    assert (redacted.body, redacted.status, redacted.price) == ("", "delivered", "-0.00750")
    assert client.messages(sent.sid).delete()
    assert client.messages.list() == []


def test_the_library_walks_every_page_by_the_addresses_it_is_given(
    client: Client, fake: fakes.Twilio
) -> None:
    for number in range(23):
        fake.carrier.inbound(STRANGER, LINE, f"text {number}")
    walked = [one.body for one in client.messages.stream(page_size=5)]
    assert walked == [f"text {number}" for number in reversed(range(23))]
    assert [one.body for one in client.messages.list(limit=3)] == ["text 22", "text 21", "text 20"]


def test_filters_are_written_as_the_library_writes_them(client: Client, fake: fakes.Twilio) -> None:
    """The operator is a part of the parameter's name."""
    now = datetime.now(UTC)
    for hours in (50, 30, 1):
        fake.carrier.inbound(STRANGER, LINE, f"{hours} hours ago").at = now - timedelta(hours=hours)
    after = client.messages.list(date_sent_after=now - timedelta(hours=40))
    assert [one.body for one in after] == ["1 hours ago", "30 hours ago"]
    before = client.messages.list(date_sent_before=now - timedelta(hours=40), to=LINE)
    assert [one.body for one in before] == ["50 hours ago"]
    assert client.messages.list(from_=LINE) == []


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"to": "+1"}, 400, 21211),
        ({"from_": "+442071838750"}, 400, 21659),
        ({"body": "x" * 1601}, 400, 21617),
        ({"body": ""}, 400, 21602),
    ],
)
def test_refusals_have_the_envelope_that_the_library_reads(
    client: Client, fake: fakes.Twilio, change: dict[str, str], status: int, code: int
) -> None:
    with pytest.raises(TwilioRestException) as caught:
        client.messages.create(**{"to": STRANGER, "from_": LINE, "body": "Hello", **change})
    assert (caught.value.status, caught.value.code) == (status, code)
    assert caught.value.msg
    assert fake.carrier.taken() == []


def test_a_key_opens_the_account_and_a_wrong_one_does_not(wire: Wire, fake: fakes.Twilio) -> None:
    assert opened(wire, KEY_SID, KEY_SECRET, ACCOUNT).incoming_phone_numbers.list()
    with pytest.raises(TwilioRestException) as caught:
        opened(wire, ACCOUNT, "another").api.v2010.account.balance.fetch()
    assert (caught.value.status, caught.value.code) == (401, 20003)


def test_numbers_calls_and_money_are_read_by_the_library(client: Client, fake: fakes.Twilio) -> None:
    (number,) = client.incoming_phone_numbers.list()
    assert number.phone_number == LINE and number.capabilities["sms"] is True
    fake.carrier.call(outbound=False, line=LINE, peer=STRANGER, answered=True, seconds=61)
    (call,) = client.calls.list(start_time_after=datetime.now(UTC) - timedelta(days=2))
    assert (call.direction, call.status, call.duration) == ("inbound", "completed", "61")
    assert call.start_time is not None and call.start_time.tzinfo is not None
    money = client.api.v2010.account.balance.fetch()
    assert (Decimal(money.balance), money.currency) == (Decimal("12.34"), "USD")
