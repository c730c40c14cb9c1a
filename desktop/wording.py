"""Words for states, reasons and errors, shared by the window and the command line (translated here).

The core raises codes and enums; this is where they become sentences: plain, without blame, and with the
next step. Every text that people read goes through ``tr`` or ``ntr``, so that gettext can translate it.
"""

import gettext
from functools import cache
from pathlib import Path

from desktop.announce import Link
from desktop.sms.delivery import Proof, State, provable
from desktop.sms.pasted import Fault
from desktop.sms.phone import digits, readable


@cache
def _translation() -> gettext.NullTranslations:
    inside = Path(__file__).parent / "resources"
    resources = inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
    return gettext.translation("linedesk", localedir=resources / "i18n", fallback=True)


def tr(text: str) -> str:
    """``text`` in the person's language."""
    return _translation().gettext(text)


def ntr(one: str, many: str, number: int, **more: object) -> str:
    """``one`` or ``many`` with its number filled in as {n}, and ``more``, in the person's language."""
    return _translation().ngettext(one, many, number).format(n=number, **more)


def state(value: State, *, service: str = "", proof: Proof = Proof.DELIVERED, listed: bool = True) -> str:
    """What a text's state means, in a few words, as far as its service can prove it (C2, C6).

    ``listed``: its service lists texts; else one that it took can never be asked for again.
    """
    words = {
        State.DRAFT: tr("Draft"),
        State.HELD: tr("Held for your decision"),
        State.QUEUED: tr("Waiting here to be sent"),
        State.SENDING: tr("Being sent"),
        State.UNCONFIRMED: tr("Not confirmed"),
        State.ACCEPTED: tr("Accepted by {service}").format(service=service or tr("the service")),
        State.SENT: tr("Sent"),
        State.DELIVERED: tr("Delivered"),
        State.FAILED: tr("Failed"),
        State.STOPPED: tr("Stopped"),
        State.RECEIVED: tr("Received"),
    }
    found = provable(value, proof)
    if found is State.ACCEPTED and not listed:
        return tr("Handed over to {service}").format(service=service or tr("the service"))
    return words[found]


def state_tip(value: State, *, service: str = "", proof: Proof = Proof.DELIVERED, listed: bool = True) -> str:
    """What is known of a text in this state, and what is not, in sentences (C6); ``listed`` as above."""
    name = service or tr("the service")
    tips = {
        State.HELD: tr("It has not left this computer. It waits until you decide about it."),
        State.QUEUED: tr("It has not left this computer. It goes out as soon as {service} can be reached."),
        State.SENDING: tr("It is on its way to {service}; there is no answer yet."),
        State.UNCONFIRMED: tr("The line broke while sending, so nobody knows yet whether it went out."),
        State.ACCEPTED: tr("{service} has it. The carrier has not taken it yet."),
        State.SENT: tr("The carrier took it. The handset has not confirmed it yet."),
        State.DELIVERED: tr("The handset confirmed it."),
        State.FAILED: tr("It did not arrive."),
        State.STOPPED: tr("It was stopped before it was sent."),
    }
    if proof is Proof.ACCEPTED:
        tips[State.ACCEPTED] = tr("{service} took it. {service} can't tell whether it arrived.")
    elif proof is Proof.SENT:
        tips[State.SENT] = tr("The carrier took it. {service} can't tell whether it arrived.")
    if not listed:
        tips[State.ACCEPTED] = tr(
            "{service} took it. What became of it can't be confirmed: {service} gives texts no id and "
            "lists none. Its own app may show more."
        )
        tips[State.UNCONFIRMED] = tr(
            "The answer got lost, and {service} cannot be asked for it: only its own app may show "
            "whether it went out."
        )
    return tips.get(provable(value, proof), "").format(service=name)


def queued_there() -> str:
    """Where a text stands that the service took and that its carrier has not taken yet (C4)."""
    return tr("Queued there")


def no_receipt() -> str:
    """Where a text stands that was sent long enough ago for a receipt, and has none (C5)."""
    return tr("Sent, not confirmed")


def broke(code: str | None, *, service: str) -> str:
    """How the sending of a text ended without an answer; ``code`` as ``store.outbox.doubt`` keeps it."""
    sentences = {
        "timed_out": tr("{service} did not answer in time."),
        "server_error": tr("{service} answered with an error of its own."),
        "unreadable": tr("{service} gave an answer that cannot be read."),
        "ended": tr("Linedesk ended while sending."),
        "contradicted": tr("{service} said no, but lists a text like it."),
    }
    return sentences.get(code or "", tr("The line broke while sending.")).format(service=service)


