"""Opens the adapter of an account with its secret, and says in one sentence why that fails."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from desktop import wording
from desktop.cli.session import FAILED, UNSETTLED, USAGE, give_up
from desktop.providers.base import (
    Busy,
    Credentials,
    OutcomeUnknown,
    Provider,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.catalog import SERVICES, connect
from desktop.providers.http_client import BadAddress
from desktop.settings import credentials
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret

Answer = TypeVar("Answer")


def adapter(account: Account, secret: str) -> Provider:
    """The adapter of an account with this secret. Raises ``BadAddress`` or ``SignInNeeded``."""
    # A line end at its end is what files and variables often add.
    return connect(account.provider, Credentials(account.url, {"api_key": secret.strip()}))


async def open_provider(account: Account) -> Provider:
    """As the connections open accounts: the secret comes from where the account says."""
    return adapter(account, await credentials.read_in_background(account))


def ask(account: Account, work: Awaitable[Answer]) -> Answer:
    """Run ``work``; a trouble with the service ends the command with its sentence and code."""

    async def run() -> Answer:
        return await work

    try:
        return asyncio.run(run())
    except (ProviderError, NoSecret, BadAddress) as error:
        give_up(*said(account, error))


def said(account: Account, error: Exception) -> tuple[str, int]:
    """The sentence and the exit code for a trouble with an account's service."""
    service = SERVICES[account.provider].name
    tr = wording.tr
    if isinstance(error, NoSecret):
        reason = wording.sign_in_trouble(error.reason, service=service, detail=error.detail)
        return reason, UNSETTLED
    if isinstance(error, BadAddress):
        return wording.sign_in_trouble(str(error), service=service), USAGE
    if isinstance(error, SignInNeeded):
        return wording.sign_in_trouble(error.text, service=service), UNSETTLED
    if isinstance(error, Unreachable):
        return tr("{service} cannot be reached at {url} ({detail}).").format(
            service=service, url=account.url, detail=error
        ), UNSETTLED
    if isinstance(error, Busy):
        return tr("{service} asks to wait {seconds:g} s. Try again then.").format(
            service=service, seconds=error.retry_after
        ), UNSETTLED
    if isinstance(error, Refused) and error.code in ("http_404", "http_405"):
        return tr("There is no {service} at {url} ({said}). Check the address.").format(
            service=service, url=account.url, said=error.text or error.code
        ), UNSETTLED
    if isinstance(error, Refused):
        return tr("{service} refused: {said}").format(service=service, said=error.text or error.code), FAILED
    if isinstance(error, Unreadable):
        return tr("{service} at {url} answered in a form that Linedesk does not know ({detail}).").format(
            service=service, url=account.url, detail=error
        ), UNSETTLED
    if isinstance(error, OutcomeUnknown):
        return tr("{service} gave no usable answer ({detail}). Try again.").format(
            service=service, detail=error
        ), UNSETTLED
    raise error
