"""The template keeps every promise: so a copy of it does, until it is changed.

Copy it to ``tests/providers/test_<key>.py``, without the fixture that makes the service known.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desktop.providers import catalog
from desktop.providers.base import Credentials
from desktop.sms.delivery import PROVES, Proof
from tests.providers.contract import ProviderContract, Service
from tests.providers.fakes.account import Account
from tests.providers.fakes.carrier import Carrier, Line
from tests.providers.fakes.serving import Wire, serving
from tests.providers.patience import LITTLE
from tests.providers.template import adapter, fake

LINES = [Line("+12125550142"), Line("+12125550143"), Line("+12125550144", can_text=False)]


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a real one writes into ``catalog`` and ``delivery.PROVES``."""
    entry = catalog.Service("example", "Example", "https://api.example", "tests.providers.template.adapter")
    monkeypatch.setitem(catalog.SERVICES, "example", entry)
    monkeypatch.setitem(PROVES, "example", Proof.ACCEPTED)


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(fake.Example(Carrier((), lambda: datetime.now(UTC))).app) as served:
        yield served


class Served(Account):
    """An account as the contract wants it."""

    def __init__(self, wire: Wire, service: fake.Example) -> None:
        super().__init__(wire, service.carrier)
        self._service = service

    def refuse(self, code: str) -> None:
        """Every send is answered with this code."""
        self._service.refuse = code

    def failed(self, code: str) -> None:
        """No text fails later here, as far as anybody is told."""
        raise AssertionError(f"there are no receipts that could say {code}")


class TestExample(ProviderContract):
    """What every adapter promises."""

    @pytest.fixture
    def service(self, wire: Wire) -> Service:
        """An account of this test's own."""
        there = fake.Example(Carrier(LINES, lambda: datetime.now(UTC)))
        wire.serve(there.app, fake.is_send)
        return Service(
            "example",
            Credentials(wire.url, {"api_key": fake.KEY}),
            Credentials(wire.url, {"api_key": "another"}),
            Served(wire, there),
            hurried=lambda credentials: adapter.Example(credentials, timeout=LITTLE),
            has_codes=False,
            too_fast=(429, {"error": {"code": "too_fast", "text": "Too fast"}}),
            foreign=[(403, {"message": "Forbidden"}), (429, {"message": "Too Many Requests"})],
        )
