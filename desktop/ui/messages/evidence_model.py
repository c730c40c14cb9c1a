"""What is known of a text whose sending had no certain end, for the person who decides about it.

Look here for the sentences of an unconfirmed bubble and of the question above the composer: how it broke,
what the service's list says and how far it reaches, and why it cannot be asked just now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop import wording
from desktop.store.messages import MARKED_SENT, NO_LIST, Message
from desktop.store.outbox import SENT_AGAIN
from desktop.ui import moments
from desktop.ui.messages.service_model import Reach, Service
from desktop.wording import ntr, tr

_FRESH = timedelta(seconds=60)
"""How long an answer to *Check again* is called "just now"."""
_PATIENCE = timedelta(seconds=30)
"""How long a click on *Check again* is waited for."""
_UNTIL_ASKED = timedelta(seconds=30)
"""How long a service can be out of reach, or its list prove nothing, before a person is asked without it."""


class Phase(StrEnum):
    """How far the search for a text has come."""

    CHECKING = "checking"
    """It is being looked for; nothing has to be decided."""
    BLIND = "blind"
    """It cannot be looked for now, or the list that was read proves nothing."""
    MISSING = "missing"
    """The list does not show it."""
    NO_LIST = "no_list"
    """There is no list that could show it: only a person who looks elsewhere can know."""
    LEFT = "left"
    """Somebody left it as it is, or sent it again."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``sentence`` is for people; ``until``: when the time alone may change it."""

    phase: Phase
    sentence: str
    asks: bool
    """Whether a person has to decide."""
    until: datetime | None = None
    answer: str = ""
    """What came of a person's *Check again*, while that is news."""


def evidence(
    message: Message,
    service: Service,
    now: datetime,
    *,
    lookalike: Message | None = None,
    asked_at: datetime | None = None,
    unreadable: int = 0,
) -> Evidence:
    """What is known of an unconfirmed text. ``unreadable``: rows of the service that may be this text."""
    name = service.name or tr("the service")
    broke = wording.broke(message.error_code, service=name)
    blind = _blind(service, name, now)
    answer, answered_until = _answer(message, name, now, asked_at, blind)
    if message.left_alone:
        left = {
            SENT_AGAIN: tr("Not confirmed; you sent it again."),
            MARKED_SENT: tr("You marked it as sent. {service} did not confirm it.").format(service=name),
        }.get(message.held_reason, tr("Not confirmed; you left it."))
        return Evidence(Phase.LEFT, _joined(left, answer), False, answered_until, answer)
    if not service.listed or message.held_reason == NO_LIST:
        look = tr("{service} cannot be asked whether it went out. Look in {service}'s own app, then choose.")
        return Evidence(Phase.NO_LIST, _joined(broke, look.format(service=name)), True)
    if message.missing_since is not None and message.looked_at is not None:
        found = answer or _listed(message, name, now)
        doubt = _lookalike_words(lookalike, now) or tr(
            "It probably did not go out, but nobody can be certain."
        )
        sentence = _joined(found, doubt, "" if answer else blind)
        return Evidence(Phase.MISSING, sentence, True, answered_until, answer)
    if blind:
        asks_at = _blind_since(message, service) + _UNTIL_ASKED
        asks = now >= asks_at
        advice = tr("Nobody knows yet whether it went out.") if asks else ""
        return Evidence(Phase.BLIND, _joined(broke, blind, advice), asks, None if asks else asks_at)
    if message.unproven:
        sentence = _joined(
            broke,
            answer or _unproven(name, unreadable),
            _lookalike_words(lookalike, now) or tr("Nobody knows yet whether it went out."),
        )
        return Evidence(Phase.BLIND, sentence, True, answered_until, answer)
    return Evidence(
        Phase.CHECKING, tr("{broke} Checking with {service} …").format(broke=broke, service=name), False
    )


def _unproven(name: str, unreadable: int) -> str:
    if unreadable:
        return ntr(
            "{n} row of {service}'s lists could not be read, and it may be this text.",
            "{n} rows of {service}'s lists could not be read, and one of them may be this text.",
            unreadable,
            service=name,
        )
    return tr("{service}'s list does not show it, and does not tell whether it is complete.").format(
        service=name
    )


def _listed(message: Message, name: str, now: datetime) -> str:
    assert message.looked_at is not None and message.missing_since is not None
    whole = message.missing_since.year < 1990
    since = "" if whole else moments.since(message.missing_since, now)
    return wording.asking(name, moments.since(message.looked_at, now), since)


def _lookalike_words(found: Message | None, now: datetime) -> str:
    if found is None:
        return ""
    return tr(
        "The list has the same words {at}, sent elsewhere: if that is this text, choose Leave it."
    ).format(at=moments.age(found.created_at, now))


def _blind(service: Service, name: str, now: datetime) -> str:
    """Why the list cannot be read now, and since when; "" where it can."""
    sentences = {
        Reach.OFFLINE: tr("Can't check now: {service} can't be reached since {time}."),
        Reach.SIGN_IN: tr("Can't check now: {service} wants you to sign in again since {time}."),
        Reach.UNREADABLE: tr("Can't check now: {service}'s list can't be read since {time}."),
    }
    sentence = sentences.get(service.reach, "")
    since = "" if service.since is None else moments.since(service.since, now)
    return sentence.format(service=name, time=since)


def _blind_since(message: Message, service: Service) -> datetime:
    return max(moment for moment in (message.doubted_at or message.created_at, service.since) if moment)


def _answer(
    message: Message, name: str, now: datetime, asked_at: datetime | None, blind: str
) -> tuple[str, datetime | None]:
    """What came of a person's *Check again*, for as long as that is news."""
    if asked_at is None or now < asked_at:
        return "", None
    looked = message.looked_at
    if looked is not None and looked >= asked_at:
        fresh = now < looked + _FRESH
        return (tr("Checked just now: still not there.") if fresh else ""), looked + _FRESH if fresh else None
    if now >= asked_at + _FRESH:
        return "", None
    if blind:
        return blind, asked_at + _FRESH
    if now < asked_at + _PATIENCE:
        return tr("Checking with {service} …").format(service=name), asked_at + _PATIENCE
    late = tr("{service} has not answered yet. It is asked again by itself.").format(service=name)
    return late, asked_at + _FRESH


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
