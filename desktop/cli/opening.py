"""Says in one sentence why an account does not work, and which exit code that is."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from desktop import sign_in_words, wording
from desktop.cli.session import FAILED, UNSETTLED, USAGE, give_up
from desktop.providers.catalog import service_name
from desktop.settings.accounts import Account
from desktop.sync.sign_in import TROUBLES, BadAddress, trouble_of

Answer = TypeVar("Answer")


def ask(account: Account, work: Awaitable[Answer]) -> Answer:
    """Run ``work``; a trouble with the service ends the command with its sentence and code."""

    async def run() -> Answer:
        return await work

    try:
        return asyncio.run(run())
    except TROUBLES as error:
        give_up(*said(account, error))


def said(account: Account, error: Exception) -> tuple[str, int]:
    """The sentence and the exit code for a trouble with an account's service."""
    trouble = trouble_of(error)
    service = service_name(account.provider)
    if trouble.code == "session_over":
        sentence = wording.tr(
            "The key of {name} was only for one session of the window. Sign in again there, or add the "
            "account with: linedesk account add"
        ).format(name=account.name)
    else:
        sentence = sign_in_words.service_trouble(
            trouble.code,
            service=service,
            url=account.url,
            detail=trouble.detail,
            provider=account.provider,
            named=trouble.named,
        )
    if isinstance(error, BadAddress):
        return sentence, USAGE
    return sentence, FAILED if trouble.code == "said_no" else UNSETTLED