def asking(service: str, looked_at: str, since: str) -> str:
    """What a service's list says of an unconfirmed text, times as for ``since``; "" for a whole list."""
    if not since:
        return tr("Not in {service}'s list (last read {looked_at}, and it is the whole list).").format(
            service=service, looked_at=looked_at
        )
    return tr("Not in {service}'s list (last read {looked_at}, list complete since {since}).").format(
        service=service, looked_at=looked_at, since=since
    )


def line_reason(number: str, code: str, said: str, *, kind: str = "", country: str = "") -> str:
    """Why a line cannot text: one sentence with the number and the specific reason (A3, A5 to A12)."""
    name = isolated(readable(number))
    sentences = {
        "toll_free_voice_only": tr(
            "{number} cannot text: toll-free numbers of this kind carry calls only. "
            "Ask for a number of a kind that can text."
        ),
        "voice_only": tr("{number} cannot text: it carries calls only. A mobile number can be had instead."),
        "sms_off": tr(
            "{number} could text, but SMS is switched off for it. "
            "Switch it on in the service's number settings."
        ),
        "not_internal": tr(
            "{number} cannot text: the service texts only from numbers that were rented there, and this one "
            "comes from elsewhere. Choose another line."
        ),
        "no_sms": tr(
            "{number} cannot text: the service says that it has no SMS. Choose another line, or ask "
            "the service."
        ),
        "provisioning": tr("{number} cannot text yet: the number must be active first. It is checked again."),
        "send_only": tr("{number} can send, but replies to it cannot arrive."),
        "receive_only": tr("{number} can receive, but nothing can be sent from it."),
        "learned_voice_only": tr(
            "{number} cannot text: its service refused a text because the number is not set up for texts. "
            "Once it is, have it tried again in the line's sheet."
        ),
        "told_voice_only": tr(
            "{number} cannot text, as somebody noted here: its service does not say. "
            "If that has changed, take the note back."
        ),
    }
    sentence = sentences.get(code)
    if sentence is None:
        if said:
            return tr("{number} cannot text. The service says: {said}").format(number=name, said=said)
        what = " ".join(word for word in (country, kind.replace("_", " ")) if word)
        if what:
            return tr("{number} cannot text: the service offers no SMS for it ({what}).").format(
                number=name, what=what
            )
        return tr("{number} cannot text: the service offers no SMS for it.").format(number=name)
    return sentence.format(number=name)


def capability(can_send: bool | None, can_receive: bool | None, code: str = "") -> str:
    """The chip beside a line (A8); ``code``: why it cannot text, as in ``line_reason`` (A10, A12)."""
    if can_send is False and can_receive is False:
        return {"provisioning": tr("Not active"), "sms_off": tr("SMS is off")}.get(code, tr("Voice only"))
    if can_send is False:
        return tr("Receive only")
    if can_receive is False:
        return tr("Send only")
    return tr("SMS") if can_send else tr("SMS?")


def feature_off(reason: str, *, service: str) -> str:
    """Why a feature is switched off (``providers.base.Feature.reason``); "" where nothing is missing."""
    words = {
        "not_offered": tr("{service} does not offer this over its API."),
        "no_list": tr(
            "{service} lists no texts over its API: only what was sent from here is shown. Look for answers "
            "in {service}'s own app."
        ),
        "not_used": tr("{service} offers it, but Linedesk does not use it there."),
        "at_sign_in": tr("Whether {service} lets an account do it is asked at each sign-in."),
        "learned": tr(
            "{service} does not say which lines can text: what becomes of texts from a line tells it."
        ),
        "not_allowed": tr("The key of this account may not see it. Sign in with another key to have it."),
        "forbidden_there": tr("{service} does not allow it. Send texts one by one."),
        "needs_public_file": tr(
            "{service} only sends files that are at a public web address. Send such an address as text."
        ),
        "not_published": tr(
            "{service} does not publish how programs ask for it. Use it in {service} itself."
        ),
        "scope_missing": tr(
            "The token of this account lacks the scope for it. Sign in again with one that has it."
        ),
        "upload_unknown": tr(
            "{service} does not publish how programs hand files over. Send them in {service} itself."
        ),
    }
    return words.get(reason, "").format(service=service)


def link(value: Link) -> str:
    """The state of a connection, in a word or two."""
    return {
        Link.CONNECTING: tr("Connecting …"),
        Link.ONLINE: tr("Online"),
        Link.OFFLINE: tr("Offline"),
        Link.SIGN_IN_NEEDED: tr("Sign-in needed"),
        Link.STANDING_BY: tr("Standing by"),
    }[value]


