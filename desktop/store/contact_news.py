"""What of a file's entry is news for a contact: compared part by part with what the file said last.

What the file says as before is no news, and what somebody wrote here since wins over news of the same part.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from desktop.store.contact_details import Details
from desktop.store.contact_matches import Incoming
from desktop.store.contact_records import Contact, Number
from desktop.store.table import storable

_SAID = 6
"""Values of an imprint that are the entry itself."""


def imprint(entry: Incoming, last: Details | None = None) -> str:
    """All that the file says of an entry, to be kept for the next time.

    Where it leaves something out that it said before (``last``), that is kept beside it.
    """
    said = entry.details
    kept: list[object] = [*_parts(said), entry.extra]
    if last is not None:
        ever = Details(
            said.name or last.name,
            said.company or last.company,
            said.numbers or last.numbers,
            said.email or last.email,
            said.notes or last.notes,
        )
        kept += [_parts(ever)] if ever != said else []
    return json.dumps(kept)


def says_the_same(kept: str, entry: Incoming) -> bool:
    """Whether the file says of an entry just what it said when this ``imprint`` was kept."""
    now = imprint(entry)
    return kept == now or json.loads(kept)[:_SAID] == json.loads(now)


def said_last(kept: str) -> Details:
    """What the file said last of each part, as a contact holds it."""
    said = json.loads(kept)
    name, company, email, notes, numbers, *_ = said[_SAID] if len(said) > _SAID else said
    return Details(
        storable(name),
        storable(company),
        tuple(Number(storable(number), storable(label), preferred) for number, label, preferred in numbers),
        storable(email),
        storable(notes),
    )


def with_news(contact: Contact, said: Details, last: Details | None, imported: Collection[str]) -> Details:
    """The contact with the file's news; what the file leaves out stays.

    ``last`` is what the file said before, ``None`` where that is not known: then it is all news. ``imported``
    are the contact's numbers that came from a file.
    """
    before = last or Details()
    return Details(
        _text(contact.name, said.name, before.name, last is None),
        _text(contact.company, said.company, before.company, last is None),
        _numbers(contact, said, last, imported),
        _text(contact.email, said.email, before.email, last is None),
        _text(contact.notes, said.notes, before.notes, last is None),
    )


def with_gaps_filled(contact: Contact, said: Details) -> Details:
    """What stands there, with what it lacks."""
    there = {number.number for number in contact.numbers}
    numbers = [*contact.numbers, *(one for one in said.numbers if one.number not in there)]
    return Details(
        contact.name or said.name,
        contact.company or said.company,
        _one_preferred(numbers, contact),
        contact.email or said.email,
        contact.notes or said.notes,
    )


def _parts(said: Details) -> list[object]:
    numbers = [(number.number, number.label, number.preferred) for number in said.numbers]
    return [said.name, said.company, said.email, said.notes, numbers]


def _text(here: str, said: str, last: str, all_news: bool) -> str:
    """What is written here, where somebody wrote it or the file says nothing new; else the file's words."""
    if not said or (said == last and not all_news):
        return here
    return said if all_news or here in ("", last) else here


def _numbers(
    contact: Contact, said: Details, last: Details | None, imported: Collection[str]
) -> tuple[Number, ...]:
    """The file's numbers and those typed here. One that was deleted here, or labelled, stays so."""
    if not said.numbers or (last is not None and said.numbers == last.numbers):
        return contact.numbers
    here = {number.number: number for number in contact.numbers}
    labels = {number.number: number.label for number in last.numbers} if last else {}
    listed = {number.number for number in said.numbers}
    numbers = [
        replace(one, label=_text(here[one.number].label, one.label, labels.get(one.number, ""), last is None))
        if one.number in here
        else one
        for one in said.numbers
        if one.number in here or one.number not in labels
    ]
    kept = [one for one in contact.numbers if one.number not in listed and one.number not in imported]
    return _one_preferred([*numbers, *kept], contact)


def _one_preferred(numbers: Sequence[Number], contact: Contact) -> tuple[Number, ...]:
    """The number that somebody preferred here, while it is there; else the file's."""
    there = {number.number for number in numbers}
    chosen = next((one.number for one in contact.numbers if one.preferred and one.number in there), None)
    if chosen is None:
        chosen = next((one.number for one in numbers if one.preferred), None)
    return tuple(replace(one, preferred=one.number == chosen) for one in numbers)
