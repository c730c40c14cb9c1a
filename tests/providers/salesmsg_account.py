"""A Salesmsg organisation at a fake server that listens, and an adapter in a hurry, for the adapter's tests.

with serving(new_account().app) as wire:
    server = account(wire)
"""

from datetime import UTC, datetime, timedelta

from desktop.providers.base import Credentials, OutgoingText
from desktop.providers.salesmsg import Salesmsg
from tests.providers.contract import STRANGER
from tests.providers.fakes import salesmsg as fakes
from tests.providers.fakes.account import Account
from tests.providers.fakes.carrier import Carrier
from tests.providers.fakes.salesmsg_shapes import KEY, WORDS, number_id
from tests.providers.fakes.serving import Wire
from tests.providers.patience import LITTLE

LINE = "+12125550142"
SECOND = "+12125550145"
TEXT = OutgoingText(str(number_id(LINE)), LINE, STRANGER, "Hello")
NO_LIMIT = 10.0**7
"""Requests a minute, where a test cannot wait for its turn."""
REFUSALS = {
    "unauthorized": (401, {"message": "Unauthorized", "auth_required": False}),
    "token_unreadable": (
        403,
        {"message": "Could not decode token: not enough segments", "auth_required": True},
    ),
    "conversation_gone": (404, {"message": "No query results for model [Conversation]."}),
    "address_too_long": (414, {}),
}
"""How a send is answered where a refusal has a form of its own."""


class Server(Account):
    """A fake that listens, and the way to it. ``later``: how far its clock was moved."""

    def __init__(self, fake: fakes.Salesmsg, wire: Wire) -> None:
        super().__init__(wire, fake.carrier)
        self.fake = fake
        self.later = timedelta(0)

    def refuse(self, code: str) -> None:
        """Every send is answered so; what an answer has no code for comes about otherwise."""
        self.fake.refuse.clear()
        self.fake.one_line_a_contact = code == "conversation_on_other_line"
        if self.fake.one_line_a_contact:
            self.fake.conversations.clear()
        if code in REFUSALS:
            self.fake.refuse["POST /messages/"] = REFUSALS[code]

    def failed(self, code: str) -> None:
        """A text has failed, with the words that mean this."""
        record = self.behind.send(LINE, STRANGER, f"failed with {code}")
        record.state, record.error = "failed", code if code in WORDS else f"Error {code}"

    def asked(self, begins: str) -> list[str]:
        """The requests whose method and path begin so."""
        return [one for one in self.fake.answered if one.startswith(begins)]

    @property
    def credentials(self) -> Credentials:
        """What opens the organisation."""
        return Credentials(self.wire.url, {"api_key": KEY})


def new_account() -> fakes.Salesmsg:
    """An organisation without a message."""
    return fakes.Salesmsg(Carrier(fakes.lines(), lambda: datetime.now(UTC)))


def account(wire: Wire) -> Server:
    """A new organisation, which ``wire`` serves from now on."""
    server = Server(new_account(), wire)
    server.fake.carrier.clock = lambda: datetime.now(UTC) + server.later
    wire.serve(server.fake.app, fakes.is_send)
    return server


def hurried(server: Server) -> Salesmsg:
    """An adapter with little patience, and without a limit of its own."""
    return impatient(server.credentials)


def impatient(credentials: Credentials) -> Salesmsg:
    """As ``hurried``, with what opens it."""
    return Salesmsg(credentials, timeout=LITTLE, a_minute=NO_LIMIT)
