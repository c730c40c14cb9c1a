"""What a bubble says of its text: the word beside it, the note in it, and until when that holds.

Look here for every state's time-out (demand 3), for the hint after 60 s (C4) and for "Sent, not confirmed"
(C5). Only clocks and facts that are handed in count. What an unconfirmed text says is in
``evidence_model``, the usual time of a route in ``usual_model``.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop import error_words, wording
from desktop.sms.delivery import Proof, State, provable
from desktop.store import held, refused
from desktop.store.messages import MARKED_SENT, Message
from desktop.store.usual_times import LONGEST_QUIET, QUIET, Usual
from desktop.ui import moments
from desktop.ui.messages.countdown_model import counting
from desktop.ui.messages.evidence_model import Evidence, evidence
from desktop.ui.messages.service_model import Reach, Service
from desktop.ui.messages.usual_model import usual_sentence, when_unusual
from desktop.ui.plain import LONGEST, one_line
from desktop.wording import tr

STUCK = timedelta(seconds=60)
"""After which a text that has not gone on gets its hint (C4)."""
_LONGEST_CAUSE = 260
_OPEN = frozenset({State.HELD, State.QUEUED, State.SENDING, State.UNCONFIRMED, State.ACCEPTED, State.SENT})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the text itself, at ``now``."""

    now: datetime
    service: Service
    usual: Usual | None = None
    """How long delivery usually takes from this line to this country, once enough is known (idea 7)."""
    lookalike: Message | None = None
    """The same words in the service's list, sent from elsewhere about then."""
    asked_at: datetime | None = None
    """When a person last wanted it looked for."""
    unreadable: int = 0
    """Rows of the service that cannot be read, one of which may be this text."""


@dataclass(frozen=True, slots=True)
class Said:
    """``word`` stands beside the bubble, ``note`` in it; both "" where the sign says it all."""

    state: State
    """As far as the service can prove it: what the sign shows (C6)."""
    word: str = ""
    note: str = ""
    role: str = "muted"
    """The colour of word and sign; never the only thing that tells."""
    until: datetime | None = None
    """When the time alone may change this; ``None``: it does not."""


def is_open(message: Message) -> bool:
    """Whether time, the connection or a service's settings may change what is said of a text."""
    return message.outbound and message.state in _OPEN


def said(message: Message, facts: Facts) -> Said:
    """What the bubble of ``message`` says now."""
    found = _said(message, facts)
    if len(message.body) <= LONGEST:
        return found
    beginning = tr("This is only its beginning. Its menu shows all of it.")
    return replace(found, note=" ".join(filter(None, (beginning, found.note))))


def _said(message: Message, facts: Facts) -> Said:
    state = provable(message.state, facts.service.proof)
    if not message.outbound:
        return Said(message.state)
    match state:
        case State.HELD:
            return Said(state, tr("Held"), held_note(message, facts.service.key), "warn")
        case State.QUEUED:
            return _queued(message, facts)
        case State.SENDING:
            return _sending(message, facts)
        case State.UNCONFIRMED:
            found = evidence_of(message, facts)
            marked = message.held_reason == MARKED_SENT
            word = tr("Marked as sent") if marked else tr("Not confirmed")
            return Said(state, word, found.sentence, "muted" if marked else "warn", found.until)
        case State.ACCEPTED if facts.service.proof is not Proof.ACCEPTED:
            return _accepted(message, facts)
        case State.SENT if facts.service.proof is Proof.DELIVERED:
            return _sent(message, facts)
        case State.FAILED:
            return _failed(message, facts)
        case State.STOPPED:
            return Said(state, tr("Stopped"))
        case _:
            return Said(state)


def held_note(message: Message, service: str) -> str:
    """Why a text waits for a person, and where it is decided (idea 8, B24)."""
    if message.held_reason == held.NO_CREDIT:
        return tr("{why} Top up at the service, then decide below.").format(why=no_credit(message, service))
    reasons = {
        held.OLD: tr("It waited here for more than 10 minutes."),
        held.ANSWERED: tr("They wrote after it."),
        held.FOLLOWED: tr("It waits with the text before it."),
        held.OPTED_OUT: tr("They opted out with STOP, so it was not sent."),
        held.REFUSED: tr("The same words were refused to this number meanwhile."),
        held.PART: tr("An earlier part of the same text did not go through at once."),
        held.DAILY: tr("The service takes no more texts from this program today."),
    }
    why = reasons.get(message.held_reason, tr("It waits for you."))
    return tr("{why} Decide below whether it goes out.").format(why=why)


def cause(message: Message, service: str) -> str:
    """Why a text failed and what to do, with the code where it tells more; nothing is made up (C7, C16)."""
    explained = error_words.explain(service, message.error_code, message.error_text)
    words = one_line(explained.sentence, longest=_LONGEST_CAUSE)
    code = one_line(explained.number, longest=40)
    return words if not code else tr("{words} (code {code})").format(words=words, code=code)


def no_credit(message: Message, service: str) -> str:
    """That there was no credit for a text, or for the one before it: the service's own refusal, if any."""
    if message.error_code is None and not message.error_text:
        return tr("There was not enough credit in the account.")
    return one_line(error_words.explain(service, message.error_code, message.error_text).what)


def is_stopped(message: Message, service: str) -> bool:
    """Whether what the service calls failed was stopped by somebody: a state of its own (C9)."""
    if message.state is not State.FAILED:
        return message.state is State.STOPPED
    return error_words.explain(service, message.error_code, message.error_text).stopped


