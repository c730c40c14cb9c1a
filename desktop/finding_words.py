"""The words of preflight: what each finding says, what its button is called, and what a severity is called.

Plain, without blame, and with the next step. One sentence or two a rule; the rules are in ``sms.preflight``,
those about amounts have their words in ``finding_words_amounts``, a STOP in ``finding_words_stop``.
"""

from collections.abc import Callable
from datetime import datetime

from desktop import finding_words_amounts as amounts
from desktop import finding_words_stop as stop
from desktop import wording
from desktop.sms.countries import english_name
from desktop.sms.errors import ErrorClass
from desktop.sms.pasted import Fault
from desktop.sms.phone import readable
from desktop.sms.preflight import Finding, Fix, Rule, Severity
from desktop.wording import isolated, ntr, tr

Moment = Callable[[datetime], str]
"""How a moment is written for people: the window and the command line have their own ways."""
Country = Callable[[str], str]
"""What a country is called, by its ISO 3166-1 code."""


def severity(value: Severity) -> str:
    """How sure it is, in a word."""
    return {
        Severity.BLOCK: tr("Cannot be sent"),
        Severity.WARN: tr("Warning"),
        Severity.NOTE: tr("Note"),
    }[value]


def said(finding: Finding, *, moment: Moment | None = None, country: Country = english_name) -> str:
    """What a finding says. ``moment`` writes dates; without it they are written as 2026-04-03."""
    text = {**_numbers(finding), **_numbers_of_money(finding), **_countries(finding, country)}
    values = {**dict(finding.values), **text}
    values["since"] = _moment(finding.value("since"), moment)
    values["again"] = _moment(finding.value("again"), moment)
    values["dated"] = wording.day_of_paper(finding.value("dated"), read=bool(finding.value("read")))
    rule = finding.code
    if rule in _SPECIAL:
        return _SPECIAL[rule](finding, values)
    return _sentences()[rule].format(**values)


def opted_out(since: datetime, words: str, *, blocked: str = "", moment: Moment | None = None) -> str:
    """Why somebody is not texted any more, where only that has to be said (B20).

    ``blocked``: their number, where the service's phone book says so.
    """
    values = (("since", since.isoformat()), ("words", words), ("blocked", blocked), ("number", blocked))
    return said(Finding(Severity.BLOCK, Rule.OPTED_OUT, "B20", Fix.SHOW_STOP, values), moment=moment)


def refused_before(group: ErrorClass) -> str:
    """Why words that were refused must not go out unchanged (C15); "" where it is for the number's sake."""
    return {
        ErrorClass.CONTENT: tr("These words were refused before. Change them, then send."),
        ErrorClass.CONSENT: tr("They do not take texts from this line: this one was refused before."),
    }.get(group, "")


def fix_label(fix: Fix) -> str:
    """What the button of a fix is called; "" where there is none."""
    return {
        Fix.NONE: "",
        Fix.CALL: tr("Call instead"),
        Fix.SHOW_STOP: tr("Show their STOP"),
        Fix.FILL_GAP: tr("Go to the gap"),
        Fix.ADD_PERSON: tr("Add them there …"),
        Fix.CHANGE_RECIPIENT: tr("Change the recipient"),
        Fix.OTHER_LINE: tr("Choose another line"),
        Fix.OPEN_SETTING: tr("Open the setting"),
        Fix.VERIFY_LINE: tr("How to verify the line"),
        Fix.SHORTEN: tr("Shorten"),
        Fix.UPGRADE: tr("How to upgrade"),
        Fix.TOP_UP: tr("Top up"),
        Fix.OTHER_NUMBER: tr("Use another number"),
        Fix.SHOW_EARLIER: tr("Show the earlier one"),
        Fix.SHOW_WORDS: tr("Show the words"),
        Fix.ASK_FOR_CALL: tr("Ask for a call"),
        Fix.ADD_REPLY_TO: tr("Add the number to answer to"),
        Fix.SHOW_PARTS: tr("Show the parts"),
        Fix.SIMPLIFY: tr("Simplify"),
    }[fix]


def category(code: str) -> str:
    """What a category of restricted words is called; one that a person made keeps its own name (B21)."""
    return {
        "loans": tr("loans and high-risk finance"),
        "leads": tr("affiliate and lead marketing"),
        "gambling": tr("gambling"),
        "adult": tr("adult content"),
        "debt": tr("debt and debt collection"),
        "cannabis": tr("cannabis and CBD"),
        "drugs": tr("drugs"),
        "hate": tr("hate"),
        "alcohol": tr("alcohol"),
        "firearms": tr("firearms"),
        "tobacco": tr("tobacco"),
        "misleading": tr("misleading phrases"),
    }.get(code, code)


def word_lists_damaged(path: str, detail: str) -> str:
    """That the edited lists of words cannot be read, and what counts meanwhile."""
    return tr(
        "{path} cannot be read ({detail}). The lists of words that come with Linedesk are used until it is "
        "mended or moved away."
    ).format(path=path, detail=detail)


