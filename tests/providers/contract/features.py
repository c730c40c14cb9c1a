"""What a service lacks: switched off with a reason that people can read, also once the account is known.

What it says before anything was asked is in ``tests/providers/test_capabilities``, for the whole catalog.
"""

from dataclasses import fields

from desktop import wording
from desktop.providers.base import Capabilities, Feature, Provider
from desktop.providers.catalog import service_name
from tests.providers.contract.adapters import Adapters
from tests.providers.contract.service import Service

FEATURES = [one.name for one in fields(Capabilities) if one.type is Feature]


class Features(Adapters):
    """The promises about capabilities, which are data."""

    async def test_whatever_is_off_says_why_in_words(self, service: Service, provider: Provider) -> None:
        """A5, §1.6: a missing feature is never a silence."""
        can = (await provider.check()).capabilities
        assert len(FEATURES) >= 9
        for name in FEATURES:
            feature: Feature = getattr(can, name)
            words = wording.feature_off(feature.reason, service=service_name(service.key))
            assert (feature.on, bool(feature.reason), bool(words)) in [
                (True, False, False),
                (False, True, True),
            ]

    async def test_lists_that_the_service_has_are_read_and_may_be_empty(
        self, service: Service, provider: Provider
    ) -> None:
        """I1: an empty phone book is a phone book."""
        can = (await provider.check()).capabilities
        if can.contacts.on:
            book = await provider.contacts()
            assert (len(book.good), book.bad) == (service.contacts, ())
        if can.calls.on:
            history = await provider.calls()
            assert (history.good, history.bad) == ((), ())
