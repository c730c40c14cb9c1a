"""What the error catalogue says to people: names, causes, next steps, who acts (C7, C16, H7).

Start here for the words of any failure: ``explain`` for one of a service, ``of`` for an entry, ``search`` for
the guide. The facts are in ``sms.errors``; each code's own words stand in ``error_words_*``, by family.
"""

from dataclasses import dataclass
from functools import cache

from desktop.sms import errors
from desktop.sms.errors import Actor, Entry, ErrorClass, Reporter, Retry, Step, When
from desktop.wording import tr

_NAMES = {
    "twilio": "Twilio",
    "salesmsg": "Salesmsg",
    "close": "Close",
    "cliqtel": "Cliqtel",
    "cloudtalk": "CloudTalk",
    "voipms": "VoIP.ms",
    "linedesk": "Linedesk",
}


_LONGEST = 60
"""Characters of what somebody typed that are compared with codes."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One failure in words. ``entry`` is ``None`` where nobody here knows it: only the service speaks."""

    entry: Entry | None
    name: str
    what: str
    """What happened."""
    next_step: str
    """What to do, as a sentence; "" where nothing is known."""
    code: str
    """The code as the service gave it; "" where it gave none."""
    said: str
    """The service's own words, from outside; "" where it gave none."""

    @property
    def sentence(self) -> str:
        """What happened and what to do, for a bubble."""
        return f"{self.what} {self.next_step}".strip()

    @property
    def number(self) -> str:
        """The code, where it tells people more than the words do: a number, or one that is not known."""
        return self.code if self.code.isdigit() or self.entry is None else ""

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it: that is no failure but a state of its own (C9)."""
        return self.entry is not None and self.entry.step is Step.SEND_REST

    @property
    def who(self) -> str:
        """Who has to act, as a sentence; "" where that is not known."""
        return "" if self.entry is None else actor_words(self.entry.actor)


def explain(provider: str, code: str | None, text: str = "") -> Explained:
    """A failure of a service in words; for one that is not known the service's own, and no cause (C16)."""
    entry = errors.find(provider, code, text)
    if entry is None:
        name = tr("Error {code}").format(code=code) if code else tr("No reason given")
        return Explained(None, name, text or tr("No reason given."), "", code or "", text)
    known = of(entry)
    return Explained(entry, known.name, known.what, known.next_step, code or entry.code, text)


def of(entry: Entry) -> Explained:
    """An entry of the catalogue in words."""
    said = _said(entry)
    step = said[2] if len(said) > 2 else step_sentence(entry.step)
    return Explained(entry, said[0], said[1], step, entry.code, "")


def search(query: str) -> list[Entry]:
    """The entries that hold all words of ``query``, in code, name, explanation or service; the best first.

    All of them for an empty one.
    """
    words = query.casefold().split()
    code = errors.normal(query)
    found = []
    for place, entry in enumerate(errors.entries()):
        head, all_words = _searched()[place]
        if not words or all(word in all_words for word in words) or entry.code == code:
            rank = (entry.code != code, not entry.code.startswith(code), not all(w in head for w in words))
            found.append((rank if words else (), place, entry))
    return [entry for _, _, entry in sorted(found, key=lambda one: one[:2])]


def nearest(query: str, most: int = 5) -> list[Entry]:
    """Entries that somebody may have meant: codes that look alike, then those with one of the words."""
    from difflib import get_close_matches

    by_code: dict[str, Entry] = {}
    for entry in errors.entries():
        by_code.setdefault(entry.code, entry)
    meant = errors.normal(query)
    if meant.isdecimal() and len(meant) <= 6:
        numbers = [code for code in by_code if code.isdigit()]
        alike = sorted(numbers, key=lambda code: abs(int(code) - int(meant)))[:most]
    else:
        alike = get_close_matches(meant[:_LONGEST], by_code, n=most, cutoff=0.6)
    found = [by_code[code] for code in alike]
    for word in query.casefold().split():
        if len(word) > 2:
            found += search(word)
    return list(dict.fromkeys(found))[:most]


def provider_name(provider: str) -> str:
    """What a service of the catalogue is called; the word itself where it is not in it."""
    return _NAMES.get(provider, provider)


def class_words(group: ErrorClass) -> str:
    """The kind of trouble, in a word or two."""
    return {
        ErrorClass.NUMBER: tr("Number"),
        ErrorClass.CONSENT: tr("Consent"),
        ErrorClass.GATE: tr("Setting"),
        ErrorClass.CONTENT: tr("Wording"),
        ErrorClass.MONEY: tr("Credit"),
        ErrorClass.TRANSIENT: tr("Passing"),
        ErrorClass.USER: tr("Done here"),
        ErrorClass.UNKNOWN: tr("No reason"),
        ErrorClass.AMBIGUOUS: tr("Not known"),
    }[group]


def actor_words(actor: Actor) -> str:
    """Who has to act."""
    return {
        Actor.AGENT: tr("You can act."),
        Actor.ADMIN: tr("Whoever runs the account has to act."),
        Actor.RECIPIENT: tr("Only the recipient can change it."),
        Actor.SERVICE: tr("The service or the carrier has to act."),
        Actor.NOBODY: tr("Nobody has to act."),
    }[actor]


def retry_words(retry: Retry) -> str:
    """What becomes of the same text, sent once more."""
    return {
        Retry.NO: tr("The same text would fail again."),
        Retry.NEVER: tr("It must not be sent again."),
        Retry.NEVER_UNCHANGED: tr("Only with other words may it go out again."),
        Retry.HOLD: tr("It waits here until you resume it."),
        Retry.BACKOFF: tr("It was certainly not taken: Linedesk tries again by itself, five times at most."),
        Retry.LATER: tr("You may send it again later. Linedesk does not do so by itself."),
        Retry.NEXT_DAY: tr("It waits here until you send it, on the service's next day."),
        Retry.RECONCILE: tr("It is looked for first. Linedesk never repeats it by itself."),
    }[retry]


