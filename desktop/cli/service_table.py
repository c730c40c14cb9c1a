"""What each service can do here, as a table: a row for each thing, a cell for each service, reasons beneath.

Look here for the rows. A cell is read from what an adapter reports before it is signed in
(``providers.base.Capabilities``); how it is printed is in ``services``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop import wording
from desktop.providers.base import Capabilities, Feature
from desktop.providers.catalog import SERVICES
from desktop.sms.delivery import Proof
from desktop.webhook.forms import FORMS
from desktop.wording import ntr, tr

NOT_OFFERED = "not_offered"
"""The reason that has a sign of its own, since most of what is missing is missing for it."""
AT_SIGN_IN, LEARNED = "at_sign_in", "learned"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one service does about one thing; ``why`` is a sentence where it does not, or not always."""

    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a service may do. ``key`` is its name for machines."""

    key: str
    name: str
    cells: Mapping[str, Cell]
    """By service, in the order of the catalog."""


Reader = Callable[[Capabilities, str], Cell]
"""Reads a cell from what the service ``capabilities`` and its name for people."""


def table(known: Mapping[str, Capabilities]) -> Sequence[Row]:
    """The rows for these services, by their names in the catalog."""
    return [
        Row(key, name, {service: read(can, SERVICES[service].name) for service, can in known.items()})
        for key, name, read in _rows()
    ]


def reasons(rows: Sequence[Row]) -> Sequence[str]:
    """Every ``why`` of these rows once, in the order in which they stand."""
    return list(dict.fromkeys(cell.why for row in rows for cell in row.cells.values() if cell.why))


def _rows() -> Sequence[tuple[str, str, Reader]]:
    return (
        ("longest_text", tr("Longest text"), _longest),
        ("policy", tr("Longer ones arrive"), _cut),
        ("mms", tr("A long text as one MMS"), _one_mms),
        ("needs_contact", tr("Whom you can text"), _whom),
        ("bulk", tr("Bulk texts"), _bulk),
        ("daily", tr("Texts a day"), _daily),
        ("price", tr("Price known before"), _price),
        ("proof", tr("The most it proves"), _proof),
        ("listed", tr("Texts that come in"), _feature("listed")),
        ("history", tr("How far back texts reach"), _history),
        ("webhook", tr("Texts passed on at once (webhook)"), _webhook),
        ("media_in", tr("Pictures that come in"), _feature("media_in")),
        ("media", tr("Sending pictures"), _feature("media")),
        ("contacts", tr("Its phone book"), _feature("contacts")),
        ("calls", tr("Its calls"), _feature("calls")),
        ("balance", tr("Balance"), _feature("balance")),
        ("all_lines", tr("Lines that cannot text"), _feature("all_lines")),
        ("line_settings", tr("Settings of a line"), _feature("line_settings")),
        ("lookup", tr("What kind of number somebody has"), _feature("lookup")),
        ("delete", tr("Deleting a text there"), _feature("delete")),
        ("redact", tr("Taking its words out there"), _feature("redact")),
        ("snippets", tr("Ready-made texts"), _feature("snippets")),
        ("scheduled", tr("Texts for later"), _feature("scheduled")),
        ("shared_unread", tr("Unread shared by a team"), _feature("shared_unread")),
    )


def _feature(name: str) -> Reader:
    """A reader of the feature ``name``."""

    def read(can: Capabilities, service: str) -> Cell:
        return _on_or_off(getattr(can, name), service)

    return read


def _on_or_off(feature: Feature, service: str) -> Cell:
    if feature.on:
        return Cell(tr("yes"))
    if feature.reason == NOT_OFFERED:
        return Cell("–")
    words = {AT_SIGN_IN: tr("depends"), LEARNED: tr("learned from texts")}.get(feature.reason, tr("no"))
    return Cell(words, wording.feature_off(feature.reason, service=service))


def _bulk(can: Capabilities, service: str) -> Cell:
    # On says only that no ban is known: Linedesk itself has no way to send one text to many.
    if can.bulk.on:
        return Cell(tr("no ban known"))
    return Cell(tr("forbidden"), wording.feature_off(can.bulk.reason, service=service))


def _longest(can: Capabilities, _: str) -> Cell:
    policy = can.policy
    if policy.utf8_bytes is not None:
        return Cell(ntr("{n} byte", "{n} bytes", policy.utf8_bytes))
    if policy.max_characters is None:
        return Cell(tr("no limit known"))
    return Cell(ntr("{n} character", "{n} characters", policy.max_characters))


def _cut(can: Capabilities, _: str) -> Cell:
    # Longer than one part; the row above is the longest of all.
    return Cell(tr("as one") if can.policy.joined else tr("as several"))


def _one_mms(can: Capabilities, _: str) -> Cell:
    if can.mms is not None:
        return Cell(ntr("{n} character", "{n} characters", can.mms))
    return Cell(tr("not needed") if can.policy.joined else tr("no"))


def _whom(can: Capabilities, _: str) -> Cell:
    return Cell(tr("its phone book") if can.needs_contact.on else tr("any number"))


def _daily(can: Capabilities, _: str) -> Cell:
    return Cell(tr("no limit known") if can.daily is None else str(can.daily))


def _price(can: Capabilities, service: str) -> Cell:
    if can.price_per_part is None:
        return Cell(tr("no"), tr("{service} tells no price before a text leaves.").format(service=service))
    return Cell(f"{can.price_per_part} {can.currency}")


def _proof(can: Capabilities, service: str) -> Cell:
    if can.proof is Proof.DELIVERED:
        return Cell(tr("delivered"))
    if can.proof is Proof.SENT:
        why = tr("{service} cannot tell whether a text arrived: no second tick.")
        return Cell(tr("sent"), why.format(service=service))
    why = tr("{service} tells no more than that it took a text: a hollow tick, never another.")
    return Cell(tr("accepted"), why.format(service=service))


def _history(can: Capabilities, _: str) -> Cell:
    if not can.listed.on:
        return Cell(tr("only what was sent from here"))
    if can.history is None:
        return Cell(tr("all"))
    return Cell(ntr("{n} day", "{n} days", can.history.days))


def _webhook(can: Capabilities, service: str) -> Cell:
    if can.service in FORMS:
        return Cell(tr("if set up"))
    why = tr("Linedesk takes no texts that {service} passes on by itself.")
    return Cell(tr("no"), why.format(service=service))
