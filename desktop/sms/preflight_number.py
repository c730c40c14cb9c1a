"""Rules of line and recipient: who may not, cannot or will hardly be reached from this line (B11 to B20).

Look here for what the number itself, its country, its past and a STOP say. The text does not matter here.
"""

from collections.abc import Iterator

from desktop.sms.coverage import MOVED, REACHES, VERIFIED_TOLL_FREE
from desktop.sms.emergency import is_emergency
from desktop.sms.phone import Kind, NotANumber, parse, region_of, same
from desktop.sms.preflight_records import Facts, Finding, Fix, Recipient, Rule, Severity, Stopped
from desktop.sms.reachability import Lesson, Reachability, holds

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE
UNVERIFIED = frozenset({"unverified", "toll_free_unverified", "not_verified", "verification_pending"})
"""Words for the state of a toll-free line that its country's carriers do not let through yet (B29)."""


def recipient(to: str, line: str, line_country: str = "", home: str | None = None) -> Recipient | None:
    """What ``to`` means to a text from ``line``; ``None`` where nothing is written there.

    A national form is read in the line's country. ``home``: the computer's own country, whose emergency
    numbers count as well.
    """
    if not to.strip():
        return None
    region = region_of(line)
    if is_emergency(to, region, line_country or None, home):
        return Recipient(to, emergency=True)
    try:
        found = parse(to, region)
    except NotANumber as trouble:
        return Recipient(to, fault=trouble.fault)
    return Recipient(to, found.value, found.kind, found.region)


def findings(facts: Facts) -> Iterator[Finding]:
    """What line and recipient say of any text, in no order."""
    yield from _line(facts)
    to = facts.recipient
    if to is None:
        return
    if to.emergency:
        yield Finding(BLOCK, Rule.EMERGENCY, "B12", Fix.CALL, (("number", to.written),))
    elif to.fault is not None:
        yield Finding(BLOCK, Rule.NOT_A_NUMBER, "B12", Fix.CHANGE_RECIPIENT, (("fault", to.fault.value),))
    elif to.kind is Kind.ALPHANUMERIC:
        yield Finding(BLOCK, Rule.SENDER_NAME, "D7", Fix.CHANGE_RECIPIENT, (("name", to.number),))
    else:
        yield from _recipient(facts, to)
        yield from _country(facts, to)


def _line(facts: Facts) -> Iterator[Finding]:
    line = ("line", facts.line)
    if facts.line_unknown:
        yield Finding(BLOCK, Rule.NO_SUCH_LINE, "B17", Fix.OTHER_LINE, (line,))
    elif facts.line_gone:
        yield Finding(BLOCK, Rule.LINE_GONE, "B17", Fix.OTHER_LINE, (line,))
    elif facts.can_send is False:
        why = (
            line,
            ("reason", facts.line_reason),
            ("said", facts.line_said),
            ("kind", facts.line_kind),
            ("country", facts.line_region or ""),
        )
        yield Finding(BLOCK, Rule.LINE_CANNOT_SEND, "B17", Fix.OTHER_LINE, why)


def _recipient(facts: Facts, to: Recipient) -> Iterator[Finding]:
    number = ("number", to.number)
    if facts.stopped is not None:
        yield _stop(BLOCK, Rule.OPTED_OUT, facts.stopped, number)
    elif facts.stopped_elsewhere is not None:
        yield _stop(WARN, Rule.STOPPED_ELSEWHERE, facts.stopped_elsewhere, number)
    if facts.line and same(facts.line, to.number):
        yield Finding(BLOCK, Rule.SAME_NUMBER, "B11", Fix.CHANGE_RECIPIENT, (number,))
    if facts.unknown_person and to.kind is not Kind.SHORT_CODE:
        yield Finding(WARN, Rule.UNKNOWN_PERSON, "B32", Fix.ADD_PERSON, (number,))
    if to.kind is Kind.SHORT_CODE:
        yield Finding(WARN, Rule.SHORT_CODE, "B30", Fix.NONE, (number,))
    yield from _past(facts, number)


def _stop(severity: Severity, rule: Rule, stop: Stopped, number: tuple[str, str]) -> Finding:
    said = (("since", stop.since.isoformat()), ("words", stop.words), ("line", stop.line))
    values = (number, *said, _message(stop.message_id), ("blocked", "yes" if stop.blocked else ""))
    # What only the service said stands in no text of theirs: the one there is is ours, which failed.
    fix = Fix.SHOW_STOP if stop.words and stop.message_id is not None else Fix.CALL
    return Finding(severity, rule, "B20", fix, values)


