"""What texts teach of the line they left from or came to: it can, or it was refused (A16, B17 to B19).

Nothing of it is kept: it is worked out from the newest texts each time, so a deleted one is forgotten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.sms import errors
from desktop.sms.abilities import Learned
from desktop.sms.delivery import State
from desktop.sms.phone import Kind, NotANumber, Peer, parse
from desktop.sms.reachability import Lesson, lesson_of

NO_SENDER = frozenset(
    {
        *(("twilio", code) for code in ("21407", "21601", "21606", "21616", "21715")),
        ("cloudtalk", "bad_number_configuration"),
    }
)
"""Entries of the error catalogue that say that no text can leave from this number (B17, B18)."""
_TAKEN = (State.ACCEPTED, State.SENT, State.DELIVERED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text of the line."""

    outbound: bool
    peer: str
    state: str
    at: datetime
    code: str | None = None
    said: str = ""
    media: bool = False


def learned(outcomes: Iterable[Outcome], service: str, country: str | None) -> Learned:
    """What the texts teach, in any order; ``country`` is the line's (ISO 3166-1)."""
    last: dict[str, datetime] = {}
    refused: dict[str, datetime] = {}
    reached: dict[str, datetime] = {}
    no_sender_code = ""

    def note(name: str, at: datetime) -> bool:
        newer = name not in last or last[name] < at
        if newer:
            last[name] = at
        return newer

    for one in outcomes:
        peer = _read(one.peer)
        if not one.outbound:
            note("came", one.at)
            kind = None if peer is None else peer.kind
            if kind is Kind.SHORT_CODE:
                note("short_code", one.at)
            elif kind is Kind.ALPHANUMERIC:
                note("name", one.at)
        elif one.state in _TAKEN:
            note("taken", one.at)
            reached[one.peer] = max(one.at, reached.get(one.peer, one.at))
            if peer is not None and peer.region is not None and country:
                note("at_home" if peer.region == country else "abroad", one.at)
        elif one.state == State.FAILED:
            lesson = lesson_of(service, one.code, one.said)
            entry = errors.find(service, one.code or "", one.said)
            if entry is not None and (entry.provider, entry.code) in NO_SENDER:
                if note("no_sender", one.at):
                    no_sender_code = one.code or ""
            elif lesson is Lesson.WRONG_PAIR:
                refused[one.peer] = max(one.at, refused.get(one.peer, one.at))
            elif lesson is Lesson.TOLL_FREE:
                note("unverified", one.at)
        if one.media and (not one.outbound or one.state in _TAKEN):
            note("media", one.at)
    pairs = sorted(
        (peer for peer, at in refused.items() if peer not in reached or reached[peer] < at),
        key=lambda peer: refused[peer],
        reverse=True,
    )
    return Learned(**last, no_sender_code=no_sender_code, pairs=tuple(pairs))


def _read(peer: str) -> Peer | None:
    try:
        return parse(peer)
    except NotANumber:
        return None
