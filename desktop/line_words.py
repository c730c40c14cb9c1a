"""The words of the line sheet: its first line, what each statement and step says, and the request to copy.

The sheet itself is ``sms.line_sheet``. The first line is the tooltip of the greyed Messages, so there is one
source of both. Where a service's portal is named, its own words for the way are kept as they are (A9, A12).
"""

from collections.abc import Callable
from datetime import date, datetime

from desktop import wording
from desktop.sms.abilities import AGENTS, Ability, About, Answer, Do, Price, Source, Statement, Step
from desktop.sms.countries import english_name
from desktop.sms.phone import readable
from desktop.wording import isolated, ntr, tr

Moment = Callable[[datetime], str]
"""How a moment is written for people: the window and the command line have their own ways."""
Country = Callable[[str], str]
"""What a country is called, by its ISO 3166-1 code."""
Amount = Callable[[str, str], str]
"""How money is written: a decimal string and its currency."""

ENABLE_PATH = {
    "voipms": "DID Numbers >> Manage DID >> Edit Selection >> SMS",
    "cliqtel": "My Numbers > Configure > SMS",
}
"""Where texting is switched on for a number, as the service's portal calls it."""
GET_PATH = {
    "voipms": "DID Numbers >> Order DID >> Local Numbers",
    "cloudtalk": "Numbers > Get a number",
}
"""Where one gets another number, likewise."""


def first_line(
    number: str,
    can_send: bool | None,
    can_receive: bool | None,
    *,
    code: str = "",
    said: str = "",
    kind: str = "",
    country: str = "",
) -> str:
    """What a line can do, in a sentence that names it; why not, where it cannot (A3, A5 to A12)."""
    name = isolated(readable(number))
    if can_send is False and can_receive is False:
        return wording.line_reason(number, code, said, kind=kind, country=country)
    if can_send is False:
        return wording.line_reason(number, "receive_only", "")
    if can_receive is False:
        return wording.line_reason(number, "send_only", "")
    if can_send is None:
        words = tr("The service does not say whether {number} can text.")
    elif can_receive is None:
        words = tr("{number} can send texts.")
    else:
        words = tr("{number} can send and receive texts.")
    return words.format(number=name)


def headline(about: About) -> str:
    """The first line of a sheet."""
    return first_line(
        about.number,
        about.can_send,
        about.can_receive,
        code=about.reason_code,
        said=" ".join(about.reason.split()),
        kind=about.kind,
        country=about.country,
    )


def ability(value: Ability) -> str:
    """What a line of the sheet is about."""
    return {
        Ability.SEND: tr("Sends texts"),
        Ability.RECEIVE: tr("Receives texts"),
        Ability.DOMESTIC: tr("Texts within its country"),
        Ability.INTERNATIONAL: tr("Texts to other countries"),
        Ability.SHORT_CODES: tr("Receives from short codes"),
        Ability.NAMES: tr("Receives from senders with a name"),
        Ability.ONE_TIME: tr("Receives sign-in codes"),
        Ability.MEDIA: tr("Pictures and files (MMS)"),
        Ability.CALLS: tr("Calls"),
    }[value]


def answer(statement: Statement, *, country: Country = english_name) -> str:
    """How far it can, in a word or two."""
    if statement.answer is Answer.PARTLY and statement.countries:
        names = ", ".join(country(code) or code for code in statement.countries[:4])
        if len(statement.countries) > 4:
            names = tr("{countries} and others").format(countries=names)
        return tr("Only to {countries}").format(countries=names)
    return {
        Answer.YES: tr("Yes"),
        Answer.PARTLY: tr("In part"),
        Answer.NOT_SURE: tr("Not certain"),
        Answer.NO: tr("No"),
        Answer.UNKNOWN: tr("Not known"),
    }[statement.answer]


