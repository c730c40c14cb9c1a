"""The adapters that the contract's tests get: closed again, however a test ends."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.providers.base import Provider
from desktop.providers.catalog import connect
from tests.providers.contract.service import Service


class Adapters:
    """Fixtures of all parts of the contract."""

    @pytest.fixture
    async def provider(self, service: Service) -> AsyncIterator[Provider]:
        """An adapter with little patience."""
        adapter = service.hurried(service.credentials)
        yield adapter
        await adapter.close()

    @pytest.fixture
    async def quick(self, provider: Provider) -> Provider:
        """As ``provider``; its service allows any pace, and is taken to list at once what it took.

        Both are the only things of a service that a test cannot wait for.
        """
        return without_waits(provider)

    @pytest.fixture
    async def patient(self, service: Service) -> AsyncIterator[Provider]:
        """As ``quick``, but it waits for answers as long as the program does."""
        adapter = connect(service.key, service.credentials)
        yield without_waits(adapter)
        await adapter.close()


def without_waits(provider: Provider) -> Provider:
    """The same adapter with the only changes that its tests are allowed."""
    provider.capabilities = replace(  # type: ignore[misc]  # every adapter keeps them as an attribute
        provider.capabilities, pace=1000.0, rest=timedelta(0), listing_delay=timedelta(seconds=-30)
    )
    return provider
