"""Signing in: what is typed is checked with the service first, and saved only if it works.

Look here for the steps of it, for what is said when one fails and which field is to blame. A key that is
not for the keyring is held in memory until the program ends.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from PySide6.QtCore import QObject, Signal

from desktop import sign_in_words, wording
from desktop.providers.catalog import SERVICES, Field, Service, service_name
from desktop.settings import credentials
from desktop.settings.accounts import Account, Accounts, NameTaken
from desktop.settings.credentials import NoSecret
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.store.database import Database, StoreError
from desktop.sync.connections import Connections
from desktop.sync.fields import FieldMissing, OddField, Typed, read_typed
from desktop.sync.sign_in import (
    TROUBLES,
    BadAddress,
    OddKey,
    checked_address,
    save,
    trouble_of,
    try_out,
)
from desktop.ui.plain import one_line
from desktop.ui.tasks import Tasks
from desktop.wording import tr

__all__ = ["AskedFor", "Form", "Phase", "Service", "SignInModel", "Trouble"]

_SAVING = (SettingsUnwritable, SettingsDamaged, StoreError)
Place = Literal["keyring", "session"]


class Phase(StrEnum):
    """Where signing in stands."""

    READY = "ready"
    CHECKING = "checking"
    KEYRING = "keyring"
    """The keyring was asked, and may itself be asking a person."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed. The key appears in no repr."""

    provider: str
    name: str
    url: str
    key: str = field(repr=False)
    place: Place
    fields: Mapping[str, str] = field(default_factory=dict)
    """What is typed beside the key, by the names of the catalog."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A field of a sign-in in words. ``field``: its name in the catalog; ``where`` it is found, or ""."""

    field: str
    name: str
    where: str
    like: str
    optional: bool
    free: bool

    @property
    def caption(self) -> str:
        """What stands above it."""
        return tr("{field} (may stay empty)").format(field=self.name) if self.optional else self.name


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why it did not work: ``at`` is the field to blame, "" for none.

    It is "name", "address", "key", "place", or the name of another field of the service.
    """

    at: str
    sentence: str


class SignInModel(QObject):
    """One sign-in at a time, of a new account or of one that is on the list."""

    changed = Signal()
    """Phase, trouble, or what is known of the keyring is another."""
    done = Signal(str)
    """An account works and is saved: its id."""

    def __init__(
        self,
        db: Database,
        accounts: Accounts,
        connections: Connections,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._accounts = accounts
        self._connections = connections
        self._tasks = tasks
        self._task: asyncio.Task[None] | None = None
        self._provider = ""
        self.phase = Phase.READY
        self.trouble: Trouble | None = None
        self.account: Account | None = None
        """The account that signs in again; ``None`` for a new one."""
        self.no_keyring = ""
        """Why the key can't go into a keyring, in a sentence; "" where it seems that it can."""

    def services(self) -> list[Service]:
        """The services there are."""
        return list(SERVICES.values())

    def asked(self, provider: str) -> tuple[list[AskedFor], AskedFor]:
        """What the service asks for: the fields that are no secret, and the one that is."""
        service = SERVICES[provider]
        return [_asked(service, one) for one in service.visible], _asked(service, service.secret)

    def put_right(self, provider: str, fields: Mapping[str, str], key: str) -> Typed | None:
        """What was typed, each thing where it belongs; ``None`` while that cannot be said."""
        try:
            return read_typed(SERVICES[provider], fields, key)
        except (FieldMissing, OddField, OddKey):
            return None

    @property
    def doing(self) -> str:
        """What is being waited for, in a sentence; "" for nothing."""
        if self.phase is Phase.KEYRING:
            return tr("Waiting for your password manager …")
        if self.phase is Phase.CHECKING:
            return tr("Checking with {service} …").format(service=service_name(self._provider))
        return ""

    def begin(self, account_id: str = "") -> None:
        """A new account, or the one with this id again; also looks whether there is a keyring."""
        self.cancel()
        self.account = next((one for one in self._listing() if one.id == account_id), None)
        self.trouble = None
        self._tasks.start(self._look_for_keyring(), tr("the look for a keyring"))
        self.changed.emit()

    def free_name(self, wanted: str) -> str:
        """``wanted``, with a number behind it where an account has that name."""
        taken = {one.name for one in self._listing()}
        names = [wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)

    def submit(self, form: Form) -> None:
        """Check what was typed, and save it if it works: ``done``, or ``trouble``."""
        if self.phase is not Phase.READY:
            return
        self._provider = form.provider
        try:
            account, key = self._account(form)
        except _Wrong as wrong:
            self._tell(wrong.trouble)
            return
        self.trouble = None
        self._go(Phase.CHECKING)
        self._task = self._tasks.start(self._work(account, key), tr("signing in"))

    def cancel(self) -> None:
        """Stop; nothing is saved."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.phase is not Phase.READY:
            self._go(Phase.READY)

    def _account(self, form: Form) -> tuple[Account, str]:
        name = form.name.strip()
        if not name:
            raise _Wrong("name", tr("Give the account a name, so that you know it among others."))
        before = self.account.id if self.account is not None else ""
        if any(one.name == name and one.id != before for one in self._listing()):
            raise _Wrong("name", tr("There is an account named {name} already.").format(name=one_line(name)))
        try:
            url = checked_address(form.url)
        except BadAddress as error:
            raise _Wrong("address", sign_in_words.sign_in_trouble(str(error), service="")) from None
        account = Account(provider=form.provider, name=name, url=url, key_place=form.place)
        typed = _typed(account, form)
        known = next((one for one in self._listing() if one.id == before), account)
        # All else that is kept of an account stays, as its plan.
        news = {"name": name, "url": url, "key_place": form.place, "fields": dict(typed.fields)}
        return known.model_copy(update={**news, "id": before or account.id}), typed.secret

    async def _work(self, account: Account, key: str) -> None:
        try:
            checked = await try_out(account, key)
            if not checked.lines:
                words = sign_in_words.service_trouble("no_lines", service=service_name(account.provider))
                self._tell(Trouble("key", words))
                return
            if account.key_place == "keyring":
                self._go(Phase.KEYRING)
            account = await save(self._accounts, self._db, account, key, checked)
        except TROUBLES as error:
            self._tell(_said(account, error))
        except NameTaken as error:
            words = tr("There is an account named {name} already.")
            self._tell(Trouble("name", words.format(name=one_line(str(error)))))
        except _SAVING as error:
            self._tell(
                Trouble("", wording.store_trouble(type(error).__name__, str(error.path), error.detail))
            )
        else:
            self._task = None
            self._go(Phase.READY)
            self._connections.add(account)
            self.done.emit(account.id)

    def _listing(self) -> list[Account]:
        try:
            return self._accounts.listing()
        except SettingsDamaged:
            return []  # saving says so, and leaves the file as it is

    async def _look_for_keyring(self) -> None:
        reason = await credentials.keyring_trouble()
        self.no_keyring = _without_keyring(reason) if reason else ""
        self.changed.emit()

    def _tell(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self._task = None
        self._go(Phase.READY)

    def _go(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()


class _Wrong(Exception):
    """What was typed can't be right."""

    def __init__(self, at: str, sentence: str) -> None:
        super().__init__(at)
        self.trouble = Trouble(at, sentence)


