"""An account's webhook as its card shows it: whether there is one, its address to copy, and switching it.

Look here for what has to be said with it: that the service cannot reach this computer by itself.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop import sign_in_words, wording
from desktop.announce import AccountsChanged
from desktop.providers.catalog import service_name
from desktop.settings import webhook_token
from desktop.settings.accounts import Account, Accounts
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.settings.system_keyring import NoSecret, in_background
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.plain import one_line
from desktop.ui.tasks import Tasks
from desktop.webhook.address import PORT, address, offered
from desktop.wording import tr


@dataclass(frozen=True, slots=True)
class WebhookSaid:
    """``url`` is "" while nothing listens, or while its word is not known."""

    on: bool = False
    words: str = ""
    url: str = ""
    trouble: str = ""


class WebhookModel(QObject):
    """The webhooks of all accounts that have one."""

    told = Signal(str)
    """What is said of the account of this id is another now."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        accounts: Accounts,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._accounts = accounts
        self._tasks = tasks
        self._said: dict[str, WebhookSaid] = {}
        self._taken: set[str] = set()
        """Accounts whose port something else has."""
        self._refused: set[int | None] = set()
        """Ports that something else had."""
        changes.webhook_changed.connect(self._hear)

    def offered(self, account: Account) -> bool:
        """Whether its service passes texts on in a form that is known here."""
        return offered(account.provider) and not account.practice

    def said(self, account_id: str) -> WebhookSaid:
        """What is known, as last told."""
        return self._said.get(account_id, WebhookSaid())

    def look(self, account: Account) -> None:
        """Read the address, where it is switched on: ``told``."""
        self._tasks.start(self._work(account, None), tr("the webhook of an account"))

    def switch(self, account: Account, *, on: bool) -> None:
        """Listen from now on at a new address, or no more: ``told``."""
        self._tasks.start(self._work(account, on), tr("the webhook of an account"))

    def _hear(self, account_id: str, taken: bool) -> None:
        (self._taken.add if taken else self._taken.discard)(account_id)
        try:
            account = next((one for one in self._accounts.listing() if one.id == account_id), None)
        except SettingsDamaged:
            return  # whoever shows the accounts says so
        if account is not None and taken:
            self._refused.add(account.webhook_port)
        if account is not None and account_id in self._said:
            self.look(account)

    async def _work(self, account: Account, on: bool | None) -> None:
        trouble, token = "", ""
        try:
            if on is not None:
                account, token = await self._switched(account, on=on)
            elif account.webhook_port is not None:
                token = await webhook_token.read_in_background(account.id)
        except NoSecret as error:
            trouble = sign_in_words.sign_in_trouble(
                error.reason, service=one_line(account.name), detail=one_line(error.detail)
            )
        except (SettingsUnwritable, SettingsDamaged) as error:
            trouble = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        port = account.webhook_port
        if port is None:
            self._taken.discard(account.id)
        elif account.id in self._taken and not trouble:
            trouble = tr(
                "Something else on this computer has port {port}, so nothing is taken now. It is tried "
                "again; switch the webhook off and on for another port."
            ).format(port=port)
        url = address(account.provider, port, token) if port is not None and token else ""
        self._said[account.id] = WebhookSaid(port is not None, _words(account), url, trouble)
        self.told.emit(account.id)

    async def _switched(self, account: Account, *, on: bool) -> tuple[Account, str]:
        if not on:
            await in_background(lambda: webhook_token.remove(account.id))
            account = account.model_copy(update={"webhook_port": None})
            token = ""
        else:
            token = await in_background(lambda: webhook_token.make(account.id))
            taken = {one.webhook_port for one in self._accounts.listing()}
            taken |= self._refused
            port = account.webhook_port or next(one for one in range(PORT, 65536) if one not in taken)
            account = account.model_copy(update={"webhook_port": port})
        self._accounts.update(account)
        self._db.announce(AccountsChanged())
        return account, token


def _words(account: Account) -> str:
    service = one_line(service_name(account.provider))
    if account.webhook_port is None:
        words = tr(
            "Texts come by asking {service} again and again. Where something of yours forwards its calls to "
            "this computer, they come at once as well."
        )
    else:
        words = tr(
            "{service} cannot reach this computer by itself: a tunnel or a reverse proxy of yours has to "
            "forward its calls to this address. Keep it to yourself."
        )
    return words.format(service=service)
