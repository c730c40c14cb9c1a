"""What every adapter must do, written once: a test class that an adapter's own tests inherit.

    class TestCliqtel(ProviderContract):
        @pytest.fixture
        def service(self) -> Iterator[Service]: ...

``Service`` is the way to the other side: an account at a server that speaks the adapter's dialect.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from desktop.providers.base import (
    EVERYTHING,
    Credentials,
    OutcomeUnknown,
    OutgoingText,
    Page,
    Provider,
    ProviderError,
    Refused,
    SignInNeeded,
    Text,
    Unreachable,
)
from desktop.providers.catalog import connect
from desktop.sms.delivery import TAKEN, State, proof_of

STRANGER = "+12025550123"
"""Reserved for fiction; texts to it simply arrive."""


class Server(Protocol):
    """What the contract needs of the server behind an adapter."""

    def carrier(self) -> list[dict[str, str]]:
        """Every text that was taken."""
        ...

    def inbound(self, sender: str, line: str, body: str) -> object:
        """Somebody writes."""
        ...

    def kill(self) -> None:
        """The server is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Service:
    """An account at a server: its key in the catalog, what opens it, and a line that can text."""

    key: str
    credentials: Credentials
    wrong: Credentials
    """As ``credentials``, but the service does not accept the secret."""
    server: Server


async def pulled(
    provider: Provider, since: str | None = None, reach: datetime | None = None
) -> tuple[list[Text], list[Page]]:
    """All texts and pages of one pull."""
    pages = [page async for page in provider.pull(since, reach)]
    return [text for page in pages for text in page.texts], pages


async def outgoing(provider: Provider, body: str, to: str = STRANGER) -> OutgoingText:
    """A text from the first line that can send."""
    line = next(line for line in (await provider.check()).lines if line.can_send)
    return OutgoingText(line.remote_id, line.number, to, body)


def one_of(texts: Sequence[Text], body: str) -> Text:
    """The only text with these words."""
    (found,) = [text for text in texts if text.body == body]
    return found


class ProviderContract:
    """The promises of ``providers.base.Provider``."""

    async def test_a_check_finds_lines_with_numbers_and_is_repeatable(self, service: Service) -> None:
        provider = connect(service.key, service.credentials)
        first, second = await provider.check(), await provider.check()
        assert first == second
        assert first.capabilities == provider.capabilities
        assert all(line.number.startswith("+") and line.remote_id for line in first.lines)
        assert any(line.can_send for line in first.lines)
        assert service.server.carrier() == []
        await provider.close()

    async def test_the_services_own_time_is_known_from_its_first_answer(self, service: Service) -> None:
        """Demand 1: what it lists is dated by its clock, and ours may be wrong."""
        provider = connect(service.key, service.credentials)
        before = provider.clock.told
        await provider.check()
        told = provider.clock.told
        assert before is None
        assert told is not None and abs(told - datetime.now(UTC)) < timedelta(minutes=1)
        assert provider.capabilities.proof is proof_of(service.key)
        await provider.close()

    async def test_a_key_that_is_not_accepted_asks_for_a_sign_in_everywhere(self, service: Service) -> None:
        provider = connect(service.key, service.wrong)
        text = OutgoingText("42", "+447700900010", STRANGER, "Hello")
        with pytest.raises(SignInNeeded):
            await provider.check()
        with pytest.raises(SignInNeeded):
            await pulled(provider)
        with pytest.raises(SignInNeeded):
            await provider.deliver(text, await provider.prepare(text))
        assert service.server.carrier() == []
        await provider.close()

    async def test_a_text_is_taken_once_and_listed_as_it_was_sent(self, service: Service) -> None:
        provider = connect(service.key, service.credentials)
        body = "Grüße 👋\nzwei Zeilen"
        text = await outgoing(provider, body)
        before = datetime.now(UTC)
        accepted = await provider.deliver(text, await provider.prepare(text))
        assert accepted.state in TAKEN
        assert [one["body"] for one in service.server.carrier()] == [body]
        texts, pages = await pulled(provider)
        listed = one_of(texts, body)
        assert (listed.outbound, listed.line, listed.peer) == (True, text.line, STRANGER)
        assert accepted.remote_id in (None, listed.remote_id)
        window = provider.capabilities.match_window
        assert before - window <= listed.created_at <= datetime.now(UTC) + window
        assert pages[-1].sync_point is not None
        await provider.close()

    async def test_an_answer_is_received_on_the_line_it_was_sent_to(self, service: Service) -> None:
        provider = connect(service.key, service.credentials)
        line = (await outgoing(provider, "")).line
        service.server.inbound(STRANGER, line, "Thanks \u202e\x07!")
        texts, _ = await pulled(provider)
        listed = one_of(texts, "Thanks \u202e\x07!")
        assert (listed.outbound, listed.line, listed.peer) == (False, line, STRANGER)
        assert listed.state is State.RECEIVED
        await provider.close()

    async def test_a_whole_pull_says_that_it_is_whole_and_the_next_one_is_short_and_complete(
        self, service: Service
    ) -> None:
        provider = connect(service.key, service.credentials)
        line = (await outgoing(provider, "")).line
        everything, pages = await pulled(provider)
        assert pages[-1].covers_since is not None
        assert [page.sync_point for page in pages[:-1]] == [None] * (len(pages) - 1)
        assert len({text.remote_id for text in everything}) == len(everything)
        service.server.inbound(STRANGER, line, "new")
        since = datetime.now(UTC) - timedelta(minutes=1)
        news, short = await pulled(provider, pages[-1].sync_point, since)
        assert one_of(news, "new").state is State.RECEIVED
        assert short[-1].sync_point is not None
        covered = short[-1].covers_since
        assert covered is not None and EVERYTHING <= covered <= since
        await provider.close()

    async def test_an_impossible_destination_is_refused_in_words_and_not_sent(self, service: Service) -> None:
        provider = connect(service.key, service.credentials)
        text = await outgoing(provider, "Hello", to="+1")
        with pytest.raises(Refused) as caught:
            await provider.deliver(text, await provider.prepare(text))
        assert caught.value.text
        assert service.server.carrier() == []
        await provider.close()

    async def test_a_service_that_is_gone_is_unreachable_or_unknown_but_never_accepted(
        self, service: Service
    ) -> None:
        provider = connect(service.key, service.credentials)
        text = await outgoing(provider, "Hello")
        service.server.kill()
        with pytest.raises(Unreachable):
            await provider.deliver(text, None)
        with pytest.raises((Unreachable, OutcomeUnknown)):
            await pulled(provider)
        with pytest.raises(ProviderError):
            await provider.check()
        await provider.close()