def _asked(service: Service, one: Field) -> AskedFor:
    name = sign_in_words.field_name(service.key, one.name)
    where = sign_in_words.field_help(service.key, one.name)
    return AskedFor(one.name, name, where, one.like, one.optional, one.free)


def _typed(account: Account, form: Form) -> Typed:
    service = SERVICES[form.provider]
    try:
        return read_typed(service, form.fields, form.key)
    except OddKey as odd:
        raise _Wrong("key", _said(account, odd).sentence) from None
    except OddField as odd:
        words = sign_in_words.service_trouble("odd_key", service=service.name, detail=odd.characters)
        raise _Wrong(odd.field, words) from None
    except FieldMissing as missing:
        at = "key" if missing.field == service.secret.name else missing.field
        raise _Wrong(at, sign_in_words.field_missing(service.key, missing.field)) from None


def _said(account: Account, error: Exception) -> Trouble:
    trouble = trouble_of(error)
    if isinstance(error, NoSecret):
        return Trouble("place", _keyring_trouble(trouble.code, one_line(trouble.detail)))
    words = sign_in_words.service_trouble(
        trouble.code,
        service=service_name(account.provider),
        url=account.url,
        detail=one_line(trouble.detail),
        provider=account.provider,
        named=trouble.named,
    )
    # Which of several fields is of the wrong kind nobody says; people begin at the first.
    visible = SERVICES[account.provider].visible
    at = visible[0].name if trouble.code in ("key_kind", "invalid_credentials") and visible else trouble.at
    return Trouble(at, words)


def _keyring_trouble(reason: str, detail: str) -> str:
    either = tr("Unlock it and try again, or hold the key only until Linedesk closes.")
    words = {
        "keyring_silent": tr("The keyring did not answer in time."),
        "keyring_refused": tr("The keyring refused ({detail}).").format(detail=detail),
    }.get(reason)
    return f"{words} {either}" if words is not None else _without_keyring(reason)


def _without_keyring(reason: str) -> str:
    words = {
        "no_keyring": tr("This computer offers no keyring."),
        "keyring_forgets": tr("The keyring of this computer keeps nothing."),
        "plain_text_keyring": tr("The keyring of this computer would store the key readable by anyone."),
        "keyring_silent": tr("The keyring of this computer does not answer."),
    }.get(reason, tr("The keyring of this computer cannot be used."))
    return f"{words} {tr('So the key can only be held until Linedesk closes.')}"