def _sentences() -> dict[Rule, str]:
    return {
        Rule.SAME_NUMBER: tr("This is the line itself: From and To are the same number. Change one of them."),
        Rule.SENDER_NAME: tr(
            "{name} is a sender's name, not a number: it cannot be texted. Look for their number."
        ),
        Rule.NO_SUCH_LINE: tr(
            "No account has the line {line}. Choose another: linedesk lines shows which there are."
        ),
        Rule.LINE_GONE: tr("{line} is no longer in the account. Choose another line."),
        Rule.SHORT_CODE_ABROAD: tr(
            "{line} is a short code of {home} and reaches only numbers there, not in {country}. Choose "
            "another line."
        ),
        Rule.SHORT_CODE: tr(
            "{number} is a short code: it is not certain that a text gets there, or that an answer comes."
        ),
        Rule.COVERAGE: tr(
            "The service may not text numbers in {country} ({source}, {dated}). Ask for it to be "
            "switched on, or call."
        ),
        Rule.NOT_JOINED_THERE: tr(
            "In {country} long texts are known to arrive in pieces or not at all, and this one has {parts} "
            "parts. Shorten it to one."
        ),
        Rule.UNREACHABLE: tr(
            "Their phone was off or out of service at the last text ({since}). Later may be better."
        ),
        Rule.CODES: tr(
            "Codes for signing in often do not arrive at business numbers. Ask for a call with the code, or "
            "use a personal mobile number."
        ),
        Rule.UNKNOWN_PERSON: tr(
            "Nobody at the service has {number}, and it texts only people it knows. A lead with a contact of "
            "this number has to be made there first: add them, then send."
        ),
        Rule.COST: tr("{cost} for this text."),
    }


def _special_number(finding: Finding, values: dict[str, str]) -> str:
    return wording.number_fault(Fault(finding.value("fault")))


def _special_emergency(finding: Finding, values: dict[str, str]) -> str:
    return wording.emergency(finding.value("number"))


def _gap(finding: Finding, values: dict[str, str]) -> str:
    return ntr(
        "A gap is not filled: “{gap}” would arrive as it stands. Write what belongs there.",
        "{n} gaps are not filled, as “{gap}”: they would arrive as they stand. Write what belongs there.",
        int(finding.value("gaps")),
        gap=isolated(" ".join(finding.value("gap").split())),
    )


def _refused(finding: Finding, values: dict[str, str]) -> str:
    return refused_before(ErrorClass(finding.value("class"))) or tr(
        "This text failed because of the number, and would again. Use another number, or say in the window "
        "that this one works."
    )


def _line_cannot_send(finding: Finding, values: dict[str, str]) -> str:
    return wording.line_reason(
        finding.value("line"),
        finding.value("reason") or ("" if finding.value("said") else "receive_only"),
        finding.value("said"),
        kind=finding.value("kind"),
        country=values.get("country", ""),
    )


def _country_off(finding: Finding, values: dict[str, str]) -> str:
    if finding.value("learned"):
        return tr(
            "Texting to {country} seems to be switched off: a text there was refused for that ({since}). "
            "Switch the country on in the service's settings, or call."
        ).format(**values)
    return tr(
        "Texting to {country} is switched off for this account. Whoever looks after it can allow the country."
    ).format(**values)


def _coverage(finding: Finding, values: dict[str, str]) -> str:
    if finding.value("listed"):
        return tr(
            "The service does not list {country} among the countries that this line can text. Choose another "
            "line, or call."
        ).format(**values)
    return tr(
        "The service may not text numbers in {country} (as of {dated}: {source}). Ask for it to be "
        "switched on, or call."
    ).format(**values)


def _region(finding: Finding, values: dict[str, str]) -> str:
    if finding.value("cause") == "sender":
        return tr(
            "{country} may not take texts from this kind of number: one was refused for that ({since}). "
            "Choose another line."
        ).format(**values)
    return tr(
        "A text to {country} was refused ({since}): the region is not supported, or not from this kind of "
        "number, or a rule forbids it. Choose another line, or ask whoever looks after the account."
    ).format(**values)


def _toll_free(finding: Finding, values: dict[str, str]) -> str:
    if finding.value("learned"):
        return tr(
            "A text from {line} was refused because the toll-free number is not verified ({since}). Verify "
            "it at the service, or choose another line."
        ).format(**values)
    return tr(
        "{line} is a toll-free number that is not verified yet: its texts are not let through. Verify it at "
        "the service, or choose another line."
    ).format(**values)


def _landline(finding: Finding, values: dict[str, str]) -> str:
    if finding.value("marked"):
        return tr("{number} is marked as a landline, which cannot get texts. Call instead.").format(**values)
    why = tr("the service said so") if finding.value("told_by") else tr("a text failed for that")
    words = tr("{number} seems to be a landline: {why} ({since}). Call instead, or use a mobile number.")
    return words.format(why=why, **values)


