"""All that is known of one text, in words: what Ctrl+D shows (E14), and what "Copy all" copies.

Look here for what each line says. Nothing is made up: what a service did not report is said to be just
that, and its own words stand as they came (C10, C16).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop import error_words, wording
from desktop.sms.delivery import TAKEN, State, provable
from desktop.sms.phone import readable
from desktop.sms.segments import JOINED, Policy, count
from desktop.store import (
    accounts,
    lines,
    messages,
    outbox,
    part_group,
    passed_on,
    status_history,
    undo,
)
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.status_history import StatusChange
from desktop.ui import moments
from desktop.ui.messages import thread_words_model as words
from desktop.ui.messages.bubble_words_model import Said
from desktop.ui.messages.evidence_model import Phase
from desktop.ui.messages.failure_model import Failures
from desktop.ui.messages.media_words_model import spoken
from desktop.ui.messages.service_model import Service
from desktop.ui.messages.thread_saying_model import Sayings
from desktop.ui.messages.usual_model import usual_alone
from desktop.ui.money import money
from desktop.ui.plain import one_line, shown
from desktop.wording import ntr, tr

_LONGEST = 2000
"""Characters of a service's own words; the row keeps them all."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: ``name`` is ours, ``value`` plain text that may come from outside."""

    name: str
    value: str
    role: str = ""
    """The colour of what has to be noticed; its words say it too."""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that belong together."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """One text: what it says, and all that is known of it."""

    message_id: int
    words: str
    sections: tuple[Section, ...]

    def as_text(self) -> str:
        """Everything as plain lines, for the clipboard."""
        blocks = [self.words]
        for section in self.sections:
            facts = [f"{fact.name}: {fact.value}" for fact in section.facts]
            blocks.append("\n".join([section.title, *facts]))
        return "\n\n".join(blocks)


class MessageDetails:
    """Reads a text and what belongs to it from the store."""

    def __init__(self, db: Database, sayings: Sayings, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._sayings = sayings
        self._clock = clock
        self._failures = Failures(db, sayings.services)

    def of(self, message_id: int) -> Details | None:
        """What is known now; ``None``: there is no such text any more."""
        message = messages.get(self._db, message_id)
        if message is None:
            return None
        service = self._sayings.services.of(message.account_id)
        sections = [Section(tr("Where it stands"), tuple(self._standing(message, service)))]
        if message.part is not None:
            sections.append(Section(tr("The whole text"), tuple(self._whole(message, service))))
        sections.append(Section(tr("Times"), tuple(self._times(message))))
        history = [
            self._change(one, message, service) for one in status_history.changes(self._db, message_id)
        ]
        if history:
            sections.append(Section(tr("Status history"), tuple(history)))
        sections.append(Section(tr("Numbers"), tuple(self._numbers(message, service))))
        sections.append(Section(tr("Parts and cost"), tuple(self._parts(message))))
        sections.append(Section(tr("For support"), tuple(_support(message))))
        return Details(message_id, shown(message.body) or spoken(message.media), tuple(sections))

    def _standing(self, message: Message, service: Service) -> list[Fact]:
        if not message.outbound:
            return [Fact(tr("State"), wording.state(State.RECEIVED))]
        said: Said = self._sayings.of(message)
        facts = [Fact(tr("State"), words.state_words(message, said, service), _noticed(said.role))]
        explained = said.note or wording.state_tip(
            message.state, service=service.name, proof=service.proof, listed=service.listed
        )
        facts.append(Fact(tr("What is known"), explained))
        facts += self._failed(message)
        if said.state is State.SENT and said.word and not said.note:
            facts.append(Fact(tr("Likely causes"), "\n".join(words.likely_causes(message))))
        usual = usual_alone(self._sayings.usual(message)) if message.state in TAKEN else ""
        if usual:
            facts.append(Fact(tr("Usual time"), usual))
        if message.outside:
            facts.append(Fact(tr("Sent from"), words.outside_words()))
        if message.state is State.UNCONFIRMED and self._sayings.evidence(message).phase is Phase.LEFT:
            again = tr("Its menu can still send it again or check again.")
            alone = tr("Its menu can still send it again.")
            facts.append(Fact(tr("Decide"), again if service.listed else alone))
        return facts

    def _whole(self, message: Message, service: Service) -> list[Fact]:
        """Each part of the text, where it stands and what it says (B7)."""
        facts = [Fact(tr("How it travels"), tr("As separate texts, one after the other."))]
        for one in part_group.siblings(self._db, message):
            stands = words.state_words(one, self._sayings.of(one), service)
            facts.append(Fact(words.part_words(one), f"{stands}: {shown(one.body).strip()}"))
        return facts

    def _times(self, message: Message) -> list[Fact]:
        ours = message.outbound and not message.outside
        first = tr("Written") if ours else tr("Sent") if message.outbound else tr("Received")
        named = [
            (first, message.created_at),
            (tr("Can be taken back until"), message.undo_until if self._can_be_undone(message) else None),
            (tr("Not before"), message.due_at if message.state is State.QUEUED else None),
            (tr("Last attempt"), message.attempted_at),
            (tr("Last attempt by the service's clock"), message.attempted_there),
            (tr("Unclear since"), message.doubted_at),
            (tr("Unclear since by the service's clock"), message.doubted_there),
            (tr("List last read without it"), message.looked_at),
            (tr("That list complete since"), message.missing_since),
        ]
        facts = [Fact(name, moments.exact(at)) for name, at in named if at is not None and at.year > 1990]
        if message.missing_since is not None and message.missing_since.year <= 1990:
            facts.append(Fact(tr("That list complete since"), tr("its beginning")))
        if message.attempts:
            facts.append(Fact(tr("Attempts"), str(message.attempts)))
        alike = outbox.lookalike(self._db, message) if message.state is State.UNCONFIRMED else None
        if alike is not None:
            facts.append(Fact(tr("The same words, sent elsewhere"), moments.exact(alike.created_at)))
        return facts

    def _can_be_undone(self, message: Message) -> bool:
        return message.state is State.QUEUED and undo.is_open(message.undo_until, self._clock())

    def _change(self, change: StatusChange, message: Message, service: Service) -> Fact:
        """One state and when it was learned; how exact that is, where it was not told at once."""
        word = wording.state(change.state, service=service.name, proof=service.proof, listed=service.listed)
        theirs = _their_word(change.remote_status, change.state, service)
        parts = [f"{word} ({theirs})" if theirs else word]
        if change.state is State.FAILED:
            why = error_words.explain(service.key, change.error_code, change.error_text)
            theirs = one_line(why.said)
            parts.append(one_line(f"{why.name} ({theirs})" if theirs and why.entry else theirs or why.name))
        elif change.state is State.UNCONFIRMED:
            parts.append(wording.broke(change.error_code, service=service.name or tr("the service")))
        if change.seen_within:
            parts.append(tr("or up to {n} s before").format(n=max(round(change.seen_within), 1)))
        return Fact(moments.exact(change.at), ", ".join(parts))

    def _failed(self, message: Message) -> list[Fact]:
        """Who has to act after a failure, and what becomes of the same text (C7, C13)."""
        failure = self._failures.of(message)
        if failure is None:
            return []
        named = [
            (tr("Called"), failure.name),
            (tr("Who can act"), failure.who),
            (tr("Sending it again"), failure.again),
            (tr("Explained at"), failure.link),
            (tr("Fee"), failure.fee),
        ]
        return [Fact(name, value) for name, value in named if value]

    def _numbers(self, message: Message, service: Service) -> list[Fact]:
        listed = lines.listing(self._db, message.account_id)
        label = next((one_line(one.label) for one in listed if one.number == message.line), "")
        ours = wording.isolated(readable(message.line))
        line = Fact(tr("Line"), f"{label} {ours}".strip())
        other = Fact(
            tr("To") if message.outbound else tr("From"), wording.isolated(one_line(readable(message.peer)))
        )
        name = service.name or tr("not known")
        return [line, other, Fact(tr("Service"), name)]

    def _parts(self, message: Message) -> list[Fact]:
        terms = accounts.terms(self._db, message.account_id)
        policy = Policy(**terms.policy) if terms.policy else JOINED
        here = count(message.body, policy).segments
        facts = [Fact(tr("Counted here"), ntr("{n} part", "{n} parts", here))]
        silent = tr("Not reported")
        reported = silent if message.parts is None else ntr("{n} part", "{n} parts", message.parts)
        facts.append(Fact(tr("Reported"), reported))
        if message.parts is not None and message.parts != here:
            facts.append(Fact(tr("Differs"), tr("The service counts other parts than Linedesk."), "warn"))
        if message.media:
            facts.append(Fact(tr("Came with it"), spoken(message.media)))
        facts.append(Fact(tr("Carrier"), one_line(message.carrier) or silent))
        facts.append(Fact(tr("Cost"), money(message.price, message.currency) if message.price else silent))
        return facts


def _support(message: Message) -> list[Fact]:
    """Ids and raw words, verbatim: what a service's support asks for."""
    raw = [
        (tr("Service's id"), message.remote_id or ""),
        (tr("Kind"), _kind(message)),
        (tr("Id here"), message.client_id),
        (tr("Id of the attempt"), message.handle or ""),
        (tr("Service's status"), message.remote_status),
        (tr("Error code"), message.error_code or ""),
        (tr("Error text"), message.error_text),
    ]
    facts = [Fact(name, shown(value, longest=_LONGEST)) for name, value in raw if value]
    if message.state is State.FAILED and not message.error_code and not message.error_text:
        facts.append(Fact(tr("Error text"), tr("No reason given.")))
    return facts


def _kind(message: Message) -> str:
    if message.remote_kind in passed_on.KINDS:
        return tr("Not listed yet")
    return message.remote_kind if message.remote_id else ""


def _their_word(remote_status: str, state: State, service: Service) -> str:
    """The service's own word, unless it claims what the service cannot know (C6) or says the same."""
    theirs = one_line(remote_status, longest=60)
    if theirs.lower() == State.DELIVERED and provable(State.DELIVERED, service.proof) is not State.DELIVERED:
        return ""
    return "" if theirs.lower() == wording.state(state).lower() else theirs


def _noticed(role: str) -> str:
    return "" if role == "muted" else role
