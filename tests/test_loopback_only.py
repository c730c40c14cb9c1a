"""The guard of conftest.py that keeps every test on this computer, itself tested."""

import asyncio
import socket

import httpx
import pytest

ELSEWHERE = "192.0.2.1"
"""Of the range that documentation may use and nobody has (RFC 5737)."""


def test_a_socket_that_reaches_out_is_refused_and_remembered(loopback_only: list[str]) -> None:
    with socket.socket() as plain, pytest.raises(OSError, match="loopback"):
        plain.connect((ELSEWHERE, 80))
    assert loopback_only == [ELSEWHERE]
    loopback_only.clear()


@pytest.mark.parametrize("host", [ELSEWHERE, "service.example"])
async def test_a_request_that_reaches_out_is_refused_and_remembered(
    host: str, loopback_only: list[str]
) -> None:
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://{host}/")
    assert set(loopback_only) == {host}
    loopback_only.clear()


async def test_servers_on_this_computer_are_reached(loopback_only: list[str]) -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"hello")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
        assert await reader.read() == b"hello"
        writer.close()
        await writer.wait_closed()
    assert loopback_only == []