def when_words(when: When, reporter: Reporter) -> str:
    """Who says so, and when."""
    who = {
        Reporter.SERVICE: tr("The service"),
        Reporter.UPSTREAM: tr("A partner of the service"),
        Reporter.CARRIER: tr("The carrier"),
        Reporter.LINEDESK: tr("Linedesk"),
    }[reporter]
    sentence = {
        When.AT_ONCE: tr("{who} says so at once; the text was not taken."),
        When.LATER: tr("{who} says so after the text was taken."),
        When.INCOMING: tr("{who} says so of incoming texts."),
    }[when]
    return sentence.format(who=who)


def step_label(step: Step) -> str:
    """The next step on a button."""
    return _steps()[step][0]


def step_sentence(step: Step) -> str:
    """The next step as a sentence."""
    return _steps()[step][1]


@cache
def _steps() -> dict[Step, tuple[str, str]]:
    return {
        Step.CHANGE_RECIPIENT: (tr("Change recipient"), tr("Choose another recipient.")),
        Step.FIX_NUMBER: (tr("Correct the number"), tr("Check the number and its country code.")),
        Step.CHECK_NUMBER: (tr("Check the number"), tr("Check the number.")),
        Step.OTHER_NUMBER: (tr("Try another number"), tr("Use another number of theirs.")),
        Step.CALL: (tr("Call instead"), tr("Call instead.")),
        Step.OTHER_LINE: (tr("Choose another line"), tr("Choose another line.")),
        Step.ADD_PERSON: (tr("Add them there …"), tr("Add them to the service's phone book, then send it.")),
        Step.SEND_LATER: (tr("Send again later"), tr("Try again later.")),
        Step.OPEN_SETTING: (
            tr("Open the setting"),
            tr("Have the country switched on at the service, or choose another line."),
        ),
        Step.VERIFY_LINE: (
            tr("Verify the line"),
            tr("Have the line verified at the service, or choose another line."),
        ),
        Step.REGISTER: (tr("Register the line"), tr("Finish the registration at the service.")),
        Step.REPLACE_NUMBER: (
            tr("Replace the number"),
            tr("Choose another line, or replace the number by one that can text."),
        ),
        Step.CHECK_LINE: (
            tr("Check the line"),
            tr("Check the line's settings at the service. If they are right, ask its support."),
        ),
        Step.SHOW_STOP: (tr("Show STOP"), tr("Only their own START opens the way again.")),
        Step.REWORD: (tr("Edit and send again"), tr("Change the wording before sending it again.")),
        Step.APPEAL: (tr("Appeal"), tr("Change the wording, or ask the service to look at it again.")),
        Step.SHORTEN: (tr("Shorten"), tr("Shorten the text, then send it.")),
        Step.SEND_AS_TEXT: (tr("Send as text"), tr("Send it as text, without the picture.")),
        Step.TRY_SHORT: (tr("Try a short text"), tr("Try once with a short plain text.")),
        Step.SHOW_EARLIER: (
            tr("Show the earlier one"),
            tr("Look at the earlier text; it need not be sent again."),
        ),
        Step.SEND_REST: (tr("Send the rest"), tr("What was stopped can be sent by a new text.")),
        Step.TOP_UP: (tr("Top up"), tr("Top up at the service, then send it from here.")),
        Step.CHECK_PROFILE: (
            tr("Check the messaging profile"),
            tr("Check there that a messaging profile is assigned to this number."),
        ),
        Step.LOOK: (tr("Check again"), tr("It is looked for in the service's list; do not send it blindly.")),
        Step.WAIT: (tr("Wait"), tr("Wait a while, then send it again.")),
        Step.SIGN_IN: (tr("Sign in again"), tr("Sign in again, or have the key allowed at the service.")),
        Step.MEND_ACCOUNT: (tr("Mend the account"), tr("Have it mended in the account's settings.")),
        Step.ASK_SERVICE: (tr("Ask the service"), tr("Ask the service's support.")),
        Step.ASK_THEM: (tr("Ask them"), tr("Ask them to send it again.")),
        Step.REPORT: (tr("Report it"), tr("Linedesk asked for something wrong: please report it.")),
        Step.NOTHING: (tr("Nothing to do"), tr("There is nothing to do.")),
    }


def _said(entry: Entry) -> tuple[str, ...]:
    found = _words().get((entry.provider, entry.code))
    return found if found is not None else (entry.code, tr("No reason given."))


@cache
def _words() -> dict[tuple[str, str], tuple[str, ...]]:
    """The words of all codes. Read only now: most windows never need them."""
    from desktop import (
        error_words_account,
        error_words_delivery,
        error_words_requests,
        error_words_services,
        error_words_voipms,
    )

    twilio = {
        **error_words_requests.words(),
        **error_words_delivery.words(),
        **error_words_account.words(),
    }
    families = {**error_words_services.words(), "twilio": twilio, "voipms": error_words_voipms.words()}
    return {
        (provider, code): said
        for provider, words in families.items()
        for codes, said in words.items()
        for code in codes.split()
    }


@cache
def _searched() -> list[tuple[str, str]]:
    """What is searched of each entry: what it is called, and everything, in small letters."""
    found = []
    for entry in errors.entries():
        known = of(entry)
        head = f"{entry.code} {known.name}".casefold()
        more = [provider_name(entry.provider), known.what, known.next_step, class_words(entry.group)]
        found.append((head, " ".join([head, *more, *entry.texts]).casefold()))
    return found
