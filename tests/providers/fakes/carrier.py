"""The carrier behind every fake service: its lines, its texts, and what becomes of each.

Start here to see what a fake stands on. A fake turns a request of its dialect into ``send`` and
``records`` into its lists. Nothing moves by itself: ``step`` moves every text one state on, so that a
test decides when. What becomes of a text follows its number, as at the practice server.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

ROADS: dict[str, tuple[str, ...]] = {
    "delivered": ("queued", "sending", "sent", "delivered"),
    "unproven": ("queued", "sending", "sent"),
    "landline": ("queued", "sending", "undelivered"),
    "unreachable": ("queued", "sending", "sent", "undelivered"),
    "opted_out": ("queued", "failed"),
    "filtered": ("queued", "sending", "undelivered"),
}
"""The states of each fate, in this carrier's own words; a fake shows them in its service's."""

FATES = {
    "+442079460018": "landline",
    "+12125550163": "unreachable",
    "+12125550164": "opted_out",
    "+12125550165": "filtered",
    "+12125550166": "unproven",
}
"""Numbers kept for fiction with a fate of their own; any other gets its texts delivered."""

REFUSED_LATER = frozenset({"landline", "unreachable", "opted_out", "filtered"})
"""Fates that end badly: the ``error`` of such a record, once it has failed."""


@dataclass
class Line:
    """One number of the account, E.164. A test may change it, or take it from ``Carrier.lines``."""

    number: str
    can_text: bool = True
    can_mms: bool = False
    can_call: bool = True
    label: str = ""
    kind: str = "local"


@dataclass
class Record:
    """A text. ``id`` counts within its ``kind``, so that an sms and an mms may have the same one."""

    id: int
    outbound: bool
    line: str
    peer: str
    body: str
    at: datetime
    """UTC: when the carrier took it, or when it came."""
    state: str
    """A word of ``ROADS``, or "received"."""
    kind: str = "sms"
    error: str | None = None
    """The fate's name once the text has failed."""
    extra: dict[str, str] = field(default_factory=dict)
    """What a fake wants to remember of it."""


@dataclass
class Call:
    """A call as the carrier saw it."""

    id: int
    outbound: bool
    line: str
    peer: str
    at: datetime
    answered: bool
    seconds: int = 0


class Carrier:
    """Takes and brings texts for one account, and remembers all of them in the order of storing."""

    def __init__(self, lines: Sequence[Line], clock: Callable[[], datetime]) -> None:
        self.lines = list(lines)
        self.records: list[Record] = []
        self.calls: list[Call] = []
        self.clock = clock
        self.disturb: Callable[[Sequence[Any]], list[Any]] = list
        """What happens to the rows of a page of texts before they leave."""
        self.hidden: Callable[[Record], bool] = lambda record: False
        """Which texts no list shows yet."""
        self.shown_late = timedelta(0)
        """By how much lists date texts wrongly."""
        self._ids: Counter[str] = Counter()

    def listed(self) -> list[Record]:
        """The texts that lists may show, in the order of storing."""
        return [one for one in self.records if not self.hidden(one)]

    def line(self, number: str) -> Line | None:
        """The line with this number."""
        return next((line for line in self.lines if line.number == number), None)

    def send(self, line: str, peer: str, body: str, kind: str = "sms") -> Record:
        """Take a text; it is for the fake to have checked what its service checks."""
        return self._store(True, line, peer, body, kind, ROADS["delivered"][0])

    def inbound(self, sender: str, line: str, body: str, kind: str = "sms") -> Record:
        """Somebody writes to a line now."""
        return self._store(False, line, sender, body, kind, "received")

    def call(self, *, outbound: bool, line: str, peer: str, answered: bool, seconds: int = 0) -> Call:
        """A call takes place now."""
        self._ids["call"] += 1
        made = Call(self._ids["call"], outbound, line, peer, self.clock(), answered, seconds)
        self.calls.append(made)
        return made

    def step(self) -> None:
        """Move every text that is still under way one state on."""
        for record in self.records:
            fate = FATES.get(record.peer, "delivered")
            road = ROADS[fate]
            if not record.outbound or record.state not in road[:-1]:
                continue
            record.state = road[road.index(record.state) + 1]
            if record.state == road[-1] and fate in REFUSED_LATER:
                record.error = fate

    def taken(self) -> list[dict[str, str]]:
        """Every outbound text that was taken: from, to, body, at."""
        return [
            {"from": one.line, "to": one.peer, "body": one.body, "at": one.at.isoformat()}
            for one in self.records
            if one.outbound
        ]

    def _store(self, outbound: bool, line: str, peer: str, body: str, kind: str, state: str) -> Record:
        self._ids[kind] += 1
        record = Record(self._ids[kind], outbound, line, peer, body, self.clock(), state, kind)
        self.records.append(record)
        return record