def source(statement: Statement, service: str, *, moment: Moment | None = None) -> str:
    """Who says so and since when, in a sentence (A16)."""
    at = _moment(statement.since, moment)
    if statement.detail == "follows":
        receives = statement.ability in (Ability.SHORT_CODES, Ability.NAMES, Ability.ONE_TIME)
        return (
            tr("It follows: no texts arrive here.") if receives else tr("It follows: no texts leave from it.")
        )
    if statement.source is Source.TABLE:
        return of_paper(statement.by, statement.dated, read=statement.read)
    if statement.source is Source.SERVICE:
        if not at:
            return tr("{service} says so.").format(service=service)
        return tr("{service} says so, seen since {at}.").format(service=service, at=at)
    if statement.source is Source.LEARNED:
        if statement.detail == "refused":
            return tr("Learned: {service} refused a text from it ({at}).").format(service=service, at=at)
        return tr("Learned from texts (the last: {at}).").format(at=at)
    if statement.source is Source.PERSON:
        return tr("Noted here by a person ({at}).").format(at=at) if at else tr("Noted here by a person.")
    return tr("{service} does not say, and no text has shown it yet.").format(service=service)


def of_paper(by: str, dated: date | None, *, read: bool) -> str:
    """Where something stands that no service says of this number: dated, as it may have changed (G4)."""
    when = wording.day_of_paper(dated.isoformat(), read=read) if dated is not None else ""
    return tr("From {paper}, {date}; it may have changed.").format(paper=by, date=when)


def price(found: Price, amount: Amount) -> str:
    """A price that a paper names, with its source and date (G4)."""
    paper = of_paper(found.source, found.dated, read=found.read)
    if found.amount is None:
        return tr("No price is named for it. {paper}").format(paper=paper)
    sum_ = amount(format(found.amount, "f"), found.currency)
    if found.monthly:
        sum_ = tr("{amount} a month").format(amount=sum_)
    if found.varies:
        sum_ = tr("usually {amount}; it varies by country").format(amount=sum_)
    return tr("{amount}. {paper}").format(amount=sum_, paper=paper)


def step(one: Step, about: About, service: str, *, moment: Moment | None = None) -> str:
    """What to do, or what has to be known: one or two sentences."""
    values = dict(one.values)
    texts: dict[Do, Callable[[], str]] = {
        Do.WAIT_PORT: lambda: tr(
            "It came from another service lately. Texting may work from {until}; until then a failed text "
            "says nothing."
        ).format(until=_moment(one.until, moment)),
        Do.WAIT_ACTIVE: lambda: tr(
            "The number has to be active first; {service} says “{state}”. It is looked at again by itself."
        ).format(service=service, state=" ".join(values.get("state", "").split()) or tr("not active")),
        Do.ENABLE: lambda: _enable(values, about, service),
        Do.REPLACE: lambda: _replace(one, about, service),
        Do.ASK: lambda: tr(
            "If there is none to choose, ask {service} for one and say that you need SMS. The request can be "
            "copied."
        ).format(service=service),
        Do.NO_REPLIES: lambda: tr(
            "Replies to texts from this number cannot arrive. Name a number in the text that they can answer."
        ),
        Do.READ_ONLY: lambda: tr("Texts that arrive here can be read. Answer them from another number."),
        Do.OTHER_LINE: lambda: _other_line(values, service),
        Do.VERIFY: lambda: _verify(values, service),
        Do.ASK_VERIFIED: lambda: tr(
            "Whether this toll-free number is verified for texting is not known here. In the USA and Canada "
            "carriers refuse texts until it is: look at {service}."
        ).format(service=service),
        Do.TRIAL: lambda: _trial(values),
        Do.CODES: lambda: tr(
            "Codes to sign in, from banks and web sites, often do not arrive on business numbers. Ask for a "
            "voice call instead, or use a personal mobile."
        ),
        Do.FIND_OUT: lambda: tr(
            "Nobody says whether this number can text. Send a text to your own mobile: what becomes of it is "
            "learned. If it cannot text, note that here."
        ),
        Do.TRY_AGAIN: lambda: tr(
            "{service} refused a text because this number is not set up for texts there. Once it is, have it "
            "tried again."
        ).format(service=service),
        Do.NOT_HERE: lambda: tr(
            "What others write to this number is not shown here: {service} passes it to its own app alone. "
            "Linedesk shows all that it sent itself, however old."
        ).format(service=service),
    }
    return texts[one.do]()


