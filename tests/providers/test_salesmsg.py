"""Salesmsg's adapter against a server that speaks its dialect: the promises of every adapter, and its own."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from desktop.providers.base import SignInNeeded
from desktop.providers.salesmsg import Salesmsg
from tests.providers.contract import ProviderContract, Service
from tests.providers.fakes.serving import Wire, serving
from tests.providers.salesmsg_account import NO_LIMIT, Server, account, hurried, impatient, new_account


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation without a message."""
    return account(wire)


@pytest.fixture
async def provider(server: Server) -> AsyncIterator[Salesmsg]:
    """An adapter with little patience."""
    adapter = hurried(server)
    yield adapter
    await adapter.close()


class TestSalesmsg(ProviderContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Service:
        """An organisation with two numbers, and no limit of requests of our own."""
        monkeypatch.setattr("desktop.providers.salesmsg.A_MINUTE", NO_LIMIT)
        server = account(wire)
        return Service(
            "salesmsg",
            server.credentials,
            replace(server.credentials, secrets={"api_key": "wrong"}),
            server,
            hurried=impatient,
            meanings=dict.fromkeys(("unauthorized", "token_unreadable"), SignInNeeded),
            wait=60,
            foreign=(
                (400, {"error": "Bad Request"}),
                (401, {"message": "Unauthorized"}),
                (403, {"message": "Forbidden"}),
            ),
        )