def _past(facts: Facts, number: tuple[str, str]) -> Iterator[Finding]:
    reach = facts.reach
    values = (
        number,
        ("since", reach.since.isoformat() if reach.since is not None else ""),
        ("marked", "yes" if reach.marked else ""),
        ("service_code", reach.code),
        ("told_by", reach.told_by),
        _message(reach.message_id),
    )
    match reach.what:
        case Reachability.LANDLINE:
            yield Finding(WARN, Rule.LANDLINE, "B13", Fix.CALL, values)
        case Reachability.DEAD:
            yield Finding(WARN, Rule.DEAD_NUMBER, "B12", Fix.OTHER_NUMBER, values)
        case Reachability.UNREACHABLE:
            yield Finding(NOTE, Rule.UNREACHABLE, "C12", Fix.NONE, values)
        case Reachability.WRONG_PAIR:
            other = reach.delivered_by if reach.delivered_by != facts.line else ""
            lines = (("line", facts.line), ("other_line", other))
            yield Finding(WARN, Rule.BAD_PAIR, "B19", Fix.OTHER_LINE, (*values, *lines))


def _country(facts: Facts, to: Recipient) -> Iterator[Finding]:
    region = to.region
    if facts.line_kind == "short_code" and region and facts.line_region and region != facts.line_region:
        abroad = (("country", region), ("home", facts.line_region), ("line", facts.line))
        yield Finding(BLOCK, Rule.SHORT_CODE_ABROAD, "B18", Fix.OTHER_LINE, abroad)
    if region is not None:
        yield from _allowed(facts, region)
        foreign = facts.line_region is not None and facts.line_region != region
        if foreign and region in MOVED.regions and not facts.replied:
            values = (
                ("country", region),
                ("line", facts.line),
                ("source", MOVED.source),
                ("dated", MOVED.dated.isoformat()),
                ("read", "yes" if MOVED.read else ""),
                ("replied", "" if facts.replied is None else "no"),
            )
            yield Finding(NOTE, Rule.SENDER_MOVED, "B31", Fix.ADD_REPLY_TO, values)
    yield from _toll_free(facts, region)


def _allowed(facts: Facts, region: str) -> Iterator[Finding]:
    country = ("country", region)
    if facts.allowed is not None:
        if region not in facts.allowed:
            yield Finding(BLOCK, Rule.COUNTRY_OFF, "B14", Fix.OPEN_SETTING, (country, ("learned", "")))
        return
    trouble = facts.region_trouble
    arrived = facts.reach.delivered_at
    if trouble is not None and (arrived is None or arrived < trouble.at):
        since = ("since", trouble.at.isoformat())
        lesson = Lesson(trouble.cause)
        if holds(lesson, trouble.at, facts.now):
            if lesson is Lesson.COUNTRY_OFF:
                learned = (country, ("learned", "yes"), since, ("service_code", trouble.code))
                yield Finding(WARN, Rule.COUNTRY_OFF, "B14", Fix.OPEN_SETTING, learned)
            else:
                why = (country, ("cause", lesson.value), since, ("service_code", trouble.code))
                yield Finding(WARN, Rule.REGION, "B15", Fix.OTHER_LINE, why)
    if facts.listed is not None:
        if region not in facts.listed and arrived is None:
            yield Finding(WARN, Rule.COVERAGE, "B16", Fix.OTHER_LINE, (country, ("listed", "yes")))
        return
    reaches = REACHES.get(facts.service)
    if reaches is not None and region not in reaches.regions and arrived is None:
        read = ("read", "yes" if reaches.read else "")
        values = (country, ("source", reaches.source), ("dated", reaches.dated.isoformat()), read)
        yield Finding(WARN, Rule.COVERAGE, "B16", Fix.OPEN_SETTING, values)


def _toll_free(facts: Facts, region: str | None) -> Iterator[Finding]:
    if facts.line_kind != "toll_free" or (region is not None and region not in VERIFIED_TOLL_FREE.regions):
        return
    line = ("line", facts.line)
    if facts.line_state in UNVERIFIED:
        severity = WARN if region is None else BLOCK
        yield Finding(severity, Rule.TOLL_FREE, "B29", Fix.VERIFY_LINE, (line, ("learned", "")))
    elif facts.toll_free_refused is not None and holds(Lesson.TOLL_FREE, facts.toll_free_refused, facts.now):
        since = ("since", facts.toll_free_refused.isoformat())
        yield Finding(WARN, Rule.TOLL_FREE, "B29", Fix.VERIFY_LINE, (line, ("learned", "yes"), since))


def _message(message_id: int | None) -> tuple[str, str]:
    return ("message_id", "" if message_id is None else str(message_id))