def _dead(finding: Finding, values: dict[str, str]) -> str:
    if finding.value("marked"):
        return tr("{number} is marked as out of use. Use another number.").format(**values)
    return tr(
        "{number} seems to be out of use: a text failed for that ({since}). Use another number of theirs."
    ).format(**values)


def _bad_pair(finding: Finding, values: dict[str, str]) -> str:
    if finding.value("other_line"):
        return tr(
            "{line} does not seem to reach this number: a text failed for that ({since}). {other_line} did."
        ).format(**values)
    return tr(
        "{line} does not seem to reach this number: a text failed for that ({since}). Try another line."
    ).format(**values)


def _duplicate(finding: Finding, values: dict[str, str]) -> str:
    ago = int(finding.value("ago"))
    if ago < 60:
        return ntr(
            "You sent this very text {n} second ago. Services often refuse the second one.",
            "You sent this very text {n} seconds ago. Services often refuse the second one.",
            ago,
        )
    return ntr(
        "You sent this very text {n} minute ago. Services often refuse the second one.",
        "You sent this very text {n} minutes ago. Services often refuse the second one.",
        ago // 60,
    )


def _restricted(finding: Finding, values: dict[str, str]) -> str:
    words = ", ".join(f"“{word}”" for word in finding.value("words").split("\n"))
    categories = ", ".join(category(code) for code in finding.value("categories").split("\n"))
    return tr(
        "Carriers filter texts about {categories}: {words}. The text may vanish without any error. Other "
        "words may get through."
    ).format(words=words, categories=categories)


def _bulk(finding: Finding, values: dict[str, str]) -> str:
    return ntr(
        "{n} other person got this text within the hour, and the service allows no bulk texts ({source}).",
        "{n} other people got this text within the hour, and the service allows no bulk texts ({source}).",
        int(finding.value("others")),
        source=values["source"],
    )


def _moved(finding: Finding, values: dict[str, str]) -> str:
    known = tr(
        "Carriers in {country} may show another number as the sender, and answers to it do not come back."
    ).format(**values)
    if finding.value("replied"):
        known += " " + tr("No answer ever came from this number.")
    return known


def _unicode(finding: Finding, values: dict[str, str]) -> str:
    seen = " ".join(one for one in finding.value("characters") if one.isprintable())
    return tr("{before} → {after} parts, if {characters} is written plainly.").format(
        **{**values, "characters": seen or tr("what cannot be seen")}
    )


_SPECIAL: dict[Rule, Callable[[Finding, dict[str, str]], str]] = {
    Rule.EMERGENCY: _special_emergency,
    Rule.OPTED_OUT: stop.here,
    Rule.STOPPED_ELSEWHERE: stop.elsewhere,
    Rule.GAP: _gap,
    Rule.REFUSED_BEFORE: _refused,
    Rule.NOT_A_NUMBER: _special_number,
    Rule.LINE_CANNOT_SEND: _line_cannot_send,
    Rule.COUNTRY_OFF: _country_off,
    Rule.COVERAGE: _coverage,
    Rule.REGION: _region,
    Rule.TOLL_FREE: _toll_free,
    Rule.TOO_LONG: amounts.too_long,
    Rule.TRIAL_PARTS: amounts.trial,
    Rule.LANDLINE: _landline,
    Rule.DEAD_NUMBER: _dead,
    Rule.BAD_PAIR: _bad_pair,
    Rule.DUPLICATE: _duplicate,
    Rule.RESTRICTED: _restricted,
    Rule.BULK: _bulk,
    Rule.SEPARATE_TEXTS: amounts.separate,
    Rule.SENDER_MOVED: _moved,
    Rule.UNICODE: _unicode,
    Rule.DAILY: amounts.daily,
    Rule.PACE: amounts.pace,
    Rule.NO_CREDIT: amounts.no_credit,
}
"""Rules whose sentence depends on what is known."""


def _numbers(finding: Finding) -> dict[str, str]:
    names = ("number", "line", "other_line")
    return {name: isolated(readable(value)) for name, value in finding.values if name in names and value}


def _countries(finding: Finding, country: Country) -> dict[str, str]:
    return {name: country(value) for name, value in finding.values if name in ("country", "home") and value}


def _numbers_of_money(finding: Finding) -> dict[str, str]:
    currency = finding.value("currency")
    names = ("cost", "balance", "missing")
    return {
        name: isolated(f"{value} {currency}".strip())
        for name, value in finding.values
        if name in names and value
    }


def _moment(value: str, moment: Moment | None) -> str:
    if not value:
        return ""
    at = datetime.fromisoformat(value)
    if moment is not None and at.tzinfo is not None:
        return moment(at)
    return at.astimezone().date().isoformat() if at.tzinfo is not None else value[:10]
