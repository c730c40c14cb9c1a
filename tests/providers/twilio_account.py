"""A served fake Twilio account with an adapter, for the tests of both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx

from desktop.providers.base import Credentials
from desktop.providers.twilio import Twilio
from tests.providers.contract import STRANGER
from tests.providers.fakes import twilio as fakes
from tests.providers.fakes.account import Account
from tests.providers.fakes.carrier import Carrier, Line
from tests.providers.fakes.serving import Wire
from tests.providers.fakes.twilio_shapes import ACCOUNT, KEY_SECRET, KEY_SID
from tests.providers.patience import LITTLE

LINE = "+12125550142"
KEY = {"account_sid": ACCOUNT, "key_sid": KEY_SID, "secret": KEY_SECRET}
WRONG = {**KEY, "secret": "another"}
STATUSES = {"20003": 401, "20006": 403, "20429": 429, "20500": 500, "20503": 503}
"""Codes that do not come with HTTP 400."""


@dataclass
class Running:
    """A served account and an adapter for it. ``now`` is what the carrier dates by."""

    fake: fakes.Twilio
    wire: Wire
    provider: Twilio
    now: datetime

    @property
    def carrier(self) -> Carrier:
        """What is behind the fake."""
        return self.fake.carrier

    def fill(self, texts: int, apart: timedelta) -> None:
        """A history of texts that came in, the last one now."""
        end = self.now
        for number in range(texts):
            self.now = end - apart * (texts - 1 - number)
            self.carrier.inbound(STRANGER, LINE, f"text {number}")
        self.now = end


def account(*lines: Line) -> fakes.Twilio:
    """An account with these lines, or with one that can text."""
    return fakes.Twilio(Carrier(lines or (Line(LINE, label="Sales"),), lambda: datetime.now(UTC)))


class Served(Account):
    """An account as the contract wants it."""

    def __init__(self, wire: Wire, fake: fakes.Twilio) -> None:
        super().__init__(wire, fake.carrier)
        self._fake = fake

    def disorder(self) -> None:
        """As everywhere, and from page to page as well."""
        super().disorder()
        self._fake.order = "mixed"

    def refuse(self, code: str) -> None:
        """Every send is answered with this code."""
        self._fake.refuse = (STATUSES.get(code, 400), int(code))

    def failed(self, code: str) -> None:
        """A text has failed with this code."""
        record = self.behind.send(LINE, STRANGER, f"failed with {code}")
        record.state, record.error = "undelivered", code


@asynccontextmanager
async def opened(wire: Wire, patience: httpx.Timeout = LITTLE) -> AsyncIterator[Running]:
    """An account of one test's own, whose clock it may turn, and an adapter with little patience."""
    fake = account()
    wire.serve(fake.app)
    provider = Twilio(Credentials(wire.url, KEY), timeout=patience)
    there = Running(fake, wire, provider, datetime.now(UTC))
    fake.carrier.clock = lambda: there.now
    yield there
    await provider.close()
