"""Signing in and out: an account is checked before it is saved, and its key goes first when it leaves.

Look here for what can stand in the way of an account, as a code for ``sign_in_words`` and the
field at fault; for the old id that an account takes back; and for the order in which things are saved.
"""

from contextlib import suppress
from dataclasses import dataclass

from desktop.providers.base import (
    Busy,
    Checked,
    Credentials,
    OutcomeUnknown,
    Provider,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.catalog import SERVICES, UnknownService, connect
from desktop.providers.http_client import BadAddress, checked_address
from desktop.settings import credentials
from desktop.settings.accounts import Account, Accounts
from desktop.settings.credentials import NoSecret
from desktop.store import accounts as learned
from desktop.store import lines, outbox
from desktop.store.database import Database
from desktop.sync import check as checking
from desktop.sync.fields import secrets_of
from desktop.sync.key import OddKey, plain_key

__all__ = [
    "TROUBLES",
    "BadAddress",
    "OddKey",
    "Trouble",
    "adapter",
    "checked_address",
    "forget_texts",
    "known_again",
    "let_go",
    "open_provider",
    "plain_key",
    "save",
    "trouble_of",
    "try_out",
]

TROUBLES = (ProviderError, NoSecret, BadAddress)
"""All that can stand between an account and its service."""

NOT_THERE = ("http_404", "http_405")
NOT_TYPED = ("api_not_enabled", "ip_not_enabled")
"""Refusals that no field of a sign-in is to blame for: they are mended in the service's portal."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an account does not work: a code for ``wording``, what was said, and the field at fault.

    ``at`` is "key", "address", "place" (where the key is kept) or "" where no field is to blame.
    ``named`` is the service's own code for a refusal, where it may be in the error catalogue.
    """

    code: str
    detail: str = ""
    at: str = ""
    named: str = ""


def adapter(account: Account, secret: str) -> Provider:
    """The adapter of an account with this secret.

    Raises ``BadAddress``, ``UnknownService``, ``OddKey`` or ``SignInNeeded``.
    """
    return connect(account.provider, Credentials(account.url, secrets_of(account, secret)))


async def open_provider(account: Account) -> Provider:
    """As the connections open accounts: the secret comes from where the account says."""
    return adapter(account, await credentials.read_in_background(account))


async def try_out(account: Account, secret: str) -> Checked:
    """What a harmless call with this secret finds out. Raises one of ``TROUBLES``; nothing is stored."""
    provider = adapter(account, secret)
    try:
        return await provider.check()
    finally:
        await provider.close()


def trouble_of(error: Exception) -> Trouble:
    """What one of ``TROUBLES`` means for whoever signs in. Raises any other error again."""
    match error:
        case NoSecret():
            return Trouble(error.reason, error.detail, "place")
        case BadAddress():
            return Trouble(str(error), at="address")
        case UnknownService():
            return Trouble("unknown_service")
        case OddKey():
            return Trouble("odd_key", error.characters, "key")
        case SignInNeeded() if error.code:
            return Trouble(error.code, error.text, "" if error.code in NOT_TYPED else "key")
        case SignInNeeded():
            return Trouble("refused" if error.allowed else "forbidden", error.text, "key")
        case Unreachable():
            return Trouble(error.code or "unreachable", str(error), "address")
        case Busy():
            return Trouble("busy", f"{error.retry_after:g}")
        case Refused() if error.code in NOT_THERE:
            return Trouble("not_there", error.text or error.code or "", "address")
        case Refused():
            code = error.code or ""
            return Trouble("said_no", error.text or code, named="" if code.startswith("http_") else code)
        case OutcomeUnknown() if error.code in NOT_THERE:
            return Trouble("not_there", str(error), "address")
        case OutcomeUnknown() if error.code == "redirect":
            return Trouble("redirect", str(error), "address")
        case Unreadable():
            return Trouble("unreadable", str(error), "address")
        case OutcomeUnknown():
            return Trouble("no_answer", str(error))
    raise error


def known_again(accounts: Accounts, db: Database, account: Account, checked: Checked) -> Account:
    """``account`` with the id it had before it was signed out, so that its texts do not stand twice.

    It is the same one where service and address agree, and one of its lines at least.
    """
    numbers = {line.number for line in checked.lines}
    for former in reversed(accounts.former()):
        same = (former.provider, former.url) == (account.provider, account.url)
        if same and numbers & learned.numbers_of(db, former.id):
            return account.model_copy(update={"id": former.id})
    return account


async def save(accounts: Accounts, db: Database, account: Account, secret: str, checked: Checked) -> Account:
    """Save an account that was tried out: a new one, or one that is on the list with this id already.

    The key goes first, as ``plain_key`` has it: an account without one could not be told from one whose key
    was lost.
    Raises ``NoSecret``, ``NameTaken``, ``SettingsUnwritable`` or ``StoreError``; nothing is saved then.
    """
    before = next((one for one in accounts.listing() if one.id == account.id), None)
    if before is None:
        account = known_again(accounts, db, account, checked)
    service = SERVICES.get(account.provider)
    key = plain_key(secret, free=service is not None and service.secret.free)
    await credentials.keep_in_background(account, key, new=before is None)
    if before is not None and before.key_place != account.key_place:
        await credentials.remove_in_background(before)
    try:
        if before is None:
            accounts.add(account)
        else:
            accounts.update(account)
    except BaseException:
        if before is None:
            with suppress(NoSecret):
                await credentials.remove_in_background(account)
        raise
    await checking.keep(db, account.id, checked)
    return account


def let_go(db: Database, account_id: str) -> None:
    """An account was signed out and its texts stay to be read: its lines and what waited end now.

    What still waited would otherwise wait for ever, unseen: it is shown as failed.
    """
    lines.replace(db, account_id, [])
    for message in outbox.waiting(db, account_id):
        outbox.fail(db, message.id, "line_gone", "")


def forget_texts(db: Database, accounts: Accounts, account_id: str) -> None:
    """Take the texts of an account off this computer that was signed out, and all else known of it.

    One that is signed in again is left as it is. Raises ``StoreError``, ``SettingsUnwritable`` or
    ``SettingsDamaged``; it can be tried again then.
    """
    if all(one.id != account_id for one in accounts.listing()):
        learned.forget(db, account_id)
        accounts.forget(account_id)
