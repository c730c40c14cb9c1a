"""The accounts of the profile as the window shows them, and what can be done with one from there.

Look here for how an account stands in words: its connection, the reason and the next step, its lines, and
where its key is. Signing in is in ``sign_in_model``, signing out in ``sign_out_model``.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop import sign_in_words, wording
from desktop.announce import AccountsChanged, Link
from desktop.providers.catalog import SERVICES, service_name
from desktop.settings.accounts import Account, Accounts, NameTaken, practice_account
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.sms.preflight import Finding
from desktop.store import accounts as learned
from desktop.store import lines
from desktop.store.database import Database, StoreError
from desktop.sync import check as checking
from desktop.sync.connections import Connections, Opener
from desktop.sync.sign_in import TROUBLES, trouble_of
from desktop.ui.accounts.counting_model import CountingSaid, said
from desktop.ui.accounts.former_model import FormerModel
from desktop.ui.accounts.plan_model import PlanForm, PlanModel, form_of, summary
from desktop.ui.accounts.service_words import is_here, what_to_do
from desktop.ui.accounts.sign_in_model import SignInModel
from desktop.ui.accounts.sign_out_model import SignOutModel
from desktop.ui.accounts.tally_model import TallyModel
from desktop.ui.accounts.webhook_model import WebhookModel
from desktop.ui.changes import Changes
from desktop.ui.lines.standing_model import Standing
from desktop.ui.plain import one_line
from desktop.ui.tasks import Tasks
from desktop.wording import ntr, tr


class Mood(StrEnum):
    """What kind of state an account is in: which icon stands by its words."""

    GOOD = "good"
    WAITING = "waiting"
    OFFLINE = "offline"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class AccountShown:
    """One account in words. ``note`` is the reason and the next step, "" where all is well."""

    id: str
    name: str
    service: str
    address: str
    mood: Mood
    state: str
    note: str
    facts: str
    """How many lines it has and where its key is."""
    signs_in: bool
    """Whether a person can enter a key for it."""
    needs_sign_in: bool
    known: bool
    """Whether this program knows the service at all."""
    webhook_offered: bool = False
    """Whether its texts can be passed on to this computer."""
    has_numbers: bool = True
    """Whether any number of it is listed, of which something can be said."""


class AccountsModel(QObject):
    """One per window. ``open_provider`` is how the connections open an account."""

    changed = Signal()
    """Any account may be shown otherwise now."""
    checked = Signal(str, bool, str)
    """An account was looked at on somebody's wish: its id, whether it works, and that in a sentence."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        accounts: Accounts,
        connections: Connections,
        standing: Standing,
        tasks: Tasks,
        open_provider: Opener,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._accounts = accounts
        self._connections = connections
        self._standing = standing
        self._tasks = tasks
        self._open = open_provider
        self._checking: set[str] = set()
        self.sign_in = SignInModel(db, accounts, connections, tasks, self)
        self.sign_out = SignOutModel(db, accounts, connections, tasks, self)
        self.tally = TallyModel(db, changes, tasks, self)
        self._plans = PlanModel(db, accounts)
        self.webhook = WebhookModel(db, changes, accounts, tasks, self)
        self.former = FormerModel(db, changes, accounts, tasks, self)
        self.listing: list[Account] = accounts.listing()
        """The accounts as last read."""
        self.damage = ""
        """Why the list can't be read any more, in a sentence; "" while it can be."""
        changes.accounts_changed.connect(self._reload)
        changes.lines_changed.connect(self.changed)
        standing.changed.connect(self.changed)

    def shown(self) -> list[AccountShown]:
        """Every account, in the order in which they were added."""
        return [self._shown(account) for account in self.listing]

    def find(self, account_id: str) -> Account | None:
        """The account with this id, if it is on the list."""
        return next((one for one in self.listing if one.id == account_id), None)

    @property
    def practices(self) -> bool:
        """Whether the practice server is on the list already."""
        return any(account.practice for account in self.listing)

    def counting_of(self, account_id: str) -> CountingSaid:
        """What is to be said of how the account's parts are counted (idea 18)."""
        account = self.find(account_id)
        service = "" if account is None else one_line(service_name(account.provider))
        return said(self.tally.audit(account_id), service)

    def advice(self, account_id: str, finding: Finding) -> tuple[str, str]:
        """What to do about a finding, and the service's web address for it; "" where there is none."""
        account = self.find(account_id)
        if account is None:
            return "", ""
        words = what_to_do(finding, one_line(service_name(account.provider)))
        service = SERVICES.get(account.provider)
        # A server at another address, as one to practise on, takes no money.
        ours = service is not None and account.url == service.url and not is_here(finding)
        return words, service.site if service is not None and ours else ""

    def plan_of(self, account_id: str) -> tuple[str, PlanForm]:
        """What somebody said of plan and countries, in words and as it stands in the form."""
        account = self.find(account_id)
        return ("", PlanForm()) if account is None else (summary(account), form_of(account))

    def keep_plan(self, account_id: str, form: PlanForm) -> str:
        """Keep what somebody says of plan and countries; why not in a sentence, or ""."""
        account = self.find(account_id)
        if account is None:
            return tr("This account is no longer on the list.")
        return self._plans.keep(account, form)

    def look_at_webhook(self, account_id: str) -> None:
        """Say how the account's webhook stands."""
        account = self.find(account_id)
        if account is not None:
            self.webhook.look(account)

    def switch_webhook(self, account_id: str, on: bool) -> None:
        """Listen for the account's texts from now on, or no more."""
        account = self.find(account_id)
        if account is not None:
            self.webhook.switch(account, on=on)

    def is_checking(self, account_id: str) -> bool:
        """Whether the account is being looked at on somebody's wish."""
        return account_id in self._checking

    def practise(self) -> str:
        """Put the practice server on the list; why that failed in a sentence, or ""."""
        account = practice_account()
        account = account.model_copy(update={"name": self.sign_in.free_name(account.name)})
        try:
            self._accounts.add(account)
        except (SettingsUnwritable, SettingsDamaged) as error:
            return wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        self._connections.add(account)
        return ""

    def rename(self, account_id: str, name: str) -> str:
        """Call the account ``name``; why that failed in a sentence, or ""."""
        account = self.find(account_id)
        if not name.strip():
            return tr("Give the account a name, so that you know it among others.")
        if account is None:
            return tr("This account is no longer on the list.")
        try:
            self._accounts.update(account.model_copy(update={"name": name.strip()}))
        except NameTaken:
            return tr("There is an account named {name} already.").format(name=one_line(name.strip()))
        except (SettingsUnwritable, SettingsDamaged) as error:
            return wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        self._db.announce(AccountsChanged())
        return ""

    def check(self, account_id: str) -> None:
        """Look now whether the account works: ``checked`` tells."""
        account = self.find(account_id)
        if account is not None and account_id not in self._checking:
            self._checking.add(account_id)
            self.changed.emit()
            self._tasks.start(self._check(account), tr("the check of an account"))

    async def _check(self, account: Account) -> None:
        try:
            provider = await self._open(account)
            try:
                found = await checking.check(self._db, account.id, provider)
            finally:
                await provider.close()
        except TROUBLES as error:
            self._tell(account, works=False, sentence=self._trouble(account, error))
        except StoreError as error:
            words = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            self._tell(account, works=False, sentence=words)
        else:
            words = ntr("It works and has {n} line.", "It works and has {n} lines.", len(found.lines))
            self._tell(account, works=True, sentence=words)
        finally:
            self._checking.discard(account.id)
            self._connections.check_again(account.id)
            self.changed.emit()

    def _tell(self, account: Account, *, works: bool, sentence: str) -> None:
        self._checking.discard(account.id)
        self.checked.emit(account.id, works, sentence)

    def _trouble(self, account: Account, error: Exception) -> str:
        trouble = trouble_of(error)
        detail = account.key_variable if trouble.code == "variable_unset" else one_line(trouble.detail)
        return sign_in_words.service_trouble(
            trouble.code,
            service=service_name(account.provider),
            url=account.url,
            detail=detail,
            provider=account.provider,
            named=trouble.named,
        )

    def _reload(self) -> None:
        try:
            self.listing = self._accounts.listing()
        except SettingsDamaged as error:
            # What stood on the list goes on.
            self.damage = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        else:
            self.damage = ""
        self.changed.emit()

    def _shown(self, account: Account) -> AccountShown:
        mood, state, note = self._state(account)
        note = note or self._gap(account)
        link, _ = self._standing.state(account.id)
        known = account.provider in SERVICES
        return AccountShown(
            id=account.id,
            name=one_line(account.name),
            service=one_line(service_name(account.provider)),
            address=tr("on this computer") if account.practice else one_line(account.url),
            mood=mood,
            state=state,
            note=note,
            facts=self._facts(account),
            signs_in=known and not account.practice and account.key_place != "env",
            needs_sign_in=link is Link.SIGN_IN_NEEDED,
            known=known,
            webhook_offered=self.webhook.offered(account),
            has_numbers=bool(lines.listing(self._db, account.id)),
        )

    def _gap(self, account: Account) -> str:
        """What this account can never show, where its service lists no texts; "" for any other."""
        listed = learned.terms(self._db, account.id).features.get("listed", {})
        return wording.feature_off(listed.get("reason", ""), service=one_line(service_name(account.provider)))

    def _facts(self, account: Account) -> str:
        count = len(lines.listing(self._db, account.id))
        place = {
            "keyring": tr("key in the system's keyring"),
            "env": tr("key in the variable {name}").format(name=account.key_variable),
            "session": tr("key held until Linedesk closes"),
        }[account.key_place]
        said = [ntr("{n} line", "{n} lines", count)]
        if amount := self._standing.balance(account.id):
            said.append(tr("Balance {amount}").format(amount=amount))
        return " · ".join(said if account.practice else [*said, place])

    def _state(self, account: Account) -> tuple[Mood, str, str]:
        link, reason = self._standing.state(account.id)
        service = service_name(account.provider)
        if account.provider not in SERVICES:
            note = sign_in_words.sign_in_trouble("unknown_service", service=one_line(account.provider))
            return Mood.BAD, tr("Cannot be used"), note
        if self.is_checking(account.id):
            return Mood.WAITING, tr("Checking with {service} …").format(service=service), ""
        match link:
            case Link.CONNECTING if reason == "keyring":
                return Mood.WAITING, tr("Waiting for your password manager …"), ""
            case Link.ONLINE:
                return Mood.GOOD, wording.link(link), ""
            case Link.SIGN_IN_NEEDED:
                note = sign_in_words.sign_in_trouble(
                    one_line(reason), service=service, detail=account.key_variable
                )
                return Mood.BAD, wording.link(link), note
            case Link.OFFLINE if reason in ("not_there", "redirect"):
                return Mood.BAD, wording.link(link), sign_in_words.sign_in_trouble(reason, service=service)
            case Link.OFFLINE:
                return Mood.OFFLINE, wording.link(link), tr("It is tried again by itself.")
            case Link.STANDING_BY:
                words = tr("Another window or command of this profile does the sending and receiving.")
                return Mood.WAITING, wording.link(link), words
            case _:
                return Mood.WAITING, wording.link(Link.CONNECTING), ""
