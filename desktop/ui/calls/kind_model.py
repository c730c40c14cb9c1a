"""What a call was, in words and as a drawing, and how long it took: for every place that shows calls.

Look here for the filters of the Calls page, too. Every kind has a drawing and a word of its own, so that
no meaning hangs on colour alone.
"""

from typing import Protocol

from desktop.store import calls
from desktop.store.calls import Kind
from desktop.ui.plain import one_line
from desktop.wording import ntr, tr

__all__ = ["FILTERS", "Kind", "drawing", "duration", "filter_word", "kind_of", "spoken_duration", "what"]

FILTERS: dict[str, frozenset[Kind]] = {
    "all": frozenset(),
    "missed": frozenset({Kind.MISSED}),
    "incoming": frozenset({Kind.INCOMING}),
    "outgoing": frozenset({Kind.OUTGOING, Kind.NO_ANSWER}),
    "declined": frozenset({Kind.DECLINED}),
    "cancelled": frozenset({Kind.CANCELLED}),
    "voicemail": frozenset({Kind.VOICEMAIL}),
    "elsewhere": frozenset({Kind.ELSEWHERE}),
    "handed_over": frozenset({Kind.HANDED_OVER}),
    "other": frozenset({Kind.OTHER}),
}
"""The filters in their order, and the kinds that each lists; together every kind once."""

_DRAWINGS = {
    Kind.MISSED: "call-missed",
    Kind.INCOMING: "call-in",
    Kind.OUTGOING: "call-out",
    Kind.NO_ANSWER: "call-no-answer",
    Kind.DECLINED: "call-declined",
    Kind.CANCELLED: "call-cancelled",
    Kind.VOICEMAIL: "voicemail",
    Kind.ELSEWHERE: "call-elsewhere",
    Kind.HANDED_OVER: "call-handed-over",
    Kind.OTHER: "phone",
}


class Told(Protocol):
    """What has to be known of a call to name it."""

    @property
    def outbound(self) -> bool:
        """Whether it went out."""
        ...

    @property
    def outcome(self) -> str:
        """As ``store.calls.Call`` has it."""
        ...

    @property
    def seconds(self) -> int | None:
        """How long it took, where that was recorded."""
        ...


def kind_of(call: Told) -> Kind:
    """What the call was."""
    return calls.kind(call.outbound, call.outcome)


def what(call: Told) -> str:
    """What the call was in a word or two; the service's own word where it is none we know."""
    words = {
        Kind.MISSED: tr("Missed call"),
        Kind.INCOMING: tr("Incoming call"),
        Kind.OUTGOING: tr("Outgoing call"),
        Kind.NO_ANSWER: tr("No answer"),
        Kind.DECLINED: tr("Declined"),
        Kind.CANCELLED: tr("Cancelled"),
        Kind.VOICEMAIL: tr("Voicemail"),
        Kind.ELSEWHERE: tr("Answered elsewhere"),
        Kind.HANDED_OVER: tr("Handed to the phone app"),
    }
    known = words.get(kind_of(call))
    if known is not None:
        return known
    return tr("Call, outcome unknown") if call.outcome in ("", "other") else one_line(call.outcome)


def drawing(kind: Kind) -> str:
    """The icon of a kind, which is no other's."""
    return _DRAWINGS[kind]


def filter_word(name: str) -> str:
    """The word on a filter of ``FILTERS``. Raises ``KeyError`` for any other name."""
    return {
        "all": tr("All"),
        "missed": tr("Missed"),
        "incoming": tr("Incoming"),
        "outgoing": tr("Outgoing"),
        "declined": tr("Declined"),
        "cancelled": tr("Cancelled"),
        "voicemail": tr("Voicemail"),
        "elsewhere": tr("Answered elsewhere"),
        "handed_over": tr("Handed over"),
        "other": tr("Other"),
    }[name]


def duration(call: Told) -> str:
    """How long it was, "2:13" or "1:01:11"; "" where no length was recorded."""
    if not call.seconds:
        return ""
    minutes, seconds = divmod(call.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def spoken_duration(call: Told) -> str:
    """As ``duration``, in words."""
    minutes, seconds = divmod(call.seconds or 0, 60)
    parts = [ntr("{n} minute", "{n} minutes", minutes)] if minutes else []
    if seconds:
        parts.append(ntr("{n} second", "{n} seconds", seconds))
    return " ".join(parts)
