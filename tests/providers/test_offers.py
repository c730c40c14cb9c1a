"""What an adapter says that it offers beside the protocol, it has; what it does not say, nobody asks for."""

from inspect import iscoroutinefunction

import pytest

from desktop.providers.base import Credentials
from desktop.providers.cliqtel import Cliqtel
from desktop.providers.offers import ShowingMedia
from desktop.providers.twilio import Twilio
from desktop.providers.voipms import VoipMs
from tests.providers.twilio_account import KEY

PROMISED = {"delete": "delete", "redact": "redact", "lookup": "number_kind"}


@pytest.mark.parametrize("adapter", [Cliqtel, Twilio, VoipMs])
async def test_a_feature_that_is_on_has_its_method(adapter: type[Cliqtel | Twilio | VoipMs]) -> None:
    """Whoever finds ``capabilities.redact`` on may call ``redact``."""
    secrets = {**KEY, "api_key": "me@example.org:password", "user": "me@example.org", "password": "password"}
    if adapter is Twilio:
        secrets.pop("api_key")
    provider = adapter(Credentials("http://127.0.0.1:9", secrets))
    for feature, method in PROMISED.items():
        if getattr(provider.capabilities, feature).on:
            assert iscoroutinefunction(getattr(provider, method))
    assert isinstance(provider, ShowingMedia) is (adapter in (Twilio, VoipMs))
    await provider.close()
