"""What kind of number is it? The question before money is spent, and what the service answered, in words.

Kinds are the service's own words; one that nobody here knows is told as it is.
"""

from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from desktop import error_words, wording
from desktop.providers.base import Provider
from desktop.providers.catalog import service_name
from desktop.settings.accounts import Account
from desktop.sms.phone import NotANumber, parse, readable
from desktop.store import number_facts
from desktop.store.database import Database, StoreError
from desktop.store.number_facts import NumberFact
from desktop.sync import number_question
from desktop.sync.number_question import NotTold
from desktop.ui import moments
from desktop.ui.features_model import of_account
from desktop.ui.plain import one_line
from desktop.wording import tr


class LookupModel(QObject):
    """Asks for one number at a time; nothing is asked before ``ask``."""

    answered = Signal(str)
    """What came of it: a sentence or two."""

    def __init__(
        self,
        db: Database,
        find: Callable[[str], Account | None],
        open_provider: Callable[[Account], Awaitable[Provider]],
        start: Callable[[Coroutine[object, object, object], str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._find = find
        self._open = open_provider
        self._start = start
        self.busy = False

    def offered(self, account_id: str, peer: str) -> bool:
        """Whether the account's service can be asked about this number."""
        if not peer.startswith("+") or self._find(account_id) is None:
            return False
        try:
            return of_account(self._db, account_id, "lookup")[0]
        except StoreError:
            return False

    def read(self, number: str, home: str | None) -> str:
        """A number of the phone book in E.164; "" where it is none."""
        try:
            return parse(number, home).value
        except NotANumber:
            return ""

    def question(self, account_id: str, peer: str) -> str:
        """What a person agrees to: which number, who is asked, what is known of the price, what was said."""
        account = self._find(account_id)
        service = service_name(account.provider) if account is not None else ""
        number = wording.isolated(readable(peer))
        said = [tr("Ask {service} what kind of number {number} is?").format(service=service, number=number)]
        said.append(
            tr(
                "{service} charges your account for each answer, also for one that says little. Linedesk "
                "does not know the price: it is in the service's price list, under Lookup, line type."
            ).format(service=service)
        )
        try:
            before = number_facts.of(self._db, peer)
        except StoreError:
            before = None
        if before is not None:
            said.append(told(before))
        return "\n\n".join(said)

    def ask(self, account_id: str, peer: str) -> None:
        """A person agreed: ask once; ``answered`` follows."""
        account = self._find(account_id)
        if account is None or self.busy:
            return
        self.busy = True
        self._start(self._ask(account, peer), tr("asking what kind of number it is"))

    async def _ask(self, account: Account, peer: str) -> None:
        try:
            fact = await number_question.ask(self._db, account, self._open, peer)
        except NotTold as no:
            self.answered.emit(_why_not(account, no))
        except StoreError as error:
            words = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            self.answered.emit(f"{words} {tr('The answer was not kept.')}")
        else:
            self.answered.emit(told(fact))
        finally:
            self.busy = False


def told(fact: NumberFact) -> str:
    """What a service said of a number, who, when, and what that means."""
    when = moments.short(fact.at, datetime.now(UTC))
    kind = _kinds().get(fact.kind, one_line(fact.kind, longest=40) or tr("it does not know"))
    words = tr("{service} said {when}: {kind}.").format(
        service=service_name(fact.source), when=when, kind=kind
    )
    if fact.carrier:
        words += " " + tr("Carrier: {name}.").format(name=one_line(fact.carrier, longest=80))
    if fact.kind == number_facts.LANDLINE:
        words += " " + tr("Texts to it are warned about until one arrives.")
    return words


def _kinds() -> dict[str, str]:
    return {
        "mobile": tr("a mobile"),
        "landline": tr("a landline"),
        "fixedVoip": tr("an internet line of a fixed place"),
        "nonFixedVoip": tr("an internet line of no fixed place"),
        "tollFree": tr("a toll-free number"),
        "tollfree": tr("a toll-free number"),
        "premium": tr("a premium-rate number"),
        "sharedCost": tr("a number whose cost is shared"),
        "uan": tr("a company's universal number"),
        "voicemail": tr("a voicemail"),
        "pager": tr("a pager"),
        "personal": tr("a personal number"),
        "payphone": tr("a payphone"),
        "unknown": tr("it does not know"),
    }


def _why_not(account: Account, no: NotTold) -> str:
    service = service_name(account.provider)
    reasons = {
        "invalid": tr("{service} says that there is no such number.").format(service=service),
        "sign_in": tr("{service} does not answer this key. Look into the account's sign-in.").format(
            service=service
        ),
        "unreachable": tr("{service} could not be reached, or did not answer. Ask again later.").format(
            service=service
        ),
        "not_offered": tr("{service} does not offer this.").format(service=service),
    }
    if no.code in reasons:
        return reasons[no.code]
    explained = error_words.explain(account.provider, no.code, no.text)
    return tr("{service} did not say: {why}").format(service=service, why=one_line(explained.sentence))
