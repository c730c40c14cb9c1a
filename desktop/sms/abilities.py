"""What one of our own numbers can do, who says so, and since when: the records of the line sheet (A5, A16).

Facts have names, which ``store.line_facts`` keeps; what follows from them is in ``line_sheet``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Ability(StrEnum):
    """What a number may be able to do, in the order in which the sheet says it."""

    SEND = "send"
    RECEIVE = "receive"
    DOMESTIC = "domestic"
    """Texts to numbers of its own country."""
    INTERNATIONAL = "international"
    SHORT_CODES = "short_codes"
    """Receives from numbers of 3 to 6 digits (D7)."""
    NAMES = "names"
    """Receives from senders with a name in place of a number (D7)."""
    ONE_TIME = "one_time"
    """Receives the codes that banks and web sites send to sign in (D8)."""
    MEDIA = "media"
    """Pictures and other files (MMS)."""
    CALLS = "calls"


class Answer(StrEnum):
    """How far it can."""

    YES = "yes"
    PARTLY = "partly"
    """In some countries: ``Statement.countries``."""
    NOT_SURE = "not_sure"
    """It is not promised, or what is known contradicts itself."""
    NO = "no"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Who says so."""

    SERVICE = "service"
    """The service, of this number."""
    TABLE = "table"
    """What the service wrote of all its numbers: dated, and perhaps out of date."""
    LEARNED = "learned"
    """What became of texts."""
    PERSON = "person"
    UNKNOWN = "unknown"


CAPABLE = "capable"
"""Name of a fact, yes or no: it could text, be it switched on or not (A12)."""
STATE = "state"
"""Name of a fact: the service's word for whether the number is active (A10)."""
TOLL_FREE = "toll_free"
"""Name of a fact: ``verified``, ``unverified``, ``pending``, or the service's own word (B29)."""
PORTED_AT = "ported_at"
"""Name of a fact: when it came from another service, ISO 8601 with its zone (A13)."""
SMS_COUNTRIES, MMS_COUNTRIES = "sms_countries", "mms_countries"
"""Names of facts: the only countries it can text, as ISO 3166-1 codes with spaces between (B14, B16)."""
AGENTS = "agents"
"""Name of a fact: who uses the number at its service, a name a line."""
VOICE_ONLY = "voice_only"
"""Name of a fact. Yes: it cannot text, as a person found out, or as a text did (A6). No: the service took a
text from it. ``ASKED_ANEW``: a person put aside what was learned, since that moment."""
ASKED_ANEW = "asked_anew"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known of a number; ``since`` is when that was first told so."""

    value: str
    source: Source
    since: datetime


@dataclass(frozen=True, slots=True)
class Learned:
    """What texts of a line taught: the last time of each, ``None`` for never."""

    taken: datetime | None = None
    """The service took a text from it."""
    came: datetime | None = None
    """A text came in."""
    at_home: datetime | None = None
    """The service took one to its own country."""
    abroad: datetime | None = None
    short_code: datetime | None = None
    """One came from a short code."""
    name: datetime | None = None
    """One came from a sender with a name."""
    media: datetime | None = None
    """One with a picture or file came or went."""
    no_sender: datetime | None = None
    """The service said that texts cannot leave from this number (B17)."""
    no_sender_code: str = ""
    pairs: tuple[str, ...] = ()
    """Numbers that cannot be texted from this one, though others can (B19)."""
    unverified: datetime | None = None
    """A carrier refused a text because the toll-free number is not verified (B29)."""


@dataclass(frozen=True, slots=True)
class About:
    """All that is known of one number. ``service`` is its key in ``providers.catalog``."""

    number: str
    now: datetime
    service: str = ""
    country: str = ""
    kind: str = ""
    state: str = ""
    can_send: bool | None = None
    can_receive: bool | None = None
    can_call: bool | None = None
    reason_code: str = ""
    """Why it cannot text: a code of ``wording.line_reason``."""
    reason: str = ""
    """The service's own words for that."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """By name: an ``Ability``, or one of the names of this module."""
    learned: Learned = Learned()
    allowed: frozenset[str] | None = None
    """The only countries that may be texted, where an admin says so (B14)."""
    switches: bool = False
    """Whether texting can be switched on and off from here (A9)."""
    listed: bool = True
    """Whether the service lists texts; else what comes in is not shown here."""
    trial: bool = False
    trial_parts: int | None = None
    trial_used: int | None = None

    def told(self, name: str) -> bool | None:
        """A fact that is yes or no."""
        fact = self.facts.get(name)
        return None if fact is None else {"yes": True, "no": False}.get(fact.value)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the sheet."""

    ability: Ability
    answer: Answer
    source: Source = Source.UNKNOWN
    since: datetime | None = None
    by: str = ""
    """The paper that says so, where ``source`` is a table."""
    dated: date | None = None
    """When that was published, or read where ``read`` says so."""
    read: bool = False
    detail: str = ""
    """A code of ``line_words`` for what has to be said beside it."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, where the answer is ``PARTLY``."""


class Do(StrEnum):
    """What can be done about a number, or has to be known of it."""

    WAIT_PORT = "wait_port"
    """It came from another service less than two days ago (A13)."""
    WAIT_ACTIVE = "wait_active"
    ENABLE = "enable"
    """It could text and is switched off (A9, A12)."""
    REPLACE = "replace"
    """It cannot be changed; another kind of number can (A6, A11)."""
    ASK = "ask"
    """Ask the service for one that can (A7)."""
    NO_REPLIES = "no_replies"
    READ_ONLY = "read_only"
    OTHER_LINE = "other_line"
    """The service refused texts from it, all or to some numbers (B17 to B19)."""
    VERIFY = "verify"
    ASK_VERIFIED = "ask_verified"
    """Whether the toll-free number is verified is not known (B29)."""
    TRIAL = "trial"
    CODES = "codes"
    """Codes to sign in do not arrive here: ask for a call (D8)."""
    FIND_OUT = "find_out"
    """Nobody says whether it can text: a text to an own mobile tells."""
    TRY_AGAIN = "try_again"
    """A text from it was refused once; that may be asked anew (A6)."""
    NOT_HERE = "not_here"
    """What comes in is not shown here: the service does not pass it to programs."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do or to know; ``values`` fill its sentence."""

    do: Do
    until: datetime | None = None
    kind: str = ""
    """Which kind of number to look for."""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The line sheet: what it can do, and what to do about it, the most urgent first."""

    about: About
    statements: tuple[Statement, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """What something costs, where a paper and not the service itself says so (G4)."""

    amount: Decimal | None
    """``None``: the paper names none."""
    currency: str
    source: str
    dated: date
    """When that was published, or read where ``read`` says so."""
    read: bool = False
    monthly: bool = False
    varies: bool = False
    """It is the usual one; the service shows the exact one before it is charged."""
