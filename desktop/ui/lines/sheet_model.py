"""The sheet of one of our numbers as the window shows it: what it can do, who says so, what to do (A5, A16).

Look here for what each line says and which step offers a button. Facts are gathered by ``store.line_about``,
the rules are in ``sms.line_sheet``, words in ``line_words``; its settings there: ``line_settings_model``.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop import line_setting_words as setting_words
from desktop import line_words
from desktop.providers.catalog import SERVICES, service_name
from desktop.settings.accounts import Account, Accounts
from desktop.settings.files import SettingsDamaged
from desktop.sms.abilities import (
    PORTED_AT,
    VOICE_ONLY,
    About,
    Answer,
    Do,
    Sheet,
    Source,
    Statement,
    Step,
)
from desktop.sms.line_sheet import sheet
from desktop.sms.prices import PER_MEDIA, SWITCHED_ON, on_paper, wallet
from desktop.sms.restricted import DEFAULT
from desktop.store import accounts, line_about, line_facts
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.sync.given import given
from desktop.ui.changes import Changes
from desktop.ui.country import country_name
from desktop.ui.lines.line_model import LineModel, capability_sentence, label_of, shown_number
from desktop.ui.moments import since
from desktop.ui.money import money
from desktop.ui.plain import one_line
from desktop.ui.turns import Later
from desktop.wording import tr

_LOOKS = {
    Answer.YES: ("check", "ok"),
    Answer.PARTLY: ("info", "muted"),
    Answer.NOT_SURE: ("info", "warn"),
    Answer.NO: ("close", "muted"),
    Answer.UNKNOWN: ("more", "muted"),
}
"""Drawing and role of each answer; the word beside it says the same."""
_URGENT = (Do.ENABLE, Do.VERIFY, Do.OTHER_LINE, Do.NO_REPLIES, Do.READ_ONLY)
_AT_SERVICE = (Do.ENABLE, Do.REPLACE, Do.VERIFY, Do.ASK_VERIFIED)


@dataclass(frozen=True, slots=True)
class AbilityShown:
    """One line of the sheet: what, how far, and who says so."""

    name: str
    answer: str
    source: str
    drawing: str
    role: str


@dataclass(frozen=True, slots=True)
class StepShown:
    """What to do or to know; ``offer`` is on its button, "" where there is none."""

    do: Do
    words: str
    offer: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A whole sheet in words."""

    account_id: str
    number: str
    title: str
    first_line: str
    service: str
    steps: tuple[StepShown, ...]
    abilities: tuple[AbilityShown, ...]
    money: tuple[str, ...]
    """Balance and prices, each with its date and where it is from (G1, G4)."""
    request: str
    """A request for a number that can text, to be copied (A7); "" where it is not needed."""
    site: str
    """Where the service's portal is; "" for a server at another address."""
    ported: str
    """When a person says it was ported, as it was noted; "" where nobody did."""
    voice_only: bool
    """Whether a person noted that it cannot text."""
    asks_voice_only: bool
    """Whether that can be noted: the service does not say whether it can text."""
    switches: bool
    """Whether its settings can be read and changed from here."""
    users: str
    """Who uses it at its service, in a sentence; "" where that is not told."""