def users(about: About, service: str) -> str:
    """Who uses the number at its service, from outside as they are; "" where that is not told."""
    told = about.facts.get(AGENTS)
    if told is None:
        return ""
    return tr("Used at {service} by: {names}.").format(
        service=service, names=", ".join(told.value.splitlines())
    )


def request(about: About, kind: str, service: str) -> str:
    """A request to a service for a number that can text, ready to be sent (A7)."""
    name = readable(about.number)
    where = english_name(about.country) if about.country else tr("the same country")
    return tr(
        "Hello, our number {number} cannot send or receive SMS. We need a number in {country} that supports "
        "SMS in both directions, preferably a {kind} number, because we text with customers. Please tell us "
        "which numbers or number types you can offer, what they cost, and which documents you need. If SMS "
        "can be enabled on {number} itself, please tell us how. Thank you."
    ).format(number=name, country=where, kind=_kind(kind))


def _enable(values: dict[str, str], about: About, service: str) -> str:
    if values.get("here"):
        return tr("SMS can be switched on from here.")
    path = ENABLE_PATH.get(about.service)
    if path is None:
        return tr("Switch SMS on in the number's settings at {service}.").format(service=service)
    return tr("Switch SMS on at {service}: {path}.").format(service=service, path=path)


def _replace(one: Step, about: About, service: str) -> str:
    where = english_name(about.country) if about.country else tr("the same country")
    words = tr(
        "This cannot be changed on the number itself. Another number in {country} can replace it: look for "
        "a {kind} number that supports SMS."
    ).format(country=where, kind=_kind(one.kind))
    path = GET_PATH.get(about.service)
    if path is not None:
        at = tr("At {service}: {path}.").format(service=service, path=path)
        words = f"{words} {at}"
    return words


def _other_line(values: dict[str, str], service: str) -> str:
    if values.get("short_code"):
        return tr("{service} refused a text: a short code can only text numbers of its own country.").format(
            service=service
        )
    if "pairs" in values:
        peer = isolated(readable(values["peer"]))
        return ntr(
            "{peer} cannot be texted from this number. Text it from another one.",
            "{n} numbers cannot be texted from this one, the last was {peer}. Text them from another one.",
            int(values["pairs"]),
            peer=peer,
        )
    return tr("{service} refused a text because it came from this number ({code}). Use another line.").format(
        service=service, code=values.get("code", "")
    )


def _verify(values: dict[str, str], service: str) -> str:
    if values.get("learned"):
        return tr(
            "A carrier refused a text because this toll-free number is not verified. Verify it at {service}."
        ).format(service=service)
    if values.get("state") == "pending":
        return tr(
            "This toll-free number waits to be verified at {service}. Until then carriers refuse its texts."
        ).format(service=service)
    return tr(
        "This toll-free number is not verified. Verify it at {service}: until then carriers refuse its texts."
    ).format(service=service)


def _trial(values: dict[str, str]) -> str:
    if "left" not in values:
        return tr("This is a trial account. How many parts it may send is not known here.")
    return tr(
        "{left} of {total} parts of the trial are left. They count by parts, and are not extended."
    ).format(**values)


def _kind(kind: str) -> str:
    return {"mobile": tr("mobile"), "local": tr("local")}.get(kind, kind)


def _moment(at: datetime | None, moment: Moment | None) -> str:
    if at is None:
        return ""
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if moment is None else moment(at)
