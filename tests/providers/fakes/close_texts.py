"""The texts of the fake Close: drafts of its own, and what the carrier behind it took and brought.

The carrier moves by itself, so ``look`` finds out before each answer what is new there.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.providers.fakes.carrier import Carrier, Record
from tests.providers.fakes.close_log import Log, moment
from tests.providers.fakes.close_people import People
from tests.providers.fakes.close_shapes import STATUS, Sms, id_of

CHANGED = ("text", "local_phone", "remote_phone", "lead_id", "contact_id")


def sms_id(record: Record) -> str:
    """The id of the text that a record of the carrier is; of one that was a draft that draft's."""
    return record.extra.get("sms_id") or id_of("acti", f"record {record.kind} {record.id}")


@dataclass
class Texts:
    """All texts, in the order of their making."""

    carrier: Carrier
    log: Log
    people: People
    all: list[Sms] = field(default_factory=list)
    _seen: int = 0
    _made: int = 0

    def look(self) -> None:
        """Take in what the carrier did meanwhile; send what was scheduled for now."""
        fresh = self.carrier.records[self._seen :]
        known = {id(one.record) for one in self.all} if fresh else set()
        for record in fresh:
            if id(record) not in known:
                direction = "outbound" if record.outbound else "inbound"
                one = Sms(
                    sms_id(record),
                    record.at,
                    record.at,
                    direction,
                    STATUS[record.state],
                    record.line,
                    record.peer,
                    record.body,
                    record=record,
                )
                one.lead_id, one.contact_id = self.people.owner(record.peer) or (None, None)
                self._keep(one)
        self._seen = len(self.carrier.records)
        for one in self.all:
            if one.record is not None and one.status != STATUS[one.record.state] and one.status != "draft":
                one.status, one.updated = STATUS[one.record.state], self.carrier.clock()
                if one.status == "sent":
                    one.date_sent = one.updated
                self._note(one, "sent" if one.status == "sent" else "updated")
            elif (
                one.status == "scheduled"
                and one.date_scheduled
                and one.date_scheduled <= self.carrier.clock()
            ):
                self.send(one)

    def seen(self) -> list[Sms]:
        """Those that lists may show."""
        return [one for one in self.all if not self._is_hidden(one)]

    def hidden(self, sms_id: str) -> bool:
        """Whether nothing tells of this text yet but itself."""
        return any(self._is_hidden(one) for one in self.all if one.id == sms_id)

    def _is_hidden(self, one: Sms) -> bool:
        return one.record is not None and self.carrier.hidden(one.record)

    def make(self, told: Any, direction: str) -> Sms:
        """A draft, or what was only written down."""
        self._made += 1
        now = self.carrier.clock()
        status = told["status"] if told["status"] in ("inbox", "sent") else "draft"
        one = Sms(id_of("acti", f"made {self._made}"), now, now, direction, status, "", "", "")
        one.source = "Close.io" if status == "draft" else "External"
        self._set(one, told)
        self._keep(one)
        return one

    def change(self, one: Sms, told: Any) -> None:
        """Somebody edited it; what it becomes is for ``send`` where it leaves."""
        self._set(one, told)
        if told.get("status") in ("draft", "scheduled"):
            one.status = told["status"]
            if one.status == "draft" and one.record is not None:
                self.carrier.records.remove(one.record)
                self._seen -= 1
                one.record = None
        one.updated = self.carrier.clock()
        self._note(one, "updated")

    def send(self, one: Sms) -> None:
        """It goes to the carrier."""
        one.record = self.carrier.send(one.local_phone, one.remote_phone, one.text)
        one.record.extra["sms_id"] = one.id
        one.status, one.updated = STATUS[one.record.state], self.carrier.clock()
        self._seen = len(self.carrier.records)
        self._note(one, "updated")

    def left(self, one: Sms) -> bool:
        """Whether it is too late to take it back."""
        return one.record is not None and one.record.state != "queued"

    def delete(self, one: Sms) -> dict[str, Any]:
        """Its record is gone, for everyone; the text is not called back."""
        self.all.remove(one)
        self._note(one, "deleted")
        return {}

    def past(self, ago: timedelta, body: str, *, peer: str, line: str) -> Sms:
        """Somebody wrote so long ago; whoever reads it sees its own time."""
        record = self.carrier.inbound(peer, line, body)
        record.at = self.carrier.clock() - ago
        self.look()
        return next(one for one in self.all if one.record is record)

    def _set(self, one: Sms, told: Any) -> None:
        for name in CHANGED:
            if name in told:
                setattr(one, name, told[name])
        if told.get("date_scheduled"):
            one.date_scheduled = moment(told["date_scheduled"])

    def _keep(self, one: Sms) -> None:
        self.all.append(one)
        self._note(one, "created", one.made)

    def _note(self, one: Sms, action: str, at: Any = None) -> None:
        data = None if action == "deleted" else one.shown()
        self.log.note("activity.sms", action, one.id, one.lead_id, data, at)
