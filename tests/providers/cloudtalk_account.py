"""A CloudTalk company at a fake server that listens, and an adapter in a hurry, for the adapter's tests.

with serving(new_account().app) as wire:
    server = account(wire)
"""

from datetime import UTC, datetime

from desktop.providers.base import Credentials, OutgoingText
from desktop.providers.cloudtalk import CloudTalk
from tests.providers.contract.service import STRANGER
from tests.providers.fakes import cloudtalk as fakes
from tests.providers.fakes.account import Account
from tests.providers.fakes.carrier import Carrier
from tests.providers.fakes.cloudtalk_shapes import KEY_ID, KEY_SECRET
from tests.providers.fakes.serving import Answer, Wire
from tests.providers.patience import LITTLE

LINE = "+442079460101"
TEXT = OutgoingText("123", LINE, STRANGER, "Hello")
TOO_FAST: Answer = (429, {"responseData": {"status": 429, "message": "Too many requests"}})


class Server(Account):
    """A fake that listens, and the way to it."""

    def __init__(self, fake: fakes.CloudTalk, wire: Wire) -> None:
        super().__init__(wire, fake.carrier)
        self.fake = fake

    def refuse(self, code: str) -> None:
        """Every send is answered so."""
        self.fake.refuse = code

    def failed(self, code: str) -> None:
        """No text fails later here, as far as anybody is told."""
        raise AssertionError(f"nothing is ever told of a text that could say {code}")

    @property
    def credentials(self) -> Credentials:
        """What opens the company."""
        return Credentials(self.wire.url, {"access_key_id": KEY_ID, "access_key_secret": KEY_SECRET})


def new_account() -> fakes.CloudTalk:
    """A company with two agents, without a call."""
    return fakes.company(Carrier(fakes.lines(), lambda: datetime.now(UTC)))


def account(wire: Wire) -> Server:
    """A new company, which ``wire`` serves from now on."""
    server = Server(new_account(), wire)
    wire.serve(server.fake.app, fakes.is_send)
    return server


def impatient(credentials: Credentials) -> CloudTalk:
    """An adapter with little patience, and without a pause between pages."""
    return CloudTalk(credentials, timeout=LITTLE, pages_a_second=10_000)


def hurried(server: Server) -> CloudTalk:
    """As ``impatient``, for this company."""
    return impatient(server.credentials)
