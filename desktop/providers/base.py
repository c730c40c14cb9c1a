"""The Provider protocol: what every service's adapter offers, the plain records it exchanges, its errors.

Start here to add a service. An adapter turns one service's dialect into these records (numbers in
E.164, times in UTC) and its troubles into these errors; it knows no store, no window and no retry.
The boundary and the meaning of each error are described in ARCHITECTURE.md, "Sending".
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from desktop.providers.capabilities import AT_SIGN_IN as AT_SIGN_IN
from desktop.providers.capabilities import LEARNED as LEARNED
from desktop.providers.capabilities import NOT_USED as NOT_USED
from desktop.providers.capabilities import OFF as OFF
from desktop.providers.capabilities import ON as ON
from desktop.providers.capabilities import Capabilities as Capabilities
from desktop.providers.capabilities import Feature as Feature
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import State

Record = TypeVar("Record")

EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)
"""``Page.covers_since`` of a pull that reached the first text the service has."""


class ProviderError(Exception):
    """Base of the errors an adapter may raise; ``str()`` is safe to log: no bodies, numbers or secrets."""


class Unreachable(ProviderError):
    """The request certainly did not reach the service: no connection, no address, no TLS.

    ``code`` says more where it is known: ``no_such_host``, ``tls``, ``timeout`` or ``proxy``.
    """

    def __init__(self, detail: str = "", code: str = "") -> None:
        super().__init__(detail)
        self.code = code


class Busy(ProviderError):
    """The service said "too fast" and did not act; ``retry_after`` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"asked to wait {retry_after:g} s")
        self.retry_after = retry_after


class Refused(ProviderError):
    """The service said no and did not act; ``code`` and ``text`` are its own words."""

    def __init__(self, code: str | None, text: str) -> None:
        super().__init__(f"refused ({code or 'no code'})")
        self.code = code
        self.text = text


class SignInNeeded(ProviderError):
    """The service does not accept the credentials; ``text`` is its own words.

    ``allowed`` is False where it knows them and does not let them do this (HTTP 403). ``code`` is the
    service's own name for the trouble, where it has one: it is in ``sms.errors``.
    """

    def __init__(self, text: str, *, allowed: bool = True, code: str = "") -> None:
        super().__init__("credentials were not accepted")
        self.text = text
        self.allowed = allowed
        self.code = code


class OutcomeUnknown(ProviderError):
    """The request left and no usable answer came: it may or may not have been carried out.

    ``code`` says more where it is known: ``timeout``, ``redirect``, ``http_404`` …
    """

    def __init__(self, detail: str = "", code: str = "") -> None:
        super().__init__(detail)
        self.code = code


class Unreadable(OutcomeUnknown):
    """An answer came in a shape that the adapter does not know; the message names the top-level keys only."""


