"""Settings of a line are changed through an adapter of its own, and the lines are looked at anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.providers.base import Provider, Refused
from desktop.providers.line_settings import SettingsChanged
from desktop.settings.accounts import Account
from desktop.store import line_facts, lines
from desktop.store.database import Database, open_database
from desktop.sync import line_settings
from desktop.sync.check import check
from tests.providers.fakes.serving import serving
from tests.providers.voipms_account import Server, hurried, new_account
from tests.sync.fake_service import FakeService

OFF = "+14155550102"
ACCOUNT = Account(provider="voipms", name="Voip", url="http://127.0.0.1", key_place="session")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "cache.db", Announcer())
    yield database
    database.close()


@pytest.fixture
def server() -> Iterator[Server]:
    fake = new_account()
    with serving(fake.app) as wire:
        yield Server(fake, wire)


async def test_switching_sms_on_greys_messages_no_longer(db: Database, server: Server) -> None:
    """A9, A4, A16"""

    async def opened(account: Account) -> Provider:
        return hurried(server)

    first = hurried(server)
    await check(db, ACCOUNT.id, first)
    await first.close()
    (line,) = lines.find(db, OFF)
    assert not line.can_text
    shown = await line_settings.read(ACCOUNT, line, opened)
    wanted = replace(shown, texting=True)
    assert await line_settings.change(db, ACCOUNT, line, opened, shown=shown, wanted=wanted) == wanted
    assert lines.find(db, OFF)[0].can_text
    assert line_facts.of(db, ACCOUNT.id, OFF)["send"].value == "yes"
    with pytest.raises(SettingsChanged):
        await line_settings.change(db, ACCOUNT, line, opened, shown=shown, wanted=shown)


async def test_a_service_without_such_settings_is_not_asked(db: Database) -> None:
    async def opened(account: Account) -> Provider:
        return FakeService()

    with pytest.raises(Refused):
        await line_settings.read(ACCOUNT, lines.Line(ACCOUNT.id, "1", OFF), opened)
