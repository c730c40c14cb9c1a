"""What has to be done about a failed text, and whether it may go out again as it is (idea 5, C15).

Look here for the way from the error catalogue to remedies: each failure has one, and those that share it are
dealt with together. ``may_go_again`` is the one rule of what is never repeated unchanged. Codes and their
classes are in ``errors``; words are in the screens.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.sms.errors import Entry, ErrorClass, Reporter, Retry, Step, When

NEVER_UNCHANGED = frozenset({ErrorClass.NUMBER, ErrorClass.CONSENT, ErrorClass.CONTENT})
"""Classes whose texts are never sent again as they are: not many at once, and not one alone."""

_CERTAIN = frozenset({"30003", "unreachable"})
"""Told afterwards by a carrier, and still certain: the phone was off."""


class Kind(StrEnum):
    """What has to be done; declared in the order in which a person sees them."""

    AGAIN = "again"
    """It passes, and it certainly did not arrive: send it again."""
    UNREACHABLE = "unreachable"
    """Their phone was off: send it again later."""
    PERHAPS = "perhaps"
    """It passes, but the first may have arrived."""
    NO_REASON = "no_reason"
    """Nobody said why."""
    CREDIT = "credit"
    """Top up, then send again."""
    STOPPED = "stopped"
    """Somebody stopped it."""
    LANDLINE = "landline"
    DEAD = "dead"
    """Not in use, or no valid number."""
    NUMBER = "number"
    """Something is wrong with the number; which, nobody can tell from here."""
    OPTED_OUT = "opted_out"
    CONTENT = "content"
    """Refused for its words."""
    TWICE = "twice"
    """The same text was sent moments before."""
    CHANGE = "change"
    """The text has to be changed."""
    SETTING = "setting"
    """Something at the service stands in the way."""
    UNSURE = "unsure"
    """It may be out; it was never settled."""
    UNKNOWN = "unknown"
    """The catalogue does not know it."""


class Act(StrEnum):
    """What one press does with all texts of a remedy."""

    SEND_AGAIN = "send_again"
    MARK_LANDLINE = "mark_landline"
    MARK_DEAD = "mark_dead"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Remedy:
    """``step`` is named where it makes a difference: texts of one kind with other steps are another group."""

    kind: Kind
    act: Act
    step: Step | None = None


_BY_CLASS = {
    ErrorClass.CONTENT: Kind.CONTENT,
    ErrorClass.UNKNOWN: Kind.NO_REASON,
    ErrorClass.AMBIGUOUS: Kind.UNSURE,
}
_USER = {Step.SEND_REST: Kind.STOPPED, Step.SHOW_EARLIER: Kind.TWICE}
_ACTS = {
    Kind.LANDLINE: Act.MARK_LANDLINE,
    Kind.DEAD: Act.MARK_DEAD,
    **dict.fromkeys(
        (Kind.AGAIN, Kind.UNREACHABLE, Kind.PERHAPS, Kind.NO_REASON, Kind.CREDIT, Kind.STOPPED),
        Act.SEND_AGAIN,
    ),
}
_BY_STEP = frozenset({Kind.SETTING, Kind.CHANGE, Kind.NUMBER, Kind.OPTED_OUT, Kind.CREDIT})
"""Kinds in which the step makes a difference."""


def remedy_of(entry: Entry | None) -> Remedy:
    """What has to be done about a failure; ``None``: one that the catalogue does not know (C16)."""
    if entry is None:
        return Remedy(Kind.UNKNOWN, Act.SETTLE)
    kind = _kind(entry)
    act = _ACTS.get(kind, Act.SETTLE)
    if act is Act.SEND_AGAIN and not may_go_again(entry):
        act = Act.SETTLE
    return Remedy(kind, act, entry.step if kind in _BY_STEP else None)


def may_go_again(entry: Entry | None) -> bool:
    """Whether the same text may be sent to the same number once more by one click of a person.

    Never for a wrong number, an opt-out or its words; nor where the catalogue says never, where a setting
    stands in the way, or where nobody knows what happened: those are looked at one by one.
    """
    if entry is None or entry.group in NEVER_UNCHANGED:
        return False
    if entry.retry in (Retry.NEVER, Retry.NEVER_UNCHANGED, Retry.RECONCILE):
        return False
    if entry.group is ErrorClass.USER:
        return entry.step is Step.SEND_REST
    return entry.group in (ErrorClass.TRANSIENT, ErrorClass.UNKNOWN, ErrorClass.MONEY)


def may_have_arrived(entry: Entry | None) -> bool:
    """Whether a text that is said to have failed may be on their phone all the same."""
    if entry is None or entry.code in _CERTAIN:
        return False
    if entry.group is ErrorClass.AMBIGUOUS:
        return True
    passing = entry.group in (ErrorClass.TRANSIENT, ErrorClass.UNKNOWN)
    return passing and entry.when is When.LATER and entry.reporter is not Reporter.SERVICE


def _kind(entry: Entry) -> Kind:
    match entry.group:
        case ErrorClass.NUMBER if entry.step is Step.CALL:
            return Kind.LANDLINE
        case ErrorClass.NUMBER if entry.step in (Step.FIX_NUMBER, Step.OTHER_NUMBER):
            return Kind.DEAD
        case ErrorClass.NUMBER:
            return Kind.NUMBER
        case ErrorClass.CONSENT:
            return Kind.OPTED_OUT
        case ErrorClass.GATE:
            return Kind.SETTING
        case ErrorClass.MONEY:
            return Kind.CREDIT
        case ErrorClass.USER:
            return _USER.get(entry.step, Kind.CHANGE)
        case ErrorClass.TRANSIENT if entry.code in _CERTAIN:
            return Kind.UNREACHABLE
        case ErrorClass.TRANSIENT:
            return Kind.PERHAPS if may_have_arrived(entry) else Kind.AGAIN
        case _:
            return _BY_CLASS[entry.group]