def number_fault(fault: Fault) -> str:
    """Why something is no number that can be texted (B12)."""
    return {
        Fault.EMPTY: tr("Type a number or a name."),
        Fault.LETTERS: tr("There are letters in it: this is no number, and no contact has this name."),
        Fault.CHARACTERS: tr("There is a sign in it that belongs to no number."),
        Fault.SEVERAL: tr("There is more than one number in it. Text one person at a time."),
        Fault.EXTENSION: tr("Texts cannot reach an extension. Leave it out, or use another number."),
        Fault.NO_COUNTRY: tr("The country is missing. Begin with + and the country code."),
        Fault.UNKNOWN_COUNTRY: tr("No country has this code."),
        Fault.TOO_SHORT: tr("This number is too short."),
        Fault.TOO_LONG: tr("This number is too long."),
        Fault.NO_AREA_CODE: tr("The area code is missing. Begin with + and the country code."),
        Fault.NOT_POSSIBLE: tr("No number of this country has this many digits."),
        Fault.AMBIGUOUS: tr("This can be read in two ways. Begin with + and the country code."),
    }[fault]


def emergency(number: str) -> str:
    """Why an emergency number is not texted, and what to do at once."""
    return tr("{number} is an emergency number: a text may reach nobody there. Call instead.").format(
        number=isolated(digits(number))
    )


def store_trouble(kind: str, path: str, detail: str) -> str:
    """What is wrong with the cache or a settings file; ``kind`` is the error's class name."""
    sentences = {
        "StoreTooNew": tr(
            "{path} was written by a later version of Linedesk. It was left as it is: "
            "update Linedesk to open it."
        ),
        "StoreDamaged": tr(
            "{path} is damaged or is no Linedesk cache. It was left as it is: restore it from a backup, "
            "or move it away to begin anew."
        ),
        "StoreUnwritable": tr("{path} cannot be written ({detail}). Free some space or mend its rights."),
        "SettingsDamaged": tr(
            "{path} cannot be read ({detail}). It was left as it is: mend it, or move it away to begin anew."
        ),
        "SettingsUnwritable": tr("{path} cannot be written ({detail}). What was there before is unchanged."),
        "ProfileUnusable": tr(
            "The profile folder {path} cannot be used ({detail}). Choose another with --profile."
        ),
    }
    return sentences[kind].format(path=path, detail=detail)


def number_label(label: str) -> str:
    """The label of a contact's number: the usual ones in the person's language, others as written."""
    return {
        "mobile": tr("mobile"),
        "work": tr("work"),
        "home": tr("home"),
        "main": tr("main"),
        "fax": tr("fax"),
        "pager": tr("pager"),
        "other": tr("other"),
    }.get(label, label)


def import_fault(reason: str) -> str:
    """Why an entry of a file of contacts was not taken as it stands."""
    return {
        "empty": tr("It has no name, no company and no number: it was left out."),
        "unfinished": tr("The card has no end: it was left out. The file may have been cut off."),
        "unreadable": tr("The line could not be read: it was left out. Check its quotation marks."),
        "charset": tr("Its characters could not be read: it was left out. Save the file as UTF-8."),
        "too_long": tr("It is longer than a contact can be: it was left out."),
        "group": tr("It is a group of contacts: it was left out."),
        "same_uid": tr("Another contact of the file has the same UID: this one was left out."),
        "line_left_out": tr("This line could not be read. The rest of the contact was taken."),
        "number_kept": tr("The number could not be read: it was kept as it is written. Correct it there."),
    }.get(reason, reason)


def phonebook_file_trouble(reason: str, name: str, detail: str = "") -> str:
    """Why a file of contacts cannot be read or written, and what to do."""
    sentences = {
        "not_readable": tr("{name} cannot be read ({detail}). Choose another file, or change its rights."),
        "too_large": tr("{name} is larger than 100 MB. Export it without pictures, or in several files."),
        "no_text": tr("{name} is no text. Choose a vCard (.vcf) or CSV file."),
        "no_contacts": tr("No contacts were found in {name}. Choose a vCard (.vcf) or CSV file."),
        "not_writable": tr("{name} cannot be written ({detail}). Choose another place for it."),
    }
    return sentences[reason].format(name=name, detail=detail)


def attachment(mime: str) -> str:
    """What a file of a text is, in a word or two, by what the service calls it ("" where it does not)."""
    kind = mime.partition("/")[0]
    if mime in ("text/vcard", "text/x-vcard"):
        return tr("Contact card")
    if mime == "application/pdf":
        return tr("PDF document")
    words = {"image": tr("Picture"), "video": tr("Video"), "audio": tr("Sound"), "text": tr("Text file")}
    return words.get(kind, tr("File") if kind else tr("Attachment"))


def isolated(number: str) -> str:
    """A number that reads left to right inside any text (FSI … PDI)."""
    return f"\u2068{number}\u2069"


def day_of_paper(day: str, *, read: bool) -> str:
    """The date of a paper: of its publication, or of the day on which it was read (G4)."""
    return tr("read on {day}").format(day=day) if read else tr("of {day}").format(day=day)
