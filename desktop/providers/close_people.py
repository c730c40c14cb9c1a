"""Whose number it is at Close: leads and their contacts as the phone book, and the lead a text belongs to.

A text needs a lead there. Nobody is ever created by the way: ``add`` is for a person who said so. A search
by number is not documented, so whatever it finds counts only where a contact really has that number; where
it finds nothing, the phone book itself is read.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from desktop.providers import close_rows as read
from desktop.providers.base import Contact, Refused, Rows, Unreadable
from desktop.providers.cliqtel_rows import Fault, number, read_all
from desktop.providers.close_calls import MAX_SKIP, Calls, checked_id
from desktop.providers.close_events import PEOPLE, Log, Mark

FIELDS = "id,display_name,contacts"
SLICES = (1, 4, 16, 64, 256)
"""Into how many parts the list of leads is cut until each can be read by skipping."""
ANEW = timedelta(hours=6)
"""How old a phone book may get before all of it is read again: some changes have no event of a contact."""
MANY = 100
"""Leads that changed, above which reading all of them is quicker."""
ALIKE = 20
"""Leads with the same number that are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number belongs: ``contact_id`` "" where the lead is known by its texts alone."""

    lead_id: str
    contact_id: str = ""
    blocked: bool = False
    """They opted out: ``outbound_sms_blocked``."""


class People:
    """The leads and contacts of one account."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._log = Log(calls, "contact", PEOPLE)
        self._leads: dict[str, list[str]] = {}
        """By number (E.164): all leads, as texts and the phone book told; texts go to the first."""
        self._book: dict[str, Rows[Contact]] = {}
        """By lead."""
        self._whole_at: datetime | None = None
        self._read_at: datetime | None = None
        self._mark: Mark | None = None

    def learn(self, row: Any) -> None:
        """A text says to which lead its other side belongs."""
        lead, peer = (read.word(row.get(name)) for name in ("lead_id", "remote_phone"))
        if lead and peer:
            self._note(e164(peer), lead, first=True)

    async def place_of(self, peer: str) -> Place | None:
        """The lead and contact of a number now, as the service has them; ``None``: nobody has it.

        Every lead with that number is looked at: who opted out in one of them did.
        """
        leads = await self._known(peer)
        if not leads or self._whole_at is None:
            for lead in await self._search(peer):
                place = place_in([lead], peer)
                if place is not None:
                    leads.setdefault(place.lead_id, lead)
        if not leads and self._whole_at is None:
            await self.book()
            leads = await self._known(peer)
        if not leads:
            return None
        first = next(iter(leads))
        self._note(peer, first, first=True)
        place, there = place_in(list(leads.values()), peer), place_in([leads[first]], peer)
        return Place(first, there.contact_id if there else "", place is not None and place.blocked)

    async def add(self, peer: str, name: str) -> Contact:
        """A new lead with one contact that has this number, unless somebody has it already."""
        there = await self.place_of(peer)
        if there is not None and there.contact_id:
            rows = await self._calls.get(f"/contact/{checked_id(there.contact_id)}/")
            return _readable(rows, "")
        called = name.strip() or peer
        person = {"name": called, "phones": [{"phone": peer, "type": "mobile"}]}
        if there is not None:
            return _readable(await self._calls.post("/contact/", {"lead_id": there.lead_id, **person}), "")
        lead = await self._calls.post("/lead/", {"name": called, "contacts": [person]})
        place = place_in([lead], peer)
        if place is None:
            raise Unreadable("the new lead has no contact with its number")
        self._note(peer, place.lead_id, first=True)
        (made,) = (one for one in _contacts(lead) if read.word(one.get("id")) == place.contact_id)
        return _readable(made, "")

    async def book(self) -> Rows[Contact]:
        """The whole phone book: what changed since the last time, or all of it."""
        now = self._calls.clock.now(datetime.now(UTC))
        fresh = self._whole_at is not None and now - self._whole_at < ANEW
        if not fresh or not await self._refreshed(now):
            self._book = await self._all()
            self._whole_at, self._mark = now, None
        self._read_at = now
        good = {one.remote_id: one for rows in self._book.values() for one in rows.good}
        return Rows(tuple(good.values()), tuple(bad for rows in self._book.values() for bad in rows.bad))

    async def _refreshed(self, now: datetime) -> bool:
        """Read the leads whose contacts changed. False: all have to be read."""
        assert self._read_at is not None
        try:
            news = await self._log.since(self._read_at, self._mark, now)
        except Refused:
            return False
        if news is None or news.unreadable:
            return False
        self._mark = news.mark
        leads = {one.lead_id for one in news.events}
        if "" in leads or len(leads) > MANY:
            return False
        for lead_id in sorted(leads):
            lead = await self._lead(lead_id)
            self._book.pop(lead_id, None)
            if lead is not None:
                self._take([lead], self._book)
        return True

    async def _all(self) -> dict[str, Rows[Contact]]:
        for slices in SLICES:
            found: dict[str, Rows[Contact]] = {}
            try:
                for place in range(slices):
                    asked = {"_fields": FIELDS}
                    if slices > 1:
                        asked["query"] = f"* slice:{place + 1}/{slices}"
                    async for rows, _ in self._calls.pages("/lead/", asked):
                        self._take(rows, found)
                        await asyncio.sleep(0)  # reading a page may take a while: let the window breathe
            except Refused as no:
                if no.code != MAX_SKIP:
                    raise
            else:
                return found
        raise Unreadable("there are more leads than can be listed")

    def _take(self, leads: Iterable[Any], book: dict[str, Rows[Contact]]) -> None:
        for lead in leads:
            lead_id = read.word(lead.get("id")) if isinstance(lead, dict) else ""
            company = read.word(lead.get("display_name")) if isinstance(lead, dict) else ""
            good, bad = read_all(_contacts(lead), partial(read.contact, company=company))
            book[lead_id] = Rows(tuple(good), tuple(bad))
            for one in good:
                for entry in one.numbers:
                    self._note(entry.number, lead_id)

    def _note(self, number: str, lead_id: str, *, first: bool = False) -> None:
        leads = self._leads.setdefault(number, [])
        if lead_id not in leads:
            leads.insert(0 if first else len(leads), lead_id)
        elif first and leads[0] != lead_id:
            leads.remove(lead_id)
            leads.insert(0, lead_id)

    async def _known(self, peer: str) -> dict[str, dict[str, Any]]:
        """The leads of a number that are still there, by id, that to which texts go first."""
        found = {}
        for lead_id in self._leads.get(peer, [])[:ALIKE]:
            lead = await self._lead(lead_id)
            if lead is not None:
                found[lead_id] = lead
            elif lead_id in self._leads[peer]:
                self._leads[peer].remove(lead_id)
        return found

    async def _lead(self, lead_id: str) -> dict[str, Any] | None:
        try:
            return await self._calls.get(f"/lead/{checked_id(lead_id)}/", {"_fields": FIELDS})
        except Refused as no:
            if no.code in ("http_404", "no_id"):
                return None
            raise

    async def _search(self, peer: str) -> list[Any]:
        """Leads that a search for the number finds. Its spelling is not documented: it may find nothing."""
        asked = {"query": f'"{peer}"', "_fields": FIELDS, "_limit": str(ALIKE), "_skip": "0"}
        try:
            found = (await self._calls.get("/lead/", asked)).get("data")
        except Refused:
            return []
        return found if isinstance(found, list) else []


def place_in(leads: Sequence[Any], peer: str) -> Place | None:
    """The first contact of these leads with this number. Blocked anywhere is blocked."""
    places = []
    for lead in leads:
        for person in _contacts(lead):
            for entry in read.phones(person):
                if _number(entry) == peer:
                    blocked = read.is_blocked(entry)
                    places.append(Place(read.word(lead.get("id")), read.word(person.get("id")), blocked))
    if not places:
        return None
    return Place(places[0].lead_id, places[0].contact_id, any(one.blocked for one in places))


def e164(value: object) -> str:
    """A number as it is compared; "" where it is none at all."""
    try:
        return number(value, "phone")
    except Fault:
        return ""


def _number(phone: dict[str, Any]) -> str:
    try:
        return read.number_of(phone)
    except Fault:
        return ""


def _contacts(lead: Any) -> list[dict[str, Any]]:
    told = lead.get("contacts") if isinstance(lead, dict) else None
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _readable(row: Any, company: str) -> Contact:
    try:
        return read.contact(row, company)
    except Fault as fault:
        raise Unreadable(f"no readable contact: {fault}") from None
