"""One text: taken once, listed as it was sent, answered on the line it came from."""

from datetime import UTC, datetime, timedelta

from desktop.providers.base import EVERYTHING, Provider
from desktop.sms.delivery import TAKEN, State
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import STRANGER, Service, one_of, outgoing, pulled


class Texts(Adapters):
    """The promises about sending and receiving."""

    async def test_a_text_is_taken_once_and_listed_as_it_was_sent(
        self, service: Service, provider: Provider
    ) -> None:
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

    async def test_an_answer_is_received_on_the_line_it_was_sent_to(
        self, service: Service, provider: Provider
    ) -> None:
        line = (await outgoing(provider, "")).line
        service.server.inbound(STRANGER, line, "Thanks \u202e\x07!")
        texts, _ = await pulled(provider)
        listed = one_of(texts, "Thanks \u202e\x07!")
        assert (listed.outbound, listed.line, listed.peer) == (False, line, STRANGER)
        assert listed.state is State.RECEIVED

    async def test_a_whole_pull_says_that_it_is_whole_and_the_next_one_is_short_and_complete(
        self, service: Service, provider: Provider
    ) -> None:
        line = (await outgoing(provider, "")).line
        day = timedelta(days=1)
        service.server.came((datetime.now(UTC) - day * ago, f"{ago} days ago") for ago in range(40, 0, -1))
        everything, pages = await pulled(provider)
        assert pages[-1].covers_since is not None
        assert [page.sync_point for page in pages[:-1]] == [None] * (len(pages) - 1)
        assert len({text.remote_id for text in everything}) == len(everything) == 40
        service.server.inbound(STRANGER, line, "new")
        since = datetime.now(UTC) - timedelta(minutes=1)
        news, short = await pulled(provider, pages[-1].sync_point, since)
        assert one_of(news, "new").state is State.RECEIVED
        assert short[-1].sync_point is not None
        covered = short[-1].covers_since
        assert covered is not None and EVERYTHING <= covered <= since
