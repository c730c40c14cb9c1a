"""Cliqtel's undocumented calls: found where they are, off where they are not, unclear after a fault."""

from typing import Any

import pytest

from desktop.providers.base import OFF, ON, Credentials, Refused
from desktop.providers.cliqtel import Cliqtel, connect
from tests.providers.odd_server import OddServer, Request, answer, by_path, odd_server

NUMBERS = [{"id": 42, "number": "+447700900010"}]


def adapter(server: OddServer) -> Cliqtel:
    return connect(Credentials(server.url, {"api_key": "k"}))


@pytest.mark.parametrize(
    "missing",
    [
        answer({"message": "Not Found"}, "404 Not Found"),
        answer(b"<!doctype html><title>Portal</title>"),
        answer({"message": "Forbidden"}, "403 Forbidden"),
        answer({"unexpected": 1}),
    ],
    ids=["404", "a page for people", "403", "another form"],
)
async def test_what_a_server_does_not_have_is_off_and_texting_works(missing: bytes) -> None:
    """A5."""
    reply = by_path(numbers=answer({"data": NUMBERS}), wallet=missing, contacts=missing, calls=missing)
    async with odd_server(reply) as server:
        provider = adapter(server)
        checked = await provider.check()
        await provider.close()
    can = checked.capabilities
    assert (can.balance, can.contacts, can.calls) == (OFF, OFF, OFF)
    assert [line.number for line in checked.lines] == ["+447700900010"]


@pytest.mark.parametrize(
    "broken",
    [
        answer({"error": "?"}, "500 Server Error"),
        answer({"error": "?"}, "429 Too Many"),
        answer(b"<!doctype html>"),
    ],
    ids=["500", "429", "a page for people"],
)
async def test_an_undocumented_call_without_a_usable_answer_is_unclear_and_texting_works(
    broken: bytes,
) -> None:
    """A5: a fault may pass, so nothing vanishes for it; a server that always answers so can be used."""

    async def reply(request: Request, writer: Any) -> bytes:
        return answer({"data": NUMBERS}) if request.path.endswith("/sms/numbers") else broken

    async with odd_server(reply) as server:
        provider = adapter(server)
        checked = await provider.check()
        await provider.close()
    can = checked.capabilities
    assert (can.balance, can.contacts, can.calls, can.all_lines) == (OFF, OFF, OFF, OFF)
    assert checked.unclear == {"balance", "contacts", "calls", "all_lines"}
    assert [line.number for line in checked.lines] == ["+447700900010"]
    assert not checked.whole


async def test_a_list_of_all_lines_that_the_server_does_not_have_leaves_a_whole_list() -> None:
    async with odd_server(by_path(numbers=answer({"message": "no"}, "404 Not Found"))) as server:
        provider = adapter(server)
        with pytest.raises(Refused):
            await provider.check()
        await provider.close()

    async def reply(request: Request, writer: Any) -> bytes:
        if request.path.endswith("/sms/numbers"):
            return answer({"data": NUMBERS})
        return answer({"message": "Not Found"}, "404 Not Found")

    async with odd_server(reply) as server:
        provider = adapter(server)
        checked = await provider.check()
        await provider.close()
    assert checked.whole and checked.unclear == frozenset()


async def test_an_empty_phone_book_is_a_phone_book() -> None:
    reply = by_path(numbers=NUMBERS, contacts=[], calls=[], wallet={"balance": "0"})
    async with odd_server(reply) as server:
        provider = adapter(server)
        checked = await provider.check()
        assert (await provider.contacts()).good == ()
        assert (await provider.calls()).good == ()
        await provider.close()
    assert (checked.capabilities.contacts, checked.capabilities.balance) == (ON, ON)


async def test_a_phone_book_with_a_bad_entry_has_the_others() -> None:
    entries = [{"id": 1, "name": "Zoë", "numbers": ["+447700900123"]}, {"name": "no id"}, 7]
    async with odd_server(by_path(contacts=entries)) as server:
        provider = adapter(server)
        assert [contact.name for contact in (await provider.contacts()).good] == ["Zoë"]
        await provider.close()
