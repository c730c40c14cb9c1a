"""One row of the error catalogue: what is known of a code beside its words (requirements §1.2).

Look here for the classes, who has to act, what the next steps are and what may be repeated. Which codes there
are is in ``error_table_*``, how one is found in ``errors``, what people read in ``desktop.error_words``.
"""

from dataclasses import dataclass
from enum import StrEnum


class ErrorClass(StrEnum):
    """What kind of trouble it is; the values are those of the requirements."""

    NUMBER = "N"
    """The other side's number is wrong, or cannot get texts."""
    CONSENT = "K"
    """They do not want texts."""
    GATE = "G"
    """A setting, a registration or a missing ability stands in the way."""
    CONTENT = "C"
    """The wording."""
    MONEY = "M"
    TRANSIENT = "T"
    """It passes."""
    USER = "U"
    """Something that somebody here did, or can change in the text."""
    UNKNOWN = "?"
    """Nobody said why."""
    AMBIGUOUS = "AMBIGUOUS"
    """Not known whether it was sent."""


class Actor(StrEnum):
    """Who can do something about it."""

    AGENT = "agent"
    ADMIN = "admin"
    """Whoever runs the account at the service."""
    RECIPIENT = "recipient"
    SERVICE = "service"
    """The service or the carrier behind it."""
    NOBODY = "nobody"


class Retry(StrEnum):
    """What may be done with the same text. Only ``BACKOFF`` is ever done by the program."""

    NO = "no"
    """It would fail again."""
    NEVER = "never"
    """It must not be sent again, by nobody."""
    NEVER_UNCHANGED = "never_unchanged"
    """Only with other words."""
    HOLD = "hold"
    """It waits until a person resumes it."""
    BACKOFF = "backoff"
    """It was certainly not taken and may go again after a while."""
    LATER = "later"
    """A person may send it again later."""
    NEXT_DAY = "next_day"
    """The service takes nothing more of this account today: it waits until a person resumes it after that."""
    RECONCILE = "reconcile"
    """It may be out: it is looked for first, never repeated blindly."""


class When(StrEnum):
    """When one hears of it."""

    AT_ONCE = "at_once"
    """As the answer to the request: the service did not take the text."""
    LATER = "later"
    """After the service took it."""
    INCOMING = "incoming"
    """It is about a text that came, or did not."""


class Reporter(StrEnum):
    """Who says so."""

    SERVICE = "service"
    UPSTREAM = "upstream"
    """Who stands between the service and the carriers: registries, partners."""
    CARRIER = "carrier"
    LINEDESK = "linedesk"
    """This program."""


class Step(StrEnum):
    """The next step: what the main button of a failed text does, or says."""

    CHANGE_RECIPIENT = "change_recipient"
    FIX_NUMBER = "fix_number"
    CHECK_NUMBER = "check_number"
    OTHER_NUMBER = "other_number"
    CALL = "call"
    OTHER_LINE = "other_line"
    SEND_LATER = "send_later"
    ADD_PERSON = "add_person"
    OPEN_SETTING = "open_setting"
    VERIFY_LINE = "verify_line"
    REGISTER = "register"
    REPLACE_NUMBER = "replace_number"
    CHECK_LINE = "check_line"
    SHOW_STOP = "show_stop"
    REWORD = "reword"
    APPEAL = "appeal"
    SHORTEN = "shorten"
    SEND_AS_TEXT = "send_as_text"
    TRY_SHORT = "try_short"
    SHOW_EARLIER = "show_earlier"
    SEND_REST = "send_rest"
    TOP_UP = "top_up"
    CHECK_PROFILE = "check_profile"
    LOOK = "look"
    """Look in the service's list whether it went out."""
    WAIT = "wait"
    SIGN_IN = "sign_in"
    MEND_ACCOUNT = "mend_account"
    ASK_SERVICE = "ask_service"
    ASK_THEM = "ask_them"
    REPORT = "report"
    """Tell the makers of this program: it asked for something impossible."""
    NOTHING = "nothing"


LINKS = {"twilio": "https://www.twilio.com/docs/errors/{code}"}
"""Where a service explains its numbers, if its addresses follow a stable pattern."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A code of a service. ``provider`` is a key of ``providers.catalog``, or ``linedesk`` for our own."""

    provider: str
    code: str
    group: ErrorClass
    actor: Actor
    step: Step
    retry: Retry = Retry.NO
    when: When = When.AT_ONCE
    reporter: Reporter = Reporter.SERVICE
    rows: tuple[str, ...] = ()
    """The requirements that ask for it."""
    verified: bool = True
    """False: the explanation is inferred from a title, or from another service."""
    texts: tuple[str, ...] = ()
    """The service's own words for it, where it has no code: compared whole, without case."""
    fragments: tuple[str, ...] = ()
    """Parts of sentences that mean it, in small letters."""

    @property
    def repeats(self) -> bool:
        """Whether the program itself may send the same text again: with proof that nobody took it."""
        return (
            self.retry is Retry.BACKOFF and self.group is ErrorClass.TRANSIENT and self.when is When.AT_ONCE
        )

    @property
    def link(self) -> str:
        """The service's own page about it; "" where there is none."""
        pattern = LINKS.get(self.provider, "") if self.code.isdigit() else ""
        return pattern.format(code=self.code)
