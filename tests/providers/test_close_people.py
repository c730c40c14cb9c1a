"""Whose number it is at Close: found in texts, by a search, or in the phone book; made only if asked for."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.providers.base import OutcomeUnknown, Refused
from desktop.providers.close import Close
from desktop.providers.close_people import Place, e164, place_in
from tests.providers.close_account import LINE, NAME, TEXT, UNKNOWN, Server, account, hurried, new_account
from tests.providers.contract import STRANGER, pulled
from tests.providers.fakes.serving import Wire, serving


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation without any text."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[Close]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


async def test_the_phone_book_is_the_leads_with_their_contacts(server: Server, provider: Close) -> None:
    """The lead's name is the company; a number that opted out says so."""
    lead = server.fake.add_lead("Example Ltd", "+12025550124", "+12025550125")
    server.fake.people.join({"lead_id": lead["id"], "name": "Bob", "phones": [{"phone": UNKNOWN}]})
    server.fake.people.block(UNKNOWN)
    found = (await provider.contacts()).good
    assert [(one.name, one.company, [number.number for number in one.numbers]) for one in found] == [
        (NAME, "", [STRANGER]),
        ("Example Ltd", "", ["+12025550124", "+12025550125"]),
        ("Bob", "Example Ltd", [UNKNOWN]),
    ]
    assert [one.numbers[0].blocked for one in found] == [False, False, True]


async def test_only_changes_are_read_until_the_book_is_old(server: Server, provider: Close) -> None:
    await provider.contacts()
    lead = server.fake.add_lead("Example Ltd", UNKNOWN)
    server.wire.requests.clear()
    assert len((await provider.contacts()).good) == 2
    assert server.asked("GET /api/v1/lead/?") == []
    server.fake.people.delete(lead["contacts"][0]["id"])
    assert [one.name for one in (await provider.contacts()).good] == [NAME]
    server.fake.people.leads[0]["display_name"] = "Renamed"
    server.later = timedelta(hours=7)
    provider.clock.hear({"Date": "Mon, 01 Jan 2100 00:00:00 GMT"})
    assert [one.company for one in (await provider.contacts()).good] == ["Renamed"]


async def test_without_the_log_the_whole_book_is_read(server: Server, provider: Close) -> None:
    await provider.contacts()
    server.fake.add_lead("Example Ltd", UNKNOWN)
    server.fake.refuse["GET /event/"] = (400, {"errors": ["No."], "field-errors": {}})
    assert len((await provider.contacts()).good) == 2


async def test_more_leads_than_can_be_skipped_through_are_read_in_slices(
    server: Server, provider: Close
) -> None:
    server.fake.max_skip = 100
    for number in range(430):
        server.fake.add_lead(f"Lead {number}")
    found = (await provider.contacts()).good
    assert len({one.name for one in found}) == 431
    assert server.asked("GET /api/v1/lead/?_fields=id%2Cdisplay_name%2Ccontacts&query=%2A+slice%3A1%2F4")


async def test_a_number_is_found_by_search_or_in_the_book(server: Server, provider: Close) -> None:
    """How a search for a number is spelled is not documented."""
    assert await provider.prepare(TEXT)
    server.fake.searches = False
    another = hurried(server)
    assert await another.prepare(TEXT)
    server.fake.refuse["GET /lead/?query"] = (400, {"errors": ["What?"], "field-errors": {}})
    assert len(server.drafts()) == 2
    await another.close()


async def test_a_search_that_finds_somebody_else_proves_nothing(server: Server, provider: Close) -> None:
    """Found by its words in a name: the number has to be theirs."""
    server.fake.add_lead(f"Ask {UNKNOWN}", "+12025550124")
    with pytest.raises(Refused) as caught:
        await provider.prepare(replace(TEXT, peer=UNKNOWN))
    assert caught.value.code == "unknown_recipient"


async def test_a_text_goes_to_the_lead_whose_texts_were_read(server: Server, provider: Close) -> None:
    """Two leads have the number: the conversation goes on where it was."""
    other = server.fake.add_lead("Another", STRANGER)
    server.inbound(STRANGER, LINE, "Hi")
    server.fake.texts.look()
    server.fake.texts.all[0].lead_id = other["id"]
    await pulled(provider)
    await provider.prepare(TEXT)
    assert server.fake.bodies[-1][2]["lead_id"] == other["id"]
    server.fake.people.leads.remove(other)
    await provider.prepare(TEXT)
    assert server.fake.bodies[-1][2]["lead_id"] == server.fake.people.leads[0]["id"]


@pytest.mark.parametrize("book", [True, False])
async def test_who_opted_out_in_another_lead_gets_nothing(
    server: Server, provider: Close, book: bool
) -> None:
    """B20: their texts belong to one lead, and the other one says so."""
    server.inbound(STRANGER, LINE, "Hi")
    server.fake.texts.look()
    if book:
        twin = server.fake.add_lead("Twin", STRANGER)
        await provider.contacts()
        server.fake.searches = False
    else:
        twin = server.fake.add_lead("Twin", STRANGER)
    await pulled(provider)
    twin["contacts"][0]["phones"][0]["outbound_sms_blocked"] = True
    with pytest.raises(Refused) as caught:
        await provider.prepare(TEXT)
    assert (caught.value.code, server.drafts()) == ("outbound_sms_blocked", [])


async def test_a_person_is_made_by_an_explicit_step_and_once(server: Server, provider: Close) -> None:
    """Texting an unknown number makes a lead only after somebody said so."""
    made = await provider.add_person(UNKNOWN, " New Person ")
    assert (made.name, made.numbers[0].number) == ("New Person", UNKNOWN)
    again = await provider.add_person(UNKNOWN, "New Person")
    assert again.remote_id == made.remote_id
    assert len(server.fake.people.leads) == 2
    await provider.deliver(replace(TEXT, peer=UNKNOWN), None)
    assert [one["to"] for one in server.carrier()] == [UNKNOWN]


async def test_a_person_whose_making_had_no_answer_is_found_the_next_time(
    server: Server, provider: Close
) -> None:
    with server.broken("hang_up", "POST"), pytest.raises(OutcomeUnknown):
        await provider.add_person(UNKNOWN, "New Person")
    assert (await provider.add_person(UNKNOWN, "New Person")).name == "New Person"
    assert len(server.fake.people.leads) == 2


async def test_a_number_that_texts_alone_know_gets_a_contact_of_that_lead(
    server: Server, provider: Close
) -> None:
    server.inbound(UNKNOWN, LINE, "Hi")
    server.fake.texts.look()
    lead = server.fake.people.leads[0]
    server.fake.texts.all[0].lead_id = lead["id"]
    await pulled(provider)
    made = await provider.add_person(UNKNOWN, "")
    assert made.name == UNKNOWN and len(server.fake.people.leads) == 1 and len(lead["contacts"]) == 2


def test_a_number_that_opted_out_anywhere_is_blocked() -> None:
    def lead(lead_id: str, blocked: bool) -> dict[str, object]:
        phone = {"phone": "+1 202-555-0123", "outbound_sms_blocked": blocked}
        return {"id": lead_id, "contacts": [{"id": f"cont_{lead_id}", "phones": [None, phone]}, "x"]}

    assert place_in([lead("1", False), lead("2", True), None], STRANGER) == Place("1", "cont_1", True)
    assert place_in([lead("1", False)], UNKNOWN) is None
    assert (e164("202"), e164(None)) == ("202", "")
