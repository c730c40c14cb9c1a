"""A service that lists no texts: what was handed over stays so, and every lost answer asks a person at once.

Nothing is ever sent twice without a click, since nobody can find out whether it was sent once.
"""

from pathlib import Path

import pytest

from desktop import wording
from desktop.providers.base import Page, Provider
from desktop.providers.catalog import service_name
from desktop.sms.delivery import Proof
from desktop.store import doubts, messages, outbox
from desktop.store.database import Database
from desktop.sync.once import Once
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import STRANGER, Service, looked, pulled, senders
from tests.providers.contract.stored import ACCOUNT, now, opened, write
from tests.providers.contract.unanswered import TAKEN
from tests.providers.fakes.serving import PAGE, Fault


class Unlisted(Adapters):
    """The promises of a service without a list, through the store and with real requests."""

    async def test_it_says_that_it_lists_none_and_asks_nobody_for_them(
        self, service: Service, provider: Provider
    ) -> None:
        """§1.6: a pull is one page that holds nothing and proves nothing; its sync point ends the history."""
        can = (await provider.check()).capabilities
        assert not can.listed.on and can.proof is Proof.ACCEPTED
        assert wording.feature_off(can.listed.reason, service=service_name(service.key))
        service.server.wire.requests.clear()
        texts, pages = await pulled(provider)
        assert (texts, service.server.wire.requests) == ([], [])
        assert pages == [Page((), sync_point=pages[0].sync_point)] and pages[0].sync_point

    async def test_a_text_that_was_taken_stays_so_for_ever_and_has_no_id(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """C6: nothing better is ever known, nothing is waited for, and it is nobody's question."""
        body = "Grüße 👋\nzwei Zeilen"
        with opened(tmp_path) as db:
            worker = await _worker(db, quick)
            text = write(db, await _line(quick), body)
            done = [await worker.whole() for _ in range(3)]
            found = now(db, text)
            assert (found.state, found.remote_id, found.asks) == ("accepted", None, False)
            assert sum(one.sent for one in done) >= 1 and outbox.left(db, ACCOUNT) == outbox.Left(0, 0)
        assert [(one["from"], one["to"], one["body"]) for one in service.server.carrier()] == [
            (found.line, STRANGER, body)
        ]

    @pytest.mark.parametrize("fault", TAKEN)
    async def test_a_text_without_an_answer_asks_a_person_at_once_and_goes_never_by_itself(
        self, service: Service, quick: Provider, tmp_path: Path, fault: Fault
    ) -> None:
        """Before any pull, and through as many as there are; whoever saw it there says so with a click."""
        with opened(tmp_path) as db:
            worker = await _worker(db, quick)
            text = write(db, await _line(quick), "Hello")
            service.server.wire.strike(fault, only_sends=True)
            await worker.send()
            assert (now(db, text).state, now(db, text).asks) == ("unconfirmed", True)
            service.server.wire.strike(None)
            asking = [(await worker.whole()).asking for _ in range(3)]
            assert asking == [1, 1, 1] and now(db, text).state == "unconfirmed"
            assert doubts.mark_sent(db, text.id)
            assert (await worker.whole()).asking == 0
            assert (now(db, text).state, now(db, text).asks) == ("unconfirmed", False)
            assert outbox.send_again(db, text.id, text.created_at) is not None
            await worker.whole()
        assert [one["body"] for one in service.server.carrier()] == ["Hello", "Hello"]

    async def test_what_was_on_its_way_when_the_program_died_asks_at_once(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """Demand 1: never two, never none unsaid."""
        with opened(tmp_path) as db:
            worker = await _worker(db, quick)
            text = write(db, await _line(quick), "Hello")
            assert outbox.mark_sending(db, text.id, text.created_at)
            assert outbox.recover(db, text.created_at) == 1
            assert now(db, text).asks
            await worker.whole()
            assert (now(db, text).state, service.server.carrier()) == ("unconfirmed", [])

    async def test_a_doubt_does_not_hold_up_the_next_text_and_two_on_purpose_are_two(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """There is no pull to wait for. Each of both is a question of its own."""
        with opened(tmp_path) as db:
            worker = await _worker(db, quick)
            line = await _line(quick)
            service.server.wire.strike("hang_up", only_sends=True)
            texts = [write(db, line, "ok"), write(db, line, "ok")]
            await worker.send()
            assert [now(db, one).asks for one in texts] == [True, True]
            service.server.wire.strike(None)
            later = write(db, line, "and more")
            await worker.send()
            assert now(db, later).state == "accepted"
        assert [one["body"] for one in service.server.carrier()] == ["ok", "ok", "and more"]

    async def test_a_text_that_somebody_on_the_way_refused_after_it_was_taken_is_a_question(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """I7, B27: neither queued again nor called failed, which would offer to send it once more."""
        with opened(tmp_path) as db:
            worker = await _worker(db, quick)
            line = await _line(quick)
            for status in (403, 408, 409, 429):
                text = write(db, line, f"Hello {status}")
                service.server.wire.strike("foreign", only_sends=True, told=(status, PAGE))
                await worker.send()
                service.server.wire.strike(None)
                await worker.whole()
                assert (now(db, text).state, now(db, text).asks) == ("unconfirmed", True), status
        assert len(service.server.carrier()) == 4

    async def test_what_others_write_is_not_here_and_nothing_pretends_that_it_was(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """§1.6: only what was sent from here is shown."""
        with opened(tmp_path) as db:
            worker = await _worker(db, quick)
            service.server.inbound(STRANGER, await _line(quick), "Thanks")
            done = await worker.whole()
            assert (done.new, done.unreadable, messages.newest(db)) == (0, 0, [])

    async def test_a_number_that_was_given_back_stops_not_the_others(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """B17."""
        with opened(tmp_path) as db:
            worker = await _worker(db, quick)
            gone, stays = (await senders(quick))[:2]
            service.server.remove_line(gone.number)
            texts = [write(db, line.number, "Hello") for line in (gone, stays)]
            await worker.whole()
            told = [(now(db, text).state, now(db, text).error_code) for text in texts]
        assert told == [("failed", "line_gone"), ("accepted", None)]

    async def test_doubled_and_shuffled_rows_of_what_it_does_list_come_once(
        self, service: Service, quick: Provider
    ) -> None:
        """No service documents its order."""
        await looked(quick)
        service.server.disorder()
        if quick.capabilities.calls.on:
            found = (await quick.calls()).good
            assert len({one.remote_id for one in found}) == len(found)


async def _worker(db: Database, quick: Provider) -> Once:
    worker = Once(db, ACCOUNT, quick)
    await worker.whole()
    return worker


async def _line(quick: Provider) -> str:
    return (await senders(quick))[0].number
