"""What preflight is given and what it gives: ``Facts``, ``Finding``, and the codes of rules and fixes.

Start here to add a rule: a code, what has to be known for it, and in which row of the requirements it
stands. Words are in ``desktop.finding_words``. What is not known is ``None`` or empty, and finds nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

from desktop.sms.errors import ErrorClass
from desktop.sms.pasted import Fault
from desktop.sms.phone import Kind
from desktop.sms.reachability import NOTHING, Reach
from desktop.sms.restricted import DEFAULT, Lexicon
from desktop.sms.segments import JOINED, Policy


class Severity(StrEnum):
    """How sure it is that the text would fail; declared in the order of a list."""

    BLOCK = "block"
    """Certain to fail, or must not be sent."""
    WARN = "warn"
    """Likely to fail."""
    NOTE = "note"
    """Worth knowing."""


class Rule(StrEnum):
    """What a finding is about, in the order in which findings of one severity are listed."""

    EMERGENCY = "emergency"
    OPTED_OUT = "opted_out"
    GAP = "gap"
    REFUSED_BEFORE = "refused_before"
    SAME_NUMBER = "same_number"
    NOT_A_NUMBER = "not_a_number"
    SENDER_NAME = "sender_name"
    NO_SUCH_LINE = "no_such_line"
    LINE_GONE = "line_gone"
    LINE_CANNOT_SEND = "line_cannot_send"
    SHORT_CODE_ABROAD = "short_code_abroad"
    COUNTRY_OFF = "country_off"
    TOLL_FREE = "toll_free"
    TOO_LONG = "too_long"
    TRIAL_PARTS = "trial_parts"
    NO_CREDIT = "no_credit"
    STOPPED_ELSEWHERE = "stopped_elsewhere"
    UNKNOWN_PERSON = "unknown_person"
    LANDLINE = "landline"
    DEAD_NUMBER = "dead_number"
    BAD_PAIR = "bad_pair"
    REGION = "region"
    COVERAGE = "coverage"
    SHORT_CODE = "short_code"
    DUPLICATE = "duplicate"
    RESTRICTED = "restricted"
    BULK = "bulk"
    NOT_JOINED_THERE = "not_joined_there"
    UNREACHABLE = "unreachable"
    CODES = "codes"
    SENDER_MOVED = "sender_moved"
    SEPARATE_TEXTS = "separate_texts"
    UNICODE = "unicode"
    DAILY = "daily"
    PACE = "pace"
    COST = "cost"


class Fix(StrEnum):
    """What one button beside a finding does."""

    NONE = ""
    CALL = "call"
    SHOW_STOP = "show_stop"
    FILL_GAP = "fill_gap"
    ADD_PERSON = "add_person"
    CHANGE_RECIPIENT = "change_recipient"
    OTHER_LINE = "other_line"
    OPEN_SETTING = "open_setting"
    VERIFY_LINE = "verify_line"
    SHORTEN = "shorten"
    UPGRADE = "upgrade"
    TOP_UP = "top_up"
    OTHER_NUMBER = "other_number"
    SHOW_EARLIER = "show_earlier"
    SHOW_WORDS = "show_words"
    ASK_FOR_CALL = "ask_for_call"
    ADD_REPLY_TO = "add_reply_to"
    SHOW_PARTS = "show_parts"
    SIMPLIFY = "simplify"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know before sending. ``values`` are what its words need, as texts, by name."""

    severity: Severity
    code: Rule
    row: str
    """The row of the requirements, such as B20."""
    fix: Fix
    values: tuple[tuple[str, str], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """Which places of the text it is about: (start, end) in code points."""

    def value(self, name: str) -> str:
        """One of the values; "" where there is none of this name."""
        return dict(self.values).get(name, "")


@dataclass(frozen=True, slots=True)
class Recipient:
    """What stands in To: read by ``preflight_number.recipient``."""

    written: str
    number: str = ""
    """E.164, the digits of a short code or a sender's name; "" where ``fault`` says why it is none."""
    kind: Kind | None = None
    region: str | None = None
    """ISO 3166-1; ``None`` where a number does not tell."""
    fault: Fault | None = None
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class SentBefore:
    """A text that went to this number lately."""

    body: str
    at: datetime
    message_id: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """That the recipient may not be texted from this line, since when and by which words (B20)."""

    since: datetime
    words: str = ""
    """Their own STOP text; "" where only the service said so."""
    message_id: int | None = None
    blocked: bool = False
    """The service's phone book says so: it is lifted there, and nowhere else."""
    line: str = ""
    """The line that they told, where that is another one; "" for a whole account's phone book."""


@dataclass(frozen=True, slots=True)
class RefusedBefore:
    """That words failed before in a way that a repetition cannot change (C15)."""

    group: ErrorClass
    """Number, consent or content."""
    at: datetime
    message_id: int


@dataclass(frozen=True, slots=True)
class RegionTrouble:
    """That texts to the recipient's country failed for a reason that concerns the country (B14, B15)."""

    cause: str
    """``country_off``, ``sender`` (this kind of sender is not allowed there) or ``region``."""
    at: datetime
    code: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known about line, recipient, history, money and service; what is not is left out."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    line: str = ""
    """Our number, E.164."""
    line_kind: str = ""
    """mobile, local, toll_free, short_code, or the service's own word."""
    line_region: str | None = None
    line_state: str = ""
    line_reason: str = ""
    """Why it cannot text: a code of ``wording.line_reason``."""
    line_said: str = ""
    """The service's own words for that."""
    line_gone: bool = False
    line_unknown: bool = False
    """There are accounts, and none has it."""
    can_send: bool | None = None
    toll_free_refused: datetime | None = None
    """When a text from this line failed because it is not verified (30032)."""

    recipient: Recipient | None = None
    stopped: Stopped | None = None
    stopped_elsewhere: Stopped | None = None
    """They told another line of ours to stop, which does not close this one (B20)."""
    reach: Reach = NOTHING
    sent_before: tuple[SentBefore, ...] = ()
    refused: Mapping[str, RefusedBefore] = field(default_factory=dict)
    """By what makes them the same words (``same_words.core``). The window has a notice of its own."""
    region_trouble: RegionTrouble | None = None
    replied: bool | None = None
    """Whether something ever came from this number to this line (D12)."""

    has_gaps: bool = False
    """Whether ready-made texts of the service have gaps (``sms.gaps``), which must not leave as they are."""
    unknown_person: bool = False
    """The service texts people of its phone book alone, and nobody there has this number."""

    service: str = ""
    """A key of ``providers.catalog``."""
    policy: Policy = JOINED
    allowed: frozenset[str] | None = None
    """Countries that may be texted, where the service or an admin says so; it wins over ``coverage``."""
    listed: frozenset[str] | None = None
    """The only countries that the service lists for this line; it wins over ``coverage`` as well."""
    unjoined: frozenset[str] = frozenset()
    """Countries of which an admin knows that long texts arrive in pieces (B9)."""
    waiting: int = 0
    """Texts of the account that are queued before this one."""
    pace: float | None = None
    """Texts a second that the service allows."""
    daily: int | None = None
    """Texts that it takes over its API in one of its days (B27)."""
    today: int = 0
    """How many of those have left from here today, at least."""
    next_day: datetime | None = None
    """When its next day begins."""
    spread: tuple[tuple[str, int], ...] = ()
    """(text, number of other people it went to within the last hour), for texts that went to several."""

    balance: Decimal | None = None
    balance_at: datetime | None = None
    """When the service told the balance; ``None`` where nobody knows."""
    price: Decimal | None = None
    """Of one part, in ``currency``."""
    currency: str = ""
    trial: bool = False
    trial_parts: int | None = None
    """How many parts the trial has in all."""
    trial_used: int | None = None

    words: Lexicon = DEFAULT
    """The lists of restricted words, as a person may have edited them (B21)."""
    quiet: frozenset[str] = frozenset()
    """Rules whose warnings were passed over three times here, with delivery: they say no more."""
