"""The line sheet: for one of our numbers what it can and cannot do, from where that is known, and what to do.

Start here for which source wins: the service of this number, then what became of texts, then what the
service wrote of all its numbers (``TABLE``), each with its date. What nobody says is unknown, never "no".
Steps are in ``line_steps`` (A5 to A16, B17 to B19, B29, D7, D8).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.sms.abilities import (
    SMS_COUNTRIES,
    VOICE_ONLY,
    Ability,
    About,
    Answer,
    Sheet,
    Source,
    Statement,
)
from desktop.sms.coverage import REACHES
from desktop.sms.line_steps import steps
from desktop.sms.phone import region_of


@dataclass(frozen=True, slots=True)
class Row:
    """What a service wrote of all its numbers, and when: published, or read where ``read`` says so."""

    answer: Answer
    by: str
    dated: date
    read: bool = False


_CLOUDTALK = ("CloudTalk help, SMS troubleshooting", date(2026, 11, 22), True)
_VOIPMS = ("VoIP.ms wiki, SMS", date(2017, 2, 10))
TABLE: dict[tuple[str, Ability], Row] = {
    ("cloudtalk", Ability.SHORT_CODES): Row(Answer.NO, *_CLOUDTALK),
    ("cloudtalk", Ability.NAMES): Row(Answer.NO, *_CLOUDTALK),
    ("cloudtalk", Ability.ONE_TIME): Row(Answer.NO, *_CLOUDTALK),
    ("voipms", Ability.SHORT_CODES): Row(Answer.NOT_SURE, *_VOIPMS),
    ("voipms", Ability.ONE_TIME): Row(Answer.NOT_SURE, *_VOIPMS),
    ("cliqtel", Ability.MEDIA): Row(Answer.NO, "Cliqtel help, Cliqtel SMS", date(2026, 11, 22), True),
}
"""By service and ability. Codes of banks come from short codes, which VoIP.ms names as an example."""

_TOLD = {Ability.SEND: "can_send", Ability.RECEIVE: "can_receive", Ability.CALLS: "can_call"}
_LEARNED = {
    Ability.SEND: "taken",
    Ability.RECEIVE: "came",
    Ability.DOMESTIC: "at_home",
    Ability.INTERNATIONAL: "abroad",
    Ability.SHORT_CODES: "short_code",
    Ability.NAMES: "name",
    Ability.MEDIA: "media",
}
_NEEDS = {
    Ability.DOMESTIC: Ability.SEND,
    Ability.INTERNATIONAL: Ability.SEND,
    Ability.SHORT_CODES: Ability.RECEIVE,
    Ability.NAMES: Ability.RECEIVE,
    Ability.ONE_TIME: Ability.RECEIVE,
    Ability.MEDIA: Ability.SEND,
}
"""What an ability is nothing without."""


_FOUND_OUT = ("told_voice_only", "learned_voice_only")
"""Why a number cannot text where its service does not say: a person said so, or a text was refused."""


def sheet(about: About) -> Sheet:
    """All that can be said of a number."""
    said: dict[Ability, Statement] = {}
    for ability in Ability:
        base = said[_NEEDS[ability]] if ability in _NEEDS else None
        said[ability] = _without(ability, base) or _statement(ability, about)
    found = tuple(said.values())
    return Sheet(about, found, steps(about, {one.ability: one.answer for one in found}))


def home_of(about: About) -> str | None:
    """The number's country (ISO 3166-1), by the number itself, else as the service says."""
    return region_of(about.number) or (about.country.upper() if len(about.country) == 2 else None)


def _statement(ability: Ability, about: About) -> Statement:
    if ability in (Ability.DOMESTIC, Ability.INTERNATIONAL):
        return _countries(ability, about) or _taught(ability, about) or _table(ability, about)
    return _service(ability, about) or _taught(ability, about) or _table(ability, about)


def _without(ability: Ability, base: Statement | None) -> Statement | None:
    """Where nothing leaves or comes at all, nothing in particular does."""
    if base is None or base.answer is not Answer.NO:
        return None
    return Statement(ability, Answer.NO, base.source, base.since, base.by, base.dated, base.read, "follows")


def _service(ability: Ability, about: About) -> Statement | None:
    name = _TOLD.get(ability)
    told = getattr(about, name) if name is not None else about.told(ability)
    if told is None:
        return None
    fact = about.facts.get(ability)
    since = fact.since if fact is not None and about.told(ability) is told else None
    by_hand = about.facts.get(VOICE_ONLY)
    if told is False and by_hand is not None and about.reason_code in _FOUND_OUT:
        if by_hand.source is Source.LEARNED and ability is Ability.RECEIVE:
            return None  # what was refused says nothing of it
        detail = "refused" if by_hand.source is Source.LEARNED else ""
        return Statement(ability, Answer.NO, by_hand.source, by_hand.since, detail=detail)
    if told and ability is Ability.SEND and by_hand is not None and by_hand.source is Source.LEARNED:
        learned_so = Statement(ability, Answer.YES, Source.LEARNED, by_hand.since, detail="last")
        return _taught(ability, about) or learned_so
    if ability is Ability.SEND and told:
        learned = about.learned
        if learned.no_sender is not None and (learned.taken is None or learned.taken < learned.no_sender):
            return Statement(ability, Answer.NOT_SURE, Source.LEARNED, learned.no_sender, detail="refused")
    return Statement(ability, Answer.YES if told else Answer.NO, Source.SERVICE, since)


def _taught(ability: Ability, about: About) -> Statement | None:
    learned = about.learned
    at: datetime | None = getattr(learned, _LEARNED[ability]) if ability in _LEARNED else None
    refused = learned.no_sender if ability is Ability.SEND else None
    if refused is not None and (at is None or at < refused):
        return Statement(ability, Answer.NO, Source.LEARNED, refused, detail="refused")
    return None if at is None else Statement(ability, Answer.YES, Source.LEARNED, at, detail="last")


def _table(ability: Ability, about: About) -> Statement:
    row = TABLE.get((about.service, ability))
    if row is None:
        return Statement(ability, Answer.UNKNOWN)
    return Statement(ability, row.answer, Source.TABLE, by=row.by, dated=row.dated, read=row.read)


def _countries(ability: Ability, about: About) -> Statement | None:
    """What an admin or the service's own list says of countries (B14, B16)."""
    home = home_of(about)
    reaches = REACHES.get(about.service)
    listed = about.facts.get(SMS_COUNTRIES)
    only = about.allowed if about.allowed is not None else None if reaches is None else reaches.regions
    if about.allowed is None and listed is not None:
        only = frozenset(listed.value.split())
    if only is None or home is None:
        return None
    others: tuple[str, ...] = ()
    if ability is Ability.DOMESTIC:
        answer = Answer.YES if home in only else Answer.NO
    else:
        others = tuple(sorted(only - {home}))
        answer = Answer.PARTLY if others else Answer.NO
    if about.allowed is not None:
        return Statement(ability, answer, Source.PERSON, countries=others)
    if listed is not None:
        return Statement(ability, answer, Source.SERVICE, listed.since, countries=others)
    assert reaches is not None
    paper = Statement(
        ability, answer, Source.TABLE, by=reaches.source, dated=reaches.dated, read=reaches.read
    )
    return replace(paper, countries=others)