class SheetModel(QObject):
    """One per window; ``open`` says which number it is about."""

    changed = Signal()

    def __init__(
        self,
        db: Database,
        changes: Changes,
        accounts: Accounts,
        lines: LineModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._accounts = accounts
        self._lines = lines
        self._wanted: tuple[str, str] | None = None
        for news in (changes.lines_changed, changes.account_changed, changes.accounts_changed):
            news.connect(lambda *_: self.changed.emit())
        Later(self, self.changed.emit).after(changes.store_changed_elsewhere)
        lines.current_changed.connect(self.changed)

    def open(self, account_id: str = "", number: str = "") -> None:
        """Be about this number; without one, about the line that is current, whichever that is."""
        wanted = (account_id, number) if number else None
        if wanted != self._wanted:
            self._wanted = wanted
            self.changed.emit()

    @property
    def line(self) -> Line | None:
        """The line that it is about; ``None`` while there is none."""
        if self._wanted is None:
            return self._lines.current
        listed = self._lines.lines()
        return next((one for one in listed if (one.account_id, one.number) == self._wanted), None)

    @property
    def account(self) -> Account | None:
        """The account of that line, if it is on the list."""
        line = self.line
        if line is None:
            return None
        try:
            listing = self._accounts.listing()
        except SettingsDamaged:
            return None  # the accounts page says what is wrong
        return next((one for one in listing if one.id == line.account_id), None)

    def shown(self) -> SheetShown | None:
        """The sheet as it is now. Raises ``StoreError``."""
        line, account = self.line, self.account
        if line is None:
            return None
        now = datetime.now(UTC)
        found = sheet(line_about.about(self._db, line, given(account, DEFAULT), now))
        service = one_line(service_name(found.about.service)) or tr("The service")
        known = SERVICES.get(found.about.service)
        ours = known is not None and account is not None and account.url == known.url
        site = known.site if known is not None and ours else ""
        about = found.about
        asked = next((one for one in found.steps if one.do is Do.ASK), None)
        off = any(one.do is Do.ENABLE for one in found.steps)
        port = about.facts.get(PORTED_AT)
        told = about.facts.get(VOICE_ONLY)
        return SheetShown(
            account_id=line.account_id,
            number=line.number,
            title="  ".join(part for part in (label_of(line), shown_number(line)) if part),
            first_line=capability_sentence(line),
            service=service,
            steps=tuple(_step(one, about, service, site=site) for one in found.steps),
            abilities=tuple(_ability(one, service, now) for one in found.statements),
            money=tuple(self._money(line.account_id, about.service, now, switched_off=off)),
            request="" if asked is None else line_words.request(about, asked.kind, service),
            site=site,
            ported=port.value if port is not None and port.source is Source.PERSON else "",
            voice_only=told is not None and told.value == "yes",
            asks_voice_only=told is not None or _silent(found),
            switches=about.switches and account is not None,
            users=one_line(line_words.users(about, service)),
        )

    def note_port(self, written: str) -> str:
        """Note when it was ported, "" takes it back; why that cannot be done in a sentence, or "" (A13)."""
        line = self.line
        if line is None:
            return tr("This number is no longer on the list.")
        value = ""
        if written.strip():
            try:
                at = datetime.fromisoformat(written.strip())
                value = at.astimezone(UTC).isoformat()
            except (ValueError, OverflowError):
                return tr("Write day and time as 2026-11-22 10:00.")
        line_facts.tell(self._db, line.account_id, line.number, PORTED_AT, value, datetime.now(UTC))
        return ""

    def note_voice_only(self, on: bool) -> None:
        """Note that it cannot text, where the service does not say so, or take that back."""
        line = self.line
        if line is not None:
            value = "yes" if on else ""
            line_facts.tell(self._db, line.account_id, line.number, VOICE_ONLY, value, datetime.now(UTC))

    def try_again(self) -> None:
        """Put aside that a text was refused from it: the next one tells (A6)."""
        self.note_voice_only(False)

    def _money(self, account_id: str, service: str, now: datetime, *, switched_off: bool) -> list[str]:
        left = line_about.money(self._db, account_id)
        said = []
        if left.amount is not None:
            amount = money(format(left.amount, "f"), left.currency)
            if left.at is None:
                said.append(tr("Balance: {amount}").format(amount=amount))
            else:
                at = since(left.at, now)
                said.append(tr("Balance: {amount} (told: {at})").format(amount=amount, at=at))
        terms = accounts.terms(self._db, account_id)
        each, media = on_paper(service, told=terms.price_told), PER_MEDIA.get(service)
        if each is not None:
            said.append(tr("Each part: {price}").format(price=line_words.price(each, money)))
        elif terms.price_per_part:
            price = money(terms.price_per_part, terms.currency)
            said.append(tr("Each part: {price}, as the service tells.").format(price=price))
        if media is not None:
            said.append(tr("Each picture text: {price}").format(price=line_words.price(media, money)))
        if switched_off:
            on = SWITCHED_ON.get(service)
            purse = wallet(left.amount, on, left.currency)
            costs = setting_words.cost(on, None, purse, left.currency, money)
            said += [tr("Switching SMS on:"), *costs]
        return said


def _ability(one: Statement, service: str, now: datetime) -> AbilityShown:
    drawing, role = _LOOKS[one.answer]
    return AbilityShown(
        name=line_words.ability(one.ability),
        answer=line_words.answer(one, country=country_name),
        source=line_words.source(one, service, moment=partial(since, now=now)),
        drawing=drawing,
        role=role,
    )


def _step(one: Step, about: About, service: str, *, site: str) -> StepShown:
    words = line_words.step(one, about, service, moment=partial(since, now=about.now))
    return StepShown(one.do, words, _offer(one, service, site), one.do in _URGENT)


def _offer(one: Step, service: str, site: str) -> str:
    if one.do is Do.ENABLE and dict(one.values).get("here"):
        return tr("Switch SMS on …")
    if one.do is Do.ASK:
        return tr("Copy the request")
    if one.do is Do.WAIT_ACTIVE:
        return tr("Check again")
    if one.do is Do.TRY_AGAIN:
        return tr("Try it again")
    if one.do in _AT_SERVICE and site:
        return tr("Open {service} …").format(service=service)
    return ""


def _silent(found: Sheet) -> bool:
    """Whether nobody says that it can text."""
    return found.about.can_send is None and found.about.can_receive is None
