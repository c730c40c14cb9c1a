"""A Close organisation at a fake server that listens, and an adapter in a hurry, for the adapter's tests.

with serving(new_account().app) as wire:
    server = account(wire)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from desktop.providers.base import Credentials, OutgoingText
from desktop.providers.close import Close
from tests.providers.contract import STRANGER
from tests.providers.fakes import close as fakes
from tests.providers.fakes.account import Account
from tests.providers.fakes.carrier import Carrier
from tests.providers.fakes.close_shapes import KEY, id_of
from tests.providers.fakes.serving import Answer, Fault, Wire
from tests.providers.patience import LITTLE

LINE = "+12125550142"
NAME = "Ada Example"
TEXT = OutgoingText(id_of("phon", LINE), LINE, STRANGER, "Hello")
TOO_FAST: Answer = (429, {"error": "rate limited"})
UNKNOWN = "+12025550177"
"""Nobody's number there."""


class Server(Account):
    """A fake that listens, and the way to it. ``later``: how far its clock was moved."""

    def __init__(self, fake: fakes.Close, wire: Wire) -> None:
        super().__init__(wire, fake.carrier)
        self.fake = fake
        self.later = timedelta(0)

    def refuse(self, code: str) -> None:
        """Every send is answered so; what an answer has no code for comes about otherwise."""
        self.fake.refuse.clear()
        self.fake.people.leads.clear()
        if code != "unknown_recipient":
            self.fake.add_lead(NAME, STRANGER, blocked=code == "outbound_sms_blocked")
        if code == "unauthorized":
            self.fake.refuse["PUT /activity/sms/"] = (401, {"error": "Unauthorized"})
        if code == "draft_gone":
            self.fake.refuse["PUT /activity/sms/"] = (404, {"error": "Empty query."})

    def failed(self, code: str) -> None:
        """A text has failed, with the words that mean this."""
        record = self.behind.send(LINE, STRANGER, f"failed with {code}")
        record.state, record.error = "undelivered", code

    def drafts(self) -> list[str]:
        """The words of all drafts there."""
        return [one.text for one in self.fake.texts.all if one.status == "draft"]

    def asked(self, begins: str) -> list[str]:
        """The requests whose method and target begin so."""
        said = [f"{method} {target}" for method, target in self.wire.requests]
        return [one for one in said if one.startswith(begins)]

    @contextmanager
    def broken(self, fault: Fault, *methods: str) -> Iterator[None]:
        """A fault on the wire for requests of these methods, for a while."""
        self.wire.fault, self.wire.methods = fault, frozenset(methods)
        try:
            yield
        finally:
            self.wire.fault = None

    @property
    def credentials(self) -> Credentials:
        """What opens the organisation."""
        return Credentials(self.wire.url, {"api_key": KEY})


def new_account() -> fakes.Close:
    """An organisation with one lead and no text."""
    fake = fakes.Close(Carrier(fakes.lines(), lambda: datetime.now(UTC)))
    fake.add_lead(NAME, STRANGER)
    return fake


def account(wire: Wire) -> Server:
    """A new organisation, which ``wire`` serves from now on."""
    server = Server(new_account(), wire)
    server.fake.carrier.clock = lambda: datetime.now(UTC) + server.later
    wire.serve(server.fake.app, fakes.is_send)
    wire.told = TOO_FAST
    return server


def hurried(server: Server) -> Close:
    """An adapter with little patience."""
    return impatient(server.credentials)


def impatient(credentials: Credentials) -> Close:
    """As ``hurried``, with what opens it."""
    return Close(credentials, timeout=LITTLE)
