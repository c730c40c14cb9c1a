"""The key: what a check finds with it, what a wrong one means, where it may never be seen."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.providers.base import (
    OutcomeUnknown,
    OutgoingText,
    ProviderError,
    SignInNeeded,
    Unreachable,
)
from desktop.providers.catalog import connect
from desktop.sms.delivery import proof_of
from tests.providers.contract.service import STRANGER, Service, looked, outgoing


class SigningIn:
    """The promises about keys and checks."""

    async def test_a_check_finds_lines_with_numbers_and_is_repeatable(self, service: Service) -> None:
        provider = connect(service.key, service.credentials)
        first, second = await provider.check(), await provider.check()
        assert first == second
        assert first.capabilities == provider.capabilities
        assert all(line.number.startswith("+") and line.remote_id for line in first.lines)
        assert any(line.can_send is not False for line in first.lines)
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
            await looked(provider)
        with pytest.raises(SignInNeeded):
            await provider.deliver(text, await provider.prepare(text))
        assert service.server.carrier() == []
        await provider.close()

    async def test_the_secret_is_in_no_address_and_in_no_repr(self, service: Service) -> None:
        """I4: whatever is logged or shown of it."""
        provider = connect(service.key, service.credentials)
        text = await outgoing(provider, "Hello")
        await provider.deliver(text, await provider.prepare(text))
        await looked(provider)
        shown = repr(service.credentials) + repr(provider) + repr(service.server.wire.requests)
        assert [secret for secret in _parts(service) if secret in shown] == []
        await provider.close()

    async def test_a_wrong_secret_is_in_no_error(self, service: Service) -> None:
        """I4: errors are logged, with all that led to them."""
        provider = connect(service.key, service.wrong)
        with pytest.raises(SignInNeeded) as caught:
            await provider.check()
        told = f"{caught.value!r} {caught.value.text} {caught.value.__cause__!r} {caught.value.__context__!r}"
        assert not any(
            secret in told for secret in service.wrong.secrets.values() if secret not in _names(service)
        )
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
            await looked(provider)
        with pytest.raises(ProviderError):
            await provider.check()
        await provider.close()


def _names(service: Service) -> set[str]:
    """What a wrong and a right sign-in have in common: who it is, not what opens it."""
    return set(service.wrong.secrets.values()) & set(service.credentials.secrets.values())


def _parts(service: Service) -> set[str]:
    """The secrets themselves, also where several came joined."""
    kept = set(service.credentials.secrets.values()) - _names(service)
    return kept | {secret.rpartition(":")[2] for secret in kept}