@dataclass(frozen=True, slots=True)
class Line:
    """One of the account's own numbers. ``None`` in a capability means that the service does not say."""

    remote_id: str
    number: str
    label: str = ""
    country: str = ""
    kind: str = ""
    """mobile, local, toll_free, short_code, or the service's own word."""
    state: str = "active"
    can_send: bool | None = None
    can_receive: bool | None = None
    can_call: bool | None = None
    reason_code: str = ""
    """Why it cannot text: a code of ``wording.line_reason``; "" where nothing is wrong."""
    reason: str = ""
    """The service's own words for that, if it has any."""
    can_media: bool | None = None
    """Whether pictures and other files can be sent from it (MMS)."""
    sms_capable: bool | None = None
    """Whether it could text at all, be that switched on or not (A12)."""
    facts: tuple[tuple[str, str], ...] = ()
    """More of what the service tells: names and values of ``sms.abilities``, such as ``toll_free``."""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or another file of a text: where the service has it, and what it is."""

    url: str
    mime: str
    size: int | None = None
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a text failed: the service's code, if it has one, and its own words."""

    code: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the service lists it."""

    remote_id: str
    outbound: bool
    line: str
    """Our number, E.164."""
    peer: str
    """The other side: E.164, a short code, or an alphanumeric sender."""
    body: str
    created_at: datetime
    state: State | None
    """``None``: the service's word is not known; ``remote_status`` still holds it."""
    remote_status: str = ""
    kind: str = "sms"
    """Id spaces of a service that numbers its kinds separately."""
    parts: int | None = None
    price: Decimal | None = None
    currency: str = ""
    carrier: str = ""
    failure: Failure | None = None
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: its id if it had one, the fault, and the row itself for a report."""

    remote_id: str
    fault: str
    row: str


@dataclass(frozen=True, slots=True)
class Rows(Generic[Record]):
    """A whole list: what could be read of it, and what could not."""

    good: tuple[Record, ...]
    bad: tuple[BadRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some texts, newest first or not, and what the pull so far is complete for."""

    texts: tuple[Text, ...]
    bad: tuple[BadRow, ...] = ()
    covers_since: datetime | None = None
    """All texts of the service since then are in the pages so far; ``None``: cannot be said yet."""
    sync_point: str | None = None
    """On the last page only: what to hand to the next pull."""
    calls: tuple["Call", ...] = ()
    """Calls that stood among the texts, where a service lists both together."""


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """A text to hand to a service. ``body`` has been through ``segments.outgoing``."""

    line_remote_id: str
    line: str
    peer: str
    body: str
    kind: str = "sms"
    """Or ``mms``: as one message, where ``Capabilities.mms`` says how long."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A service took a text. ``remote_id`` is ``None`` where it gives no id."""

    remote_id: str | None
    state: State = State.ACCEPTED
    remote_status: str = ""
    kind: str = "sms"
    parts: int | None = None
    price: Decimal | None = None
    currency: str = ""
    carrier: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A send whose outcome is unknown: what was sent, when (UTC), and the handle of step one, if any."""

    text: OutgoingText
    at: datetime
    handle: str | None = None
    bound: frozenset[str] | None = None
    """The service's ids that are other messages' already; ``None``: whoever asks does not say."""


@dataclass(frozen=True, slots=True)
class ContactNumber:
    """One number of a contact, E.164 where it could be read, with the service's label for it."""

    number: str
    label: str = ""
    blocked: bool = False
    """The service itself sends no texts there: they opted out (B20)."""
    opted_in: datetime | None = None
    """When they opted in again, where ``Capabilities.tells_opt_in``; ``None``: it does not say of them."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or company in the service's phone book."""

    remote_id: str
    name: str
    company: str = ""
    numbers: tuple[ContactNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A call that the service recorded. ``outcome``: answered, missed, declined, cancelled, voicemail,
    answered_elsewhere, else the service's own word, or other where it has none."""

    remote_id: str
    outbound: bool
    line: str
    peer: str
    started_at: datetime
    outcome: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """Money left in the account's wallet."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a harmless call found out: the account works, these are its lines, this is what it can do."""

    lines: tuple[Line, ...]
    capabilities: Capabilities
    balance: Balance | None = None
    bad: tuple[BadRow, ...] = ()
    whole: bool = True
    """Whether ``lines`` are all the account has: a missing one is gone only then."""
    unclear: frozenset[str] = frozenset()
    """Features of ``capabilities`` that could not be looked for now: what was known of them still holds."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Where a service is and what opens it; ``secrets`` never appears in a repr."""

    url: str
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


class Provider(Protocol):
    """One service. All calls raise only ``ProviderError``; none retries."""

    @property
    def capabilities(self) -> Capabilities:
        """What is known of the service so far; complete after ``check``."""
        ...

    @property
    def clock(self) -> ServiceClock:
        """What time it is at the service, as its answers told."""
        ...

    async def check(self) -> Checked:
        """Sign in, read the lines, discover what the service offers. Harmless and repeatable."""
        ...

    async def prepare(self, text: OutgoingText) -> str | None:
        """Step one of a two-step service: a handle to store before ``deliver``; ``None`` elsewhere."""
        ...

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """Hand over one text, on a fresh connection. Never repeats it, whatever happens."""
        ...

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        """What became of one attempt, where the service can say; ``None``: it cannot."""
        ...

    def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        """Texts in both directions, newest first where the service lists so.

        ``since`` is the last sync point (``None``: everything). ``reach`` is the time of the oldest
        text whose status is still wanted: the pages go back at least that far.
        """
        ...

    async def contacts(self) -> Rows[Contact]:
        """The service's phone book; only where ``capabilities.contacts`` is on."""
        ...

    async def calls(self) -> Rows[Call]:
        """The service's recent calls; only where ``capabilities.calls`` is on."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
