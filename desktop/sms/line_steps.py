"""What to do about a number that cannot do everything, the most urgent first (A5 to A14, B17 to B29, D8).

Only codes: what each says, and what its button does, is in ``line_words`` and the screens.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from desktop.sms.abilities import (
    CAPABLE,
    PORTED_AT,
    TOLL_FREE,
    VOICE_ONLY,
    Ability,
    About,
    Answer,
    Do,
    Source,
    Step,
)
from desktop.sms.coverage import VERIFIED_TOLL_FREE
from desktop.sms.phone import region_of

AFTER_PORT = timedelta(hours=48)
"""How long texting may take after a number came from another service (VoIP.ms wiki, SMS)."""
ACTIVE = frozenset({"", "active", "in-use", "enabled"})
"""Words for a number that can be used."""
ONE_KIND = frozenset({"US", "CA"})
"""Where mobile numbers are no kind of their own."""


def steps(about: About, answers: Mapping[Ability, Answer]) -> tuple[Step, ...]:
    """What to do or to know, in order."""
    return tuple(_steps(about, answers))


def may_text_from(about: About) -> datetime | None:
    """From when a number that was ported lately may text; ``None`` where it was not, or that is over."""
    fact = about.facts.get(PORTED_AT)
    if fact is None:
        return None
    try:
        at = datetime.fromisoformat(fact.value)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return at + AFTER_PORT if about.now < at + AFTER_PORT else None


def _steps(about: About, answers: Mapping[Ability, Answer]) -> Iterator[Step]:
    sends, receives = answers[Ability.SEND], answers[Ability.RECEIVE]
    works = sends is Answer.YES and receives is Answer.YES
    until = may_text_from(about)
    if until is not None and not works:
        yield Step(Do.WAIT_PORT, until)
    told = about.facts.get(VOICE_ONLY)
    learned = told is not None and told.source is Source.LEARNED and told.value == "yes"
    if learned:
        yield Step(Do.TRY_AGAIN)
    if Answer.NO in (sends, receives):
        yield from _cannot(about, sends, receives)
    elif sends is Answer.UNKNOWN and until is None:
        yield Step(Do.FIND_OUT)
    if not learned:
        yield from _refused(about)
    if not about.listed:
        yield Step(Do.NOT_HERE)
    if sends is not Answer.NO:
        yield from _toll_free(about)
    if about.trial:
        yield _trial(about)
    if receives is not Answer.NO and answers[Ability.ONE_TIME] is not Answer.YES:
        yield Step(Do.CODES)


def _cannot(about: About, sends: Answer, receives: Answer) -> Iterator[Step]:
    if sends is not Answer.NO:
        yield Step(Do.NO_REPLIES)
        return
    if receives is Answer.YES:
        yield Step(Do.READ_ONLY)
        return
    if about.state.lower() not in ACTIVE or about.reason_code == "provisioning":
        yield Step(Do.WAIT_ACTIVE, values=(("state", about.state),))
        return
    if about.reason_code == "sms_off" or about.told(CAPABLE):
        yield Step(Do.ENABLE, values=(("here", "yes" if about.switches else ""),))
        return
    yield Step(Do.REPLACE, kind=_kind_that_can(about))
    yield Step(Do.ASK, kind=_kind_that_can(about))


def _kind_that_can(about: About) -> str:
    """Mobile numbers have the best support; in North America that is no kind, and local ones have it."""
    home = region_of(about.number) or about.country.upper()
    if home in ONE_KIND or about.kind == "mobile":
        return "local"
    return "mobile"


def _refused(about: About) -> Iterator[Step]:
    learned = about.learned
    if learned.no_sender is not None and (learned.taken is None or learned.taken < learned.no_sender):
        short = "yes" if about.kind == "short_code" else ""
        yield Step(Do.OTHER_LINE, values=(("code", learned.no_sender_code), ("short_code", short)))
    elif learned.pairs:
        yield Step(Do.OTHER_LINE, values=(("pairs", str(len(learned.pairs))), ("peer", learned.pairs[0])))


def _toll_free(about: About) -> Iterator[Step]:
    home = region_of(about.number) or about.country.upper()
    if about.kind != "toll_free" or home not in VERIFIED_TOLL_FREE.regions:
        return
    fact = about.facts.get(TOLL_FREE)
    if fact is not None and fact.value == "verified":
        return
    if fact is not None and fact.source is Source.SERVICE:
        yield Step(Do.VERIFY, values=(("state", fact.value),))
    elif about.learned.unverified is not None:
        yield Step(Do.VERIFY, values=(("learned", "yes"),))
    elif about.learned.taken is None:
        yield Step(Do.ASK_VERIFIED)


def _trial(about: About) -> Step:
    if about.trial_parts is None or about.trial_used is None:
        return Step(Do.TRIAL)
    left = max(about.trial_parts - about.trial_used, 0)
    return Step(Do.TRIAL, values=(("left", str(left)), ("total", str(about.trial_parts))))
