"""Settings of a line at its service, as the window reads, proposes and changes them (A9, D3 to D6).

Nothing is written that was not proposed, and nothing is proposed over settings that were not shown.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop import line_setting_words as words
from desktop import sign_in_words, wording
from desktop.providers.base import OutcomeUnknown, Provider, Refused
from desktop.providers.catalog import service_name
from desktop.providers.line_settings import LineSettings, OthersChanged, SettingsChanged
from desktop.settings.accounts import Account
from desktop.sms.phone import Fault, Kind, NotANumber, parse, region_of
from desktop.sms.prices import PER_TEXT, SWITCHED_ON, wallet
from desktop.store import line_about
from desktop.store.database import Database, StoreError
from desktop.store.lines import Line
from desktop.sync import line_settings
from desktop.sync.sign_in import TROUBLES, trouble_of
from desktop.ui.money import money
from desktop.ui.plain import one_line
from desktop.ui.tasks import Tasks
from desktop.wording import tr


class Stage(StrEnum):
    """How far it is."""

    NOTHING = "nothing"
    READING = "reading"
    SHOWN = "shown"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Form:
    """The settings as they stand in fields."""

    texting: bool = False
    email_on: bool = False
    email: str = ""
    forward_on: bool = False
    forward: str = ""
    callback_on: bool = False
    callback: str = ""
    callback_retry: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be done: a question, each change, and what it costs. ``possible``: the wallet suffices."""

    question: str
    changes: tuple[str, ...]
    cost: tuple[str, ...]
    possible: bool
    wanted: LineSettings

    @property
    def text(self) -> str:
        """All of it, to be read before a Confirm."""
        return "\n".join([self.question, "", *self.changes, *self.cost])


class LineSettingsModel(QObject):
    """One per sheet. ``open_provider`` is how the connections open an account."""

    changed = Signal()
    ended = Signal(bool, str)
    """Reading or writing ended: whether it is well, and that in a sentence, "" for none."""

    def __init__(
        self,
        db: Database,
        tasks: Tasks,
        open_provider: Callable[[Account], Awaitable[Provider]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._tasks = tasks
        self.open_provider = open_provider
        self._of: tuple[Account, Line] | None = None
        self._shown: LineSettings | None = None
        self.stage = Stage.NOTHING

    def open(self, account: Account | None, line: Line | None) -> None:
        """Be about this line, of which nothing is shown yet."""
        self._of = None if account is None or line is None else (account, line)
        self._shown, self.stage = None, Stage.NOTHING
        self.changed.emit()

    @property
    def form(self) -> Form | None:
        """What was shown last, as it stands in fields; ``None`` before that."""
        if self._shown is None:
            return None
        found = self._shown
        return Form(
            found.texting,
            found.email_on,
            found.email,
            found.forward_on,
            found.forward,
            found.callback_on,
            found.callback,
            found.callback_retry,
        )

    def rules(self) -> list[str]:
        """What has to be known of forwarding (D3 to D6)."""
        return words.rules(self._service())

    def read(self) -> None:
        """Ask the service how they are now."""
        if self._of is not None and self.stage not in (Stage.READING, Stage.WRITING):
            self._go(Stage.READING)
            self._tasks.start(self._read(*self._of), tr("reading the settings of a number"))

    def propose(self, form: Form) -> Proposal | str:
        """What the form would change; or in a sentence why it cannot, "" where it changes nothing."""
        if self._of is None or self._shown is None:
            return tr("The settings were not read yet.")
        account, line = self._of
        forward = form.forward.strip()
        if forward and forward != self._shown.forward:
            try:
                peer = parse(forward, region_of(line.number))
            except NotANumber as error:
                return wording.number_fault(error.fault)
            if peer.kind is not Kind.E164:
                short = peer.kind is Kind.SHORT_CODE
                return wording.number_fault(Fault.TOO_SHORT if short else Fault.LETTERS)
            forward = peer.value
        wanted = LineSettings(
            form.texting,
            form.email_on,
            _typed(form.email, self._shown.email),
            form.forward_on,
            forward,
            form.callback_on,
            _typed(form.callback, self._shown.callback),
            form.callback_retry,
        )
        for on, value in (
            (form.email_on, wanted.email),
            (form.forward_on, forward),
            (form.callback_on, wanted.callback),
        ):
            if on and not value:
                return tr("Say where to: an address is missing for what is switched on.")
        if wanted == self._shown:
            return ""
        if (found := words.unfit_of(self._shown, wanted, self._service())) is not None:
            return found
        cost, possible = self._cost(account, wanted)
        return Proposal(
            words.question(line.number, self._shown, wanted, self._service()),
            tuple(words.changes(self._shown, wanted)),
            cost,
            possible,
            wanted,
        )

    def confirm(self, proposal: Proposal) -> None:
        """Do what was proposed."""
        if self._of is not None and self._shown is not None and self.stage is Stage.SHOWN:
            self._go(Stage.WRITING)
            work = self._write(*self._of, self._shown, proposal.wanted)
            self._tasks.start(work, tr("changing the settings of a number"))

    def _cost(self, account: Account, wanted: LineSettings) -> tuple[tuple[str, ...], bool]:
        if self._shown is None or self._shown.texting or not wanted.texting:
            return (), True
        left = line_about.money(self._db, account.id)
        price = SWITCHED_ON.get(account.provider)
        purse = wallet(left.amount, price, left.currency)
        said = words.cost(price, PER_TEXT.get(account.provider), purse, left.currency, money)
        return tuple(said), purse is None or not purse.missing

    async def _read(self, account: Account, line: Line) -> None:
        try:
            found = await line_settings.read(account, line, self.open_provider)
        except TROUBLES as error:
            self._end((account, line), None, well=False, sentence=self._trouble(account, error))
        else:
            self._end((account, line), found, well=True, sentence="")

    async def _write(self, account: Account, line: Line, shown: LineSettings, wanted: LineSettings) -> None:
        of, number = (account, line), line.number
        try:
            after = await line_settings.change(
                self._db, account, line, self.open_provider, shown=shown, wanted=wanted
            )
        except SettingsChanged as meanwhile:
            self._end(of, meanwhile.now, well=False, sentence=words.changed_meanwhile(number))
        except OthersChanged as more:
            self._end(of, more.now, well=False, sentence=words.others_changed(number))
        except OutcomeUnknown:
            self._end(of, None, well=False, sentence=words.unknown_outcome(number))
        except TROUBLES as error:
            self._end(of, shown, well=False, sentence=self._trouble(account, error))
        except StoreError as error:
            sentence = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            self._end(of, None, well=False, sentence=sentence)
        else:
            self._end(of, after, well=after == wanted, sentence=words.done(number, wanted, after))

    def _end(
        self, of: tuple[Account, Line], found: LineSettings | None, *, well: bool, sentence: str
    ) -> None:
        if self._of != of:
            return  # another line is looked at by now
        self._shown = found
        self._go(Stage.NOTHING if found is None else Stage.SHOWN)
        self.ended.emit(well, sentence)

    def _trouble(self, account: Account, error: Exception) -> str:
        service = self._service()
        if isinstance(error, Refused):
            return words.refused(account.provider, error.code, one_line(error.text), service)
        trouble = trouble_of(error)
        return sign_in_words.service_trouble(
            trouble.code, service=service, url=account.url, detail=one_line(trouble.detail)
        )

    def _service(self) -> str:
        return "" if self._of is None else one_line(service_name(self._of[0].provider))

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()


def _typed(value: str, shown: str) -> str:
    """What was typed, without what nobody sees around it; what nobody touched stays to the letter."""
    return shown if value == shown else value.strip()