def began(message: Message) -> datetime:
    """Since when a text that left is on its way: when it was sent, or the service's own time."""
    return message.attempted_at or message.created_at


def evidence_of(message: Message, facts: Facts) -> Evidence:
    """What is known of an unconfirmed text."""
    return evidence(
        message,
        facts.service,
        facts.now,
        lookalike=facts.lookalike,
        asked_at=facts.asked_at,
        unreadable=facts.unreadable,
    )


def _queued(message: Message, facts: Facts) -> Said:
    word, now, name = tr("Waiting"), facts.now, _name(facts)
    undo_until = message.undo_until
    held_back = _held_back(facts, name)
    leaves = facts.service.leaves
    if (counted := counting(message, now, leaves=leaves)) is not None:
        return Said(State.QUEUED, counted[0], "" if leaves else held_back, until=counted[1])
    if held_back:
        return Said(State.QUEUED, word, held_back)
    if message.due_at is not None and message.due_at > now:
        if message.error_code is not None or message.error_text:
            return Said(State.QUEUED, word, _again(message, facts), "warn", message.due_at)
        note = tr("{service} asks to wait. It goes out at {time}.").format(
            service=name, time=moments.clock(message.due_at)
        )
        return Said(State.QUEUED, word, note, until=message.due_at)
    stuck_at = max(message.created_at, undo_until or message.created_at) + STUCK
    if now < stuck_at:
        return Said(State.QUEUED, word, until=stuck_at)
    note = tr("It still waits for its turn. It goes out by itself; its menu can stop it.")
    return Said(State.QUEUED, word, note, "warn")


def _again(message: Message, facts: Facts) -> str:
    """That the program tries it again by itself, when, and how often it does so (C11)."""
    explained = error_words.explain(facts.service.key, message.error_code, message.error_text)
    assert message.due_at is not None
    why, at = one_line(explained.what, longest=_LONGEST_CAUSE), moments.clock(message.due_at)
    if message.error_code == refused.TOO_FAST:
        return tr("{why} Trying again at {time}.").format(why=why, time=at)
    return tr("{why} Trying again at {time}, attempt {n} of {most}.").format(
        why=why,
        time=at,
        n=message.attempts + 1,
        most=refused.MOST,
    )


def _failed(message: Message, facts: Facts) -> Said:
    if is_stopped(message, facts.service.key):
        return Said(State.STOPPED, tr("Stopped"), cause(message, facts.service.key))
    return Said(State.FAILED, tr("Failed"), cause(message, facts.service.key), "bad")


def _held_back(facts: Facts, name: str) -> str:
    """Why nothing leaves now; "" where texts go out."""
    since = facts.service.since
    at = "" if since is None else moments.since(since, facts.now)
    match facts.service.reach:
        case Reach.OFFLINE:
            return tr(
                "{service} cannot be reached since {time}. It goes out when it is back; after 10 minutes "
                "you are asked first."
            ).format(service=name, time=at)
        case Reach.SIGN_IN:
            return tr(
                "{service} wants you to sign in again. It goes out after that; after 10 minutes you are "
                "asked first."
            ).format(service=name)
        case Reach.ELSEWHERE:
            return tr("Another window or command of this profile sends it.")
        case _:
            return ""


def _sending(message: Message, facts: Facts) -> Said:
    stuck_at = began(message) + STUCK
    word = tr("Sending")
    if facts.now < stuck_at:
        return Said(State.SENDING, word, until=stuck_at)
    note = tr("No answer for 60 s. If none comes, {service}'s list is asked for it.")
    if not facts.service.listed:
        note = tr("No answer for 60 s. If none comes, {service} cannot be asked for it: you will be.")
    return Said(State.SENDING, word, note.format(service=_name(facts)), "warn")


def _accepted(message: Message, facts: Facts) -> Said:
    """C4: at 60 s the next step; what is usual stands beside it and never takes its place (idea 7)."""
    stuck_at = began(message) + STUCK
    if facts.now < stuck_at:
        return Said(State.ACCEPTED, until=stuck_at)
    hint = tr(
        "It has been queued at {service} for 60 s or longer. Check there that a messaging profile is "
        "assigned to this number."
    ).format(service=_name(facts))
    known = facts.usual if facts.service.proof is Proof.DELIVERED else None
    usual, until = usual_sentence(known, began(message), facts.now)
    note = f"{hint} {usual}" if usual else hint
    return Said(State.ACCEPTED, wording.queued_there(), note, "warn", until)


def _sent(message: Message, facts: Facts) -> Said:
    """C5: after a quiet time the tick alone would say too much."""
    since = began(message)
    quiet_at = since + quiet(facts.usual)
    if facts.now >= quiet_at:
        return Said(State.SENT, wording.no_receipt())
    unusual_at = when_unusual(facts.usual, since)
    if unusual_at is None or facts.now < unusual_at:
        return Said(State.SENT, until=min(unusual_at or quiet_at, quiet_at))
    note, until = usual_sentence(facts.usual, since, facts.now)
    return Said(State.SENT, tr("Sent"), note, until=min(until or quiet_at, quiet_at))


def quiet(usual: Usual | None) -> timedelta:
    """How long no receipt is no news on this route (C5): ten minutes, or longer where that is usual."""
    return QUIET if usual is None else min(max(QUIET, 3 * usual.most), LONGEST_QUIET)


def _name(facts: Facts) -> str:
    return facts.service.name or tr("the service")
