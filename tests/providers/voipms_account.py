"""A VoIP.ms account at a fake server that listens, and an adapter in a hurry, for the tests of that adapter.

with account() as server:
    provider = hurried(server)
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from desktop.providers.base import Credentials, OutgoingText
from desktop.providers.voipms import VoipMs
from tests.providers.contract import STRANGER
from tests.providers.fakes import voipms as fakes
from tests.providers.fakes.carrier import Carrier, Record
from tests.providers.fakes.serving import Wire

LINE = "+14155550101"
TEXT = OutgoingText("4155550101", LINE, STRANGER, "Hello")


@dataclass
class Server:
    """A fake that listens: what the account is, and the way to it."""

    fake: fakes.VoipMs
    wire: Wire

    def carrier(self) -> list[dict[str, str]]:
        """Every text that was taken."""
        return self.fake.carrier.taken()

    def inbound(self, sender: str, line: str, body: str) -> Record:
        """Somebody writes."""
        return self.fake.carrier.inbound(sender, line, body)

    def kill(self) -> None:
        """The server is gone."""
        self.wire.kill()

    def came(self, moment: datetime, body: str, kind: str = "sms") -> Record:
        """Somebody wrote then."""
        record = self.fake.carrier.inbound(STRANGER, LINE, body, kind)
        record.at = moment
        return record

    @property
    def credentials(self) -> Credentials:
        """What opens the account."""
        secrets = {"api_username": self.fake.username, "api_password": self.fake.password}
        return Credentials(self.wire.url, secrets)


def new_account() -> fakes.VoipMs:
    """An account without any text."""
    return fakes.VoipMs(Carrier(fakes.lines(), lambda: datetime.now(UTC)))


def account(wire: Wire) -> Server:
    """A new account, which ``wire`` serves from now on."""
    fake = new_account()
    wire.serve(fake.app)
    return Server(fake, wire)


def hurried(server: Server) -> VoipMs:
    """An adapter without a gap between its calls, and with little patience."""
    return VoipMs(server.credentials, timeout=httpx.Timeout(1.0), calls_a_second=10_000)
