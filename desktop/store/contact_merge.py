"""Making one contact of several that are the same person: only ever because somebody said so."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, update
from sqlmodel import Session, col

from desktop.announce import ContactsChanged
from desktop.store.contact_details import Details
from desktop.store.contact_edits import at, inherit_decisions, new_uid, stand_in
from desktop.store.contact_records import Contact, Number
from desktop.store.contact_rows import change, make, remove
from desktop.store.contact_tables import ContactRow, ContactSourceRow, StandInRow
from desktop.store.contact_undo import Undo, remember
from desktop.store.database import Database


def merged(keep: Contact, others: Sequence[Contact]) -> Details:
    """What would come of it: the kept one's words first, every number once, all notes."""
    everybody = [keep, *others]
    numbers: dict[str, Number] = {}
    for number in (number for one in everybody for number in one.numbers):
        known = numbers.setdefault(number.number, replace(number, preferred=False))
        if not known.label:
            numbers[number.number] = replace(known, label=number.label)
    chosen = next((number.number for one in everybody for number in one.numbers if number.preferred), None)
    if chosen is not None:
        numbers[chosen] = replace(numbers[chosen], preferred=True)
    notes = list(dict.fromkeys(one.notes for one in everybody if one.notes))
    return Details(
        _first([one.name for one in everybody]),
        _first([one.company for one in everybody]),
        tuple(numbers.values()),
        _first([one.email for one in everybody]),
        "\n\n".join(notes),
    )


def merge(db: Database, keep_id: int, other_ids: Sequence[int]) -> tuple[Contact, Undo]:
    """Put the others into the kept contact; ``contact_edits.undo`` takes it back.

    The result is an own contact. Of the others own ones go, and services' entries stay as they are, with the
    result standing in for them. Raises ``Gone``.
    """
    with db.transaction() as session:
        keep = at(session, keep_id)
        others = [at(session, one) for one in dict.fromkeys(other_ids) if one != keep_id]
        token = remember(session, [keep_id, *(one.id for one in others)])
        details = merged(keep, others)
        if keep.own:
            key = keep_id
            change(session, [(key, details.own(keep.remote_id))])
        else:
            made = details.own(new_uid())
            (key,) = make(session, [made])
            stand_in(session, key, keep)
            token = token.with_made(made.remote_id)
        for other in others:
            if other.own:
                _inherit(session, key, other.id)
            else:
                stand_in(session, key, other)
        remove(session, [other.id for other in others if other.own])
        result = at(session, key)
    db.announce(ContactsChanged())
    return result, token


def _inherit(session: Session, key: int, other: int) -> None:
    """What is known of the contact that goes is known of the one that stays: files, services, decisions."""
    for table in (ContactSourceRow, StandInRow):
        owner = col(table.contact_id)
        session.execute(update(table).where(owner == other).values(contact_id=key))
    inherit_decisions(session, key, other)
    extra = select(col(ContactRow.extra)).where(col(ContactRow.id) == other).scalar_subquery()
    session.execute(
        update(ContactRow).where(col(ContactRow.id) == key, col(ContactRow.extra) == "").values(extra=extra)
    )


def _first(words: Sequence[str]) -> str:
    return next((one for one in words if one), "")
