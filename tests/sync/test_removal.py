"""Deleting at the service and here, in this order; redacting; and why a text is still there."""

from collections.abc import Iterator

import pytest

from desktop.providers.base import Credentials, Provider
from desktop.providers.twilio import Twilio
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import messages
from desktop.store.database import Database
from desktop.sync import removal
from desktop.sync.removal import Refusal, Removed
from tests.providers.contract import STRANGER
from tests.providers.fakes.carrier import Record
from tests.providers.fakes.serving import Wire, serving
from tests.providers.fakes.twilio_shapes import sid_of
from tests.providers.patience import LITTLE
from tests.providers.twilio_account import KEY, LINE, account
from tests.store.texts import ACCOUNT, at, inbound, listed, pull, queued


class There:
    """A served account with two texts that are known here as well."""

    def __init__(self, db: Database, wire: Wire) -> None:
        self.db = db
        self.wire = wire
        self.fake = account()
        wire.serve(self.fake.app)
        self.secrets = dict(KEY)
        self.signed_in = True
        carrier = self.fake.carrier
        self.theirs = carrier.inbound(STRANGER, LINE, "theirs")
        self.ours = carrier.send(LINE, STRANGER, "ours")
        pull(db, inbound(sid_of(self.theirs), "theirs"), listed(sid_of(self.ours), "ours", seconds=1))

    def find(self, account_id: str) -> Account | None:
        """The account on the list."""
        if not self.signed_in:
            return None
        return Account(id=ACCOUNT, provider="twilio", name="T", url=self.wire.url, key_place="session")

    async def open(self, found: Account) -> Provider:
        """Its adapter."""
        if not self.secrets:
            raise NoSecret("keyring_empty")
        return Twilio(Credentials(found.url, self.secrets), timeout=LITTLE)

    def here(self) -> list[str]:
        """The texts on this computer."""
        return sorted(one.body for one in messages.newest(self.db))

    def id_of(self, body: str) -> int:
        """Our id of a text."""
        return next(one.id for one in messages.newest(self.db) if one.body == body)

    async def remove(self, *bodies: str) -> Removed:
        """Delete these texts."""
        ids = [self.id_of(body) for body in bodies]
        return await removal.remove(self.db, ids, self.find, self.open, lambda: at(9))

    def there(self, record: Record) -> bool:
        """Whether the service still has it."""
        return sid_of(record) not in self.fake._deleted


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(account().app) as served:
        yield served


@pytest.fixture
def there(db: Database, wire: Wire) -> There:
    return There(db, wire)


async def test_a_text_goes_at_the_service_and_here(there: There) -> None:
    """E15."""
    assert await there.remove("theirs") == Removed(1, [])
    assert not there.there(there.theirs)
    assert there.here() == ["ours"]


async def test_what_the_service_keeps_stays_here_as_well_and_the_others_go(there: There) -> None:
    """One that is still on its way is refused there."""
    removed = await there.remove("ours", "theirs")
    assert removed.count == 1
    assert [(one.code, one.account_id) for one in removed.left] == [("20009", ACCOUNT)]
    assert there.here() == ["ours"] and there.there(there.ours)


async def test_a_text_that_is_gone_there_already_goes_here(there: There) -> None:
    there.fake.carrier.records.clear()
    assert await there.remove("theirs", "ours") == Removed(2, [])


async def test_where_the_account_is_signed_out_texts_go_from_here_alone(there: There) -> None:
    there.signed_in = False
    assert await there.remove("theirs", "ours") == Removed(2, [])
    assert there.there(there.theirs) and there.wire.requests == []
    pull(there.db, inbound(sid_of(there.theirs), "theirs"))
    assert there.here() == []


async def test_while_the_service_cannot_be_asked_nothing_goes(there: There) -> None:
    there.wire.fault = "hang_up"
    assert (await there.remove("theirs", "ours")).left == [Refusal(ACCOUNT, "unreachable")]
    there.secrets = {}
    assert (await there.remove("theirs")).left == [Refusal(ACCOUNT, "sign_in")]
    assert there.here() == ["ours", "theirs"]


async def test_what_may_still_leave_is_not_deleted(there: There) -> None:
    queued(there.db, "waits")
    assert (await there.remove("waits")).left == [Refusal(ACCOUNT, "open")]
    assert there.here() == ["ours", "theirs", "waits"]


async def test_words_are_taken_out_there_and_stay_here(there: There) -> None:
    assert await removal.redact(there.db, there.id_of("theirs"), there.find, there.open) is None
    assert there.fake._redacted == {sid_of(there.theirs)}
    assert there.here() == ["ours", "theirs"]


async def test_why_words_are_not_taken_out(there: There) -> None:
    found = there.id_of("theirs")
    there.fake.refuse = (409, 20009)
    there.fake.carrier.records.clear()
    no = await removal.redact(there.db, found, there.find, there.open)
    assert no is not None and no.code == "20404"
    there.wire.fault = "hang_up"
    assert await removal.redact(there.db, found, there.find, there.open) == Refusal(ACCOUNT, "unreachable")
    there.signed_in = False
    assert await removal.redact(there.db, found, there.find, there.open) == Refusal(ACCOUNT, "sign_in")
