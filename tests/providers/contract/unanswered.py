"""A text whose answer was lost: what settles it, and what a person is asked. Never two, never none unsaid."""

from pathlib import Path

import pytest

from desktop.providers.base import Provider, ProviderError
from desktop.sms import delivery
from desktop.sms.delivery import Proof, State
from desktop.store import messages, outbox
from desktop.sync.once import Once
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import Service, one_of, pulled, senders
from tests.providers.contract.stored import ACCOUNT, now, opened, write
from tests.providers.fakes.serving import PAGE, Fault

TAKEN: list[Fault] = ["hang_up", "truncated", "html", "stall"]
NOT_TAKEN: list[Fault] = ["status_500", "refused_html", "redirect"]


class Doubts(Adapters):
    """The promises about outcomes that nobody told, whatever the service can be asked; with real requests."""

    @pytest.mark.parametrize("fault", NOT_TAKEN)
    async def test_a_text_that_never_arrived_stays_unconfirmed_asks_once_and_goes_out_by_a_click(
        self, service: Service, quick: Provider, tmp_path: Path, fault: Fault
    ) -> None:
        """Its absence is evidence, never proof enough to send by itself."""
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, quick)
            await worker.whole()
            text = write(db, await _line(quick), "Hello")
            service.server.wire.strike(fault, only_sends=True)
            done = await worker.whole()
            assert (done.asking, now(db, text).state) == (1, "unconfirmed")
            assert service.server.carrier() == []
            service.server.wire.strike(None)
            attempted = now(db, text).attempted_at
            assert attempted is not None
            again = outbox.send_again(db, text.id, quick.clock.now(attempted))
            assert again is not None
            await worker.whole()
            assert now(db, again).state in delivery.TAKEN
        assert len(service.server.carrier()) == 1


class Unanswered(Doubts):
    """The promises about them where the service has a list, by which they are settled."""

    @pytest.mark.parametrize("fault", TAKEN)
    async def test_a_text_that_was_taken_without_an_answer_is_settled_by_the_services_list(
        self, service: Service, quick: Provider, tmp_path: Path, fault: Fault
    ) -> None:
        """It is looked for, not sent again; a service that only proves acceptance settles that much."""
        body = 'It\'s "here" \u2013 50 \u20ac'
        proven = {Proof.ACCEPTED: {State.ACCEPTED}}.get(
            quick.capabilities.proof, {State.ACCEPTED, State.SENT, State.DELIVERED}
        )
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, quick)
            await worker.whole()
            text = write(db, await _line(quick), body)
            service.server.wire.strike(fault, only_sends=True)
            await worker.whole()
            assert now(db, text).state in proven and now(db, text).remote_id is not None
            assert [one.body for one in messages.newest(db)] == [body]
        assert [one["body"] for one in service.server.carrier()] == [body]
        texts, _ = await pulled(quick)
        assert one_of(texts, body).state in proven

    async def test_backslashes_before_quotes_hide_no_text_that_was_taken_without_an_answer(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """Some services list them otherwise than they were sent."""
        body = 'path C:\\"x", it\\\'s'
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, quick)
            await worker.whole()
            text = write(db, await _line(quick), body)
            service.server.wire.strike("hang_up", only_sends=True)
            await worker.whole()
            assert now(db, text).state in delivery.TAKEN
            assert [one.body for one in messages.newest(db)] == [body]
        assert len(service.server.carrier()) == 1

    async def test_the_same_words_twice_on_purpose_are_two_texts_though_no_answer_came(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, quick)
            await worker.whole()
            line = await _line(quick)
            service.server.wire.strike("hang_up", only_sends=True)
            texts = [write(db, line, "ok"), write(db, line, "ok")]
            for _ in texts:
                await worker.whole()
            assert outbox.left(db, ACCOUNT) == outbox.Left(0, 0)
            found = [now(db, text) for text in texts]
        assert all(one.state in delivery.TAKEN for one in found)
        assert len({one.remote_id for one in found} - {None}) == 2
        assert [one["body"] for one in service.server.carrier()] == ["ok", "ok"]

    async def test_a_text_that_somebody_on_the_way_refused_after_it_was_taken_goes_out_once(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """I7, B27: neither queued again nor called failed, which would offer to send it once more."""
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, quick)
            await worker.whole()
            line = await _line(quick)
            for status in (403, 408, 429):
                text = write(db, line, f"Hello {status}")
                service.server.wire.strike("foreign", only_sends=True, told=(status, PAGE))
                await worker.send()
                assert now(db, text).state == "unconfirmed", status
                service.server.wire.strike(None)
                await worker.whole()
                assert now(db, text).state in delivery.TAKEN, status
        assert len(service.server.carrier()) == 3

    async def test_while_the_list_cannot_be_read_nothing_is_settled_and_nobody_is_asked(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """What could not be looked at proves nothing, in either direction."""
        with opened(tmp_path) as db:
            worker = Once(db, ACCOUNT, quick)
            await worker.whole()
            text = write(db, await _line(quick), "Hello")
            service.server.wire.strike("hang_up", only_sends=True)
            await worker.send()
            service.server.wire.strike("hang_up")
            with pytest.raises(ProviderError):
                await worker.look()
            assert now(db, text).state == "unconfirmed" and not now(db, text).asks
            service.server.wire.strike(None)
            await worker.whole()
            assert now(db, text).state in delivery.TAKEN
        assert len(service.server.carrier()) == 1


async def _line(quick: Provider) -> str:
    return (await senders(quick))[0].number
