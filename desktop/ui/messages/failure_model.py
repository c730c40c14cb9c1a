"""Why a text failed, as its card says it: cause, who has to act, code, and the one next step (C7).

Look here for which next steps a button can do now (``Act``) and what else they need: the STOP message, the
earlier text with the same words. What each error means is in ``error_words``.
"""

from dataclasses import dataclass
from enum import Enum, auto

from desktop import error_words
from desktop.error_words import Explained
from desktop.sms.delivery import State
from desktop.sms.errors import Step
from desktop.store import consent, failed
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.ui.messages.service_model import Services
from desktop.ui.money import money
from desktop.ui.plain import one_line, shown
from desktop.wording import tr

_LONGEST = 400
"""Characters of the service's own words on the card; the details have them all."""


class Act(Enum):
    """What the card's main button does."""

    EDIT = auto()
    """Put the words into the composer; a person sends them."""
    CALL = auto()
    LINE = auto()
    """Choose another line for the words."""
    NEW = auto()
    """Begin a new message with these words, to correct the number."""
    PERSON = auto()
    """Add them to the service's phone book, then take the words up."""
    SHOW = auto()
    """Go to another text of the thread."""
    DETAILS = auto()
    """All that is known of the text: for steps that are done elsewhere."""


_ACTS = {
    Step.REWORD: Act.EDIT,
    Step.APPEAL: Act.EDIT,
    Step.SHORTEN: Act.EDIT,
    Step.SEND_AS_TEXT: Act.EDIT,
    Step.TRY_SHORT: Act.EDIT,
    Step.SEND_LATER: Act.EDIT,
    Step.CALL: Act.CALL,
    Step.OTHER_LINE: Act.LINE,
    Step.REPLACE_NUMBER: Act.LINE,
    Step.OPEN_SETTING: Act.LINE,
    Step.VERIFY_LINE: Act.LINE,
    Step.REGISTER: Act.LINE,
    Step.FIX_NUMBER: Act.NEW,
    Step.CHECK_NUMBER: Act.NEW,
    Step.OTHER_NUMBER: Act.NEW,
    Step.CHANGE_RECIPIENT: Act.NEW,
    Step.ADD_PERSON: Act.PERSON,
    Step.SHOW_STOP: Act.SHOW,
    Step.SHOW_EARLIER: Act.SHOW,
}
_OWN_LABEL = frozenset({Step.APPEAL, Step.REPLACE_NUMBER, Step.OPEN_SETTING, Step.VERIFY_LINE, Step.REGISTER})
"""Steps that are done at the service: the button names what can be done here meanwhile."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed text with all that its card says; plain text, the service's words made fit to be shown."""

    message: Message
    name: str
    what: str
    next_step: str
    who: str
    source: str
    """The code and whose it is; "" for a name of our own."""
    said: str
    fee: str
    """What it cost, where the service reported that; not every failure costs something (C13)."""
    act: Act
    label: str
    """Of the main button."""
    target: int | None
    """The text that ``Act.SHOW`` leads to."""
    query: str
    """What finds it in the error guide."""
    again: str
    """What becomes of the same text, sent once more; "" where nobody knows."""
    link: str
    """The service's own page about it; "" where there is none."""

    def as_text(self) -> str:
        """Everything as one paragraph, for a screen reader."""
        parts = (self.name + ".", self.what, self.next_step, self.who, self.source, self.said, self.fee)
        return " ".join(part for part in parts if part)


class Failures:
    """Explains failed texts."""

    def __init__(self, db: Database, services: Services) -> None:
        self._db = db
        self._services = services

    def of(self, message: Message) -> Failure | None:
        """What is known of a failed text; ``None`` for one that has not failed."""
        if not message.outbound or message.state is not State.FAILED:
            return None
        service = self._services.of(message.account_id)
        explained = error_words.explain(service.key, message.error_code, message.error_text)
        entry = explained.entry
        act, label, target = self._next(message, explained)
        said = one_line(explained.said, longest=_LONGEST)
        return Failure(
            message=message,
            name=one_line(explained.name),
            what=one_line(explained.what, longest=_LONGEST),
            next_step=explained.next_step,
            who=explained.who,
            source=_source(explained, service.name or tr("the service")),
            said=tr("In the service's words: {words}").format(words=said) if said != explained.what else "",
            fee=_fee(message),
            act=act,
            label=label,
            target=target,
            query=entry.code if entry is not None else explained.code,
            again="" if entry is None else error_words.retry_words(entry.retry),
            link="" if entry is None else entry.link,
        )

    def _next(self, message: Message, explained: Explained) -> tuple[Act, str, int | None]:
        step = None if explained.entry is None else explained.entry.step
        if step is None:
            return Act.EDIT, tr("Edit and send again"), None
        act = _ACTS.get(step, Act.DETAILS)
        if act is Act.SHOW:
            target = self._target(message, step)
            if target is None:
                return (Act.CALL if step is Step.SHOW_STOP else Act.DETAILS), _usual(step), None
            return act, error_words.step_label(step), target
        if act is Act.DETAILS:
            return act, tr("Show details"), None
        if step in _OWN_LABEL:
            return act, _usual(Step.OTHER_LINE if act is Act.LINE else Step.REWORD), None
        return act, error_words.step_label(step), None

    def _target(self, message: Message, step: Step) -> int | None:
        if step is Step.SHOW_EARLIER:
            return failed.same_before(self._db, message)
        said = consent.history(self._db, message.account_id, message.line, message.peer)
        # What the service refused is no STOP of theirs that could be shown.
        stops = [one.message_id for one in said if one.kind == consent.STOP and one.message_id is not None]
        return stops[-1] if stops else None


def _usual(step: Step) -> str:
    labels = {Step.SHOW_STOP: error_words.step_label(Step.CALL), Step.SHOW_EARLIER: tr("Show details")}
    return labels.get(step) or error_words.step_label(step)


def _source(explained: Explained, service: str) -> str:
    if not explained.number:
        return ""
    code = one_line(explained.number, longest=40)
    return tr("Code {code}, reported by {service}").format(code=code, service=service)


def _fee(message: Message) -> str:
    if not message.price:
        return ""
    return tr("It cost {amount} although it failed; not every failure does.").format(
        amount=shown(money(message.price, message.currency))
    )
