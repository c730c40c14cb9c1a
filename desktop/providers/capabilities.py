"""What a service can do and prove, as data: each missing thing turns off with its reason (§1.6).

Look here for what an adapter has to say of its service before anything else; ``base`` hands it on.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from desktop.sms.delivery import Proof
from desktop.sms.segments import JOINED, Policy


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a service has or lacks; ``reason`` is a code for ``wording`` where it is off."""

    on: bool
    reason: str = ""


OFF = Feature(on=False, reason="not_offered")
ON = Feature(on=True)
NOT_USED = Feature(on=False, reason="not_used")
"""The service has it, and its adapter does not use it."""
AT_SIGN_IN = Feature(on=False, reason="at_sign_in")
"""Before the first ``check``: whether it is there depends on the account."""
LEARNED = Feature(on=False, reason="learned")
"""The service does not tell it: what becomes of texts does."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a service can do and prove, as data, so that a missing thing turns off with its reason."""

    service: str = ""
    """Its name in ``catalog``, by which its errors are known in ``sms.errors``."""
    policy: Policy = JOINED
    """How texts are counted, cut and limited."""
    proof: Proof = Proof.ACCEPTED
    listing_delay: timedelta = timedelta(seconds=5)
    """How long after acceptance a text may still be missing from the service's list."""
    match_window: timedelta = timedelta(seconds=60)
    """How much earlier than the attempt, by the service's own clock, it may date the text made of it."""
    pace: float = 1.0
    """Texts a second that the service allows an account."""
    rest: timedelta = timedelta(0)
    """The shortest pause between two pulls that the service puts up with; between two checks as well."""
    book_rest: timedelta = timedelta(0)
    """How long its phone book is not read anew by itself, where that takes many requests."""
    price_per_part: Decimal | None = None
    price_told: bool = False
    """Whether the service itself tells that price; else it is of a paper, dated in ``sms.prices`` (G4)."""
    currency: str = ""
    notes_place: bool = False
    """Whether step one notes what is newest in a conversation. Others write there meanwhile, so it is done
    anew before each attempt; else what it gave is used until the text left, as with a draft."""
    all_lines: Feature = OFF
    """Whether it lists lines that cannot text as well, and says which those are; else ``LEARNED``."""
    listed: Feature = ON
    """Whether it lists texts at all. Where not, nobody there can be asked what became of one whose answer was
    lost, so a person decides at once; and what others write is not shown here."""
    history: timedelta | None = None
    """How far back its list of texts reaches; ``None``: all of them."""
    zone: str = "UTC"
    """Where its days and its times without a zone are told, as an IANA name."""
    daily: int | None = None
    """Texts a day that it takes over its API; ``None``: no such limit is known."""
    bulk: Feature = ON
    """Whether one text to many people is allowed there (B27)."""
    balance: Feature = OFF
    contacts: Feature = OFF
    calls: Feature = OFF
    mms: int | None = None
    """Characters of one text without files that goes as MMS; ``None``: a text cannot go so."""
    media: Feature = OFF
    """Whether texts with pictures or files can be sent (MMS)."""
    media_in: Feature = OFF
    """Whether pictures and files of texts that come in are listed, or given by ``offers.ShowingMedia``."""
    delete: Feature = OFF
    """Whether a text can be deleted at the service: see ``offers.Deleting`` (E15)."""
    redact: Feature = OFF
    """Whether the words of a text can be taken out at the service, its record staying."""
    line_settings: Feature = OFF
    """Whether settings of a line can be read and changed: see ``line_settings`` (D3 to D6, A9)."""
    lookup: Feature = OFF
    """Whether it tells, for money, what kind of number somebody has."""
    tells_opt_in: bool = False
    """Whether its phone book can tell when somebody opted in again: then only that ends what a refusal
    taught, and not that they are listed as not blocked."""
    snippets: Feature = OFF
    scheduled: Feature = OFF
    shared_unread: Feature = OFF
    needs_contact: Feature = OFF
    """Whether only people of its phone book can be texted. This and the three above: see ``crm_offers``."""
