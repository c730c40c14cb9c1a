"""What can happen between the service and us: each is one typed error after one request, nothing more."""

import pytest

from desktop.providers.base import (
    Busy,
    OutcomeUnknown,
    OutgoingText,
    Page,
    Provider,
    ProviderError,
    Unreadable,
)
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import STRANGER, Service, looked, outgoing
from tests.providers.fakes.serving import PAGE, Answer, Fault

FAULTS: list[tuple[Fault, type[ProviderError], int]] = [
    ("hang_up", OutcomeUnknown, 1),
    ("truncated", OutcomeUnknown, 1),
    ("html", Unreadable, 1),
    ("stall", OutcomeUnknown, 1),
    ("giant", Unreadable, 1),
    ("refused_html", OutcomeUnknown, 0),
    ("status_500", OutcomeUnknown, 0),
    ("status_429", Busy, 0),  # in the service's own manner
    ("redirect", Unreadable, 0),
]
"""Each fault, what it means, and whether the carrier has the text."""
FOREIGN: list[Answer] = [
    *((status, PAGE) for status in (400, 401, 403, 404, 408, 413, 429)),
    *((status, {}) for status in (401, 403, 408, 429)),
    (408, {"message": "Request Timeout"}),
]
"""Errors of whoever stands between: the text may have been passed on before."""


class Wires(Adapters):
    """The promises about faults on the wire."""

    @pytest.mark.parametrize(("fault", "error", "taken"), FAULTS)
    async def test_every_fault_of_a_send_is_one_typed_error_after_one_request(
        self, service: Service, provider: Provider, fault: Fault, error: type[ProviderError], taken: int
    ) -> None:
        """Demand 1: whether it was taken or not, the adapter does not repeat it."""
        text = await outgoing(provider, "Hello")
        handle = await provider.prepare(text)
        service.server.wire.strike(fault, told=service.too_fast)
        with pytest.raises(ProviderError) as caught:
            await provider.deliver(text, handle)
        assert (type(caught.value), len(service.server.wire.requests)) == (error, 1)
        service.server.wire.strike(None)
        assert len(service.server.carrier()) == taken
        assert text.body not in str(caught.value) and text.peer not in str(caught.value)

    @pytest.mark.parametrize(("fault", "error"), [(fault, error) for fault, error, _ in FAULTS])
    async def test_every_fault_of_a_list_is_one_typed_error_and_proves_nothing(
        self, service: Service, provider: Provider, fault: Fault, error: type[ProviderError]
    ) -> None:
        await provider.check()
        service.server.wire.strike(fault, told=service.too_fast)
        pages: list[Page] = []
        with pytest.raises(ProviderError) as caught:
            await looked(provider, pages)
        assert type(caught.value) is error and pages == []
        with pytest.raises(error):
            await provider.check()
        service.server.wire.strike(None)
        assert (await provider.check()).lines

    @pytest.mark.parametrize("told", FOREIGN, ids=str)
    async def test_an_error_of_somebody_on_the_way_says_nothing_about_a_send(
        self, service: Service, provider: Provider, told: Answer
    ) -> None:
        """I7, B27: a proxy passes a text on, and answers in its own way; the text must not go twice."""
        text = await outgoing(provider, "Hello")
        handle = await provider.prepare(text)
        service.server.wire.strike("foreign", told=told)
        with pytest.raises(OutcomeUnknown):
            await provider.deliver(text, handle)
        assert len(service.server.wire.requests) == 1
        service.server.wire.strike(None)
        assert len(service.server.carrier()) == 1

    async def test_an_error_in_json_that_is_not_the_services_own_says_nothing_about_a_send(
        self, service: Service, provider: Provider
    ) -> None:
        """I7: some proxies speak JSON as well."""
        text = await outgoing(provider, "Hello")
        for told in service.foreign:
            handle = await provider.prepare(text)
            service.server.wire.strike("foreign", told=told)
            with pytest.raises(OutcomeUnknown):
                await provider.deliver(text, handle)
            service.server.wire.strike(None)
        assert len(service.server.carrier()) == len(service.foreign)

    async def test_a_web_page_that_says_too_fast_is_waited_for_by_whoever_only_reads(
        self, service: Service, provider: Provider
    ) -> None:
        """B28: reading twice harms nobody."""
        service.server.wire.strike("foreign", told=(429, PAGE))
        with pytest.raises(Busy):
            await provider.check()

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    async def test_a_redirect_is_never_followed_with_the_key(
        self, service: Service, provider: Provider, status: int
    ) -> None:
        """I4: whoever can answer with a redirect would get the key, and the text twice."""
        text = await outgoing(provider, "Hello")
        wire = service.server.wire
        wire.strike("redirect", status=status)
        with pytest.raises(OutcomeUnknown) as caught:
            await provider.deliver(text, await provider.prepare(text))
        assert caught.value.code == "redirect"
        with pytest.raises(OutcomeUnknown):
            await looked(provider)
        assert [target for _, target in wire.requests if "elsewhere" in target] == []
        wire.strike(None)
        assert service.server.carrier() == []

    async def test_too_fast_says_how_long_to_wait_and_nothing_was_done(
        self, service: Service, provider: Provider
    ) -> None:
        """B28."""
        text = await outgoing(provider, "Hello")
        service.server.wire.strike("status_429", told=service.too_fast)
        for work in (provider.deliver(text, None), provider.check(), looked(provider)):
            with pytest.raises(Busy) as caught:
                await work
            assert caught.value.retry_after == service.wait
        service.server.wire.strike(None)
        assert service.server.carrier() == []

    async def test_a_connection_is_new_for_every_send(self, service: Service, provider: Provider) -> None:
        """An idle one that the server just closed would look like an unknown outcome."""
        text = await outgoing(provider, "Hello")
        wire = service.server.wire
        before = len(wire.connections)
        for body in ("one", "two"):
            await provider.deliver(
                OutgoingText(text.line_remote_id, text.line, STRANGER, body), await provider.prepare(text)
            )
        assert len(wire.connections) == before + 2
