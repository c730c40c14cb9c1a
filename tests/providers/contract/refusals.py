"""What a service says no with: every code of its papers as itself, once it answers a send or a text fails."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    Provider,
    ProviderError,
    Refused,
    SignInNeeded,
)
from desktop.providers.pace import Pace
from desktop.sms import errors
from desktop.sms.delivery import Proof, State
from desktop.sync.check import check
from desktop.sync.outbox import Outbox
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import Service, outgoing, pulled, senders
from tests.providers.contract.stored import ACCOUNT, now, opened, write


class Refusals(Adapters):
    """The promises about codes, and about the pace that a service allows."""

    async def test_every_code_that_answers_a_send_means_what_the_catalogue_says(
        self, service: Service, provider: Provider
    ) -> None:
        """C7, C16: adapter and catalogue agree, and nothing left."""
        text = await outgoing(provider, "Hello")
        told = _codes(service, errors.When.AT_ONCE)
        for entry in told:
            service.server.refuse(entry.code)
            with pytest.raises(ProviderError) as caught:
                await provider.deliver(text, await provider.prepare(text))
            error = caught.value
            assert type(error) is service.meanings.get(entry.code, Refused), entry.code
            assert isinstance(error, OutcomeUnknown) is (entry.retry is errors.Retry.RECONCILE), entry.code
            if isinstance(error, Busy):
                assert entry.repeats and error.retry_after > 0, entry.code
            if isinstance(error, Refused | SignInNeeded) and (error.code or isinstance(error, Refused)):
                assert errors.find(service.key, error.code, error.text) == entry, entry.code
        assert bool(told) is service.has_codes
        assert service.server.carrier() == []

    async def test_a_line_that_is_unknown_to_the_service_is_refused_and_nothing_leaves(
        self, service: Service, provider: Provider
    ) -> None:
        """B17: it is checked there, whatever our list of lines says."""
        text = await outgoing(provider, "Hello")
        service.server.remove_line(text.line)
        with pytest.raises(Refused):
            await provider.deliver(text, await provider.prepare(text))
        assert service.server.carrier() == []

    async def test_an_impossible_destination_is_refused_in_words_and_not_sent(
        self, service: Service, provider: Provider
    ) -> None:
        text = await outgoing(provider, "Hello", to="+1")
        with pytest.raises(Refused) as caught:
            await provider.deliver(text, await provider.prepare(text))
        assert caught.value.text
        assert service.server.carrier() == []

    async def test_a_text_that_failed_later_says_why_or_the_service_never_says_so(
        self, service: Service, provider: Provider
    ) -> None:
        """C5, C7: with the service's own code; one without receipts has no such code."""
        await provider.check()
        told = _codes(service, errors.When.LATER)
        assert bool(told) is (provider.capabilities.proof is not Proof.ACCEPTED)
        for entry in told:
            service.server.failed(entry.code)
        texts, pages = await pulled(provider)
        found = [
            errors.find(service.key, text.failure.code, text.failure.text) for text in texts if text.failure
        ]
        known = {entry.code for entry in told} if service.says_why else set()
        assert {entry.code for entry in found if entry is not None} == known
        assert all(text.state is State.FAILED and text.outbound for text in texts)
        assert len(texts) == len(told) and all(page.bad == () for page in pages)

    async def test_sends_keep_to_the_pace_that_the_service_allows(
        self, service: Service, provider: Provider, tmp_path: Path
    ) -> None:
        """B27, B28, I7."""
        clock = Turning()
        with opened(tmp_path) as db:
            await check(db, ACCOUNT, provider)
            line = (await senders(provider))[0].number
            pace = Pace(provider.capabilities.pace, clock=clock, sleep=clock.sleep)
            outbox = Outbox(db, ACCOUNT, provider, pace=pace)
            texts = [write(db, line, f"text {number}", f"+1202555018{number}") for number in range(5)]
            assert await outbox.send_due() == 5
            assert {now(db, text).state for text in texts} == {"accepted"}
        gap = 1.0 / provider.capabilities.pace
        assert clock.moment == pytest.approx(4 * gap)
        assert len(service.server.carrier()) == 5

    async def test_a_text_that_came_too_fast_waits_as_long_as_the_service_said_and_goes_once(
        self, service: Service, quick: Provider, tmp_path: Path
    ) -> None:
        """B28: it was not taken, so it goes again by itself."""
        clock = Turning()
        with opened(tmp_path) as db:
            await check(db, ACCOUNT, quick)
            line = (await senders(quick))[0].number
            pace = Pace(1000.0, clock=clock, sleep=clock.sleep)
            outbox = Outbox(db, ACCOUNT, quick, pace=pace)
            text = write(db, line, "Hello")
            service.server.wire.strike("status_429", told=service.too_fast)
            await outbox.send_due()
            assert (now(db, text).state, outbox.pause) == ("queued", service.wait)
            service.server.wire.strike(None)
            assert service.server.carrier() == []
            due = now(db, text).due_at
            assert due is not None
            clock.moment += service.wait
            later = Outbox(db, ACCOUNT, quick, pace=pace, clock=lambda: due + timedelta(seconds=1))
            await later.send_due()
            assert now(db, text).state == "accepted"
        assert len(service.server.carrier()) == 1


class Turning:
    """A clock that only sleeping turns, in seconds."""

    def __init__(self) -> None:
        self.moment = 0.0

    def __call__(self) -> float:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        """So much later at once."""
        self.moment += seconds


def _codes(service: Service, when: errors.When) -> list[errors.Entry]:
    return [entry for entry in errors.entries() if (entry.provider, entry.when) == (service.key, when)]
