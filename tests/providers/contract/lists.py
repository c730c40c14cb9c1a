"""The list of texts: long, doubled, shuffled, changing while it is read, of several kinds, over odd hours."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop.providers.base import Page, Provider, Text
from desktop.providers.catalog import connect
from desktop.sms.delivery import TAKEN
from desktop.store import messages
from desktop.sync.once import Once
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import STRANGER, Service, outgoing, pulled
from tests.providers.contract.stored import ACCOUNT, now, opened, write

LONG = 10_000
HOUR = timedelta(hours=1)


class Lists(Adapters):
    """The promises about what a pull brings."""

    async def test_it_says_that_it_lists_texts(self, provider: Provider) -> None:
        """What these promises are about: a service without a list has others (``unlisted``)."""
        assert provider.capabilities.listed.on

    async def test_an_account_without_a_text_is_whole_at_once(self, service: Service) -> None:
        provider = connect(service.key, service.credentials)
        await provider.check()
        texts, pages = await pulled(provider)
        assert texts == [] and all(page.bad == () for page in pages)
        covered = pages[-1].covers_since
        # All there is, or as far back as was looked where only days can be asked for.
        assert covered is not None and covered < datetime.now(UTC) - timedelta(days=330)
        assert pages[-1].sync_point is not None
        assert (await pulled(provider, pages[-1].sync_point, datetime.now(UTC)))[0] == []
        await provider.close()

    async def test_a_history_of_ten_thousand_texts_comes_whole_and_each_of_them_once(
        self, service: Service, patient: Provider, tmp_path: Path
    ) -> None:
        """E2, E3: in the store's terms, and nothing is new at the second look."""
        began = datetime.now(UTC) - timedelta(days=100)
        apart = timedelta(days=99) / LONG
        service.server.came((began + apart * number, f"text {number}") for number in range(LONG))
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, patient)
            first = await worker.whole()
            await worker.look()
            bodies = [one.body for one in messages.newest(db)]
        assert (first.new, first.unreadable) == (LONG, 0)
        assert len(bodies) == LONG and set(bodies) == {f"text {number}" for number in range(LONG)}

    async def test_doubled_and_shuffled_rows_are_all_there_each_once_and_nothing_new_is_missed(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """No service documents its order: only one that the rows prove may let a pull stop early."""
        minutes = [datetime.now(UTC) - timedelta(minutes=ago) for ago in range(700, 0, -1)]
        service.server.came((at, f"text {number}") for number, at in enumerate(minutes))
        service.server.disorder()
        line = (await outgoing(quick, "")).line
        texts, pages = await pulled(quick)
        assert {text.body for text in texts} == {f"text {number}" for number in range(700)}
        assert len({(text.kind, text.remote_id) for text in texts}) == 700 < len(texts)
        covered = pages[-1].covers_since
        assert covered is None or covered <= minutes[0]
        service.server.inbound(STRANGER, line, "new")
        news, short = await pulled(quick, pages[-1].sync_point, datetime.now(UTC))
        assert "new" in {text.body for text in news}
        assert short[-1].sync_point is not None
        with opened(tmp_path) as db:
            await Once(db, ACCOUNT, quick).whole()
            stored = [one.body for one in messages.newest(db)]
        assert len(stored) == len(set(stored)) == 701

    async def test_rows_that_move_while_pages_are_read_are_never_lost(
        self, service: Service, patient: Provider
    ) -> None:
        """Pages are no snapshot: what comes in pushes the others one on."""
        hours = [datetime.now(UTC) - HOUR * ago for ago in range(2500, 0, -1)]
        service.server.came((at, f"text {number}") for number, at in enumerate(hours))
        line = (await outgoing(patient, "")).line
        texts: list[Text] = []
        pages: list[Page] = []
        async for page in patient.pull(None, None):
            texts += page.texts
            pages.append(page)
            service.server.inbound(STRANGER, line, f"meanwhile {len(pages)}")
        assert {text.body for text in texts} >= {f"text {number}" for number in range(2500)}
        news, _ = await pulled(patient, pages[-1].sync_point, datetime.now(UTC))
        assert {text.body for text in texts + news} >= {
            f"meanwhile {number + 1}" for number in range(len(pages))
        }

    async def test_ids_of_different_kinds_may_be_the_same_and_are_different_texts(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """Where a service numbers each kind for itself; a second look adds nothing."""
        at = datetime.now(UTC) - HOUR
        for kind in service.kinds:
            service.server.came([(at, f"one {kind}"), (at + HOUR / 2, f"another {kind}")], kind)
        await quick.check()
        texts, _ = await pulled(quick)
        assert len({(text.kind, text.remote_id) for text in texts}) == len(texts) == 2 * len(service.kinds)
        with opened(tmp_path) as db:
            for _ in range(2):
                await Once(db, ACCOUNT, quick).whole()
            stored = [one.body for one in messages.newest(db)]
        assert sorted(stored) == sorted(
            f"{word} {kind}" for kind in service.kinds for word in ("one", "another")
        )

    async def test_texts_of_both_changes_of_the_clocks_come_at_their_own_moments(
        self, service: Service, provider: Provider
    ) -> None:
        """Where a service tells its times by a clock on the wall, one hour is there twice and one never."""
        place = provider.capabilities.zone
        zone = ZoneInfo("America/New_York" if place == "UTC" else place)
        moments = [
            change + timedelta(minutes=minutes)
            for change in _changes(zone, datetime.now(UTC))
            for minutes in range(-130, 131, 20)
        ]
        service.server.came((at, f"at {at:%d %H:%M}") for at in moments)
        await provider.check()
        texts, _ = await pulled(provider)
        assert {text.body: text.created_at for text in texts} == {f"at {at:%d %H:%M}": at for at in moments}

    async def test_a_number_that_was_given_back_stops_neither_the_others_nor_its_own_history(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, quick)
            service.server.came([(datetime.now(UTC) - HOUR, "to a number that is gone")])
            await worker.whole()
            gone, stays = [line for line in (await quick.check()).lines if line.can_send is not False][:2]
            service.server.remove_line(gone.number)
            service.server.inbound(STRANGER, stays.number, "to one that stays")
            texts = [write(db, line.number, "Hello") for line in (gone, stays)]
            await worker.whole()
            checked = await quick.check()
            told, other = [(now(db, text).state, now(db, text).error_code) for text in texts]
            stored = {one.body for one in messages.newest(db) if not one.outbound}
        assert checked.whole and gone.number not in {line.number for line in checked.lines}
        assert told == ("failed", "line_gone") and other[0] in TAKEN and other[1] is None
        assert stored == {"to a number that is gone", "to one that stays"}
        assert [one["from"] for one in service.server.carrier()] == [stays.number]


def _changes(zone: ZoneInfo, before: datetime) -> list[datetime]:
    """The last spring's and the last autumn's change of the clocks there, the earlier one first."""
    hours = (before.replace(minute=0, second=0, microsecond=0) - HOUR * ago for ago in range(48, 9000))
    found = [
        at for at in hours if at.astimezone(zone).utcoffset() != (at - HOUR).astimezone(zone).utcoffset()
    ]
    return sorted(found[:2])
