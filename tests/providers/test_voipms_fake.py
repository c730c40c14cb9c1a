"""The fake VoIP.ms held against its reference, without the adapter: the dialect with its documented traps."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.providers.contract import STRANGER
from tests.providers.fakes import voipms as fakes
from tests.providers.fakes.carrier import Carrier

NOON = datetime(2026, 7, 4, 16, 0, tzinfo=UTC)
"""Noon in the east of the United States."""


@pytest.fixture
def fake() -> fakes.VoipMs:
    """An account whose clock stands still."""
    return fakes.VoipMs(Carrier(fakes.lines(), lambda: NOON))


@pytest.fixture
async def client(fake: fakes.VoipMs) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody without any adapter."""
    transport = httpx.ASGITransport(app=fake.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://voip.ms") as one:
        yield one


async def ask(client: httpx.AsyncClient, method: str, **fields: str) -> dict[str, Any]:
    """A call as the documentation recommends it; HTTP always says 200."""
    signed = {"api_username": "agent@example.com", "api_password": "api-Pass-1", "method": method, **fields}
    answer = await client.post(fakes.PATH, files={name: (None, value) for name, value in signed.items()})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def status(client: httpx.AsyncClient, method: str, **fields: str) -> str:
    """Only the status of an answer."""
    return str((await ask(client, method, **fields))["status"])


async def test_only_multipart_forms_and_addresses_are_understood(client: httpx.AsyncClient) -> None:
    signed = {"api_username": "agent@example.com", "api_password": "api-Pass-1", "method": "getBalance"}
    coded = await client.post(fakes.PATH, data=signed)
    assert coded.status_code == 500 and "Fault" in coded.text
    asked = await client.get(fakes.PATH, params=signed)
    assert asked.json()["balance"]["current_balance"] == "112.192790"
    assert (await client.get(fakes.PATH)).json()["status"] == "missing_method"
    there = await client.post(fakes.PATH, headers={"Host": "www.voip.ms"}, files={"method": (None, "x")})
    assert (there.status_code, there.headers["Location"]) == (301, f"https://voip.ms{fakes.PATH}")


async def test_the_sign_in_is_checked_before_the_address_and_the_address_before_the_method(
    client: httpx.AsyncClient, fake: fakes.VoipMs
) -> None:
    assert await status(client, "getBalance", api_password="") == "missing_credentials"
    assert await status(client, "getIP", api_password="portal") == "invalid_credentials"
    fake.allowed = False
    assert await ask(client, "getBalance") == {
        "status": "ip_not_enabled",
        "message": "This IP is not enabled for API use",
    }
    assert await ask(client, "getIP") == {"status": "success", "ip": "203.0.113.7"}
    fake.enabled = False
    assert await status(client, "getIP") == "api_not_enabled"
    fake.enabled = fake.allowed = True
    assert await status(client, "fly") == "invalid_method"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "success"),
        ({"did": ""}, "missing_did"),
        ({"did": "4155550102"}, "invalid_did"),
        ({"did": "9999999999"}, "invalid_did"),
        ({"dst": "+12025550123"}, "invalid_dst"),
        ({"dst": "447700900123"}, "invalid_dst"),
        ({"dst": "12345"}, "invalid_dst"),
        ({"message": " "}, "message_empty"),
        ({"message": "x" * 160}, "success"),
        ({"message": "x" * 161}, "sms_toolong"),
        ({"message": "\U0001f44b" * 40}, "success"),
        ({"message": "\U0001f44b" * 40 + "x"}, "sms_toolong"),
    ],
)
async def test_a_send_is_refused_for_documented_reasons(
    client: httpx.AsyncClient, fake: fakes.VoipMs, fields: dict[str, str], told: str
) -> None:
    text = {"did": "4155550101", "dst": "2025550123", "message": "Hello\n\u00e9", **fields}
    assert await status(client, "sendSMS", **text) == told
    assert len(fake.carrier.taken()) == (told == "success")


async def test_an_id_is_a_number_when_sent_and_a_word_when_listed(
    client: httpx.AsyncClient, fake: fakes.VoipMs
) -> None:
    sent = await ask(client, "sendSMS", did="4155550101", dst="2025550123", message="it's")
    assert sent == {"status": "success", "sms": 1}
    assert await ask(client, "getSMS") == {
        "status": "success",
        "sms": [
            {
                "id": "1",
                "date": "2026-07-04 12:00:00",
                "type": "0",
                "did": "4155550101",
                "contact": "2025550123",
                "message": "it\\'s",
                "carrier_status": "Information not available",
            }
        ],
    }
    picture = await ask(client, "sendMMS", did="4155550101", dst="2025550123", message="long")
    assert picture == {"status": "success", "mms": 1}
    listed = (await ask(client, "getMMS"))["sms"]
    assert [one["id"] for one in listed] == ["1"] and "col_media1" in listed[0]
    both = (await ask(client, "getSMS", all_messages="1"))["sms"]
    assert sorted(one["message"] for one in both) == ["it\\'s", "long"]


