"""Texts that were written some time ago without a connection, for the commands' tests."""

from datetime import UTC, datetime, timedelta

from desktop.announce import Announcer
from desktop.cli.unlocking import open_cache
from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from desktop.store import messages, outbox
from tests.cli.command_line import CommandLine
from tests.program_process import LINE, PEER


def write(
    linedesk: CommandLine, body: str, *, minutes: float, to: str = PEER, on_the_wire: bool = False
) -> int:
    """Somebody pressed Send so many minutes ago; the text's id.

    ``on_the_wire``: the program ended while it was being sent.
    """
    profile = open_profile(linedesk.profile)
    (account,) = Accounts(profile.accounts).listing()
    db = open_cache(profile, Announcer())
    try:
        at = datetime.now(UTC) - timedelta(minutes=minutes)
        text = messages.queue(db, account_id=account.id, line=LINE, peer=to, body=body, now=at)
        if on_the_wire:
            outbox.mark_sending(db, text.id, at)
        return text.id
    finally:
        db.close()
