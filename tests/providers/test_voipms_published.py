"""The fake VoIP.ms asked by ``voipms-api``, a library that others wrote for the service.

It asks by GET and by multipart POST; nothing here knows our adapter. What the reference says beyond it is in
``test_voipms_fake``.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from voipms_api.dids import DIDs
from voipms_api.general import General
from voipms_api.sms import SMS
from voipms_api.voipms_client import VoipMsClient

from tests.providers.fakes import voipms as fakes
from tests.providers.fakes.serving import Wire, serving
from tests.providers.voipms_account import LINE, Server, account, new_account

Client = TypeVar("Client", bound=VoipMsClient)
TEXT = {"did": "4155550101", "dst": "2025550123", "message": "it's \u00e9\n+1"}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An account without any text."""
    return account(wire)


def opened(kind: type[Client], server: Server, password: str = "") -> Client:
    """The library, looking for VoIP.ms at the fake's address."""
    client: Client = kind(server.fake.username, password or server.fake.password)
    client.voipms_url = f"{server.wire.url}{fakes.PATH}"
    return client


def asked(client: VoipMsClient, way: str, method: str, **fields: Any) -> dict[str, Any]:
    """One call, by GET or by POST."""
    found: dict[str, Any] = getattr(client, way)(method, fields)
    return found


def test_a_text_is_sent_and_listed(server: Server) -> None:
    client = opened(SMS, server)
    assert client.send_sms(**TEXT) == {"status": "success", "sms": 1}
    listed = client.get_sms()
    assert listed is not None
    (row,) = listed["sms"]
    assert (row["id"], row["type"], row["message"]) == ("1", "0", "it\\'s \u00e9\n+1")
    assert [(one["from"], one["body"]) for one in server.carrier()] == [(LINE, TEXT["message"])]
    assert client.get_sms(contact="9999999999") == {
        "status": "no_sms",
        "message": "There are no SMS messages",
    }


@pytest.mark.parametrize("way", ["get", "post"])
def test_both_ways_to_ask_lead_to_the_same_answers(server: Server, way: str) -> None:
    """Its POST is multipart, the only one that the service reads."""
    client = opened(VoipMsClient, server)
    assert asked(client, way, "sendSMS", **TEXT) == {"status": "success", "sms": 1}
    assert asked(client, way, "sendSMS", **{**TEXT, "message": "x" * 161})["status"] == "sms_toolong"
    assert asked(client, way, "sendMMS", **TEXT) == {"status": "success", "mms": 1}
    # The list has the same name for both kinds, and both have an id 1.
    for method in ("getSMS", "getMMS"):
        assert [one["id"] for one in asked(client, way, method)["sms"]] == ["1"]
    assert asked(client, way, "deleteSMS", id=1) == {"status": "success"}


def test_numbers_money_and_the_own_address_are_read_by_the_library(server: Server) -> None:
    numbers = opened(DIDs, server).get_dids_info()
    assert numbers is not None
    assert [one["did"] for one in numbers["dids"]][:2] == ["4155550101", "4155550102"]
    general = opened(General, server)
    assert general.get_balance()["balance"]["current_balance"] == "112.192790"
    assert general.get_ip() == {"status": "success", "ip": server.fake.caller}


def test_a_wrong_password_and_a_closed_door_are_told_by_status(server: Server) -> None:
    client = opened(VoipMsClient, server, "portal password")
    assert asked(client, "get", "getBalance")["status"] == "invalid_credentials"
    server.fake.allowed = False
    right = opened(VoipMsClient, server)
    assert asked(right, "post", "getBalance")["status"] == "ip_not_enabled"
    assert right.test_connection()["ip"] == server.fake.caller
