"""The command line signed in to a Close that listens, for commands about what it offers beside texts."""

from pathlib import Path

from desktop.announce import Announcer
from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from desktop.store.database import Database, open_database
from tests.cli.command_line import CommandLine
from tests.program_process import KEY
from tests.providers.close_account import Server


def signed_in(linedesk: CommandLine, server: Server) -> CommandLine:
    """Signed in as *Desk*, and synced; the key is in the environment."""
    address = ("--url", server.wire.url, "--secret-env", KEY)
    added = linedesk("account", "add", "close", "--name", "Desk", *address)
    assert added.exit_code == 0, added.output
    assert linedesk("sync", "--once").exit_code == 0
    return linedesk


def cache(folder: Path) -> Database:
    """The profile's cache, as the window has it open."""
    return open_database(open_profile(folder).database, Announcer())


def account_id(folder: Path) -> str:
    """The id of the only account."""
    (desk,) = Accounts(open_profile(folder).accounts).listing()
    return desk.id
