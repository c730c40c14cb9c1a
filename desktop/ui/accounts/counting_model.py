"""What is said on an account's card of how its parts are counted here and by its service (idea 18)."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from desktop.store.counting import Audit
from desktop.wording import ntr, tr


@dataclass(frozen=True, slots=True)
class CountingSaid:
    """One sentence and what a button offers to do about it; both "" where there is nothing to say."""

    words: str = ""
    offer: str = ""


def figure(found: Audit) -> str:
    """Of how many texts the parts were counted as their service reported; "" where none was compared."""
    if not found.compared:
        return ""
    same, all_of_them = (
        QLocale().toString(number) for number in (found.compared - found.differing, found.compared)
    )
    return tr("{same} of {all}").format(same=same, all=all_of_them)


def said(found: Audit, service: str) -> CountingSaid:
    """That the service counts differently, and what can be done; that a person has done so."""
    name = service or tr("The service")
    if found.drifts:
        words = ntr(
            "{service} counts parts differently: {n} text.",
            "{service} counts parts differently: {n} texts.",
            found.differing,
            service=name,
        )
        if found.fits is None:
            return CountingSaid(f"{words} {tr('The counter shows an estimate.')}")
        return CountingSaid(words, tr("Count as {service} does").format(service=name))
    if found.confirmed:
        words = tr("Parts are counted as {service} was found to count them.").format(service=name)
        return CountingSaid(words, tr("Count as {service} says").format(service=name))
    return CountingSaid()
