"""A VoIP.ms account at a fake server that listens, and an adapter in a hurry, for the tests of that adapter.

with account() as server:
    provider = hurried(server)
"""

from datetime import UTC, datetime

from desktop.providers.base import Credentials, OutgoingText
from desktop.providers.voipms import VoipMs
from tests.providers.contract import STRANGER
from tests.providers.fakes import voipms as fakes
from tests.providers.fakes.account import Account
from tests.providers.fakes.carrier import Carrier, Record
from tests.providers.fakes.serving import Wire
from tests.providers.patience import LITTLE

LINE = "+14155550101"
TEXT = OutgoingText("4155550101", LINE, STRANGER, "Hello")


class Server(Account):
    """A fake that listens: what the account is, and the way to it."""

    def __init__(self, fake: fakes.VoipMs, wire: Wire) -> None:
        super().__init__(wire, fake.carrier)
        self.fake = fake

    def wrote(self, moment: datetime, body: str, kind: str = "sms") -> Record:
        """Somebody wrote then."""
        record = self.fake.carrier.inbound(STRANGER, LINE, body, kind)
        record.at = moment
        return record

    def refuse(self, code: str) -> None:
        """Every send is answered with this status."""
        self.fake.statuses["sendSMS"] = code

    def failed(self, code: str) -> None:
        """No text fails later here, as far as anybody is told."""
        raise AssertionError(f"there are no receipts that could say {code}")

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
    wire.serve(fake.app, fakes.is_send)
    return Server(fake, wire)


def hurried(server: Server) -> VoipMs:
    """An adapter without a gap between its calls, and with little patience."""
    return VoipMs(server.credentials, timeout=LITTLE, calls_a_second=10_000)
