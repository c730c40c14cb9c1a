"""Serving on loopback: at this computer's own address alone, until it is cancelled, and once at a port."""

import asyncio
import logging
import socket

import httpx
import pytest
from starlette.responses import PlainTextResponse

from desktop.webhook.serving import PortTaken, serve


async def test_it_answers_on_loopback_until_it_is_cancelled_and_logs_no_path(
    caplog: pytest.LogCaptureFixture,
) -> None:
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    with caplog.at_level(logging.DEBUG):
        async with asyncio.TaskGroup() as group:
            task = group.create_task(serve(PlainTextResponse("here"), 0, port.set_result))
            async with httpx.AsyncClient(trust_env=False) as client:
                url = f"http://127.0.0.1:{await port}/secret-word"
                assert (await client.get(url)).text == "here"
            task.cancel()
    mine = [one for one in caplog.records if one.name.startswith(("uvicorn", "desktop"))]
    assert all("secret-word" not in one.getMessage() for one in mine)
    with pytest.raises(ConnectionRefusedError), socket.socket() as again:
        again.connect(("127.0.0.1", await port))


async def test_a_port_that_another_program_has_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken):
            await serve(PlainTextResponse("here"), other.getsockname()[1])
