"""What somebody changed of a contact in a form, applied to what the contact is by now."""

from dataclasses import replace

from desktop.store.contact_details import Details
from desktop.store.contact_records import Number


def changed_since(before: Details, wanted: Details, now: Details) -> Details:
    """``now`` with all that is different in ``wanted`` from ``before``; each is ``contact_details.tidy``.

    Numbers are told apart by the number: one that was taken out or put in, another label, another one
    preferred.
    """
    return Details(
        _changed(before.name, wanted.name, now.name),
        _changed(before.company, wanted.company, now.company),
        _numbers(before, wanted, now),
        _changed(before.email, wanted.email, now.email),
        _changed(before.notes, wanted.notes, now.notes),
    )


def _changed(before: str, wanted: str, now: str) -> str:
    return now if wanted == before else wanted


def _numbers(before: Details, wanted: Details, now: Details) -> tuple[Number, ...]:
    if wanted.numbers == before.numbers:
        return now.numbers
    seen, typed, there = ({number.number: number for number in one.numbers} for one in (before, wanted, now))
    numbers = []
    for number, one in typed.items():
        if number in there and number in seen:
            one = replace(one, label=_changed(seen[number].label, one.label, there[number].label))
        elif number in seen and one.label == seen[number].label:
            continue  # gone meanwhile, and nobody touched it here
        numbers.append(one)
    numbers += [one for number, one in there.items() if number not in seen and number not in typed]
    chosen = _changed(_preferred(before), _preferred(wanted), _preferred(now))
    return tuple(replace(one, preferred=one.number == chosen) for one in numbers)


def _preferred(details: Details) -> str:
    return next((number.number for number in details.numbers if number.preferred), "")