async def test_a_list_without_dates_is_todays_and_has_fifty_rows(
    client: httpx.AsyncClient, fake: fakes.VoipMs
) -> None:
    assert await ask(client, "getSMS") == {"status": "no_sms", "message": "There are no SMS messages"}
    for count in range(60):
        fake.carrier.inbound(STRANGER, "+14155550101", str(count))
    fake.carrier.inbound(STRANGER, "+14155550101", "yesterday").at = NOON - timedelta(days=1)
    assert len((await ask(client, "getSMS"))["sms"]) == 50
    assert len((await ask(client, "getSMS", limit="1000"))["sms"]) == 60
    whole = await ask(client, "getSMS", limit="1000", **{"from": "2026-07-03", "to": "2026-07-04"})
    assert len(whole["sms"]) == 61
    assert (await ask(client, "getSMS", type="0"))["status"] == "no_sms"
    assert (await ask(client, "getSMS", contact="9999999999"))["status"] == "no_sms"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-04-04", "2026-07-04", "no_sms"),
        ("2026-04-03", "2026-07-04", "invalid_daterange"),
        ("2026-07-05", "2026-07-04", "invalid_daterange"),
        ("4 July", "2026-07-04", "invalid_date"),
    ],
)
async def test_a_window_spans_no_more_than_92_days(
    client: httpx.AsyncClient, first: str, last: str, told: str
) -> None:
    assert await status(client, "getSMS", **{"from": first, "to": last}) == told


async def test_days_are_eastern_ones_whatever_zone_the_times_are_shown_in(
    client: httpx.AsyncClient, fake: fakes.VoipMs
) -> None:
    fake.carrier.inbound(STRANGER, "+14155550101", "late").at = datetime(2026, 7, 5, 3, 30, tzinfo=UTC)
    day = {"from": "2026-07-04", "to": "2026-07-04"}
    (row,) = (await ask(client, "getSMS", **day))["sms"]
    assert row["date"] == "2026-07-04 23:30:00"
    (row,) = (await ask(client, "getSMS", timezone="-4", **day))["sms"]
    assert row["date"] == "2026-07-05 00:30:00"


async def test_calls_need_a_zone_and_an_outcome(client: httpx.AsyncClient, fake: fakes.VoipMs) -> None:
    fake.carrier.call(outbound=False, line="+14155550101", peer=STRANGER, answered=False)
    days = {"date_from": "2026-07-01", "date_to": "2026-07-04"}
    assert await status(client, "getCDR", **days) == "missing_timezone"
    assert await status(client, "getCDR", timezone="-5", **days) == "no_callstatus"
    assert await status(client, "getCDR", timezone="-5", answered="1", **days) == "no_cdr"
    (row,) = (await ask(client, "getCDR", timezone="-5", noanswer="1", **days))["cdr"]
    assert (row["date"], row["disposition"]) == ("2026-07-04 12:00:00", "NO ANSWER")


async def test_numbers_mix_strings_and_numbers(client: httpx.AsyncClient, fake: fakes.VoipMs) -> None:
    rows = (await ask(client, "getDIDsInfo"))["dids"]
    assert [(one["sms_available"], one["sms_enabled"]) for one in rows[:3]] == [(1, "1"), (1, "0"), (0, "0")]
    (row,) = (await ask(client, "getDIDsInfo", did="4155550102"))["dids"]
    assert row["description"] == "Switched off"
    fake.carrier.lines.clear()
    assert await status(client, "getDIDsInfo") == "no_did"


async def test_what_is_deleted_is_gone_and_unknown_the_second_time(
    client: httpx.AsyncClient, fake: fakes.VoipMs
) -> None:
    fake.carrier.inbound(STRANGER, "+14155550101", "words")
    fake.carrier.inbound(STRANGER, "+14155550101", "picture", kind="mms")
    assert await status(client, "deleteSMS", id="1") == "success"
    assert await status(client, "deleteSMS", id="1") == "invalid_id"
    assert [one.body for one in fake.carrier.records] == ["picture"]


async def test_a_proxy_may_answer_after_the_text_was_taken(
    client: httpx.AsyncClient, fake: fakes.VoipMs
) -> None:
    fake.instead["sendSMS"] = "error code: 522"
    signed = {"api_username": "agent@example.com", "api_password": "api-Pass-1", "method": "sendSMS"}
    text = {"did": "4155550101", "dst": "2025550123", "message": "Hello"}
    answer = await client.post(
        fakes.PATH, files={name: (None, value) for name, value in {**signed, **text}.items()}
    )
    assert (answer.status_code, answer.text) == (200, "error code: 522")
    assert len(fake.carrier.taken()) == 1


def test_a_practice_account_comes_with_its_sign_in() -> None:
    _, secrets = fakes.practice()
    assert set(secrets) == {"api_username", "api_password", "api_key"}


async def test_numbers_may_come_without_quotes_and_without_a_word_about_pictures(
    client: httpx.AsyncClient, fake: fakes.VoipMs
) -> None:
    fake.bare, fake.tells_mms = True, False
    fake.carrier.inbound(STRANGER, "+14155550101", "Hi")
    (row,) = (await ask(client, "getSMS"))["sms"]
    assert (row["did"], row["contact"]) == (4155550101, 2025550123)
    lines = (await ask(client, "getDIDsInfo"))["dids"]
    assert lines[0]["did"] == 4155550101 and "mms_available" not in lines[0]
