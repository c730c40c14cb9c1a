"""CloudTalk's rows as our records: loose types, times in two forms, people and agents."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.providers.base import Accepted, Refused, Unreadable
from desktop.providers.cliqtel_rows import Fault
from desktop.providers.cloudtalk import CloudTalk
from desktop.providers.cloudtalk_rows import accepted, call, contact, phone, users_of_numbers
from tests.providers.cloudtalk_account import LINE, TEXT, Server, account, hurried, new_account
from tests.providers.fakes import cloudtalk_shapes as shapes
from tests.providers.fakes.serving import Wire, serving

AT = "2017-10-04T06:33:37.000Z"
CDR: dict[str, Any] = {
    "id": "27",
    "type": "incoming",
    "public_external": 421904247371,
    "public_internal": 421221291400,
    "talking_time": "21",
    "started_at": AT,
    "answered_at": AT,
    "ended_at": AT,
    "is_voicemail": False,
}


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


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({"success": True, "data": {"recipient": "+1"}}, Accepted(None)),
        ({"success": " TRUE "}, Accepted(None)),
        ({"success": True, "data": "Limit exceeded"}, Unreadable),
        ({"success": "false", "data": "Not allowed country."}, "not_allowed_country"),
        ({"success": False, "data": "The moon is full"}, None),
        ({"success": False, "data": {"recipient": "+1"}}, Unreadable),
        ({"success": "true|false", "data": "SMS send failed"}, Unreadable),
        ({"success": 1}, Unreadable),
        ({"data": {"recipient": "+1"}}, Unreadable),
    ],
    ids=str,
)
def test_only_a_clear_yes_or_no_settles_a_text(told: dict[str, Any], outcome: object) -> None:
    """C16: everything else is an outcome that nobody knows; a "no" in other words is told in these."""
    if isinstance(outcome, Accepted):
        assert accepted(told) == outcome
    elif outcome is Unreadable:
        with pytest.raises(Unreadable):
            accepted(told)
    else:
        with pytest.raises(Refused) as caught:
            accepted(told)
        assert (caught.value.code, caught.value.text) == (outcome, told["data"])


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (442012345678, "+442012345678"),
        ("442012345678", "+442012345678"),
        ("+421123456789", "+421123456789"),
        (1001, "1001"),
        ("CLOUDTALK", "CLOUDTALK"),
    ],
)
def test_numbers_come_bare_or_with_a_plus_and_extensions_stay(value: object, read: str) -> None:
    assert phone(value, "number") == read


@pytest.mark.parametrize("value", [None, "", True, [], {}])
def test_what_is_no_number_is_a_fault_of_its_row(value: object) -> None:
    with pytest.raises(Fault):
        phone(value, "number")


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({}, "answered"),
        ({"answered_at": "", "talking_time": "0"}, "missed"),
        ({"talking_time": "0"}, "missed"),
        ({"answered_at": None, "is_voicemail": "1"}, "voicemail"),
        ({"answered_at": None, "is_voicemail": True, "type": "outgoing"}, "voicemail"),
    ],
    ids=str,
)
def test_how_a_call_ended_follows_from_its_times(change: dict[str, Any], outcome: str) -> None:
    found = call({"Cdr": {**CDR, **change}})
    assert found is not None and found.outcome == outcome
    assert (found.line, found.peer) == ("+421221291400", "+421904247371")


def test_calls_among_agents_and_those_that_go_on_are_left_out() -> None:
    assert call({"Cdr": {**CDR, "type": "internal", "public_external": "1001"}}) is None
    assert call({"Cdr": {**CDR, "ended_at": None}}) is None
    with pytest.raises(Fault):
        call({"Cdr": {**CDR, "type": "odd"}})
    with pytest.raises(Fault):
        call({"Billing": {}})


def test_a_number_may_be_an_object_a_list_or_missing() -> None:
    """One in the list, several in the detail."""
    person = {"Contact": {"id": 1234, "name": "", "company": "Google"}}
    each: list[Any] = [{"public_number": 442012345678}, {"public_number": None}, "odd"]
    assert contact(person).numbers == () and contact(person).name == "Google"
    assert [one.number for one in contact({**person, "ContactNumber": each}).numbers] == ["+442012345678"]


def test_agents_that_cannot_be_read_hide_no_others() -> None:
    good = shapes.agent(99, "John", "Doe", [LINE])
    odd: list[Any] = [None, {"Agent": []}, {"Agent": {"firstname": 3, "associated_numbers": "x"}}, good]
    assert users_of_numbers(odd) == {LINE: ("John Doe",)}
